"""Who stands behind a DCAT record: contact points (vCard), agents (FOAF), attributions with their role (PROV)."""

from collections.abc import Iterator

from terra_harvest.formats.dcat_words import DCAT, DCATDE, DCT, FOAF, GEODCAT, ORG, PROV, RDF, SCHEMA, VCARD, last_step
from terra_harvest.formats.rdf_graph import Graph, Value, iri
from terra_harvest.original import Party

_ROLES = {
    f"{DCAT}contactPoint": "contactPoint",
    **{f"{DCT}{role}": role for role in ("publisher", "creator", "contributor", "rightsHolder")},
    **{
        f"{GEODCAT}{role}": role
        for role in (
            "custodian",
            "distributor",
            "originator",
            "owner",
            "pointOfContact",
            "principalInvestigator",
            "processor",
            "resourceProvider",
            "user",
        )
    },
    **{f"{DCATDE}{role}": role for role in ("maintainer", "originator")},
}
_PEOPLE = {f"{FOAF}Person", f"{VCARD}Individual", f"{SCHEMA}Person"}
_NAMES = (f"{FOAF}name", f"{VCARD}fn", f"{VCARD}hasFN", f"{SCHEMA}name")
_ORGANISATIONS = (f"{VCARD}organization-name", f"{VCARD}organisation-name", f"{VCARD}hasOrganizationName")


def parties_of(graph: Graph, node: str) -> tuple[Party, ...]:
    """The parties of a record, each once."""
    return tuple(dict.fromkeys([*_direct(graph, node), *_attributed(graph, node)]))


def _direct(graph: Graph, node: str) -> Iterator[Party]:
    for predicate, role in _ROLES.items():
        for value in graph.values(node, predicate):
            if party := _party(graph, value, role):
                yield party


def _attributed(graph: Graph, node: str) -> Iterator[Party]:
    for attribution in graph.values(node, f"{PROV}qualifiedAttribution"):
        role = last_step(graph.text(attribution.text, f"{DCAT}hadRole", f"{DCT}type"))
        for value in graph.values(attribution.text, f"{PROV}agent"):
            if party := _party(graph, value, role):
                yield party


def _party(graph: Graph, value: Value, role: str | None) -> Party | None:
    if not value.node:
        words = value.text.strip()
        return Party(organisation=words, role=role) if words else None
    node = value.text
    name = _first(graph, node, *_NAMES)
    within = _first(graph, node, *_ORGANISATIONS, f"{ORG}memberOf", f"{SCHEMA}affiliation")
    email = _email(graph, node)
    url = _reference(
        graph, node, f"{VCARD}hasURL", f"{VCARD}url", f"{FOAF}homepage", f"{FOAF}workplaceHomepage", f"{FOAF}page"
    ) or iri(node)
    if not name and not within and not email:
        # An agent that is only pointed to (an authority of the EU) is known by its address.
        unnamed = set(graph.predicates(node)) <= {f"{RDF}type"}
        return Party(organisation=last_step(url), url=url, role=role) if url and unnamed else None
    if within or _PEOPLE & set(graph.types(node)):
        return Party(person=name if name != within else None, organisation=within, email=email, url=url, role=role)
    return Party(organisation=name, email=email, url=url, role=role)


def _first(graph: Graph, node: str, *predicates: str) -> str | None:
    return next((words.strip() for words, _ in graph.said(node, *predicates) if words), None)


def _email(graph: Graph, node: str) -> str | None:
    found = _reference(graph, node, f"{VCARD}hasEmail", f"{VCARD}email", f"{FOAF}mbox", f"{SCHEMA}email")
    return found.removeprefix("mailto:").strip() or None if found else None


def _reference(graph: Graph, node: str, *predicates: str) -> str | None:
    for value in graph.values(node, *predicates):
        # vCard puts a value behind a node of its own as often as not.
        found = graph.text(value.text, f"{VCARD}hasValue", f"{VCARD}value") if value.node else value.text.strip()
        if found or (value.node and iri(value.text)):
            return found or iri(value.text)
    return None
