import msgspec
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.harvest.reading import FIXTURES, body_of

from terra_harvest.formats.registry import READERS, recognise
from terra_harvest.original import Original, UnreadableError

FORMATS = {
    "eml/two-languages.xml": "eml",
    "eml/ring.xml": "eml",
    "datacite/kernel-3.xml": "datacite",
    "datacite/oai-datacite.xml": "datacite",
    "datacite/forgotten-namespace.xml": "datacite",
    "datacite/api.json": "datacite",
    "oai_dc/seanoe-like.xml": "oai_dc",
    "oai_dc/csw-record.xml": "oai_dc",
    "stac/collection.json": "stac",
    "stac/old-collection.json": "stac",
    "stac/items.json": "stac",
    "stac/catalog.json": "stac",
    "dcat/feed.ttl": "dcat",
    "dcat/text-beside-resource.xml": "dcat",
    "dcat/hub.json": "dcat",
    "schemaorg/dataset.jsonld": "schemaorg",
    "schemaorg/graph.jsonld": "schemaorg",
    "schemaorg/remote-context.jsonld": "schemaorg",
    "esgf/answer.json": "esgf",
    "esgf/half-a-box.json": "esgf",
    "aeris/record.json": "aeris",
    "geonetwork/hit.json": "geonetwork",
    "theia_ozcar/producer.json": "theia-ozcar",
    "dataverse/dataset.json": "dataverse",
}
JSON_DOCUMENTS = sorted(path for path in FORMATS if path.endswith(("json", "jsonld")))
ODDITIES = [None, True, 0, -1.5, "", "x", "10.1/x", [], {}, [[]], [None], {"fr": ["a"], "en": 5}, {"@id": 5}, [[1, 2]]]


@pytest.mark.parametrize("path", FORMATS)
def test_a_document_finds_its_reader(path: str) -> None:
    assert recognise(body_of(path)) == FORMATS[path]


@pytest.mark.parametrize(
    "body",
    [b"<html/>", b"<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'/>", b"{}", b"[]", b'{"a": {"b": 1}}', b"[1]"],
)
def test_a_document_that_nobody_reads_finds_none(body: bytes) -> None:
    assert recognise(body) is None


def test_a_document_that_is_not_well_formed_is_refused() -> None:
    with pytest.raises(UnreadableError, match="not well formed"):
        recognise(b"<a><b></a>")


@pytest.mark.parametrize("name", READERS)
def test_every_reader_refuses_what_it_does_not_know(name: str) -> None:
    for body in (b"", b"<a/>", b'{"a": 1}', b"\x00\xff"):
        with pytest.raises(UnreadableError) as caught:
            list(READERS[name](body))
        assert len(str(caught.value)) > 20


def oddly(document: object, draw: st.DataObject, chance: int) -> object:
    """The document with some of its values replaced by others."""
    if draw.draw(st.integers(0, chance)) == 0:
        return draw.draw(st.sampled_from(ODDITIES))
    if isinstance(document, dict):
        return {key: oddly(value, draw, chance) for key, value in document.items()}
    return [oddly(value, draw, chance) for value in document] if isinstance(document, list) else document


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(JSON_DOCUMENTS), st.data())
def test_a_record_of_another_shape_is_read_or_refused_and_never_breaks_the_reader(
    path: str, data: st.DataObject
) -> None:
    body = orjson.dumps(oddly(orjson.loads(body_of(path)), data, 12))
    try:
        for record in READERS[FORMATS[path]](body):
            assert msgspec.convert(msgspec.to_builtins(record), Original) == record
    except UnreadableError as error:
        assert str(error)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(path for path in FORMATS if path.endswith("xml"))), st.data())
def test_a_record_with_a_piece_missing_is_read_or_refused(path: str, data: st.DataObject) -> None:
    body = body_of(path)
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, min(len(body), start + 200)))
    try:
        for record in READERS[FORMATS[path]](body[:start] + body[end:]):
            assert msgspec.convert(msgspec.to_builtins(record), Original) == record
    except UnreadableError as error:
        assert str(error)


def test_every_small_document_is_in_the_table_above_or_refused() -> None:
    others = {"dcat/entities.xml", "eml/without-dataset.xml"}
    ours = {path.split("/")[0] for path in FORMATS}
    written = {str(file.relative_to(FIXTURES)) for folder in ours for file in (FIXTURES / folder).iterdir()}
    assert written == FORMATS.keys() | others
