"""AERIS catalogue JSON (its own REST service) to `Original`: fields as its client reads them."""

from collections.abc import Iterator

from terra_harvest.formats.doi import as_doi, first_doi
from terra_harvest.formats.languages import texts
from terra_harvest.formats.loose import first_text, mapping, mappings, several, text, texts_of
from terra_harvest.original import Area, Link, Measured, Original, Party, Period, Term, Texts, UnreadableError, Word
from terra_harvest.strict_json import Json, read_json

FORMAT = "aeris"

_OPEN_ENDS = ("now", "present", "unknown", "ongoing")
_SIDES = ("westLongitude", "southLatitude", "eastLongitude", "northLatitude")


def read(body: bytes) -> Iterator[Original]:
    """The record of a document of the service, or the records of a list of them."""
    entries = list(mappings(read_json(body)))
    if not entries:
        raise UnreadableError("no AERIS record in the JSON: an object with resourceTitle was expected")
    for entry in entries:
        if "resourceTitle" not in entry and "id" not in entry:
            raise UnreadableError("the JSON object is no AERIS record: it has neither id nor resourceTitle")
        yield from_document(entry)


def from_document(document: dict[str, Json]) -> Original:
    """One record of the answer of `metadata/{id}`; texts are {"fr", "en"}."""
    identifiers = tuple(_identifiers(document))
    return Original(
        format=FORMAT,
        native_id=first_text(document.get("id")),
        kind=first_text(document.get("type")),
        title=texts(document.get("resourceTitle")),
        abstract=texts(document.get("resourceAbstract")),
        identifiers=identifiers,
        doi=first_doi(*identifiers),
        modified=_modified(document),
        published=first_text(document.get("publicationDate")),
        keywords=tuple(dict.fromkeys(_keywords(document))),
        parties=tuple(_parties(document)),
        areas=tuple(_areas(document)),
        periods=tuple(_periods(document)),
        links=tuple(_links(document)),
        terms=tuple(_terms(mapping(document.get("distributionInformation")))),
        variables=tuple(_variables(document)),
        platforms=_names(document, "platforms"),
        instruments=_names(document, "instruments"),
        formats=_names(document, "formats"),
        related=tuple(_publications(document)),
        status=first_text(document.get("status")),
        version=first_text(document.get("version")),
    )


def _identifiers(document: dict[str, Json]) -> Iterator[str]:
    for entry in mappings(document.get("identifiers")):
        code, space = text(entry.get("code")), text(entry.get("codeSpace"))
        if not code:
            continue
        # A DOI comes as its code with the resolver as code space.
        yield code if as_doi(code) or not space or not space.startswith("http") else f"{space.rstrip('/')}/{code}"


def _modified(document: dict[str, Json]) -> str | None:
    dates = (text(entry.get("date")) for entry in mappings(document.get("modifications")))
    return max(filter(None, dates), default=None) or first_text(document.get("metadataLastUpdate"))


def _keywords(document: dict[str, Json]) -> Iterator[Word]:
    for entry in several(document.get("keywords")):
        found = mapping(entry)
        words = texts(found.get("concept", found.get("name")) if found else entry)
        if words:
            yield Word(
                text=words,
                thesaurus=first_text(found.get("thesaurus")),
                uri=first_text(found.get("uri"), found.get("code")),
            )
    for entry in mappings(document.get("projectSet")):
        if name := text(entry.get("shortName")) or text(entry.get("name")):
            yield Word(text=Texts(any=name), kind="project")
    for key in ("dataLevel", "aerisDataCenter"):
        for value in texts_of(document.get(key)):
            yield Word(text=Texts(any=value), kind=key)


def _parties(document: dict[str, Json]) -> Iterator[Party]:
    for entry in mappings(document.get("contacts")):
        person = " ".join(part for key in ("firstName", "lastName") if (part := text(entry.get(key)))) or None
        organisation = first_text(
            entry.get("organisation"), mapping(entry.get("organisation")).get("name"), entry.get("name")
        )
        if person or organisation:
            for role in texts_of(entry.get("roles")) or (None,):
                yield Party(organisation=organisation, person=person, email=text(entry.get("email")), role=role)
    for centre in texts_of(document.get("aerisDataCenter")):
        yield Party(organisation=centre, role="data centre")


def _areas(document: dict[str, Json]) -> Iterator[Area]:
    for entry in mappings(document.get("spatialExtents")):
        area = mapping(entry.get("area")) or entry
        name = first_text(area.get("name"), entry.get("description"))
        west, south, east, north = (text(area.get(side)) for side in _SIDES)
        lon, lat = text(area.get("longitude")), text(area.get("latitude"))
        if west and south and east and north:
            yield Area(box=(west, south, east, north), name=name)
        elif lon and lat:
            yield Area(box=(lon, lat, lon, lat), name=name)
        elif name:
            yield Area(name=name)


def _periods(document: dict[str, Json]) -> Iterator[Period]:
    for entry in mappings(document.get("temporalExtents")):
        start, end = text(entry.get("begin")), text(entry.get("end"))
        if end and end.lower() in _OPEN_ENDS:
            yield Period(start=start, end_word=end)
        elif start or end:
            yield Period(start=start, end=end)


def _links(document: dict[str, Json]) -> Iterator[Link]:
    for entry in mappings(document.get("links")):
        if url := text(entry.get("url")):
            # The type says both how the address is read and what for: HTTP_DOWNLOAD_LINK, ORDER_LINK...
            kind = text(entry.get("type"))
            name, description = texts(entry.get("name")), texts(entry.get("description"))
            yield Link(url=url, protocol=kind, name=name, description=description, function=kind)
    for entry in several(document.get("quicklooks")):
        if url := first_text(entry, mapping(entry).get("url")):
            yield Link(url=url, function="quicklook")


def _terms(distribution: dict[str, Json]) -> Iterator[Term]:
    licence = " ".join(part for key in ("licenceName", "licenceVersion") if (part := text(distribution.get(key))))
    url = text(distribution.get("licenceUrl"))
    if licence or url:
        yield Term(text=Texts(any=licence or None), url=url, kind="license")
    if words := texts(distribution.get("description")):
        yield Term(text=words, kind="use")
    if policy := text(distribution.get("dataPolicyUrl")):
        yield Term(url=policy, kind="policy")
    if embargo := text(distribution.get("embargoStartDate")):
        yield Term(text=Texts(any=embargo), kind="embargo")
    for key in ("registrationNeeded", "authenticationNeeded"):
        if distribution.get(key) is True:
            yield Term(code=key, kind="access")


def _variables(document: dict[str, Json]) -> Iterator[Measured]:
    for entry in mappings(document.get("parameters")):
        variable = mapping(entry.get("thesaurusVariable"))
        name = texts(variable.get("name")) or texts(first_text(entry.get("longName"), entry.get("shortName")))
        if name:
            code = text(variable.get("code"))
            yield Measured(name=name, unit=text(entry.get("unit")), cf=text(entry.get("cfStandardName")), uri=code)


def _names(document: dict[str, Json], key: str) -> tuple[str, ...]:
    found = (_name(entry) for entry in several(document.get(key)))
    return tuple(dict.fromkeys(name for name in found if name))


def _name(entry: Json) -> str | None:
    if not isinstance(entry, dict):
        return text(entry)
    for key in ("name", "longName", "shortName", "thesaurusClass", "type", "code"):
        words = texts(entry.get(key))
        if name := words.fr or words.en or words.any:
            return name
    return None


def _publications(document: dict[str, Json]) -> Iterator[Link]:
    for entry in mappings(document.get("publications")):
        if doi := text(entry.get("doi")):
            yield Link(url=doi, protocol="DOI", function="publication", name=texts(entry.get("title")))
