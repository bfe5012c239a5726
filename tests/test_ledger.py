"""The ledger: append-only lines that are believed only when they agree, with each other and across sources."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.harvest_nights import a_dataset, an_item, nothing_known, run

from terra_catalog.dataset import Dataset
from terra_catalog.redirects import load_redirects
from terra_catalog.rules.identity import is_free_id
from terra_catalog.slug import slug
from terra_harvest.hold import Hold, read_hold
from terra_harvest.hold import written as hold_text
from terra_harvest.ledger import Ledger, LedgerError, Moved, Named, folded, key_of, load_ledgers, read_ledger, written
from terra_harvest.move import MoveError, move
from terra_harvest.nickname import nickname
from terra_harvest.save import load_known, save

DAY = "2026-11-21"
ONE = '{"did":"named","key":"1","on":"2026-11-21","id":"seanoe-one"}\n'


def test_a_ledger_is_read_as_it_was_written() -> None:
    lines = [Named(on=DAY, id="seanoe-one", key="1"), Moved(on=DAY, id="seanoe-uno", was="seanoe-one")]
    assert written(lines[:1]) == ONE
    assert read_ledger(written(lines), "seanoe") == folded(Ledger(source="seanoe"), lines)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "harvest/ledger/seanoe.jsonl:2: Input data was truncated"),
        ("", "harvest/ledger/seanoe.jsonl:2: Input data was truncated"),
        ('{"did":"named","on":"2026-11-21","id":"seanoe-two","key":"2","title":"T"}', "unknown field `title`"),
        ('{"did":"sold","on":"2026-11-21","id":"seanoe-two"}', "Invalid value 'sold'"),
        ('{"did":"named","on":"2026-11-21","id":"seanoe-one","key":"2"}', "already given by harvest/ledger/seanoe.j"),
        ('{"did":"named","on":"2026-11-21","id":"seanoe-two","key":"1"}', "the key `1` already has `seanoe-one`"),
        ('{"did":"named","on":"today","id":"seanoe-two","key":"2"}', "an id and a day were expected"),
        ('{"did":"named","on":"2026-11-21","id":"../etc","key":"2"}', "an id and a day were expected"),
        ('{"did":"named","on":"2026-11-21","id":"search","key":"2"}', "an id and a day were expected"),
        ('{"did":"rekeyed","on":"2026-11-21","id":"seanoe-one","key":"2","was":"3"}', "`3` does not have `seanoe-one`"),
        ('{"did":"moved","on":"2026-11-21","id":"seanoe-two","was":"seanoe-six"}', "no record has the nickname `sean"),
        ('{"did":"withdrawn","on":"2026-11-21","id":"seanoe-six"}', "no record has the nickname `sean"),
    ],
)  # fmt: skip
def test_a_line_that_contradicts_the_others_is_refused_with_its_number(line: str, message: str) -> None:
    with pytest.raises(LedgerError) as error:
        read_ledger(f"{ONE}{line}\n", "seanoe")
    assert str(error.value).startswith("harvest/ledger/seanoe.jsonl:2: ")
    assert message in str(error.value)
    assert str(error.value).endswith("Restore the file from git: lines are only ever added.")


def test_two_sources_with_one_nickname_are_refused_naming_both_lines(tmp_path: Path) -> None:
    (tmp_path / "aeris.jsonl").write_text('{"did":"named","on":"2026-11-20","id":"aeris-x","key":"9"}\n' + ONE, "utf-8")
    (tmp_path / "seanoe.jsonl").write_text(ONE, "utf-8")
    with pytest.raises(LedgerError) as error:
        load_ledgers(tmp_path)
    assert str(error.value) == (
        "harvest/ledger/seanoe.jsonl:1: the nickname `seanoe-one` was already given by harvest/ledger/aeris.jsonl:2. "
        "Keep the older line; give the other record a nickname of its own."
    )


@pytest.mark.parametrize(
    ("native", "key"),
    [(" a ", "a"), ("cafe\u0301", "caf\u00e9"), ("A/b", "A/b"), ("", None), ("a\x00", None), ("\ud800", None)],
)
def test_a_key_is_the_identifier_in_nfc_with_its_case(native: str, key: str | None) -> None:
    assert key_of(native) == key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Température de l’océan en été", "temperature-de-ocean-en-ete"),
        ("CO₂ flux — œuvre 2", "co2-flux-oeuvre-2"),
        ("A very long title about the temperature of the isles", "very-long-title-about-the-temperature"),
        ("../../etc/passwd", "etc-passwd"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ("海面水温", ""),
        ("x" * 100, "x" * 42),
    ],
)  # fmt: skip
def test_a_title_gives_a_short_plain_slug(text: str, expected: str) -> None:
    assert slug(text, 42).removeprefix("a-") == expected


@pytest.mark.parametrize(
    ("dataset", "key", "expected"),
    [
        (a_dataset("Sea level"), "1", "seanoe-sea-level"),
        (a_dataset("海", doi="10.17882/42182"), "1", "seanoe-10-17882-42182"),
        (a_dataset("海"), "oai:Seanoe:9", "seanoe-oai-seanoe-9"),
        (a_dataset("海"), "海", "seanoe-record"),
        (a_dataset("SEANOE data"), "1", "seanoe-data"),
    ],
)
def test_a_nickname_comes_from_title_doi_or_identifier_below_its_source(
    dataset: Dataset, key: str, expected: str
) -> None:
    first = nickname(dataset, key, "seanoe", set())
    assert first == expected
    second = nickname(dataset, key, "seanoe", {first})
    assert second.startswith(f"{first}-")
    assert is_free_id(second)
    assert second == nickname(dataset, key, "seanoe", {first, "seanoe-other"})


def test_the_longest_nickname_is_still_an_id() -> None:
    name = nickname(a_dataset("t" * 200), "k", "s" * 60, set())
    assert is_free_id(nickname(a_dataset("t" * 200), "k", "s" * 60, {name}))


def _project(root: Path) -> None:
    night, _ = run(nothing_known(), [an_item("1", "One"), an_item("2", "Two")], DAY)
    save(night, root)


def test_a_dataset_that_people_rename_leaves_its_address_to_a_redirect(tmp_path: Path) -> None:
    _project(tmp_path)
    file = move(tmp_path, "seanoe-one", "first-one", DAY)
    assert file == tmp_path / "catalog/records/seanoe/first-one.json"
    assert sorted(f.name for f in file.parent.iterdir()) == ["first-one.json", "seanoe-two.json"]
    move(tmp_path, "first-one", "best-one", DAY)
    redirects, issues = load_redirects(tmp_path / "catalog/redirects", tmp_path)
    assert (redirects, issues) == ({"seanoe-one": "best-one", "first-one": "best-one"}, [])
    night, _ = run(load_known(tmp_path, "seanoe"), [an_item("1", "One"), an_item("2", "Two")])
    assert night.changes == ()
    assert move(tmp_path, "best-one", "seanoe-one", DAY).is_file(), "back to its own former name"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("seanoe-six", "six", "no source has a dataset `seanoe-six`"),
        ("seanoe-one", "seanoe-two", "`seanoe-two` is, or was, the id of another dataset"),
        ("seanoe-one", "curated-one", "`curated-one` is, or was, the id of another dataset"),
        ("seanoe-one", "../one", "`../one` is no free id"),
        ("seanoe-one", "search", "`search` is no free id"),
    ],
)
def test_a_nickname_that_is_not_free_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    _project(tmp_path)
    (tmp_path / "catalog/curated/odatis").mkdir(parents=True)
    (tmp_path / "catalog/curated/odatis/curated-one.yml").touch()
    with pytest.raises(MoveError) as error:
        move(tmp_path, old, new, DAY)
    assert str(error.value).startswith(message)


@settings(deadline=None)
@given(st.text(max_size=120), st.text(max_size=60), st.from_regex(r"[a-z0-9][a-z0-9-]{1,59}", fullmatch=True))
def test_whatever_a_source_calls_its_record_the_nickname_is_an_id_and_a_second_one_differs(
    title: str, key: str, source: str
) -> None:
    first = nickname(a_dataset(title), key, source, set())
    second = nickname(a_dataset(title), key, source, {first})
    assert is_free_id(first)
    assert is_free_id(second)
    assert first != second


@settings(deadline=None)
@given(st.text(min_size=1, max_size=40))
def test_a_key_that_is_accepted_survives_the_ledger_and_the_hold(native: str) -> None:
    key = key_of(native)
    if key is None:
        return
    assert key_of(key) == key
    line = Named(on=DAY, id="seanoe-one", key=key)
    assert read_ledger(written([line]), "seanoe").ids == {key: "seanoe-one"}
    hold = Hold(source="seanoe", since=DAY, reason=key, keys=(key,))
    assert read_hold(hold_text(hold), "seanoe") == hold
