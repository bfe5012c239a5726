"""GeoDCAT-AP 3 as JSON-LD, built from the record: a file per dataset, and the catalogue in pages of 500.

A dataset is named by the address of its French page, which resolves. Its node is written once and spliced as bytes
into both files. Blank nodes carry labels made from the id of the dataset, so that Turtle comes out the same each night;
no address has a `#fragment`. Every node that a shape looks at is typed where it is used: a page stands alone.
"""

from functools import lru_cache
from hashlib import blake2b
from typing import Any

import orjson

from terra_build.access_points import is_file, media_type
from terra_build.addresses import collection, dataset_iri, dcat_file, doi_url, email, page
from terra_build.catalogue import Catalogue
from terra_build.dcat_terms import (
    ACCESS_RIGHTS,
    CONTEXT,
    ENVIRONMENT,
    FREQUENCIES,
    RELATIONS,
    ROLES,
    date,
    duration,
    iana,
    keywords,
)
from terra_build.dcat_turtle import Shared
from terra_build.extents import boxes_of, number, wkt
from terra_catalog.dataset import Contact, Dataset, Distribution, Provider, Service
from terra_vocab.concept import Concept
from terra_vocab.text import Text

Node = dict[str, Any]

_CONTEXT = b'{"@context":' + orjson.dumps(CONTEXT, option=orjson.OPT_SORT_KEYS) + b","


def written(node: Node) -> bytes:
    """A node as JSON without a context: what the file of a dataset and the catalogue both hold.

    Keys stay in the order in which they are set, always the same: sorting them would take as long as writing them.
    """
    return orjson.dumps(node)


def alone(node: bytes) -> bytes:
    """A node with its context: a whole JSON-LD document."""
    return _CONTEXT + node[1:]


def as_node(dataset: Dataset, catalogue: Catalogue) -> Node:
    """The `dcat:Dataset` before it is written."""
    shared, site, id_ = _shared(catalogue), catalogue.site_url, dataset.id
    iri = dataset_iri(site, id_)
    description = _texts(dataset.description) or _texts(dataset.summary) or _texts(dataset.title)
    node: Node = {
        "@id": iri,
        "@type": ["dcat:Dataset", "dcat:Resource"],
        "title": _texts(dataset.title),
        "description": description,
        "dct:identifier": id_,
        "dcat:theme": shared.themes(dataset),
        "foaf:isPrimaryTopicOf": _record(dataset, site, iri),
        "foaf:page": [{"@id": page(site, "en", id_), "@type": "foaf:Document"}],
    }
    if words := keywords(dataset):
        node["keyword"] = words
    if publisher := shared.publisher(dataset):
        node["dct:publisher"] = publisher
    for provider in dataset.providers:
        agent = _agent(provider)
        for role in provider.roles:
            node.setdefault(ROLES.get(role, "dct:creator"), []).append(agent)
    if dataset.contacts:
        node["dcat:contactPoint"] = [_contact(c, f"_:{id_}.c{i}") for i, c in enumerate(dataset.contacts)]
    _place_in_space_and_time(node, dataset)
    _state_rights(node, dataset, shared)
    _identify(node, dataset)
    _relate(node, dataset, site)
    distributions = [
        _distribution(d, f"_:{id_}.d{i}", node, catalogue, shared) for i, d in enumerate(dataset.distributions)
    ]
    distributions += [_of_service(s, f"_:{id_}.s{i}", node, shared) for i, s in enumerate(dataset.services)]
    if distributions:
        node["dcat:distribution"] = distributions
    return node


def _record(dataset: Dataset, site: str, iri: str) -> Node:
    """The `dcat:CatalogRecord`: the dates of the record are facts about our description, not about the data."""
    return {
        "@id": dcat_file(site, dataset.id),
        "@type": "dcat:CatalogRecord",
        "foaf:primaryTopic": {"@id": iri},
        "dct:issued": date(dataset.created),
        "dct:modified": date(dataset.updated),
        "rdfs:seeAlso": {"@id": collection(site, dataset.id)},
    }


def _place_in_space_and_time(node: Node, dataset: Dataset) -> None:
    id_ = dataset.id
    if boxes := boxes_of(dataset):
        node["dct:spatial"] = [
            {
                "@id": f"_:{id_}.b{i}",
                "@type": "dct:Location",
                "dcat:bbox": {"@type": "geo:wktLiteral", "@value": wkt(box)},
            }
            for i, box in enumerate(boxes)
        ]
    periods: list[Node] = []
    for i, interval in enumerate(dataset.intervals):
        period: Node = {"@id": f"_:{id_}.t{i}", "@type": "dct:PeriodOfTime"}
        if interval.start:
            period["dcat:startDate"] = date(interval.start)
        if interval.end:
            period["dcat:endDate"] = date(interval.end)
        periods.append(period)
    if periods:
        node["dct:temporal"] = periods
    if dataset.update:
        node["dct:accrualPeriodicity"] = FREQUENCIES[dataset.update]
    if resolution := dataset.resolution:
        if resolution.metres is not None:
            metres = {"@type": "xsd:decimal", "@value": number(resolution.metres)}
            node["dcat:spatialResolutionInMeters"] = metres
        if resolution.step:
            node["dcat:temporalResolution"] = duration(resolution.step)


def _state_rights(node: Node, dataset: Dataset, shared: "_Shared") -> None:
    if licence := shared.licences.get(dataset.licence or ""):
        node["dct:license"] = licence
    if dataset.access:
        node["dct:accessRights"] = ACCESS_RIGHTS[dataset.access.condition]
    stated = [dataset.rights, dataset.access.note] if dataset.access else [dataset.rights]
    rights = [
        {"@id": f"_:{dataset.id}.r{i}", "@type": "dct:RightsStatement", "label": _texts(text)}
        for i, text in enumerate(stated)
        if text
    ]
    if rights:
        node["dct:rights"] = rights


def _identify(node: Node, dataset: Dataset) -> None:
    names = dataset.identifiers
    other: list[Node] = []
    if names.doi:
        other.append({"@type": "xsd:anyURI", "@value": doi_url(names.doi)})
    if names.uuid:
        other.append({"@type": "xsd:anyURI", "@value": f"urn:uuid:{names.uuid}"})
    other += [{"@value": name} for name in names.other]
    if other:
        node["adms:identifier"] = [
            {"@id": f"_:{dataset.id}.i{i}", "@type": "adms:Identifier", "skos:notation": value}
            for i, value in enumerate(other)
        ]
    if dataset.version:
        node["dcat:version"] = dataset.version


def _relate(node: Node, dataset: Dataset, site: str) -> None:
    if dataset.landing_page:
        node["dcat:landingPage"] = {"@id": dataset.landing_page, "@type": "foaf:Document"}
    if dataset.successor:
        node["dct:isReplacedBy"] = [{"@id": dataset_iri(site, dataset.successor)}]
    for related in dataset.related:
        target: Node
        if related.dataset:
            target = {"@id": dataset_iri(site, related.dataset)}
        elif href := doi_url(related.doi) if related.doi else related.url:
            target = {"@id": href}
        else:
            continue
        relation = RELATIONS.get(related.kind, "dct:relation")
        if relation == "foaf:page":
            target["@type"] = "foaf:Document"
        node.setdefault(relation, []).append(target)


def _distribution(
    distribution: Distribution, label: str, dataset_node: Node, catalogue: Catalogue, shared: "_Shared"
) -> Node:
    url = {"@id": distribution.url}
    node: Node = {"@id": label, "@type": "dcat:Distribution", "dcat:accessURL": url}
    if is_file(distribution):
        node["dcat:downloadURL"] = url
    if title := _texts(distribution.title) or shared.protocols.get(distribution.protocol or ""):
        node["title"] = title
    if kind := shared.formats.get(distribution.format or ""):
        node["dct:format"] = kind
    media = media_type(distribution, catalogue.thesaurus)
    if media and (registered := iana(media)):
        node["dcat:mediaType"] = registered
    if distribution.size is not None:
        node["dcat:byteSize"] = {"@type": "xsd:nonNegativeInteger", "@value": str(distribution.size)}
    if licence := dataset_node.get("dct:license"):
        node["dct:license"] = licence
    return node


def _of_service(service: Service, label: str, dataset_node: Node, shared: "_Shared") -> Node:
    """A service as a distribution that it gives access to, so that readers of distributions find it."""
    title = _texts(service.title) or shared.protocols.get(service.protocol) or {"en": service.protocol}
    url = {"@id": service.url}
    node: Node = {
        "@id": label,
        "@type": "dcat:Distribution",
        "title": title,
        "dcat:accessURL": url,
        "dcat:accessService": {
            "@id": f"{label}.e",
            "@type": "dcat:DataService",
            "title": title,
            "dcat:endpointURL": url,
            "dcat:servesDataset": {"@id": dataset_node["@id"]},
        },
    }
    if licence := dataset_node.get("dct:license"):
        node["dct:license"] = licence
    return node


def _contact(contact: Contact, label: str) -> Node:
    node: Node = {"@id": label, "@type": "vcard:Kind", "vcard:fn": contact.name}
    if address := email(contact.email):
        node["vcard:hasEmail"] = {"@id": f"mailto:{address}"}
    if contact.url:
        node["vcard:hasURL"] = {"@id": contact.url}
    return node


@lru_cache(maxsize=16384)
def _agent(provider: Provider) -> Node:
    """An organisation named by its address where that is known, else by a label made from its name."""
    label = provider.url or f"_:agent.{blake2b(provider.name.encode(), digest_size=8).hexdigest()}"
    return Shared({"@id": label, "@type": "foaf:Agent", "foaf:name": provider.name})


def _texts(text: Text) -> dict[str, str]:
    found: dict[str, str] = {}
    if text.fr:
        found["fr"] = text.fr
    if text.en:
        found["en"] = text.en
    return found


class _Shared:
    """The nodes that the datasets of a catalogue have in common, made once and never changed."""

    def __init__(self, catalogue: Catalogue) -> None:
        thesaurus = catalogue.thesaurus
        themes = (*thesaurus.of("compartments"), *thesaurus.of("variables"))
        self._themes = {c.key: Shared(_theme(c, catalogue)) for c in themes}
        self._agents = {
            c.key: Shared(organisation(c, catalogue)) for c in (*thesaurus.of("poles"), *thesaurus.of("data-centres"))
        }
        self.licences = {c.id: Shared(licence_document(c, catalogue)) for c in thesaurus.of("licences")}
        self.formats = {
            c.id: Shared({"@id": catalogue.uri(c), "@type": "dct:MediaTypeOrExtent", "label": _texts(c.label)})
            for c in thesaurus.of("formats")
        }
        self.protocols = {c.id: _texts(c.label) for c in thesaurus.of("protocols")}

    def themes(self, dataset: Dataset) -> list[Node]:
        keys = [f"compartments/{c}" for c in dataset.compartments]
        keys += [f"variables/{v.concept}" for v in dataset.variables]
        known = self._themes
        return [ENVIRONMENT, *(known[key] for key in dict.fromkeys(keys) if key in known)]

    def publisher(self, dataset: Dataset) -> Node | None:
        centre = self._agents.get(f"data-centres/{dataset.data_centre}") if dataset.data_centre else None
        return centre or self._agents.get(f"poles/{dataset.pole}")


@lru_cache(maxsize=2)
def _shared(catalogue: Catalogue) -> _Shared:
    return _Shared(catalogue)


def _theme(concept: Concept, catalogue: Catalogue) -> Node:
    return {
        "@id": catalogue.uri(concept),
        "@type": "skos:Concept",
        "prefLabel": _texts(concept.label),
        "skos:inScheme": {"@id": f"{catalogue.site_url}vocab/{concept.scheme}"},
    }


def organisation(concept: Concept, catalogue: Catalogue) -> Node:
    """A pole or a data centre as an agent, named by its address in our thesaurus."""
    node: Node = {"@id": catalogue.uri(concept), "@type": "foaf:Agent", "name": _texts(concept.label)}
    if concept.homepage:
        node["foaf:homepage"] = {"@id": concept.homepage}
    return node


def licence_document(concept: Concept, catalogue: Catalogue) -> Node:
    """A licence named by its text on the web, else by its address in our thesaurus."""
    return {
        "@id": concept.homepage or catalogue.uri(concept),
        "@type": "dct:LicenseDocument",
        "title": _texts(concept.label),
    }
