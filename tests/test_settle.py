"""Settling a run: nicknames once and for all, changes told field by field, absences counted, big drops held."""

import random

import msgspec
import pytest
from tests.harvest_nights import (
    COMPLETE,
    INCREMENTAL,
    PARTIAL,
    SOURCE,
    a_report,
    an_item,
    decided,
    first_run,
    nothing_known,
    record,
    run,
)

from terra_harvest.ledger import Moved, Named, Rekeyed, Restored, Withdrawn, folded
from terra_harvest.night import Item, Night
from terra_harvest.settle import settle


def ids(night: Night, outcome: str) -> list[str]:
    return [change.id for change in night.changes if change.outcome == outcome]


def test_a_new_record_gets_a_nickname_below_its_source_and_todays_date() -> None:
    night, known = run(nothing_known(), [an_item("oai:1", "La température de l’océan en surface")])
    assert ids(night, "created") == ["seanoe-la-temperature-de-ocean-en-surface"]
    assert night.opening == (Named(on="2026-11-21", id="seanoe-la-temperature-de-ocean-en-surface", key="oai:1"),)
    dataset = record(known, "seanoe-la-temperature-de-ocean-en-surface")
    assert (dataset.created, dataset.updated) == ("2026-11-21", "2026-11-21")
    assert night.outcomes.created == 1


def test_the_same_run_twice_changes_nothing() -> None:
    items = [an_item("a"), an_item("b")]
    night, _ = run(first_run(*items), items)
    assert (night.changes, night.opening, night.closing) == ((), (), ())
    assert night.outcomes.unchanged == 2


def test_a_retitled_record_keeps_its_address_and_its_first_day() -> None:
    night, known = run(first_run(an_item("a", "Salinity")), [an_item("a", "Practical salinity")])
    [change] = night.changes
    assert (change.outcome, change.id, change.fields) == ("updated", "seanoe-salinity", ("title",))
    dataset = record(known, "seanoe-salinity")
    assert (dataset.created, dataset.updated) == ("2026-11-01", "2026-11-21")


def test_new_dates_of_the_original_alone_are_no_news() -> None:
    night, known = run(first_run(an_item("a")), [an_item("a", digest="d1")])
    [change] = night.changes
    assert (change.outcome, change.fields) == ("unchanged", ("provenance.digest",))
    assert night.outcomes.unchanged == 1
    dataset = record(known, change.id)
    assert dataset.updated == "2026-11-01"
    assert dataset.provenance is not None
    assert dataset.provenance.digest == "d1"


def test_the_order_of_the_records_decides_nothing() -> None:
    items = [an_item(key, "One title") for key in ("a/b", "a_b", "A/B", "é", "b")]
    nights = []
    for seed in range(5):
        shuffled = items[:]
        random.Random(seed).shuffle(shuffled)  # noqa: S311
        nights.append(settle(SOURCE, shuffled, COMPLETE, nothing_known(), "2026-11-21"))
    assert all(night == nights[0] for night in nights)
    assert len({change.id for change in nights[0].changes}) == 5


def test_two_ways_to_write_one_identifier_are_one_record() -> None:
    known = first_run(an_item("caf\u00e9"))
    night, _ = run(known, [an_item("cafe\u0301")])
    assert night.opening == ()
    assert night.outcomes.failed == 0


def test_two_records_with_one_identifier_in_two_notations_are_both_named_and_neither_believed() -> None:
    known = first_run(an_item("caf\u00e9", "Coffee"))
    night, after = run(known, [an_item("caf\u00e9", "Coffee 1"), an_item("cafe\u0301", "Coffee 2")])
    assert set(night.failed) == {"caf\u00e9", "cafe\u0301"}
    assert after.records == known.records


@pytest.mark.parametrize("key", ["", "  ", "a\nb", "x" * 1001, "\ud800"])
def test_an_identifier_that_no_line_can_hold_fails_by_name(key: str) -> None:
    night, _ = run(nothing_known(), [an_item(key or "", "T")])
    assert list(night.failed) == [key]
    assert night.changes == ()


def test_a_record_in_quarantine_keeps_its_last_good_state_and_is_not_absent() -> None:
    known = first_run(an_item("a"), an_item("b"))
    for _ in range(5):
        night, known = run(known, [an_item("a"), Item(native_id="b", failure="no title")])
        assert night.failed == {"b": "no title"}
    assert known.ledger.withdrawn == {}


def test_a_record_is_withdrawn_after_three_complete_runs_without_it() -> None:
    known = first_run(an_item("a"), an_item("b"))
    for night_number in (1, 2):
        night, known = run(known, [an_item("a")])
        assert night.changes == ()
        assert known.absent == {"b": night_number}
    night, known = run(known, [an_item("a")], "2026-11-24")
    [change] = night.changes
    assert (change.outcome, change.id) == ("withdrawn", "seanoe-dataset-b")
    assert night.closing == (Withdrawn(on="2026-11-24", id="seanoe-dataset-b"),)
    dataset = record(known, "seanoe-dataset-b")
    assert (dataset.status, dataset.updated) == ("withdrawn", "2026-11-24")
    assert known.absent == {}
    night, known = run(known, [an_item("a")], "2026-11-25")
    assert (night.changes, night.closing) == ((), ())


def test_runs_that_did_not_see_everything_count_no_absence_and_break_no_count() -> None:
    known = first_run(an_item("a"), an_item("b"))
    reports = (COMPLETE, PARTIAL, INCREMENTAL, a_report("FAILED"), COMPLETE, PARTIAL)
    for report in reports:
        _, known = run(known, [an_item("a")], report=report)
    assert known.absent == {"b": 2}
    _, known = run(known, [an_item("a"), an_item("b")], report=PARTIAL)
    assert known.absent == {}, "it was seen"


def test_a_record_that_comes_back_is_restored_at_its_address() -> None:
    known = first_run(an_item("a"), an_item("b"))
    for _ in range(3):
        _, known = run(known, [an_item("a")])
    night, known = run(known, [an_item("a"), an_item("b")], "2026-12-24")
    assert ids(night, "updated") == ["seanoe-dataset-b"]
    assert night.closing == (Restored(on="2026-12-24", id="seanoe-dataset-b"),)
    assert record(known, "seanoe-dataset-b").status is None
    assert known.ledger.withdrawn == {}


def test_a_tombstone_is_asked_for_again_rather_than_believed_unchanged() -> None:
    known = first_run(an_item("a"), an_item("b"))
    for _ in range(3):
        _, known = run(known, [an_item("a")])
    night, known = run(known, [an_item("a"), Item(native_id="b", unchanged=True)])
    assert "b" in night.failed
    dataset = record(known, "seanoe-dataset-b")
    assert dataset.provenance is not None
    assert dataset.provenance.digest is None


@pytest.mark.parametrize(("live", "left", "held"), [(3, 1, False), (3, 0, True), (1, 0, True), (100, 95, False),
                                                    (100, 94, True), (40, 38, False), (40, 37, True)])  # fmt: skip
def test_more_than_two_and_five_percent_or_all_wait_for_a_person(live: int, left: int, held: bool) -> None:
    items = [an_item(f"k{n}") for n in range(live)]
    night, known = run(first_run(*items), [*items[:left], an_item("new")])
    assert (night.hold is not None) is held
    if held:
        assert night.changes == ()
        assert night.opening == ()
        assert set(night.held) == {f"k{n}" for n in range(left)} | {"new"}
        assert night.hold
        assert len(night.hold.keys) == live - left
    else:
        assert ids(night, "created") == ["seanoe-dataset-new"]
    assert sum(known.absent.values()) == (0 if held else live - left), "a night that waits counts nothing"


def test_a_waiting_source_changes_nothing_until_a_person_decides_or_the_records_are_back() -> None:
    items = [an_item(f"k{n}") for n in range(20)]
    _, waiting = run(first_run(*items), items[:10], "2026-11-21")
    for report in (COMPLETE, PARTIAL, INCREMENTAL):
        night, _ = run(waiting, [*items[:10], an_item("new")], "2026-11-22", report)
        assert night.changes == ()
        assert night.hold
        assert night.hold.since == "2026-11-21"
    night, _ = run(waiting, items)
    assert night.hold is None
    night, after = run(decided(waiting, "keep"), [*items[:10], an_item("new")])
    assert ids(night, "created") == ["seanoe-dataset-new"]
    for _ in range(5):
        night, after = run(after, [*items[:10], an_item("new")])
        assert night.outcomes.withdrawn == 0
    _, after = run(after, [*items, an_item("new")])
    assert after.hold is None


def test_released_records_go_as_any_others_after_three_runs() -> None:
    items = [an_item(f"k{n}") for n in range(20)]
    _, known = run(first_run(*items), items[:10])
    known = decided(known, "remove")
    for _ in range(2):
        night, known = run(known, items[:10])
        assert night.outcomes.withdrawn == 0
    night, known = run(known, items[:10])
    assert night.outcomes.withdrawn == 10
    assert known.hold is None
    assert len(known.records) == 20, "their addresses stay"


def test_a_release_does_not_cover_records_that_nobody_looked_at() -> None:
    items = [an_item(f"k{n:02}") for n in range(40)]
    _, known = run(first_run(*items), items[:30])
    night, known = run(decided(known, "remove"), items[:20])
    assert night.hold
    assert night.hold.decision == "wait"
    assert len(night.hold.keys) == 20


def test_while_a_source_has_a_record_without_identifier_none_is_withdrawn() -> None:
    items = [an_item(f"k{n}") for n in range(20)]
    known = first_run(*items)
    for _ in range(5):
        night, known = run(known, items[:19], report=a_report(nameless=1))
        assert (night.outcomes.withdrawn, night.hold, known.absent) == (0, None, {})


@pytest.mark.parametrize(("left", "held"), [(17, False), (16, True), (0, True)])
def test_a_drop_waits_for_a_person_in_a_source_with_a_record_without_identifier_too(left: int, held: bool) -> None:
    """One of those that are missing may be the one that lost its identifier."""
    items = [an_item(f"k{n:02}") for n in range(20)]
    night, known = run(first_run(*items), [*items[:left], an_item("new")], report=a_report(nameless=1))
    assert (night.hold is not None, night.outcomes.created) == (held, int(not held))
    if left == 16:
        known = decided(known, "remove")
        for _ in range(3):
            night, known = run(known, items[:16], report=a_report(nameless=1))
        assert night.outcomes.withdrawn == 4, "a person said that these are gone"


def test_unknown_records_in_place_of_all_known_ones_wait_even_when_the_run_is_not_complete() -> None:
    known = first_run(*(an_item(f"k{n}") for n in range(10)))
    night, _ = run(known, [an_item(f"other{n}") for n in range(10)], report=PARTIAL)
    assert night.changes == ()
    assert night.hold
    assert "none of the 10 records" in night.hold.reason


@pytest.mark.parametrize("name", ["doi", "uuid"])
def test_a_record_that_its_source_renamed_keeps_its_address(name: str) -> None:
    known = first_run(an_item("old", "Tides", **{name: "10.1/X"}), an_item("other"))
    night, known = run(known, [an_item("new", "Tides", **{name: "10.1/x"}), an_item("other")])
    assert night.opening == (Rekeyed(on="2026-11-21", id="seanoe-tides", key="new", was="old"),)
    assert ids(night, "updated") == ["seanoe-tides"]
    assert set(known.ledger.ids) == {"new", "other"}
    assert known.absent == {}


def test_all_records_renamed_at_once_keep_their_addresses_and_nothing_waits() -> None:
    known = first_run(*(an_item(f"old{n}", doi=f"10.1/{n}") for n in range(30)))
    night, after = run(known, [an_item(f"new{n}", doi=f"10.1/{n}") for n in range(30)])
    assert night.hold is None
    assert set(after.records) == set(known.records)


def test_a_tombstone_whose_record_comes_back_under_another_identifier_is_restored() -> None:
    known = first_run(an_item("a"), an_item("b", doi="10.1/b"))
    for _ in range(3):
        _, known = run(known, [an_item("a")])
    night, known = run(known, [an_item("a"), an_item("b2", doi="10.1/b")])
    assert isinstance(night.closing[0], Restored)
    assert known.ledger.ids["b2"] == "seanoe-dataset-b"


def test_a_name_that_several_records_share_renames_nothing() -> None:
    shared = "10.1/series"
    known = first_run(an_item("a", doi=shared), an_item("b", doi=shared))
    night, _ = run(known, [an_item("a", doi=shared), an_item("c", doi=shared)])
    assert [line.id for line in night.opening] == ["seanoe-dataset-c"]


def test_a_rename_is_postponed_while_nobody_knows_that_the_old_record_is_gone() -> None:
    known = first_run(an_item("old", "Tides", doi="10.1/x"), an_item("other"))
    night, known = run(known, [an_item("new", "Tides", doi="10.1/x"), an_item("other")], report=PARTIAL)
    assert night.held == {
        "new": "it may be `seanoe-tides` under a new identifier: a run that sees everything will tell."
    }
    night, known = run(known, [an_item("new", "Tides", doi="10.1/x"), an_item("other")])
    assert known.ledger.ids["new"] == "seanoe-tides"


def test_a_night_killed_between_ledger_and_records_is_repaired_by_the_next() -> None:
    items = [an_item("a"), an_item("b")]
    night, whole = run(nothing_known(), items)
    killed = msgspec.structs.replace(nothing_known(), ledger=folded(nothing_known().ledger, night.opening))
    _, repaired = run(killed, items)
    assert repaired.records == whole.records
    assert repaired.ledger == whole.ledger


def test_a_tombstone_without_its_line_in_the_ledger_is_settled_again() -> None:
    known = first_run(an_item("a"), an_item("b"))
    for _ in range(2):
        _, known = run(known, [an_item("a")])
    night, whole = run(known, [an_item("a")])
    killed = msgspec.structs.replace(known, records=whole.records)
    again, repaired = run(killed, [an_item("a")], "2026-11-25")
    assert again.closing == tuple(msgspec.structs.replace(line, on="2026-11-25") for line in night.closing)
    assert repaired.records == whole.records


def test_redirects_of_the_ledger_go_along_with_every_night() -> None:
    known = first_run(an_item("a"))
    moved = folded(known.ledger, [Moved(on="2026-11-02", id="better-name", was="seanoe-dataset-a")])
    renamed = {"better-name": known.records["seanoe-dataset-a"].replace(b"seanoe-dataset-a", b"better-name")}
    night, _ = run(msgspec.structs.replace(known, ledger=moved, records=renamed), [an_item("a")])
    assert night.redirects == {"seanoe-dataset-a": "better-name"}
    assert night.changes == ()
