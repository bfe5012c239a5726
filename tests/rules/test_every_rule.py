from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sound_record import SOUND, THESAURUS, issues, spoilt

from terra_catalog.check import check, check_record
from terra_catalog.dataset import (
    Contact,
    Dataset,
    Distribution,
    Keywords,
    Location,
    Related,
    Resolution,
    Service,
    Variable,
)
from terra_catalog.load import Record, load_record, load_records
from terra_catalog.rule import CATALOGUE_RULES, RECORD_RULES
from terra_vocab.skos import read_thesaurus
from terra_vocab.text import Text

ROOT = Path(__file__).parents[2]
ALL_RULES = [*RECORD_RULES, *CATALOGUE_RULES]

_hostile = st.one_of(
    st.text(max_size=20),
    st.text(alphabet=st.characters(), max_size=5),
    st.sampled_from(
        ["\ud800", "<script>", "a\u202eb", "../..", "javascript:x", "\x00", "10.1/", "9999", "x" * 100_000]
    ),
)
_numbers = st.one_of(st.floats(), st.integers(), st.sampled_from([10**400, -(10**400)]))
_json = st.recursive(
    st.one_of(st.none(), st.booleans(), _numbers, _hostile),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_hostile, inner, max_size=4)),
    max_leaves=8,
)
_texts = st.builds(Text, fr=st.none() | _hostile, en=st.none() | _hostile)
_datasets = st.builds(
    Dataset,
    id=_hostile,
    title=_texts,
    pole=_hostile,
    created=_hostile,
    updated=_hostile,
    summary=_texts,
    compartments=st.lists(_hostile, max_size=3).map(tuple),
    variables=st.lists(st.builds(Variable, concept=_hostile), max_size=3).map(tuple),
    keywords=st.builds(Keywords, any=st.lists(_hostile, max_size=2).map(tuple)),
    boxes=st.lists(st.tuples(_numbers, _numbers, _numbers, _numbers), max_size=3).map(tuple),
    geometry=st.none() | st.dictionaries(st.sampled_from(["type", "coordinates", "\ud800"]), _json, max_size=3),
    resolution=st.none() | st.builds(Resolution, metres=_numbers, step=_hostile),
    licence=st.none() | _hostile,
    landing_page=st.none() | _hostile,
    contacts=st.lists(st.builds(Contact, name=_hostile, email=_hostile), max_size=1).map(tuple),
    distributions=st.lists(st.builds(Distribution, url=_hostile, size=st.integers()), max_size=1).map(tuple),
    services=st.lists(st.builds(Service, url=_hostile, protocol=_hostile), max_size=1).map(tuple),
    related=st.lists(st.builds(Related, kind=st.just("code"), dataset=_hostile), max_size=1).map(tuple),
    locations=st.lists(st.builds(Location, site=_hostile, href=_hostile, priority=st.integers()), max_size=1).map(
        tuple
    ),
)


def test_the_sound_record_breaks_no_rule():
    assert issues(SOUND) == []


@given(_datasets)
@settings(max_examples=300, deadline=None)
def test_a_hostile_record_gives_issues_that_print_and_never_an_exception(dataset):
    kept, found = check([Record(dataset, "a.yml"), Record(SOUND, "b.yml")], THESAURUS)
    assert SOUND in [record.dataset for record in kept]
    for issue in found:
        assert str(issue).encode("utf-8")
        assert "\n" not in str(issue)
        assert len(str(issue)) < 6000


@pytest.mark.parametrize("depth", [900, 100_000])
def test_a_bottomless_geometry_gives_an_issue(depth):
    bottomless: list[object] = []
    for _ in range(depth):
        bottomless = [bottomless]
    for geometry in ({"type": "Point", "coordinates": bottomless}, {"type": "Point", "x": bottomless}):
        found = {issue.rule for issue in check_record(Record(spoilt(geometry=geometry), "a.json"), THESAURUS)}
        assert found == {"geometry-shape"}
    while bottomless:
        # Taken apart by hand: the interpreter frees a deep list by recursion.
        bottomless = bottomless.pop()  # type: ignore[assignment]


def test_ten_megabytes_in_each_text_give_issues():
    huge = "é" * 10_000_000
    found = issues(spoilt(id=huge, title=Text(fr=huge), pole=huge, created=huge, landing_page=huge, licence=huge))
    assert len(found) >= 6
    assert all(len(issue) < 1000 for issue in found)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"id": "\\ud800"}',
        b'{"id": "\xed\xa0\x80"}',
        b'{"id": NaN}',
        b'{"\\u0000`x`": 1}',
        b'{"boxes": [[1e999, 0, 0, 0]]}',
        b'{"geometry": ' + b"[" * 100_000,
        b'{"geometry": {"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}}",
        b"[" * 100_000,
        b'{"id": ' + b"9" * 100_000 + b"}",
        b"- " * 100_000,
        b"a: " + b"{b: " * 100_000,
        b'id: "\\ud800"',
        b"id: 1e999",
        b"\x00",
        b"id: \xef\xbf\xbe",
        b"%YAML 9.9\n---\n",
        b"x" * 2_000_000,
    ],
    ids=lambda content: ascii(content[:30]),
)
@pytest.mark.parametrize("suffix", [".json", ".yml"])
def test_a_hostile_file_gives_an_issue(tmp_path, content, suffix):
    file = tmp_path / f"bad{suffix}"
    file.write_bytes(content)
    issue = load_record(file, tmp_path)
    assert not isinstance(issue, Record)
    assert issue.level == "error"
    assert str(issue).encode()
    assert len(str(issue)) < 1000


@given(
    content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")))
)
@settings(max_examples=300, deadline=None)
def test_random_bytes_give_an_issue(tmp_path_factory, content):
    for suffix in (".json", ".yml"):
        file = tmp_path_factory.getbasetemp() / f"random{suffix}"
        file.write_bytes(content)
        assert not isinstance(load_record(file, file.parent), Record)


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.name)
def test_a_rule_has_a_sentence_and_an_accepted_value_in_its_manual(rule):
    first, _, rest = rule.manual.partition("\n\n")
    assert first.endswith(".")
    assert rest.strip().startswith("Accepted: ")


def test_no_two_rules_have_one_name():
    names = [rule.name for rule in ALL_RULES]
    assert len(set(names)) == len(names)


def test_the_records_of_the_catalogue_have_no_error():
    folders = [ROOT / "catalog/curated", ROOT / "catalog/records"]
    thesaurus = read_thesaurus(sorted((ROOT / "vocab/concepts").glob("*.ttl")))
    records, refused = load_records(folders, ROOT)
    issues_found = [*refused, *check(records, thesaurus)[1]]
    assert [str(issue) for issue in issues_found if issue.level == "error"] == []
