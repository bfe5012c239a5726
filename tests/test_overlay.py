"""Overlays: only the fields given change, faults are told with the file and line of the overlay."""

from pathlib import Path

import pytest

from terra_catalog.check import check
from terra_catalog.dataset import Contact, Dataset, Identifiers, Provenance, Variable
from terra_catalog.issue import Issue
from terra_catalog.load import Record, canonical
from terra_catalog.overlay import load_overlays, overlaid
from terra_vocab.concept import Thesaurus
from terra_vocab.text import Text

HARVESTED = Dataset(
    id="seanoe-tides",
    title=Text(fr="Marées", en="Tides"),
    pole="odatis",
    created="2026-11-01",
    updated="2026-11-02",
    variables=(Variable(concept="sea-level"),),
    contacts=(Contact(name="A"),),
    licence="cc-by-4.0",
    identifiers=Identifiers(doi="10.17882/1", other=("x",)),
    provenance=Provenance(source="seanoe", upstream_id="1"),
)
RECORD = Record(HARVESTED, "catalog/records/seanoe/seanoe-tides.json")


def lay(tmp_path: Path, text: str, name: str = "seanoe-tides.yml") -> tuple[Record, list[Issue]]:
    folder = tmp_path / "catalog/overlays"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    overlays, issues = load_overlays(folder, tmp_path)
    records, more = overlaid([RECORD], overlays, {"old-tides": "seanoe-tides"})
    return records[0], [*issues, *more]


def test_a_field_given_replaces_and_the_others_stay(tmp_path: Path) -> None:
    record, issues = lay(tmp_path, "licence: etalab-2.0\nstatus: completed\n")
    assert issues == []
    assert record.dataset.licence == "etalab-2.0"
    assert record.dataset.status == "completed"
    assert (record.dataset.title, record.dataset.identifiers) == (HARVESTED.title, HARVESTED.identifiers)


def test_a_text_is_replaced_in_the_language_given(tmp_path: Path) -> None:
    record, _ = lay(tmp_path, "title:\n  fr: Marées de la Manche\nidentifiers:\n  doi: 10.17882/2\n")
    assert record.dataset.title == Text(fr="Marées de la Manche", en="Tides")
    assert record.dataset.identifiers == Identifiers(doi="10.17882/2", other=("x",))


def test_a_list_is_replaced_or_added_to(tmp_path: Path) -> None:
    record, _ = lay(tmp_path, "variables:\n  - concept: sea-ice\nadd:\n  contacts:\n    - name: A\n    - name: B\n")
    assert record.dataset.variables == (Variable(concept="sea-ice"),)
    assert record.dataset.contacts == (Contact(name="A"), Contact(name="B"))


def test_null_takes_a_field_away(tmp_path: Path) -> None:
    record, _ = lay(tmp_path, "licence: null\n")
    assert record.dataset.licence is None


def test_the_later_of_two_days_is_that_of_the_record(tmp_path: Path) -> None:
    assert lay(tmp_path, 'updated: "2026-11-20"\n')[0].dataset.updated == "2026-11-20"
    assert lay(tmp_path, 'updated: "2026-10-20"\n')[0].dataset.updated == "2026-11-02"


def test_the_record_on_disk_is_not_changed_by_its_overlay(tmp_path: Path) -> None:
    before = canonical(RECORD.dataset)
    lay(tmp_path, "licence: etalab-2.0\n")
    assert canonical(RECORD.dataset) == before


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("id: other\n", 1, "an overlay cannot change it. Remove it."),
        ("licence: a\nprovenance:\n  source: x\n", 2, "an overlay cannot change it. Remove it."),
        ("licence: a\nlicense: b\n", 2, "unknown field `license`. Did you mean `licence`?"),
        ("contacts:\n  - name: A\n    phone: 1\n", 3, "unknown field `phone`. Remove it."),
        ("add:\n  licence: x\n", 2, "unknown field `licence`. Remove it."),
        ("- a\n", 1, "Expected `object`, got `array`. See catalog/README.md for what the field accepts."),
        ("a: 1\na: 2\n", 2, "the key `a` appears twice, first on line 1. Keep one."),
    ],
)
def test_an_overlay_that_does_not_fit_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    record, [issue] = lay(tmp_path, text)
    assert record is RECORD
    assert (issue.file, issue.line, issue.level) == ("catalog/overlays/seanoe-tides.yml", line, "error")
    assert issue.message == message


def test_an_overlay_without_record_is_refused_and_one_for_a_former_id_follows(tmp_path: Path) -> None:
    _, [issue] = lay(tmp_path, "licence: null\n", "nowhere.yml")
    assert issue.message == "no record has the id `nowhere`. Correct the name."
    (tmp_path / "catalog/overlays/nowhere.yml").unlink()
    record, issues = lay(tmp_path, "licence: null\n", "old-tides.yml")
    assert (record.dataset.licence, issues) == (None, [])


def test_two_overlays_of_one_record_and_one_of_what_people_wrote_are_refused(tmp_path: Path) -> None:
    lay(tmp_path, "licence: null\n")
    _, [issue] = lay(tmp_path, "licence: null\n", "old-tides.yml")
    assert "is for the same record. Merge the two." in issue.message
    overlays, _ = load_overlays(tmp_path / "catalog/overlays", tmp_path)
    curated = Record(HARVESTED, "catalog/curated/odatis/seanoe-tides.yml")
    _, issues = overlaid([curated], overlays, {})
    assert any("people wrote catalog/curated/odatis/seanoe-tides.yml" in issue.message for issue in issues)


def test_a_broken_rule_is_told_where_the_field_was_written(tmp_path: Path, thesaurus: Thesaurus) -> None:
    text = "title:\n  fr: Marées\nadd:\n  variables:\n    - concept: sea-surface-temperature\n    - concept: no-such\n"
    record, _ = lay(tmp_path, text)
    _, found = check([record], thesaurus)
    places = {issue.path: (issue.file, issue.line) for issue in found}
    assert places["variables[2].concept"] == ("catalog/overlays/seanoe-tides.yml", 6)
    others = [issue for issue in found if issue.path.startswith("description")]
    assert all(issue.file == RECORD.file for issue in others)
