"""The thesaurus as linked data: each scheme and each concept as JSON-LD and as Turtle, at the addresses that name them.

The HTML beside them (`vocab/<scheme>/<concept>/index.html`) is a page like the others and comes from `pages`.
"""

from collections.abc import Iterator
from typing import Any

import orjson

from terra_build.catalogue import Catalogue
from terra_build.dcat_turtle import TurtleWriter
from terra_build.output import Output
from terra_vocab.concept import Concept, Labels, Scheme
from terra_vocab.text import LANGS, Text

Node = dict[str, Any]

PREFIXES = {
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "qudt": "http://qudt.org/schema/qudt/",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
CONTEXT: dict[str, Any] = {
    **PREFIXES,
    "title": {"@id": "dct:title", "@container": "@language"},
    "description": {"@id": "dct:description", "@container": "@language"},
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "altLabel": {"@id": "skos:altLabel", "@container": "@language"},
    "hiddenLabel": {"@id": "skos:hiddenLabel", "@container": "@language"},
    "definition": {"@id": "skos:definition", "@container": "@language"},
}


def outputs(catalogue: Catalogue) -> Iterator[Output]:
    """`vocab/<scheme>.{jsonld,ttl}` and `vocab/<scheme>/<concept>/index.{jsonld,ttl}`."""
    for scheme in catalogue.thesaurus.schemes.values():
        concepts = catalogue.thesaurus.of(scheme.id)
        nodes = [concept_node(concept, catalogue) for concept in concepts]
        head = scheme_node(scheme, catalogue)
        yield from _both_forms(f"vocab/{scheme.id}", [head, *nodes])
        for concept, node in zip(concepts, nodes, strict=True):
            yield from _both_forms(f"vocab/{concept.key}/index", [node])


def scheme_uri(catalogue: Catalogue, scheme_id: str) -> str:
    """The name of a scheme; its files are that address with `.ttl` and `.jsonld`."""
    return f"{catalogue.site_url}vocab/{scheme_id}"


def scheme_node(scheme: Scheme, catalogue: Catalogue) -> Node:
    """The `skos:ConceptScheme` with the concepts that one enters it by."""
    node: Node = {"@id": scheme_uri(catalogue, scheme.id), "@type": "skos:ConceptScheme", "title": _texts(scheme.title)}
    _add(node, "description", _texts(scheme.description))
    tops = [c for c in catalogue.thesaurus.of(scheme.id) if _is_top(c)]
    _add(node, "skos:hasTopConcept", [{"@id": catalogue.uri(c)} for c in tops])
    return node


def concept_node(concept: Concept, catalogue: Catalogue) -> Node:
    """The `skos:Concept`, with the relations that the source files leave to their inverse (narrower, parts)."""
    thesaurus = catalogue.thesaurus
    scheme = {"@id": scheme_uri(catalogue, concept.scheme)}
    node: Node = {
        "@id": catalogue.uri(concept),
        "@type": "skos:Concept",
        "prefLabel": _texts(concept.label),
        "skos:inScheme": scheme,
    }
    if _is_top(concept):
        node["skos:topConceptOf"] = scheme
    _add(node, "altLabel", _labels(concept.alt))
    _add(node, "hiddenLabel", _labels(concept.hidden))
    _add(node, "definition", _texts(concept.definition))
    _add(node, "skos:notation", concept.notation)
    _add(node, "skos:broader", _known(concept.broader, catalogue))
    _add(node, "skos:narrower", [{"@id": catalogue.uri(c)} for c in thesaurus.narrower(concept.key)])
    _add(node, "skos:related", _known(concept.related, catalogue))
    _add(node, "dct:isPartOf", _known(concept.part_of, catalogue))
    _add(node, "dct:hasPart", [{"@id": catalogue.uri(c)} for c in thesaurus.parts(concept.key)])
    for match in concept.matches:
        node.setdefault(f"skos:{match.kind}", []).append({"@id": match.uri})
    if unit := concept.unit:
        node["schema:unitText"] = unit.symbol
        _add(node, "qudt:ucumCode", unit.ucum)
        _add(node, "qudt:hasUnit", {"@id": unit.qudt} if unit.qudt else None)
    _add(node, "foaf:homepage", {"@id": concept.homepage} if concept.homepage else None)
    _add(node, "schema:addressLocality", concept.place)
    return node


def _both_forms(path: str, nodes: list[Node]) -> Iterator[Output]:
    document: Node = {"@context": CONTEXT, **nodes[0]} if len(nodes) == 1 else {"@context": CONTEXT, "@graph": nodes}
    yield Output(f"{path}.jsonld", orjson.dumps(document, option=orjson.OPT_SORT_KEYS))
    yield Output(f"{path}.ttl", TurtleWriter(CONTEXT).write(nodes))


def _is_top(concept: Concept) -> bool:
    """Whether nothing in its own scheme is broader: a variable below a sub-domain is still an entry to variables."""
    return not any(key.partition("/")[0] == concept.scheme for key in concept.broader)


def _known(keys: tuple[str, ...], catalogue: Catalogue) -> list[Node]:
    concepts = catalogue.thesaurus.concepts
    return [{"@id": catalogue.uri(concepts[key])} for key in keys if key in concepts]


def _texts(text: Text) -> dict[str, str]:
    return {lang: found for lang in LANGS if (found := text.get(lang))}


def _labels(labels: Labels) -> dict[str, tuple[str, ...]]:
    found = {"fr": labels.fr, "en": labels.en, "@none": labels.any}
    return {lang: words for lang, words in found.items() if words}


def _add(node: Node, key: str, value: Any) -> None:
    if value:
        node[key] = value
