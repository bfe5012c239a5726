"""The catalogue put together: former ids followed, siblings grouped, statuses read, faults named."""

from pathlib import Path

import pytest

from terra_catalog.assemble import Assembled, assemble, load_all
from terra_catalog.dataset import Dataset, Provenance, Related
from terra_catalog.issue import Issue
from terra_catalog.load import canonical
from terra_catalog.redirects import file_text, load_redirects, resolved
from terra_vocab.text import Text


def put(root: Path, name: str, text: str | bytes) -> None:
    file = root / "catalog" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)


def record(root: Path, id_: str, title: str = "", series: str | None = None, **fields: object) -> None:
    source = str(fields.pop("source", "hydroweb"))
    dataset = Dataset(
        id=id_,
        title=Text(en=title or f"Dataset {id_}"),
        pole="theia",
        created="2026-11-01",
        updated="2026-11-01",
        provenance=Provenance(source=source, upstream_id=f"up-{id_}", series=series),
        **fields,  # type: ignore[arg-type]
    )
    put(root, f"records/{source}/{id_}.json", canonical(dataset))


def built(root: Path) -> tuple[Assembled, list[Issue]]:
    loaded = load_all([root / "catalog/records"], root)
    found = assemble(loaded.records, loaded.redirects, root)
    return found, [*loaded.issues, *found.issues]


def test_redirects_are_read_as_they_are_written(tmp_path: Path) -> None:
    redirects = {"old-name": "new-name", "1e5": "tru", "null": "new-name"}
    put(tmp_path, "redirects/seanoe.yml", file_text(redirects))
    assert load_redirects(tmp_path / "catalog/redirects", tmp_path) == (redirects, [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('"a-b": "c d"\n', 'catalog/redirects/x.yml:1: warning [redirect] two ids expected: `"former": "present"`.'),
        ('"../x": "abc"\n', "two ids expected"),
        ("- abc\n", "two ids expected"),
        ("abc: [x]\n", "two ids expected"),
        ("abc: &a def\n", "anchor `&a`"),
    ],
)
def test_a_file_of_redirects_that_says_something_else_is_told(tmp_path: Path, text: str, message: str) -> None:
    put(tmp_path, "redirects/x.yml", text)
    redirects, [issue] = load_redirects(tmp_path / "catalog/redirects", tmp_path)
    assert redirects == {}
    assert message in str(issue)


def test_a_chain_of_redirects_ends_at_a_dataset_and_a_circle_nowhere() -> None:
    found, lost = resolved({"a": "b", "b": "c", "x": "y", "y": "x", "n": "none", "c": "a"}, {"c"})
    assert found == {"a": "c", "b": "c"}
    assert lost == ["n", "x", "y"]


def test_whoever_names_a_dataset_by_its_former_id_is_given_the_present_one(tmp_path: Path) -> None:
    put(tmp_path, "redirects/hydroweb.yml", file_text({"old-one": "new-one"}))
    record(tmp_path, "new-one")
    record(tmp_path, "other", related=(Related(kind="source", dataset="old-one"),), successor="old-one")
    found, issues = built(tmp_path)
    other = next(d for d in found.datasets if d.id == "other")
    assert other.related[0].dataset == "new-one"
    assert other.successor == "new-one"
    assert found.redirects == {"old-one": "new-one"}
    assert issues == []


def test_a_redirect_to_nothing_is_told(tmp_path: Path) -> None:
    put(tmp_path, "redirects/hydroweb.yml", file_text({"old-one": "gone"}))
    record(tmp_path, "abc")
    found, [issue] = built(tmp_path)
    assert found.redirects == {}
    assert issue.message == "`old-one` leads to `gone`, which is no dataset. Correct the id, or the address is dead."


def test_the_former_id_of_a_duplicate_leads_to_the_one_that_stands_for_it(tmp_path: Path) -> None:
    from terra_catalog.dataset import Identifiers

    record(tmp_path, "aaa", identifiers=Identifiers(doi="10.1/x"))
    record(tmp_path, "bbb", source="seanoe", identifiers=Identifiers(doi="10.1/x"))
    put(tmp_path, "redirects/seanoe.yml", file_text({"old-bbb": "bbb"}))
    found, _ = built(tmp_path)
    assert [d.id for d in found.datasets] == ["aaa"]
    assert found.redirects == {"bbb": "aaa", "old-bbb": "aaa"}


def test_siblings_of_one_parent_make_a_series_when_there_are_enough_of_them(tmp_path: Path) -> None:
    for number in range(5):
        record(tmp_path, f"station-{number}", f"River Negro, station {number}", series="River Négro")
    for number in range(4):
        record(tmp_path, f"lake-{number}", f"Lake, station {number}", series="lakes")
    found, _ = built(tmp_path)
    [series] = found.series
    assert (series.id, series.title) == ("hydroweb-river-negro", Text(en="River Negro, station"))
    assert [d.id for d in series.datasets] == [f"station-{n}" for n in range(5)]


def test_a_project_with_many_different_datasets_is_no_series(tmp_path: Path) -> None:
    for number, subject in enumerate(("Salinity of the bay", "Birds of the coast", "Wind at sea", "Soils", "Rainfall")):
        record(tmp_path, f"part-{number}", subject, series="the-project")
    found, _ = built(tmp_path)
    assert found.series == []


def test_the_parent_lends_its_title_when_it_is_there(tmp_path: Path) -> None:
    for number in range(5):
        record(tmp_path, f"year-{number}", f"Rephy {2000 + number}", series="up-whole")
    record(tmp_path, "whole", "Phytoplankton monitoring since 1987")
    found, _ = built(tmp_path)
    assert [series.title.en for series in found.series] == ["Phytoplankton monitoring since 1987"]
    assert len(found.series[0].datasets) == 5


def test_a_declared_series_takes_the_records_its_patterns_say(tmp_path: Path) -> None:
    put(
        tmp_path,
        "series/hydroweb-rivers.yml",
        "title:\n  fr: Rivières\n  en: Rivers\nsource: hydroweb\ntitles: ^River\nidentifiers: ^up-st\n",
    )
    for number in range(2):
        record(tmp_path, f"station-{number}", f"River {number}")
    record(tmp_path, "other-1", "River 1 elsewhere")
    record(tmp_path, "station-9", "Lake 9")
    record(tmp_path, "station-8", "River 8", status="withdrawn")
    found, issues = built(tmp_path)
    [series] = found.series
    assert (series.id, series.title.fr) == ("hydroweb-rivers", "Rivières")
    assert [d.id for d in series.datasets] == ["station-0", "station-1"]
    assert issues == []


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("title:\n  en: R\nsource: a\n", 1, "it takes in every record. Write `titles`, `identifiers` or `series`."),
        ("title:\n  en: R\nsource: a\ntitles: '('\n", 4, "Write a regular expression."),
        ("title: {}\nsource: a\ntitles: R\n", 1, "no title. Write `fr:` and `en:`."),
        ("title:\n  en: R\nsource: a\ntitels: R\n", 4, "unknown field `titels`. Did you mean `titles`?"),
    ],
)
def test_a_series_that_is_not_declared_as_expected_is_told(tmp_path: Path, text: str, line: int, message: str) -> None:
    put(tmp_path, "series/x-rivers.yml", text)
    record(tmp_path, "abc")
    found, [issue] = built(tmp_path)
    assert found.series == []
    assert (issue.file, issue.line) == ("catalog/series/x-rivers.yml", line)
    assert message in issue.message


def test_a_status_that_cannot_be_read_is_told_and_the_others_stay(tmp_path: Path) -> None:
    record(tmp_path, "abc")
    put(tmp_path, "status/seanoe.json", b'{"source":"seanoe","title":{"fr":"SEANOE"}}')
    put(tmp_path, "status/bad.json", b"[")
    found, [issue] = built(tmp_path)
    assert [status.source for status in found.statuses] == ["seanoe"]
    assert (issue.file, issue.level) == ("catalog/status/bad.json", "warning")
