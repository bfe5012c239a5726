"""The matcher of the real thesaurus, and short ways to say a record, for the tests of enrichment."""

from functools import cache

from tests.conftest import ROOT, SHARED

from terra_catalog.strict_yaml import read_yaml
from terra_harvest.enrich.matcher import Matcher
from terra_harvest.enrich.places import place_names
from terra_harvest.enrich.reason import Match
from terra_harvest.enrich.record import Enrichment, enrich
from terra_harvest.formats import poles
from terra_harvest.original import Original, Texts, Word
from terra_vocab.concept import Thesaurus
from terra_vocab.skos import read_thesaurus

POLES = ("aeris", "formater", "theia")


@cache
def thesaurus() -> Thesaurus:
    return read_thesaurus(sorted((ROOT / "vocab/concepts").glob("*.ttl")))


@cache
def matcher() -> Matcher:
    gazetteer = read_yaml((ROOT / "vocab/gazetteer.yml").read_text("utf-8")).value
    return Matcher(thesaurus(), place_names(gazetteer))


def keyword(text: str, **more: str) -> Word:
    return Word(text=Texts(any=text), **more)


def record(*keywords: str | Word, title: str = "Jeu de données", abstract: str | None = None) -> Original:
    """A record with these keywords."""
    words = tuple(keyword(word) if isinstance(word, str) else word for word in keywords)
    return Original(format="test", title=Texts(any=title), abstract=Texts(any=abstract), keywords=words)


def enriched(*keywords: str | Word, title: str = "Jeu de données", abstract: str | None = None) -> Enrichment:
    return enrich(record(*keywords, title=title, abstract=abstract), matcher())


def concepts(found: Enrichment) -> list[str]:
    return [match.concept for match in found.matches]


def reason(found: Enrichment, concept: str) -> Match:
    """The match of a concept."""
    return next(match for match in found.matches if match.concept == concept)


def real_records(pole: str) -> list[Original] | None:
    """The records of a set of ../shared, or None where it is absent."""
    file = SHARED / f"fixtures/poles/{pole}_datasets.dev.jsonl"
    return list(poles.read(file.read_bytes())) if file.is_file() else None
