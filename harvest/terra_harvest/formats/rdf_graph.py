"""A small RDF graph in memory, read without any network: Turtle, RDF/XML and JSON-LD with known contexts only."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import orjson
import pyoxigraph

from terra_harvest.formats.jsonld_contexts import with_known_contexts
from terra_harvest.formats.languages import Said
from terra_harvest.original import UnreadableError
from terra_harvest.strict_json import read_json
from terra_harvest.xml import Element, local, parse_repaired, to_bytes, trimmed

BASE = "https://record.invalid/"
"""What relative addresses are resolved against: a host that can never exist (RFC 6761), so that they are recognised."""

MAX_TRIPLES = 2_000_000
"""A page of a feed holds a few thousand; more is no page of ours and would fill the memory."""

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE, _FIRST, _REST, _NIL = f"{_RDF}type", f"{_RDF}first", f"{_RDF}rest", f"{_RDF}nil"
_LABELS = (
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://purl.org/dc/terms/title",
    "http://xmlns.com/foaf/0.1/name",
    "http://schema.org/name",
    "http://purl.org/dc/terms/description",
)
_TEXT_BESIDE_RESOURCE = re.compile(rb'(<([\w:.-]+)\s[^<>]*\bresource="[^"<>]*"[^<>]*)>[^<]*</\2\s*>')
_MAX_LIST = 10_000


class Value(NamedTuple):
    """An object of a triple: a literal with its language or type, or the name of a node."""

    text: str
    node: bool = False
    language: str | None = None
    datatype: str = ""


class Graph:
    """Triples by subject and predicate, in the order of the document; a node is named by its IRI or "_:id"."""

    def __init__(self) -> None:
        # Values are keys: a catalogue points to thousands of datasets, and a list would be searched for each.
        self._nodes: dict[str, dict[str, dict[Value, None]]] = {}
        self.remarks: tuple[str, ...] = ()

    def add(self, subject: str, predicate: str, value: Value) -> None:
        """Add a triple, once."""
        self._nodes.setdefault(subject, {}).setdefault(predicate, {})[value] = None

    def nodes(self, *types: str) -> list[str]:
        """The nodes that have one of the types."""
        wanted = set(types)
        return [node for node in self._nodes if not wanted.isdisjoint(self.types(node))]

    def types(self, node: str) -> list[str]:
        """The types of a node."""
        return [value.text for value in self._nodes.get(node, {}).get(_TYPE, ())]

    def has(self, node: str) -> bool:
        """Whether anything is said about a node."""
        return node in self._nodes

    def predicates(self, node: str) -> list[str]:
        """What is said about a node."""
        return list(self._nodes.get(node, ()))

    def values(self, node: str, *predicates: str) -> list[Value]:
        """The objects of a node, by the order of the predicates asked; RDF lists are unrolled."""
        about = self._nodes.get(node, {})
        return [inner for name in predicates for value in about.get(name, ()) for inner in self._unrolled(value)]

    def objects(self, *predicates: str) -> set[str]:
        """The nodes that some node points to."""
        about = self._nodes.values()
        return {value.text for said in about for name in predicates for value in said.get(name, ()) if value.node}

    def said(self, node: str, *predicates: str) -> list[Said]:
        """The literals of a node with their language; of a node that is pointed to, its labels."""
        said: list[Said] = []
        for value in self.values(node, *predicates):
            said += self.label(value.text) if value.node else [(value.text, value.language)]
        return [(words, language) for words, language in said if words and words.strip()]

    def label(self, node: str) -> list[Said]:
        """The labels of a node, of the first kind of label that it has."""
        for name in _LABELS:
            found: list[Said] = [(value.text, value.language) for value in self.values(node, name) if not value.node]
            if found:
                return found
        return []

    def texts(self, node: str, *predicates: str) -> list[str]:
        """The literals of a node and the IRIs it points to, as texts; what has no name is left out."""
        found = (iri(value.text) if value.node else trimmed(value.text) for value in self.values(node, *predicates))
        return [text for text in found if text]

    def text(self, node: str, *predicates: str) -> str | None:
        """The first of `texts`."""
        return next(iter(self.texts(node, *predicates)), None)

    def _unrolled(self, value: Value) -> Iterator[Value]:
        if not value.node or _FIRST not in self._nodes.get(value.text, ()):
            yield value
            return
        at = value.text
        for _ in range(_MAX_LIST):
            cell = self._nodes.get(at)
            if not cell:
                return
            yield from cell.get(_FIRST, ())
            at = next((value.text for value in cell.get(_REST, ())), _NIL)


def iri(node: str) -> str | None:
    """The address of a node; None for one without a name, or with one that was never an address."""
    return None if node.startswith(("_:", BASE)) or not node else node


def relative(node: str) -> str | None:
    """The name of a node that was written as a relative address."""
    return node.removeprefix(BASE) or None if node.startswith(BASE) else None


def read_graph(body: bytes) -> Graph:
    """The graph of a document in Turtle, RDF/XML (also inside another XML document) or JSON-LD.

    Raises:
        UnreadableError: none of these, a DTD, a remote JSON-LD context that is not known, or too many triples.
    """
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in (b"{", b"["):
        return read_jsonld(body)
    if start == b"<" and not _TURTLE_IRI.match(body.lstrip(b"\xef\xbb\xbf \t\r\n")):
        root, repairs = parse_repaired(body)
        return graph_of(root, repairs)
    graph = Graph()
    _fill(graph, body, pyoxigraph.RdfFormat.TURTLE, "Turtle")
    return graph


_TURTLE_IRI = re.compile(rb"<[a-z][a-z0-9+.-]*:[^<>\s]*>\s", re.IGNORECASE)


def read_jsonld(body: bytes) -> Graph:
    """The graph of a JSON-LD document, its remote contexts replaced by those bundled here."""
    document = with_known_contexts(read_json(body))
    graph = Graph()
    _fill(graph, orjson.dumps(document), pyoxigraph.RdfFormat.JSON_LD, "JSON-LD")
    return graph


def graph_of(root: Element, remarks: tuple[str, ...] = ()) -> Graph:
    """The graph of an RDF/XML element, or of those inside another document (an answer of a CSW)."""
    found = [element for element in root.iter() if element.tag == f"{{{_RDF}}}RDF"]
    if not found:
        raise UnreadableError(f"no RDF in the document, whose root is {root.tag}: rdf:RDF was expected")
    graph = Graph()
    graph.remarks = remarks
    for element in found:
        written = to_bytes(element)
        try:
            _fill(graph, written, pyoxigraph.RdfFormat.RDF_XML, "RDF/XML")
        except UnreadableError:
            repaired = _TEXT_BESIDE_RESOURCE.sub(rb"\1/>", written)
            if repaired == written:
                raise
            _fill(graph, repaired, pyoxigraph.RdfFormat.RDF_XML, "RDF/XML")
            graph.remarks += ("text beside rdf:resource, which RDF forbids, read as the label of the resource",)
            _label_resources(graph, element)
    return graph


def _label_resources(graph: Graph, root: Element) -> None:
    for element in root.iter():
        resource, words = element.get(f"{{{_RDF}}}resource"), trimmed(element.text)
        if resource and words and not len(element):
            language = element.get("{http://www.w3.org/XML/1998/namespace}lang")
            graph.add(resource, _LABELS[1], Value(words, language=language))


def _fill(graph: Graph, written: bytes, syntax: pyoxigraph.RdfFormat, name: str) -> None:
    # Real feeds hold addresses with blanks: checked when they are used, not here, where one would cost the page.
    try:
        # Two RDF elements of one answer may use the same name for different blank nodes.
        parser = pyoxigraph.parse(written, syntax, base_iri=BASE, lenient=True, rename_blank_nodes=True)
        quads = list(islice(parser, MAX_TRIPLES + 1))
    except (SyntaxError, ValueError) as error:
        raise UnreadableError(f"not {name}: {str(error)[:200]}; the publisher must repair it") from None
    if len(quads) > MAX_TRIPLES:
        raise UnreadableError(f"more than {MAX_TRIPLES:,} triples in one document: the feed must be paged")
    for quad in quads:
        graph.add(_name(quad.subject), _one_schema(quad.predicate.value), _value(quad.object))


def _one_schema(address: str) -> str:
    """schema.org under the one of its two names that we look for."""
    return "http" + address[5:] if address.startswith("https://schema.org/") else address


def _name(term: object) -> str:
    if isinstance(term, pyoxigraph.NamedNode):
        return _one_schema(term.value)
    return f"_:{term.value}" if isinstance(term, pyoxigraph.BlankNode) else str(term)


def _value(term: object) -> Value:
    if isinstance(term, pyoxigraph.Literal):
        return Value(term.value, language=term.language, datatype=term.datatype.value)
    return Value(_name(term), node=True)


def is_rdf(root: Element) -> bool:
    """Whether an XML element is RDF/XML."""
    return local(root.tag) == "RDF" and root.tag.startswith(f"{{{_RDF}}}")
