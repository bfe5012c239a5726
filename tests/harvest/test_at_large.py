"""The readers of all formats but ISO over real documents: nothing breaks or is dropped silently, little is missed."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import yaml
from tests.conftest import SHARED

from terra_harvest.formats.doi_mention import find_doi
from terra_harvest.formats.languages import side
from terra_harvest.formats.registry import READERS, recognise
from terra_harvest.original import Original, UnreadableError

REAL = SHARED / "fixtures"
KNOWN = yaml.safe_load((Path(__file__).parent / "known_gaps.yml").read_text("utf-8"))
GAPS = {(file, gap["element"]) for gap in KNOWN["gaps"] for file in gap["files"]}
REFUSED = {file for refused in KNOWN["refused"] for file in refused["files"]}
SHARE = 0.98

Documents = dict[str, tuple[str, dict[str, object], list[Original] | str]]

# What features.jsonl calls the formats of these readers; those of a CSW are ISO or not by what is inside.
FORMATS = {
    "eml": "eml",
    "datacite-xml": "datacite",
    "datacite-json": "datacite",
    "oai_dc": "oai_dc",
    "oai-pmh": "oai_dc",
    "stac-collection": "stac",
    "stac-item": "stac",
    "stac-itemcollection": "stac",
    "stac-catalog": "stac",
    "stac-other": "stac",
    "dcat-rdf": "dcat",
    "schemaorg-jsonld": "schemaorg",
    "solr-json": "esgf",
    "gn-es": "geonetwork",
    "theia-ozcar-pivot": "theia-ozcar",
    "dataverse-json": "dataverse",
}
FOUND: dict[str, Callable[[Original], object]] = {
    "bbox": lambda record: any(area.box for area in record.areas),
    "temporal": lambda record: record.periods,
    "licence": lambda record: record.terms,
    # The scan counts a DOI mentioned anywhere; the record's own is only the one that the format says is its own.
    "doi": lambda record: find_doi(msgspec.json.encode(record).decode()),
    "keywords": lambda record: record.keywords,
    "contacts": lambda record: record.parties,
    "links": lambda record: record.links or record.related or any(term.url for term in record.terms),
    "title": lambda record: record.title,
    "abstract": lambda record: record.abstract,
    "fr": lambda record: record.title.fr or record.abstract.fr or side(record.language) == "fr",
}


def reader_of(path: str, label: str) -> str | None:
    if label.startswith("csw-"):
        try:
            name = recognise((REAL / path).read_bytes())
        except UnreadableError:
            return None
        return name if name in ("oai_dc", "dcat") else None
    return "dcat" if label == "skos" and path.startswith(("dcat/", "iso/")) else FORMATS.get(label)


@pytest.fixture(scope="module")
def read() -> Documents:
    """Every document with its format, its features, and its records or the reason why it is refused."""
    listing = REAL / "features.jsonl"
    if not listing.is_file():
        pytest.skip(f"the real documents are not in {REAL}")
    documents: Documents = {}
    for features in map(json.loads, listing.read_text("utf-8").splitlines()):
        path = features["path"]
        if name := reader_of(path, features["format"]):
            try:
                records: list[Original] | str = list(READERS[name]((REAL / path).read_bytes()))
            except UnreadableError as error:
                records = str(error)
            documents[path] = (features["format"], features, records)
    return documents


def test_every_document_gives_records_or_a_reason(read: Documents) -> None:
    refused = {path for path, (_, _, records) in read.items() if isinstance(records, str)}
    assert refused == REFUSED & read.keys()
    # Only an answer of a search may hold nothing.
    assert {label for label, _, records in read.values() if records == []} <= {"solr-json"}


def test_nearly_every_element_of_a_document_is_found(read: Documents) -> None:
    present: Counter[tuple[str, str]] = Counter()
    missed: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path, (label, features, records) in read.items():
        for element, found in FOUND.items():
            if features.get(element) and not isinstance(records, str) and (path, element) not in GAPS:
                present[label, element] += 1
                if not any(found(record) for record in records):
                    missed[label, element].append(path)
    assert present, "features.jsonl marks nothing: its words have changed"
    too_many = {key: paths for key, paths in missed.items() if len(paths) > (1 - SHARE) * present[key]}
    assert not too_many


def test_every_known_gap_is_still_one(read: Documents) -> None:
    closed = []
    for path, element in sorted(GAPS & {(path, element) for path in read for element in FOUND}):
        records = read[path][2]
        if not isinstance(records, str) and any(FOUND[element](record) for record in records):
            closed.append((path, element))
    assert not closed


def test_every_record_is_of_the_declared_types(read: Documents) -> None:
    for _, _, records in read.values():
        for record in records if not isinstance(records, str) else ():
            assert msgspec.json.decode(msgspec.json.encode(record), type=Original) == record
