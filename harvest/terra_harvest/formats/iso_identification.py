"""What ISO records say of the data themselves: the handlers of MD_DataIdentification and SV_ServiceIdentification."""

from terra_harvest.formats.iso_citation import citation
from terra_harvest.formats.iso_content import data_parameters
from terra_harvest.formats.iso_draft import Draft, Handler, inside
from terra_harvest.formats.iso_keywords import keywords
from terra_harvest.formats.iso_links import operations, overviews
from terra_harvest.formats.iso_parties import parties
from terra_harvest.formats.iso_related import associated, documentation, referenced
from terra_harvest.formats.iso_space import areas, resolution
from terra_harvest.formats.iso_terms import terms
from terra_harvest.formats.iso_texts import NOTHING, code, texts, word
from terra_harvest.formats.iso_time import periods
from terra_harvest.original import Area, Measured
from terra_harvest.xml import NAME, Element, trimmed


def _citation(draft: Draft, part: Element) -> None:
    for element in part[:]:
        found = citation(element, draft.languages)
        draft.parties += found.parties
        draft.links += found.links
        if draft.citation is None or not draft.citation.title:
            draft.citation = found


def _abstract(draft: Draft, part: Element) -> None:
    draft.abstract = draft.abstract or texts(part, draft.languages)


def _point_of_contact(draft: Draft, part: Element) -> None:
    draft.parties += parties(part, "pointOfContact")


def _keywords(draft: Draft, part: Element) -> None:
    draft.keywords += keywords(part, draft.languages)


def _topic(draft: Draft, part: Element) -> None:
    # One topicCategory may hold several codes, against the schema.
    draft.topics += [topic for element in part if (topic := trimmed(element.text))]


def _constraints(draft: Draft, part: Element) -> None:
    draft.terms += terms(part, draft.languages)


def _resolution(draft: Draft, part: Element) -> None:
    if found := resolution(part):
        draft.resolution.append(found)


def _temporal_resolution(draft: Draft, part: Element) -> None:
    if found := word(part):
        draft.resolution.append(found)


def _update(draft: Draft, part: Element) -> None:
    draft.update = draft.update or code(part)


def _status(draft: Draft, part: Element) -> None:
    draft.status = draft.status or code(part)


def _overview(draft: Draft, part: Element) -> None:
    draft.links += overviews(part, draft.languages)


def _temporal(draft: Draft, part: Element) -> None:
    for element in part[:]:
        draft.periods += periods(element)
        for inner in element[:]:
            if NAME[inner.tag] == "spatialExtent":
                draft.areas += areas(inner, draft.remarks)


def _extent(draft: Draft, part: Element) -> None:
    for element in part[:]:
        kinds = [NAME[inner.tag] for inner in element]
        for kind, inner in zip(kinds, element, strict=True):
            if kind == "geographicElement":
                draft.areas += areas(inner, draft.remarks)
            elif kind == "temporalElement":
                _temporal(draft, inner)
            # Beside a period, the description is often of time ("monthly").
            elif kind == "description" and "temporalElement" not in kinds and (name := word(inner)):
                draft.areas.append(Area(name=name))


def _associated(draft: Draft, part: Element) -> None:
    draft.related += associated(part, draft.languages)


def documents(draft: Draft, part: Element) -> None:
    """What the property cites, as related."""
    draft.related += documentation(part, draft.languages)


def _operates_on(draft: Draft, part: Element) -> None:
    if link := referenced(part, "operatesOn"):
        draft.related.append(link)


def _service_type(draft: Draft, part: Element) -> None:
    draft.service_type = draft.service_type or word(part)


def _operations(draft: Draft, part: Element) -> None:
    draft.links += operations(part, draft.languages, draft.service_type)


def _data_parameters(draft: Draft, part: Element) -> None:
    for kind, found in data_parameters(part, draft.languages):
        if isinstance(found, Measured):
            draft.variables.append(found)
        else:
            (draft.platforms if kind == "platform" else draft.instruments).append(found)


def _format_name(draft: Draft, part: Element) -> None:
    if name := word(part):
        draft.formats.append(name)


def _format_citation(draft: Draft, part: Element) -> None:
    for element in part[:]:
        found = citation(element, draft.languages)
        title = found.title or next(iter(found.alternate_titles), NOTHING)
        if name := title.en or title.fr or title.any:
            draft.formats.append(name)


FORMAT_HOLDER = inside({"name": _format_name, "formatSpecificationCitation": _format_citation})
_FIELDS: dict[str, Handler] = {
    "citation": _citation,
    "abstract": _abstract,
    "pointOfContact": _point_of_contact,
    "descriptiveKeywords": _keywords,
    "keywords": _keywords,
    "topicCategory": _topic,
    "resourceConstraints": _constraints,
    "restrictions": _constraints,
    "extent": _extent,
    "spatialResolution": _resolution,
    "temporalResolution": _temporal_resolution,
    "resourceMaintenance": inside(
        {"maintenanceAndUpdateFrequency": _update, "userDefinedMaintenanceFrequency": _update},
    ),
    "status": _status,
    "graphicOverview": _overview,
    "aggregationInfo": _associated,
    "associatedResource": _associated,
    "additionalDocumentation": documents,
    "resourceFormat": FORMAT_HOLDER,
    "operatesOn": _operates_on,
    "serviceType": _service_type,
    "containsOperations": _operations,
    "dataParameters": _data_parameters,
}
_walk_fields = inside(_FIELDS, references=("operatesOn",))


def identification(draft: Draft, part: Element) -> None:
    """An `identificationInfo`; its class says that a record is of a service when no level does."""
    _walk_fields(draft, part)
    if any(NAME[element.tag] == "SV_ServiceIdentification" for element in part[:]):
        draft.described = draft.described or "service"
