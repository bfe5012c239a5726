"""A DCAT feed in any RDF syntax, one document or Hydra pages; each dataset is cut out with what is said about it."""

from collections.abc import Iterator

from terra_catalog.quote import quote
from terra_harvest.accounting import Account
from terra_harvest.egress import joined, upgrade
from terra_harvest.fetch import Fetch, Request, Response, sample
from terra_harvest.formats.dcat import record_nodes
from terra_harvest.formats.rdf_graph import Graph, Value, iri, read_graph, relative
from terra_harvest.original import UnreadableError
from terra_harvest.protocols.answers import integer
from terra_harvest.protocols.options import DcatOptions
from terra_harvest.protocols.page import Answer, AnswerError, AnswerFault, Checkpoint, Page, Received, identified
from terra_harvest.protocols.port import Plan, Port
from terra_harvest.protocols.walk import walk_port
from terra_harvest.source import Source

_HYDRA = "http://www.w3.org/ns/hydra/core#"
_NEXT = (f"{_HYDRA}next", f"{_HYDRA}nextPage")
_PAGING = (f"{_HYDRA}PartialCollectionView", f"{_HYDRA}PagedCollection", f"{_HYDRA}Collection")
_DCAT = "http://www.w3.org/ns/dcat#"
_IDENTIFIER = "http://purl.org/dc/terms/identifier"
_TOPIC = "http://xmlns.com/foaf/0.1/primaryTopic"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_ESCAPES = {ord(c): f"\\u{ord(c):04X}" for c in map(chr, (*range(32), 127))} | {
    ord("\\"): "\\\\",
    ord('"'): '\\"',
    ord("\n"): "\\n",
    ord("\r"): "\\r",
    ord("\t"): "\\t",
}
_IRI_ESCAPES = {ord(c): f"%{ord(c):02X}" for c in map(chr, (*range(33), *b'<>"{}|^`\\', 127))}


def walk(source: Source, options: DcatOptions, fetch: Fetch, checkpoint: Checkpoint) -> Iterator[Page]:
    """The pages of a DCAT feed."""
    accept = options.media_type

    def page(token: str, _size: int) -> Answer:
        request = Request(url=token, accept=accept)
        return feed_page(request, fetch(request), source)

    def plan(number: int, _account: Account) -> Plan | None:
        return Plan(aim="records", first=source.endpoint, size=0, read=page) if number < 2 else None

    return walk_port(Port(paging="tokens", plan=plan), checkpoint)


def feed_page(request: Request, response: Response, source: Source) -> Answer:
    """What one document of the feed holds.

    Raises:
        AnswerError: no RDF, or RDF with neither datasets nor a catalogue.
    """
    try:
        graph = read_graph(response.body)
    except UnreadableError as error:
        kind: AnswerFault = "wrong-root" if b"<html" in response.body[:1000].lower() else "not-xml"
        raise AnswerError(kind, request, f"{quote(request.url)}: {error}", sample(response.body)) from None
    nodes = record_nodes(graph)
    paging = graph.nodes(*_PAGING)
    if not nodes and not graph.nodes(f"{_DCAT}Catalog"):
        message = f"{quote(request.url)} answers RDF without a dataset nor a catalogue."
        raise AnswerError("wrong-root", request, message, sample(response.body))
    following = next(
        (text for name in _NEXT for node in graph.nodes(*_PAGING) if (text := _target(graph, node, name))), None
    )
    totals = [integer(total) for node in paging for total in graph.texts(node, f"{_HYDRA}totalItems")]
    records = [_received(graph, node, set(nodes), source, request.url) for node in nodes]
    return Answer(
        url=request.url,
        records=tuple(records),
        matched=totals[0] if totals else None,
        length=len(records),
        next=upgrade(joined(response.url, following), source.endpoint) if following else None,
        end="marked" if paging else "whole",
    )


def _target(graph: Graph, node: str, predicate: str) -> str | None:
    """The address that a paging link leads to, written as a node or as text."""
    for value in graph.values(node, predicate):
        return relative(value.text) or iri(value.text) if value.node else value.text
    return None


def _received(graph: Graph, node: str, others: set[str], source: Source, url: str) -> Received:
    body = ("\n".join(triples(graph, node, others)) + "\n").encode()
    name = iri(node) or graph.text(node, _IDENTIFIER)
    native_id, anonymous = identified(name, body)
    return Received(
        native_id=native_id, url=url, body=body, format=source.format, anonymous=anonymous, repairs=graph.remarks
    )


def triples(graph: Graph, node: str, others: set[str]) -> Iterator[str]:
    """The N-Triples about a dataset, and about whatever it points to, other datasets and catalogues excepted.

    Blank nodes are numbered in the order they are met, so that the same dataset gives the same bytes.
    """
    stops = others | set(graph.nodes(f"{_DCAT}Catalog"))
    numbers: dict[str, int] = {}

    def name(term: str) -> str:
        if term.startswith("_:"):
            return f"_:b{numbers.setdefault(term, len(numbers))}"
        return f"<{term.translate(_IRI_ESCAPES)}>"

    records = [record for record in graph.nodes(f"{_DCAT}CatalogRecord") if node in _pointed(graph, record)]
    waiting = [node, *records]
    seen = set(waiting)
    while waiting:
        subject = waiting.pop(0)
        for predicate in graph.predicates(subject):
            for value in graph.values(subject, predicate):
                yield f"{name(subject)} <{predicate.translate(_IRI_ESCAPES)}> {_object(value, name(value.text))} ."
                if value.node and value.text not in seen and value.text not in stops and graph.has(value.text):
                    seen.add(value.text)
                    waiting.append(value.text)


def _pointed(graph: Graph, record: str) -> set[str]:
    return {value.text for value in graph.values(record, _TOPIC) if value.node}


def _object(value: Value, named: str) -> str:
    if value.node:
        return named
    text = f'"{value.text.translate(_ESCAPES)}"'
    if value.language:
        return f"{text}@{value.language}"
    return f"{text}^^<{value.datatype.translate(_IRI_ESCAPES)}>" if value.datatype else text
