"""GeoDCAT-AP as one would first write it: rdflib graphs with the triples of ours, each serialised by rdflib.

Every dataset says what `terra_build.dcat` says of it: both languages, themes with their labels, publisher, producers,
record, space, time, rights, identifiers, publications, files and services. A file per dataset, the catalogue in pages
of 500, all as JSON-LD, and the whole as Turtle, because ours publishes all three. The context stays expanded, which is
rdflib's default and its cheapest form.
"""

from hashlib import blake2b
from pathlib import Path

from rdflib import RDF, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDFS, SKOS
from rdflib.term import Node

from terra_build.dcat_catalog import PAGE
from terra_build.extents import wkt
from terra_catalog.dataset import Dataset, Distribution, Service
from terra_vocab.concept import Concept, Thesaurus
from terra_vocab.text import Text

_ADMS = Namespace("http://www.w3.org/ns/adms#")
_GEO = Namespace("http://www.opengis.net/ont/geosparql#")
_SITE = Namespace("https://catalogue.example/")
_EU = Namespace("http://publications.europa.eu/resource/authority/")


def write(made: list[Dataset], thesaurus: Thesaurus, out: Path) -> None:
    """`datasets/<id>.jsonld`, `catalog-<n>.jsonld` and `catalog.ttl` below `out`. [I/O]"""
    (out / "datasets").mkdir(parents=True)
    whole = Graph()
    for start in range(0, len(made), PAGE):
        page = Graph()
        for dataset in made[start : start + PAGE]:
            own = Graph()
            _describe(own, dataset, thesaurus)
            own.serialize(out / f"datasets/{dataset.id}.jsonld", format="json-ld")
            page += own
        page.serialize(out / f"catalog-{start // PAGE + 1}.jsonld", format="json-ld")
        whole += page
    whole.serialize(out / "catalog.ttl", format="turtle")


def _describe(graph: Graph, dataset: Dataset, thesaurus: Thesaurus) -> None:
    node = _SITE[f"fr/datasets/{dataset.id}/"]
    add = graph.add
    add((node, RDF.type, DCAT.Dataset))
    add((node, RDF.type, DCAT.Resource))
    _say(graph, node, DCTERMS.title, dataset.title)
    _say(graph, node, DCTERMS.description, dataset.description)
    add((node, DCTERMS.identifier, Literal(dataset.id)))
    for lang, words in (("fr", dataset.keywords.fr), ("en", dataset.keywords.en), (None, dataset.names)):
        for word in words:
            add((node, DCAT.keyword, Literal(word, lang=lang)))
    add((node, DCAT.theme, _EU["data-theme/ENVI"]))
    _say(graph, _EU["data-theme/ENVI"], SKOS.prefLabel, Text(fr="Environnement", en="Environment"))
    for scheme, ids in (("compartments", dataset.compartments), ("variables", [v.concept for v in dataset.variables])):
        for concept in filter(None, (thesaurus.find(scheme, id_) for id_ in ids)):
            theme = _named(graph, concept, SKOS.Concept, SKOS.prefLabel)
            add((node, DCAT.theme, theme))
            add((theme, SKOS.inScheme, _SITE[f"vocab/{scheme}"]))
    if centre := thesaurus.find("data-centres", dataset.data_centre or ""):
        publisher = _named(graph, centre, FOAF.Agent, FOAF.name)
        add((node, DCTERMS.publisher, publisher))
        if centre.homepage:
            add((publisher, FOAF.homepage, URIRef(centre.homepage)))
    for provider in dataset.providers:
        agent = BNode("agent" + blake2b(provider.name.encode(), digest_size=8).hexdigest())
        add((node, DCTERMS.creator, agent))
        add((agent, RDF.type, FOAF.Agent))
        add((agent, FOAF.name, Literal(provider.name)))
    _record(graph, node, dataset)
    _space_and_time(graph, node, dataset)
    if dataset.identifiers.doi:
        identifier = _part(graph, node, _ADMS.identifier, _ADMS.Identifier)
        add((identifier, SKOS.notation, Literal(f"https://doi.org/{dataset.identifiers.doi}", datatype=XSD.anyURI)))
    if dataset.landing_page:
        add((node, DCAT.landingPage, URIRef(dataset.landing_page)))
        add((URIRef(dataset.landing_page), RDF.type, FOAF.Document))
    for related in dataset.related:
        add((node, DCTERMS.isReferencedBy, URIRef(f"https://doi.org/{related.doi}")))
    licence = thesaurus.find("licences", dataset.licence or "")
    rights = URIRef(licence.homepage or _SITE[f"vocab/{licence.key}/"]) if licence else None
    if licence and rights:
        add((node, DCTERMS.license, rights))
        add((rights, RDF.type, DCTERMS.LicenseDocument))
        _say(graph, rights, DCTERMS.title, licence.label)
    for entry in (*dataset.distributions, *dataset.services):
        _distribution(graph, node, entry, rights, thesaurus)


def _record(graph: Graph, node: Node, dataset: Dataset) -> None:
    record = _SITE[f"dcat/datasets/{dataset.id}.jsonld"]
    graph.add((node, FOAF.isPrimaryTopicOf, record))
    graph.add((record, RDF.type, DCAT.CatalogRecord))
    graph.add((record, FOAF.primaryTopic, node))
    graph.add((record, DCTERMS.issued, Literal(dataset.created, datatype=XSD.date)))
    graph.add((record, DCTERMS.modified, Literal(dataset.updated, datatype=XSD.date)))
    graph.add((record, RDFS.seeAlso, _SITE[f"stac/collections/{dataset.id}/collection.json"]))
    page = _SITE[f"en/datasets/{dataset.id}/"]
    graph.add((node, FOAF.page, page))
    graph.add((page, RDF.type, FOAF.Document))


def _space_and_time(graph: Graph, node: Node, dataset: Dataset) -> None:
    for box in dataset.boxes:
        place = _part(graph, node, DCTERMS.spatial, DCTERMS.Location)
        graph.add((place, DCAT.bbox, Literal(wkt(box), datatype=_GEO.wktLiteral)))
    for interval in dataset.intervals:
        period = _part(graph, node, DCTERMS.temporal, DCTERMS.PeriodOfTime)
        graph.add((period, DCAT.startDate, Literal(interval.start, datatype=XSD.date)))
        if interval.end:
            graph.add((period, DCAT.endDate, Literal(interval.end, datatype=XSD.date)))
    if dataset.resolution:
        metres = Literal(str(dataset.resolution.metres), datatype=XSD.decimal)
        graph.add((node, DCAT.spatialResolutionInMeters, metres))
        graph.add((node, DCAT.temporalResolution, Literal(dataset.resolution.step, datatype=XSD.duration)))


def _distribution(
    graph: Graph, node: Node, entry: Distribution | Service, licence: URIRef | None, thesaurus: Thesaurus
) -> None:
    part = _part(graph, node, DCAT.distribution, DCAT.Distribution)
    protocol = thesaurus.find("protocols", entry.protocol or "")
    graph.add((part, DCAT.accessURL, URIRef(entry.url)))
    if protocol:
        _say(graph, part, DCTERMS.title, protocol.label)
    if licence:
        graph.add((part, DCTERMS.license, licence))
    if isinstance(entry, Distribution):
        graph.add((part, DCAT.downloadURL, URIRef(entry.url)))
        if kind := thesaurus.find("formats", entry.format or ""):
            graph.add((part, DCTERMS.format, _named(graph, kind, DCTERMS.MediaTypeOrExtent, RDFS.label)))
            media = URIRef(f"https://www.iana.org/assignments/media-types/{kind.notation}")
            graph.add((part, DCAT.mediaType, media))
            graph.add((media, RDF.type, DCTERMS.MediaType))
        return
    service = _part(graph, part, DCAT.accessService, DCAT.DataService)
    if protocol:
        _say(graph, service, DCTERMS.title, protocol.label)
    graph.add((service, DCAT.endpointURL, URIRef(entry.url)))
    graph.add((service, DCAT.servesDataset, node))


def _part(graph: Graph, node: Node, predicate: URIRef, kind: URIRef) -> BNode:
    part = BNode()
    graph.add((node, predicate, part))
    graph.add((part, RDF.type, kind))
    return part


def _named(graph: Graph, concept: Concept, kind: URIRef, predicate: URIRef) -> URIRef:
    name = _SITE[f"vocab/{concept.key}/"]
    graph.add((name, RDF.type, kind))
    _say(graph, name, predicate, concept.label)
    return name


def _say(graph: Graph, node: Node, predicate: URIRef, text: Text) -> None:
    for lang, words in (("fr", text.fr), ("en", text.en)):
        if words:
            graph.add((node, predicate, Literal(words, lang=lang)))
