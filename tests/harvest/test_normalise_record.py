import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT, SHARED
from tests.harvest.normalised import originals, outcome_of
from tests.harvest.normalising import (
    SOURCE,
    an_original,
    dataset_of,
    dataset_with,
    errors_in,
    real_thesaurus,
    result_of,
)
from tests.harvest.reading import FIXTURES

from terra_catalog.dataset import Dataset
from terra_catalog.load import canonical
from terra_harvest.formats.registry import READERS, recognise
from terra_harvest.normalise.notes import RULES
from terra_harvest.normalise.record import Normalised, Refusal
from terra_harvest.original import Area, Link, Measured, Original, Party, Period, Term, Texts, UnreadableError, Word

ODD = [
    "", " ", "n/a", "<b>x</b>", "<script>alert(1)</script>", "&lt;i&gt;", "a\u202eb\u200b", "\x00", "\ud800",
    "2003-01-01", "03/04/2018", "now", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/", "-5.2", "500",
    "https://u:p@a.org/x.nc", "javascript:alert(1)", "10.17882/1", "10.5072/x", "1e999", "OGC:WMS", "P1D", "10 m",
    "POLYGON ((2 40, 4 40, 3 44, 2 40))", "urn:ogc:def:crs:EPSG::4326", "a@b.fr", "pointOfContact", "license",
    "access", "sur demande", "=1+1", "embargo 2099-01-01", "x" * 30_000, "{{role}}", "::error::",
    "6f1b2a3c-0d4e-4f5a-8b6c-7d8e9f0a1b2c", "Ce jeu décrit la mer.",
]  # fmt: skip
words = st.sampled_from(ODD)
maybe = st.one_of(st.none(), words)
texts = st.builds(Texts, fr=maybe, en=maybe, any=maybe)


def few(part: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(part, max_size=2).map(tuple)


odd_links = st.builds(Link, url=words, protocol=maybe, name=texts, description=texts, function=maybe, media_type=maybe)
odd_originals = st.builds(
    Original,
    format=st.sampled_from(["iso19139", "stac", "oai_dc"]),
    native_id=maybe,
    kind=st.sampled_from([None, "dataset", "collection"]),
    title=texts,
    abstract=texts,
    alternate_titles=few(texts),
    language=maybe,
    identifiers=few(words),
    doi=maybe,
    parent=maybe,
    modified=maybe,
    keywords=few(st.builds(Word, text=texts, thesaurus=maybe, uri=maybe, kind=maybe)),
    parties=few(st.builds(Party, organisation=maybe, person=maybe, email=maybe, url=maybe, role=maybe)),
    areas=few(st.builds(Area, box=st.one_of(st.none(), st.tuples(words, words, words, words)), wkt=maybe, srs=maybe)),
    periods=few(st.builds(Period, start=maybe, end=maybe, end_word=maybe)),
    links=few(odd_links),
    related=few(odd_links),
    terms=few(st.builds(Term, text=texts, url=maybe, code=maybe, kind=maybe)),
    variables=few(st.builds(Measured, name=texts)),
    resolution=few(words),
    update=maybe,
    status=maybe,
    version=maybe,
)


@settings(max_examples=400, deadline=None)
@given(odd_originals)
def test_whatever_a_record_holds_it_keeps_the_rules_or_is_refused(original: Original) -> None:
    found = result_of(original)
    if isinstance(found, Refusal):
        assert found.reason.isprintable()
        return
    assert errors_in(found.dataset) == []
    assert msgspec.json.decode(canonical(found.dataset), type=Dataset) == found.dataset
    for issue in found.issues:
        assert issue.rule in RULES
        assert issue.message.isprintable() or "\xa0" in issue.message or "\u202f" in issue.message
        assert len(issue.message) < 500
    assert found == result_of(original), "the same record gives the same dataset"


def test_every_small_document_is_normalised_or_refused() -> None:
    count = 0
    for file in sorted(FIXTURES.rglob("*")):
        if not file.is_file():
            continue
        try:
            name = recognise(file.read_bytes())
            found = list(READERS[name](file.read_bytes())) if name else []
        except UnreadableError:
            continue
        for original in found:
            result = result_of(original)
            count += isinstance(result, Normalised)
            assert isinstance(result, Refusal) or errors_in(result.dataset) == []
    assert count > 20


def test_every_real_record_keeps_the_rules_once_normalised() -> None:
    if not (SHARED / "fixtures").is_dir():
        pytest.skip(f"the real documents are not in {SHARED / 'fixtures'}")
    outcomes = [outcome_of(path, original, real_thesaurus()) for path, original in originals()]
    broken = [f"{issue.rule} {issue.path} {outcome.path}" for outcome in outcomes for issue in outcome.broken]
    assert broken == []
    kept = sum(isinstance(outcome.result, Normalised) for outcome in outcomes)
    assert (len(outcomes) > 6000, kept > 5000) == (True, True)
    refused = [outcome.result.reason for outcome in outcomes if isinstance(outcome.result, Refusal)]
    assert all(len(reason) > 10 for reason in refused)


def test_a_dataset_says_where_it_comes_from() -> None:
    found = dataset_with(native_id="a1", parent="series-7", modified="2024-09-17T13:54:59.711014Z").provenance
    assert found is not None
    assert (found.source, found.upstream_id, found.url) == ("example", "a1", "https://example.org/a1")
    assert (found.modified, found.digest, found.series) == ("2024-09-17T13:54:59.711014Z", "sha256:0", "series-7")


def test_identity_and_enrichment_find_their_fields_empty() -> None:
    found = dataset_with()
    assert (found.id, found.created, found.updated) == ("", "", "")
    assert (found.variables, found.compartments, found.platforms) == ((), (), ())


def test_what_a_record_does_not_say_is_not_written() -> None:
    written = msgspec.json.decode(canonical(dataset_with()))
    assert written.keys() == {"id", "title", "pole", "created", "updated", "identifiers", "provenance"}


def test_a_source_without_pole_takes_that_of_its_data_centre_or_is_refused() -> None:
    lost = msgspec.structs.replace(SOURCE, pole=None)
    found = result_of(an_original(), lost)
    assert isinstance(found, Refusal)
    assert "Write `pole` in harvest/sources/example.yml" in found.reason
    assert dataset_of(an_original(), msgspec.structs.replace(lost, data_centre="icare")).pole == "aeris"


def test_an_issue_names_the_record_and_shows_the_value_safely() -> None:
    found = result_of(an_original(native_id="a\u202e1", doi="10.x\x1b[31m"))
    assert isinstance(found, Normalised)
    (issue,) = found.issues
    assert (issue.file, issue.id, issue.level) == ("example", "a\\u202e1", "warning")
    assert issue.message == "`10.x\\u001b[31m` is no DOI"


def test_the_manual_lists_every_rule_of_normalising() -> None:
    manual = (ROOT / "harvest/README.md").read_text("utf-8")
    assert [rule for rule in RULES if f"`{rule}`" not in manual] == []
