"""Read the SKOS files of `vocab/concepts` into a `Thesaurus`.

The files are read with pyoxigraph, which keeps the order of the file and is a hundred times faster than rdflib;
rdflib reads the same files again in the tests, as an independent witness.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from terra_vocab.concept import Concept, Labels, Match, MatchKind, Scheme, Thesaurus, Unit
from terra_vocab.text import Text

BASE = "https://terra-catalogue.example/vocab/"
"""The base address written in the files; the build replaces it by the address of the site."""

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_DCT = "http://purl.org/dc/terms/"
_MATCHES: tuple[MatchKind, ...] = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_PLAIN = re.compile(r"[a-z][a-z0-9-]*(?:/[a-z0-9][a-z0-9.-]*)?\Z")

Properties = dict[str, list[ox.NamedNode | ox.Literal]]


class VocabularyError(ValueError):
    """A vocabulary file that cannot be read; the message says which, where and why."""


def read_thesaurus(files: Iterable[Path]) -> Thesaurus:
    """Read every Turtle file into one thesaurus, in the order of the files and of their lines.

    Raises:
        VocabularyError: a file is not Turtle, or a concept has no scheme.
    """
    subjects: dict[str, Properties] = {}
    for file in files:
        try:
            for triple in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
                if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
                    props = subjects.setdefault(triple.subject.value, {})
                    props.setdefault(triple.predicate.value, []).append(triple.object)
        except (SyntaxError, OSError) as error:
            raise VocabularyError(f"{file}: not readable as Turtle: {error}. Correct the line it names.") from error
    schemes = [_scheme(uri, props) for uri, props in subjects.items() if _is_a(props, "ConceptScheme")]
    concepts = [_concept(uri, props) for uri, props in subjects.items() if _is_a(props, "Concept")]
    return Thesaurus(schemes, concepts)


def _is_a(props: Properties, kind: str) -> bool:
    return any(value.value == _SKOS + kind for value in props.get(_TYPE, []))


def _key(uri: str) -> str:
    return uri.removeprefix(BASE)


def _own_key(uri: str) -> str:
    """The key of a scheme or concept of ours: it becomes an address and a path, so it must be plain.

    Raises:
        VocabularyError: it is not below the base address, or has other than lower-case letters, digits and hyphens.
    """
    key = _key(uri)
    if _PLAIN.match(key) is None:
        raise VocabularyError(f"<{uri}>: expected {BASE}<scheme>/<concept>, in lower case. Rename it.")
    return key


def _text(uri: str, values: Iterable[ox.NamedNode | ox.Literal]) -> Text:
    by_lang: dict[str | None, str] = {}
    for value in values:
        if isinstance(value, ox.Literal) and by_lang.setdefault(value.language, value.value) != value.value:
            # SKOS S14: no two preferred labels in one language; a definition here follows the same rule.
            raise VocabularyError(f"{uri}: two texts for @{value.language}, {value.value!r} is one. Keep one.")
    return Text(fr=by_lang.get("fr"), en=by_lang.get("en"))


def _first(props: Properties, uri: str) -> str | None:
    values = props.get(uri)
    return values[0].value if values else None


def _scheme(uri: str, props: Properties) -> Scheme:
    return Scheme(
        id=_own_key(uri),
        title=_text(uri, props.get(_DCT + "title", [])),
        description=_text(uri, props.get(_DCT + "description", [])),
    )


def _concept(uri: str, props: Properties) -> Concept:
    scheme, _, concept_id = _own_key(uri).partition("/")
    if not concept_id:
        raise VocabularyError(f"{uri}: a concept's address must be <scheme>/<concept>. Rename it.")
    return Concept(
        scheme=scheme,
        id=concept_id,
        label=_text(uri, props.get(_SKOS + "prefLabel", [])),
        alt=_labels(props.get(_SKOS + "altLabel", [])),
        hidden=_labels(props.get(_SKOS + "hiddenLabel", [])),
        definition=_text(uri, props.get(_SKOS + "definition", [])),
        notation=_first(props, _SKOS + "notation"),
        broader=tuple(_key(v.value) for v in props.get(_SKOS + "broader", [])),
        related=tuple(_key(v.value) for v in props.get(_SKOS + "related", [])),
        part_of=tuple(_key(v.value) for v in props.get(_DCT + "isPartOf", [])),
        matches=tuple(Match(kind, v.value) for kind in _MATCHES for v in props.get(_SKOS + kind, [])),
        unit=_unit(props),
        homepage=_first(props, "http://xmlns.com/foaf/0.1/homepage"),
        place=_first(props, "https://schema.org/addressLocality"),
    )


def _labels(values: Iterable[ox.NamedNode | ox.Literal]) -> Labels:
    said = [(value.language, value.value) for value in values if isinstance(value, ox.Literal)]
    return Labels(
        fr=tuple(text for lang, text in said if lang == "fr"),
        en=tuple(text for lang, text in said if lang == "en"),
        any=tuple(text for lang, text in said if lang is None),
    )


def _unit(props: Properties) -> Unit | None:
    symbol = _first(props, "https://schema.org/unitText")
    if symbol is None:
        return None
    qudt = "http://qudt.org/schema/qudt/"
    return Unit(symbol, ucum=_first(props, qudt + "ucumCode"), qudt=_first(props, qudt + "hasUnit"))
