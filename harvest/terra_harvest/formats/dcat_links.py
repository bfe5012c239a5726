"""What a DCAT record points to: distributions and pages, conditions, related resources."""

from collections.abc import Iterator

from terra_harvest.formats.dcat_words import ADMS, DCAT, DCT, FOAF, GEODCAT, OWL, PROV, RDFS, SCHEMA, last_step
from terra_harvest.formats.languages import gather
from terra_harvest.formats.loose import size
from terra_harvest.formats.rdf_graph import Graph, Value, iri
from terra_harvest.original import Link, Term, Texts

_PAGES = {
    f"{DCAT}landingPage": "landing page",
    f"{FOAF}page": "page",
    f"{FOAF}homepage": "home page",
    f"{DCAT}endpointURL": "service",
    f"{DCAT}endpointDescription": "service description",
    f"{FOAF}thumbnail": "thumbnail",
    f"{FOAF}depiction": "thumbnail",
    f"{SCHEMA}image": "thumbnail",
}
_CONDITIONS = {
    f"{DCT}license": "license",
    f"{DCT}rights": "rights",
    f"{DCT}accessRights": "access",
}
_RELATIONS = {
    f"{DCT}{name}": name
    for name in (
        "relation",
        "isReferencedBy",
        "references",
        "source",
        "isVersionOf",
        "hasVersion",
        "isPartOf",
        "hasPart",
        "replaces",
        "isReplacedBy",
        "requires",
    )
} | {
    f"{DCAT}inSeries": "inSeries",
    f"{PROV}wasDerivedFrom": "wasDerivedFrom",
    f"{ADMS}sample": "sample",
    f"{DCAT}servesDataset": "servesDataset",
}
_TERMS_WORDS = (f"{RDFS}label", f"{DCT}title", f"{DCT}description")


def links_of(graph: Graph, node: str) -> tuple[Link, ...]:
    """The pages and distributions of a record, each once."""
    return tuple(dict.fromkeys([*_pages(graph, node), *_distributions(graph, node)]))


def formats_of(graph: Graph, node: str) -> tuple[str, ...]:
    """The formats of the distributions, each once."""
    nodes = (value.text for value in graph.values(node, f"{DCAT}distribution") if value.node)
    return tuple(dict.fromkeys(found for entry in nodes if (found := _format(graph, entry))))


def terms_of(graph: Graph, node: str) -> tuple[Term, ...]:
    """The conditions of the record and of its distributions, each once."""
    nodes = [node, *(value.text for value in graph.values(node, f"{DCAT}distribution") if value.node)]
    return tuple(dict.fromkeys(term for entry in nodes for term in _terms(graph, entry)))


def related_of(graph: Graph, node: str) -> tuple[Link, ...]:
    """The related resources that have an address, each once."""
    return tuple(dict.fromkeys(_related(graph, node)))


def _pages(graph: Graph, node: str) -> Iterator[Link]:
    for predicate, function in _PAGES.items():
        for value in graph.values(node, predicate):
            url = iri(value.text) if value.node else value.text.strip()
            if url:
                names = gather(graph.said(value.text, f"{DCT}title", f"{RDFS}label")) if value.node else Texts()
                yield Link(url=url, name=names, function=function)


def _distributions(graph: Graph, node: str) -> Iterator[Link]:
    for value in graph.values(node, f"{DCAT}distribution"):
        if value.node and graph.has(value.text):
            yield from _distribution(graph, value.text)
        elif url := iri(value.text) if value.node else value.text.strip():
            yield Link(url=url, function="distribution")


def _distribution(graph: Graph, node: str) -> Iterator[Link]:
    name = gather(graph.said(node, f"{DCT}title", f"{RDFS}label"))
    description = gather(graph.said(node, f"{DCT}description"), joint="\n\n")
    downloads = graph.texts(node, f"{DCAT}downloadURL")
    accesses = [url for url in graph.texts(node, f"{DCAT}accessURL") if url not in downloads]
    for urls, function in ((downloads, "download"), (accesses, "access")):
        for url in urls:
            yield Link(
                url=url,
                name=name,
                description=description,
                function=function,
                protocol=_protocol(graph, node),
                media_type=_format(graph, node),
                size=_size(graph, node),
            )
    for service in graph.values(node, f"{DCAT}accessService"):
        for url in graph.texts(service.text, f"{DCAT}endpointURL") if service.node else [service.text]:
            yield Link(
                url=url,
                name=gather(graph.said(service.text, f"{DCT}title")) or name,
                function="service",
                protocol=_protocol(graph, service.text) if service.node else None,
            )


def _protocol(graph: Graph, node: str) -> str | None:
    for found in graph.texts(node, f"{GEODCAT}serviceProtocol"):
        return last_step(found)
    # A distribution conforms to data models too; only the standards of the OGC say how an address is read.
    for found in graph.texts(node, f"{DCT}conformsTo"):
        if "opengeospatial.org/" in found or "opengis.net/" in found:
            return found
    return None


def _format(graph: Graph, node: str) -> str | None:
    for value in graph.values(node, f"{DCAT}mediaType", f"{DCT}format"):
        words = next((words for words, _ in graph.label(value.text)), None) if value.node else value.text.strip()
        address = iri(value.text) if value.node else None
        value_of = graph.text(value.text, "http://www.w3.org/1999/02/22-rdf-syntax-ns#value") if value.node else None
        if found := value_of or words or last_step(address):
            return last_step(found)
    return None


def _size(graph: Graph, node: str) -> int | None:
    written = graph.text(node, f"{DCAT}byteSize", f"{SCHEMA}contentSize")
    # xsd:decimal is what the standard asked for until DCAT 3.
    return size(written.removesuffix(".0")) if written else None


def _terms(graph: Graph, node: str) -> Iterator[Term]:
    for predicate, kind in _CONDITIONS.items():
        for value in graph.values(node, predicate):
            if term := _term(graph, value, kind):
                yield term


def _term(graph: Graph, value: Value, kind: str) -> Term | None:
    if not value.node:
        words = value.text.strip()
        if words.startswith(("http://", "https://")) and " " not in words:
            return Term(url=words, kind=kind)
        return Term(text=gather([(words, value.language)]), kind=kind) if words else None
    text, url = gather(graph.said(value.text, *_TERMS_WORDS), joint="\n\n"), iri(value.text)
    return Term(text=text, url=url, kind=kind) if text or url else None


def _related(graph: Graph, node: str) -> Iterator[Link]:
    for predicate, function in _RELATIONS.items():
        for value in graph.values(node, predicate):
            address = iri(value.text) if value.node else None
            address = address or (graph.text(value.text, f"{OWL}sameAs", f"{FOAF}page") if value.node else None)
            written = value.text.strip()
            if not value.node and written.startswith(("http://", "https://")) and " " not in written:
                address = written
            if address:
                names = gather(graph.label(value.text)) if value.node else Texts()
                yield Link(url=address, name=names, function=function)
    for relation in graph.values(node, f"{DCAT}qualifiedRelation"):
        role = last_step(graph.text(relation.text, f"{DCAT}hadRole"))
        for url in graph.texts(relation.text, f"{DCT}relation"):
            yield Link(url=url, function=role)
