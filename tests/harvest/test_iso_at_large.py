"""The ISO readers over real documents, and over documents of ours that somebody broke."""

import re
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.harvest.coverage import REAL, Document, known_gaps, missed_in, read_all, too_often_missed
from tests.harvest.reading import body_of

from terra_harvest.formats import iso19139
from terra_harvest.original import Original, UnreadableError
from terra_harvest.xml import local, parse_xml, to_bytes

LISTING = yaml.safe_load((Path(__file__).parent / "known_gaps_iso.yml").read_text("utf-8"))
REFUSED = {path for refused in LISTING["refused"] for path in refused["files"]}


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """Every ISO document and every answer of a CSW, read."""
    if not (REAL / "features.jsonl").is_file():
        pytest.skip(f"the real documents are not in {REAL}")
    return list(read_all(re.compile("iso|csw-get")))


def test_every_document_gives_records_or_a_known_reason(documents: list[Document]) -> None:
    assert {document.path for document in documents if document.refused is not None} == REFUSED
    assert [document.path for document in documents if document.refused is None and not document.records] == []


def test_no_record_of_a_page_is_dropped(documents: list[Document]) -> None:
    lost = []
    for document in documents:
        if document.label == "csw-getrecords" and document.refused is None:
            root = parse_xml((REAL / document.path).read_bytes().lstrip())
            pages = [element for element in root.iter() if local(element.tag) == "SearchResults"]
            if sum(map(len, pages)) != len(document.records):
                lost.append(document.path)
    assert lost == []


def test_nearly_every_element_that_a_document_has_is_found(documents: list[Document]) -> None:
    assert too_often_missed(documents) == {}


def test_every_known_gap_is_still_one(documents: list[Document]) -> None:
    gaps = {(path, gap["element"]) for gap in LISTING["gaps"] for path in gap["files"]}
    missed = {(document.path, mark) for document in documents for mark in missed_in(document)}
    assert gaps - missed == set()
    assert gaps <= known_gaps().keys()


def test_every_record_is_of_the_declared_types(documents: list[Document]) -> None:
    for record in (record for document in documents for record in document.records):
        assert msgspec.json.decode(msgspec.json.encode(record), type=Original) == record


def test_every_record_of_the_same_bytes_is_the_same(documents: list[Document]) -> None:
    again = {document.path: document.records for document in read_all(re.compile("iso19115"))}
    assert again == {document.path: document.records for document in documents if document.path in again}


FIXTURES = ("iso/gmd-two-languages.xml", "iso/mdb-two-languages.xml")
BREAKS = st.lists(
    st.tuples(
        st.integers(0, 400), st.sampled_from(["drop", "empty", "twice", "rename", "no attributes", "text", "swap"])
    ),
    min_size=1,
    max_size=12,
)


@given(name=st.sampled_from(FIXTURES), breaks=BREAKS)
@settings(max_examples=400, deadline=None)
def test_a_record_that_somebody_broke_is_read_or_refused(name: str, breaks: list[tuple[int, str]]) -> None:
    body = broken(body_of(name), breaks)
    try:
        records = list(iso19139.read(body))
    except UnreadableError:
        return
    for record in records:
        assert msgspec.json.decode(msgspec.json.encode(record), type=Original) == record


@given(cut=st.integers(0, 12_000), noise=st.binary(max_size=8))
@settings(max_examples=300, deadline=None)
def test_a_document_with_noise_in_it_is_read_or_refused(cut: int, noise: bytes) -> None:
    body = body_of(FIXTURES[0])
    try:
        assert all(isinstance(record, Original) for record in iso19139.read(body[:cut] + noise + body[cut:]))
    except UnreadableError as error:
        assert str(error)


def broken(body: bytes, breaks: list[tuple[int, str]]) -> bytes:
    """A document after somebody dropped, emptied, doubled, renamed... some of its elements."""
    from lxml import etree

    root = etree.fromstring(body)
    for number, how in breaks:
        elements = list(root.iter(etree.Element))
        element = elements[number % len(elements)]
        parent = element.getparent()
        if parent is None:
            continue
        if how == "drop":
            parent.remove(element)
        elif how == "empty":
            element.clear()
        elif how == "twice":
            parent.append(etree.fromstring(to_bytes(element)))
        elif how == "rename":
            element.tag = elements[(number * 7) % len(elements)].tag
        elif how == "no attributes":
            element.attrib.clear()
        elif how == "text":
            element.text = "10.1/x \u202e NaN"
        else:
            parent.insert(0, element)
    return etree.tostring(root)
