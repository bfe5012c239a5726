from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terra_harvest.accounting import CEILING, present_ids, report, tally
from terra_harvest.protocols.page import Fault, Seen, Trace


def seen(*ids: str, digest: str = "d") -> tuple[Seen, ...]:
    return tuple(Seen(id=native_id, digest=f"{digest}-{native_id}") for native_id in ids)


def a_page(at: str, **fields: Any) -> Trace:
    """The trace of the page at a token."""
    return Trace(token=at, **fields)


def sweep(
    number: int, *pages: tuple[str, ...], matched: int | None = None, end: str = "empty", aim: str = "records"
) -> list[Trace]:
    traces = [
        a_page(str(n), sweep=number, aim=aim, seen=seen(*page), matched=matched, length=len(page), next=str(n + 1))
        for n, page in enumerate(pages)
    ]
    return [*traces, a_page("last", sweep=number, aim=aim, end=end)]


def judged(traces: list[Trace]) -> str:
    return report(tally(traces)).verdict


def test_a_sweep_that_ends_on_its_total_is_complete():
    found = report(tally(sweep(0, ("a", "b"), ("c",), matched=3)))
    assert (found.verdict, found.matched, found.received, found.published, found.missing) == ("COMPLETE", 3, 3, 3, 0)
    assert found.may_withdraw


def test_fewer_records_than_the_total_are_partial_and_say_how_many():
    found = report(tally(sweep(0, ("a", "b"), matched=3)))
    assert (found.verdict, found.matched, found.missing, found.may_withdraw) == ("PARTIAL", 3, 1, False)
    assert found.reasons == ("the server claims 3 records and gave 2 different ones: 1 missing.",)


def test_a_repeated_record_does_not_make_up_for_a_missing_one():
    assert judged(sweep(0, ("a", "b"), ("b",), matched=3)) == "PARTIAL"


def test_two_sweeps_that_miss_different_records_complete_each_other():
    traces = sweep(0, ("a", "b"), ("b",), matched=3) + sweep(1, ("a", "c"), ("c",), matched=3)
    assert judged(traces) == "COMPLETE"


def test_a_total_that_moves_needs_a_sweep_that_stands_still():
    moving = [*sweep(0, ("a",), matched=3)[:-1], *sweep(0, ("b", "c"), matched=4)]
    assert judged(moving) == "PARTIAL"
    assert judged(moving + sweep(1, ("a", "b", "c"), matched=3)) == "COMPLETE"


def test_what_a_later_complete_sweep_no_longer_sees_has_vanished():
    found = report(tally(sweep(0, ("a", "b", "x"), matched=4) + sweep(1, ("a", "b"), matched=2)))
    assert (found.verdict, found.published, found.vanished) == ("COMPLETE", 2, ("x",))


def test_no_record_is_never_complete():
    found = report(tally(sweep(0, matched=0)))
    assert (found.verdict, found.reasons) == ("FAILED", ("no record at all.",))


def test_no_change_since_a_date_is_complete_and_withdraws_nothing():
    found = report(tally(sweep(0, matched=0), incremental=True))
    assert (found.verdict, found.may_withdraw) == ("COMPLETE", False)


def test_a_list_without_total_is_believed_when_two_sweeps_agree_and_one_ends_on_a_short_page():
    once = sweep(0, ("a", "b"), ("c",), end="marked")
    assert judged(once) == "PARTIAL"
    assert judged(once + sweep(1, ("a",), ("b",), ("c",), end="marked")) == "COMPLETE"


def test_a_list_without_total_that_always_ends_on_a_full_page_is_not_believed():
    ids = tuple(f"r{n}" for n in range(10))
    assert judged(sweep(0, ids, end="marked") + sweep(1, ids, end="marked")) == "PARTIAL"


def test_a_document_that_is_the_whole_list_needs_no_second_sweep():
    assert judged([a_page("", sweep=0, aim="records", seen=seen("a", "b"), length=2, end="whole")]) == "COMPLETE"


def test_a_total_lower_than_what_came_is_believed_by_nobody():
    low = sweep(0, ("a", "b", "c"), matched=2)
    assert judged(low) == "PARTIAL"
    assert judged(low + sweep(1, ("a", "b", "c"), matched=2)) == "COMPLETE"


def test_the_ceiling_of_search_engines_is_no_total():
    ids = tuple(f"r{n}" for n in range(CEILING))
    assert judged(sweep(0, ids, matched=CEILING, end="refused")) == "PARTIAL"
    assert judged(sweep(0, ids, matched=CEILING, end="empty")) == "COMPLETE"


def test_a_named_bad_record_is_quarantined_and_does_not_spoil_the_run():
    fault = Fault(kind="bad-record", name="the record b", native_id="b", message="not well formed")
    page = a_page("1", sweep=0, aim="records", seen=seen("a", "c"), matched=3, length=3, faults=(fault,), next="4")
    found = report(tally([page, a_page("4", sweep=0, aim="records", end="empty")]))
    assert (found.verdict, found.published, found.quarantined, found.matched) == ("COMPLETE", 2, 1, 3)
    assert found.quarantine == {"b": "not well formed"}


def test_a_nameless_bad_record_makes_the_run_partial():
    fault = Fault(kind="bad-record", name="the record at position 2", message="not well formed")
    page = a_page(
        "1", sweep=0, aim="records", seen=seen("a", "c"), matched=3, lost=1, length=3, faults=(fault,), next="4"
    )
    found = report(tally([page, a_page("4", sweep=0, aim="records", end="empty")]))
    assert (found.verdict, found.missing) == ("PARTIAL", 1)
    assert "the record at position 2: not well formed" in found.reasons


def test_a_record_without_identifier_is_quarantined_and_forbids_to_withdraw():
    page = a_page(
        "1",
        sweep=0,
        aim="records",
        seen=(*seen("a"), Seen(id="sha256:1", digest="1", anonymous=True)),
        matched=2,
        length=2,
        next="3",
    )
    found = report(tally([page, a_page("3", sweep=0, aim="records", end="empty")]))
    assert (found.verdict, found.published, found.quarantined, found.may_withdraw) == ("COMPLETE", 1, 1, False)
    assert found.quarantine == {"sha256:1": "has no identifier"}


def test_a_listed_record_that_was_not_received_is_missing_by_name():
    listing = a_page("", sweep=0, aim="identifiers", listed=("a", "b"), length=2, end="whole")
    single = a_page("a", sweep=0, aim="singles", seen=seen("a"))
    found = report(tally([listing, single]))
    assert (found.verdict, found.missing) == ("PARTIAL", 1)
    assert "the record b is listed and was not received." in found.reasons


def test_two_records_under_one_identifier_are_counted_and_one_is_quarantined():
    def pages(number: int) -> list[Trace]:
        first = a_page("1", sweep=number, aim="records", seen=seen("a", "b"), matched=3, length=2, next="3")
        twin = a_page("3", sweep=number, aim="records", seen=seen("b", digest="other"), matched=3, length=1, next="4")
        return [first, twin, a_page("4", sweep=number, aim="records", end="empty")]

    assert judged(pages(0)) == "PARTIAL"
    found = report(tally(pages(0) + pages(1)))
    assert (found.verdict, found.published, found.quarantined, found.may_withdraw) == ("COMPLETE", 2, 1, False)


def test_what_readers_refuse_and_persons_hold_adds_up():
    account = tally(sweep(0, ("a", "b", "c", "d"), matched=4))
    found = report(account, refused={"b": "no title"}, held={"c"})
    assert (found.published, found.quarantined, found.held, found.matched) == (2, 1, 1, 4)
    assert found.quarantine == {"b": "no title"}


TRACES = st.lists(
    st.builds(
        Trace,
        sweep=st.integers(0, 2),
        aim=st.sampled_from(["records", "identifiers", "singles"]),
        token=st.sampled_from("abc"),
        seen=st.lists(
            st.builds(
                Seen,
                id=st.sampled_from("abcdef"),
                digest=st.sampled_from("12"),
                anonymous=st.booleans(),
                deleted=st.booleans(),
            ),
            max_size=4,
        ).map(tuple),
        listed=st.lists(st.sampled_from("abcdefg"), max_size=3).map(tuple),
        skipped=st.lists(st.sampled_from("fgh"), max_size=2).map(tuple),
        matched=st.none() | st.integers(0, 9),
        lost=st.integers(0, 1),
        length=st.integers(0, 4),
        end=st.sampled_from([None, "empty", "marked", "refused", "whole", "stopped"]),
        faults=st.lists(
            st.builds(
                Fault,
                kind=st.just("bad-record"),
                name=st.just("n"),
                message=st.just("m"),
                native_id=st.none() | st.sampled_from("abi"),
            ),
            max_size=2,
        ).map(tuple),
    ),
    max_size=8,
)


@given(TRACES, st.sets(st.sampled_from("abc")), st.sets(st.sampled_from("cde")))
def test_the_numbers_always_add_up(traces, refused, held):
    account = tally(traces)
    found = report(account, dict.fromkeys(refused, "refused"), held)
    parts = (found.published, found.quarantined, found.held, found.deleted, found.skipped, found.missing)
    assert min(parts) >= 0
    assert sum(parts) == found.matched
    if found.verdict == "COMPLETE":
        assert found.missing == 0
        assert present_ids(account)
    else:
        assert found.reasons


@pytest.mark.parametrize("kind", ["stopped", None])
def test_a_sweep_that_did_not_come_to_its_end_proves_nothing_alone(kind):
    assert judged(sweep(0, ("a", "b"), matched=2, end=kind)) == "PARTIAL"
