"""DCAT records (DCAT-AP, GeoDCAT-AP; RDF/XML, Turtle or JSON-LD) to `Original`: datasets, series and services."""

from collections.abc import Iterator

from terra_harvest.formats.dcat_coverage import areas_of, periods_of, resolution_of
from terra_harvest.formats.dcat_links import formats_of, links_of, related_of, terms_of
from terra_harvest.formats.dcat_parties import parties_of
from terra_harvest.formats.dcat_words import ADMS, DCAT, DCT, FOAF, GEODCAT, OWL, RDFS, SCHEMA, SKOS, last_step
from terra_harvest.formats.doi import first_doi
from terra_harvest.formats.languages import gather, rest
from terra_harvest.formats.rdf_graph import Graph, graph_of, iri, read_graph, relative
from terra_harvest.original import Original, UnreadableError, Word
from terra_harvest.xml import Element

FORMAT = "dcat"

_KINDS = {f"{DCAT}Dataset": "dataset", f"{DCAT}DatasetSeries": "series", f"{DCAT}DataService": "service"}
_TOPICS = "/TopicCategory/"


def read(body: bytes) -> Iterator[Original]:
    """The records of a DCAT document: one, a page of a feed, or those inside the answer of a CSW."""
    return _records(read_graph(body))


def from_element(element: Element, remarks: tuple[str, ...] = ()) -> Iterator[Original]:
    """The records of an rdf:RDF element, which describes one dataset or a page of them."""
    return _records(graph_of(element, remarks))


def record_nodes(graph: Graph) -> list[str]:
    """The nodes that are records: datasets, series, and the services that are more than the way to a distribution."""
    behind = graph.objects(f"{DCAT}accessService")
    nodes = graph.nodes(*_KINDS)
    return [node for node in nodes if node not in behind and f"{DCAT}Catalog" not in graph.types(node)]


def from_node(graph: Graph, node: str) -> Original:
    """One record of a node of the graph."""
    titles = graph.said(node, f"{DCT}title") or graph.said(node, f"{RDFS}label")
    identifiers = tuple(dict.fromkeys(_identifiers(graph, node)))
    return Original(
        format=FORMAT,
        native_id=graph.text(node, f"{DCT}identifier") or iri(node) or relative(node) or next(iter(identifiers), None),
        kind=next((kind for name, kind in _KINDS.items() if name in graph.types(node)), None),
        title=gather(titles),
        alternate_titles=rest(titles) + tuple(gather([said]) for said in graph.said(node, f"{DCT}alternative")),
        abstract=gather(graph.said(node, f"{DCT}description", f"{DCT}abstract"), joint="\n\n"),
        lineage=gather(graph.said(node, f"{DCT}provenance"), joint="\n\n"),
        language=_language(graph, node),
        identifiers=identifiers,
        doi=first_doi(*identifiers, *graph.texts(node, f"{DCAT}landingPage")),
        parent=graph.text(node, f"{DCAT}inSeries", f"{DCT}isPartOf"),
        modified=graph.text(node, f"{DCT}modified", f"{DCT}updated"),
        published=graph.text(node, f"{DCT}issued", f"{DCT}created"),
        keywords=tuple(dict.fromkeys(_keywords(graph, node))),
        topics=tuple(dict.fromkeys(_topics(graph, node))),
        parties=parties_of(graph, node),
        areas=areas_of(graph, node),
        periods=periods_of(graph, node),
        links=links_of(graph, node),
        terms=terms_of(graph, node),
        formats=formats_of(graph, node),
        resolution=resolution_of(graph, node),
        update=last_step(graph.text(node, f"{DCT}accrualPeriodicity")),
        status=last_step(graph.text(node, f"{ADMS}status")),
        version=graph.text(node, f"{DCAT}version", f"{OWL}versionInfo", f"{SCHEMA}version"),
        related=related_of(graph, node),
        remarks=graph.remarks,
    )


def _records(graph: Graph) -> Iterator[Original]:
    nodes = record_nodes(graph)
    if not nodes:
        raise UnreadableError("no DCAT record in the RDF: a dcat:Dataset, DatasetSeries or DataService was expected")
    return (from_node(graph, node) for node in nodes)


def _identifiers(graph: Graph, node: str) -> Iterator[str]:
    yield from graph.texts(node, f"{DCT}identifier")
    for value in graph.values(node, f"{ADMS}identifier"):
        yield from graph.texts(value.text, f"{SKOS}notation") if value.node else [value.text]
        if value.node and (address := iri(value.text)):
            yield address
    if address := iri(node):
        yield address
    yield from graph.texts(node, f"{OWL}sameAs")


def _language(graph: Graph, node: str) -> str | None:
    return last_step(graph.text(node, f"{DCT}language"))


def _keywords(graph: Graph, node: str) -> Iterator[Word]:
    for value in graph.values(node, f"{DCAT}keyword"):
        if not value.node and value.text.strip():
            yield Word(text=gather([(value.text, value.language)]))
    for value in graph.values(node, f"{DCAT}theme", f"{DCT}subject"):
        if _TOPICS in value.text:
            continue
        words = gather(graph.label(value.text) if value.node else [(value.text, value.language)])
        uri = iri(value.text) if value.node else None
        if words or uri:
            yield Word(text=words, uri=uri, thesaurus=_scheme(graph, value.text), kind="theme")


def _scheme(graph: Graph, concept: str) -> str | None:
    for value in graph.values(concept, f"{SKOS}inScheme"):
        words = gather(graph.label(value.text))
        return words.en or words.fr or words.any or (iri(value.text) if value.node else value.text)
    return None


def _topics(graph: Graph, node: str) -> Iterator[str]:
    for found in graph.texts(node, f"{GEODCAT}topicCategory", f"{DCT}subject", f"{DCAT}theme", f"{FOAF}topic"):
        if _TOPICS in found:
            yield found.partition(_TOPICS)[2]
