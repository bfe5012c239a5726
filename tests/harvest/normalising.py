"""How the tests normalise: a source, the real thesaurus, and what the rules say of the result."""

from functools import cache

import msgspec
from tests.conftest import ROOT

from terra_catalog.check import check_record
from terra_catalog.dataset import Dataset
from terra_catalog.issue import Issue
from terra_catalog.load import Record
from terra_harvest.normalise.record import Normalised, Refusal, normalise
from terra_harvest.original import Original, Texts
from terra_harvest.source import Source
from terra_vocab.concept import Thesaurus
from terra_vocab.skos import read_thesaurus
from terra_vocab.text import Text

TODAY = "2026-11-21"
SOURCE = Source(
    id="example",
    title=Text(en="Example"),
    endpoint="https://example.org",
    protocol="waf",
    pole="odatis",
    certainty="high",
)


@cache
def real_thesaurus() -> Thesaurus:
    """The thesaurus of the project, read once."""
    return read_thesaurus(sorted((ROOT / "vocab/concepts").glob("*.ttl")))


def an_original(**fields: object) -> Original:
    """A record in English with a title, and these fields."""
    given = {"format": "iso19139", "native_id": "a1", "title": Texts(en="Sea level"), "language": "eng"} | fields
    return Original(**given)  # type: ignore[arg-type]


def result_of(original: Original, source: Source = SOURCE) -> Normalised | Refusal:
    """The record normalised today."""
    return normalise(original, source, real_thesaurus(), url="https://example.org/a1", digest="sha256:0", today=TODAY)


def dataset_of(original: Original, source: Source = SOURCE) -> Dataset:
    """The dataset of a record that is one."""
    found = result_of(original, source)
    assert isinstance(found, Normalised), found.reason
    return found.dataset


def dataset_with(**fields: object) -> Dataset:
    """The dataset of a record with these fields."""
    return dataset_of(an_original(**fields))


def rules_of(original: Original) -> list[str]:
    """The rules of the issues of a record that is a dataset."""
    found = result_of(original)
    assert isinstance(found, Normalised), found.reason
    return [issue.rule for issue in found.issues]


def rules_with(**fields: object) -> list[str]:
    """The rules of the issues of a record with these fields."""
    return rules_of(an_original(**fields))


def errors_in(dataset: Dataset) -> list[Issue]:
    """What the rules of level error say of a dataset once it has an id."""
    identified = msgspec.structs.replace(dataset, id="record-in-hand", created=TODAY, updated=TODAY)
    return [issue for issue in check_record(Record(identified, ""), real_thesaurus()) if issue.level == "error"]
