"""DataCite records, XML of the kernels 2 to 4 (alone or inside an OAI answer) and JSON, to `Original`."""

from collections.abc import Iterable, Iterator

from terra_harvest.formats.datacite_xml import attributes, is_resource
from terra_harvest.formats.doi import as_doi, first_doi
from terra_harvest.formats.geojson import CRS84
from terra_harvest.formats.languages import Said, gather, rest, texts
from terra_harvest.formats.loose import first_text, mapping, mappings, several, text, texts_of
from terra_harvest.formats.oai_header import oai_identifier
from terra_harvest.original import (
    Area,
    Link,
    Original,
    Party,
    Period,
    Term,
    Texts,
    UnreadableError,
    Word,
)
from terra_harvest.strict_json import Json, read_json
from terra_harvest.xml import Element, parse_repaired

FORMAT = "datacite"

# What stands for the abstract when a record has none of that type, best first.
_ABSTRACTS = ("Abstract", "Other", None, "TechnicalInfo", "TableOfContents", "SeriesInformation")


def read(body: bytes) -> Iterator[Original]:
    """The records of a DataCite document, XML or JSON, whatever stands around them."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        yield from _read_json(body)
        return
    root, repairs = parse_repaired(body)
    found = [element for element in root.iter() if is_resource(element)]
    if not found:
        raise UnreadableError(f"no DataCite record in the document, whose root is {root.tag}: a resource was expected")
    for element in found:
        yield from_element(element, repairs)


def from_element(element: Element, remarks: tuple[str, ...] = ()) -> Original:
    """One record of its `resource` element."""
    return from_attributes(attributes(element), remarks, oai_identifier(element))


def from_attributes(found: dict[str, Json], remarks: tuple[str, ...] = (), native_id: str | None = None) -> Original:
    """One record of its attributes, in the words of DataCite's JSON (https://support.datacite.org/docs/api)."""
    own = mapping(found.get("identifier"))
    doi = first_text(found.get("doi")) or as_doi(text(own.get("identifier"))) or as_doi(text(found.get("id")))
    also = list(_identifiers(found))
    # A repository that identifies its records by DOI may give it to the OAI answer only.
    doi = doi or first_doi(*also, native_id)
    titles = [_said(entry, "title") for entry in mappings(found.get("titles")) if _is_title(entry)]
    kind = mapping(found.get("types")) or mapping(found.get("resourceType"))
    dates = [(text(entry.get("dateType")), text(entry.get("date"))) for entry in mappings(found.get("dates"))]
    related = tuple(_related(found))
    return Original(
        format=FORMAT,
        native_id=first_text(own.get("identifier"), doi, found.get("id")) or native_id,
        kind=first_text(kind.get("resourceTypeGeneral"), kind.get("resourceType")),
        title=gather(titles),
        alternate_titles=rest(titles)
        + tuple(
            texts(entry.get("title"), text(entry.get("lang")))
            for entry in mappings(found.get("titles"))
            if not _is_title(entry) and text(entry.get("title"))
        ),
        abstract=_abstract(found),
        lineage=_descriptions(found, "Methods"),
        language=first_text(*several(found.get("language"))),
        identifiers=tuple(dict.fromkeys(also)),
        doi=doi,
        parent=next((link.url for link in related if link.function == "IsPartOf"), None),
        modified=_date(dates, "Updated"),
        published=_date(dates, "Issued", "Available")
        or first_text(found.get("publicationYear"), found.get("publication_year")),
        keywords=tuple(_keywords(found)),
        parties=tuple(_parties(found)),
        areas=tuple(area for place in mappings(found.get("geoLocations")) for area in _areas(place)),
        periods=tuple(
            _period(date) for kind_of_date, date in dates if date and kind_of_date in ("Collected", "Coverage")
        ),
        links=tuple(_links(found)),
        terms=tuple(_terms(found)),
        formats=texts_of(found.get("formats")),
        version=first_text(found.get("version")),
        related=related,
        remarks=remarks,
    )


def _read_json(body: bytes) -> Iterator[Original]:
    document = read_json(body)
    inner = mapping(document).get("data", document)
    entries = list(mappings(inner))
    if not entries:
        raise UnreadableError("no DataCite record in the JSON: an object with creators and titles was expected")
    for entry in entries:
        found = mapping(entry.get("attributes")) or entry
        if not found.keys() & {"creators", "titles", "doi"}:
            raise UnreadableError("the JSON object is no DataCite record: it has none of creators, titles, doi")
        yield from_attributes(found, native_id=text(entry.get("id")))


def _said(entry: dict[str, Json], key: str) -> Said:
    return text(entry.get(key)), first_text(entry.get("lang"), entry.get("xml:lang"))


def _is_title(entry: dict[str, Json]) -> bool:
    return text(entry.get("titleType")) in (None, "TranslatedTitle")


def _abstract(found: dict[str, Json]) -> Texts:
    for kind in _ABSTRACTS:
        if words := _descriptions(found, kind):
            return words
    return Texts()


def _descriptions(found: dict[str, Json], kind: str | None) -> Texts:
    entries = (entry for entry in mappings(found.get("descriptions")) if text(entry.get("descriptionType")) == kind)
    return gather((_said(entry, "description") for entry in entries), joint="\n\n")


def _identifiers(found: dict[str, Json]) -> Iterator[str]:
    for key, name in (("alternateIdentifiers", "alternateIdentifier"), ("identifiers", "identifier")):
        for entry in mappings(found.get(key)):
            # Crosscite JSON writes the name with a capital.
            if identifier := first_text(entry.get(name), entry.get(name.capitalize())):
                yield identifier


def _date(dates: list[tuple[str | None, str | None]], *kinds: str) -> str | None:
    return next((date for kind in kinds for kind_of_date, date in dates if kind_of_date == kind and date), None)


def _period(date: str) -> Period:
    # RKMS-ISO8601: "2004-03-02/2005-06-02", one end may be empty.
    start, slash, end = date.partition("/")
    return Period(start=start.strip() or None, end=(end if slash else start).strip() or None)


def _keywords(found: dict[str, Json]) -> Iterator[Word]:
    for entry in several(found.get("subjects")):
        subject = mapping(entry)
        words = texts(subject.get("subject"), text(subject.get("lang"))) if subject else texts(entry)
        uri = first_text(subject.get("valueURI"), subject.get("valueUri"))
        if words or uri:
            yield Word(
                text=words,
                thesaurus=first_text(subject.get("subjectScheme"), subject.get("schemeURI"), subject.get("schemeUri")),
                uri=uri,
            )


def _parties(found: dict[str, Json]) -> Iterator[Party]:
    for entry in mappings(found.get("creators")):
        yield from _party(entry, "Creator")
    for entry in mappings(found.get("contributors")):
        yield from _party(entry, text(entry.get("contributorType")) or "Contributor")
    for entry in several(found.get("publisher")):
        if name := text(entry) or text(mapping(entry).get("name")):
            yield Party(
                organisation=name, role="Publisher", url=_address(text(mapping(entry).get("publisherIdentifier")))
            )
    for entry in mappings(found.get("fundingReferences")):
        if name := text(entry.get("funderName")):
            yield Party(organisation=name, role="Funder", url=_address(text(entry.get("funderIdentifier"))))


def _party(entry: dict[str, Json], role: str) -> Iterator[Party]:
    given, family = text(entry.get("givenName")), text(entry.get("familyName"))
    name = text(entry.get("name")) or ", ".join(part for part in (family, given) if part) or None
    if not name:
        return
    identifiers = list(mappings(entry.get("nameIdentifiers")))
    url = next((url for identifier in identifiers if (url := _name_address(identifier))), None)
    within = (text(entry) or text(mapping(entry).get("name")) for entry in several(entry.get("affiliation")))
    if _is_person(entry, name, url):
        yield Party(person=name, organisation=next(filter(None, within), None), role=role, url=url)
    else:
        yield Party(organisation=name, role=role, url=url)


def _is_person(entry: dict[str, Json], name: str, url: str | None) -> bool:
    kind = first_text(entry.get("nameType"), entry.get("type"))
    if kind in ("Personal", "Person"):
        return True
    if kind in ("Organizational", "Organization"):
        return False
    # The kernel asks for "Family, Given" of people, and only people have an ORCID.
    return bool(entry.get("givenName") or entry.get("familyName") or ", " in name or (url and "orcid.org" in url))


def _name_address(identifier: dict[str, Json]) -> str | None:
    value = text(identifier.get("nameIdentifier"))
    if value and text(identifier.get("nameIdentifierScheme")) == "ORCID" and not value.startswith("http"):
        return f"https://orcid.org/{value.removeprefix('orcid.org/')}"
    return _address(value)


def _address(value: str | None) -> str | None:
    return value if value and value.startswith(("http://", "https://")) else None


def _areas(place: dict[str, Json]) -> Iterator[Area]:
    name = text(place.get("geoLocationPlace"))
    shapes = [area for area in (_box(place, name), _point(place, name), *_polygons(place, name)) if area]
    if shapes:
        yield from shapes
    elif name:
        yield Area(name=name)


def _box(place: dict[str, Json], name: str | None) -> Area | None:
    box = place.get("geoLocationBox")
    if isinstance(box, str):
        # Kernels 2 and 3 write "south west north east" as one text.
        parts = box.replace(",", " ").split()
        return Area(box=(parts[1], parts[0], parts[3], parts[2]), name=name) if len(parts) == 4 else None
    sides = [text(mapping(box).get(f"{side}Bound{axis}")) for side, axis in _SIDES]
    west, south, east, north = sides
    return Area(box=(west, south, east, north), name=name) if west and south and east and north else None


_SIDES = (("west", "Longitude"), ("south", "Latitude"), ("east", "Longitude"), ("north", "Latitude"))


def _point(place: dict[str, Json], name: str | None) -> Area | None:
    lon, lat = _position(place.get("geoLocationPoint"))
    return Area(box=(lon, lat, lon, lat), name=name) if lon and lat else None


def _position(point: Json) -> tuple[str | None, str | None]:
    if isinstance(point, str):
        parts = point.replace(",", " ").split()
        return (parts[1], parts[0]) if len(parts) == 2 else (None, None)
    found = mapping(point)
    return text(found.get("pointLongitude")), text(found.get("pointLatitude"))


def _polygons(place: dict[str, Json], name: str | None) -> Iterator[Area]:
    rings = several(place.get("polygons"))
    listed = several(place.get("geoLocationPolygon"))
    # One polygon is a list of points, several a list of such lists.
    rings += [listed] if any(isinstance(entry, dict) for entry in listed) else listed
    for ring in rings:
        points = [_position(mapping(entry).get("polygonPoint", entry)) for entry in several(ring)]
        written = [f"{lon} {lat}" for lon, lat in points if lon and lat]
        if len(written) > 3 and len(written) == len(points):
            yield Area(wkt=f"POLYGON (({', '.join(written)}))", srs=CRS84, name=name)


def _links(found: dict[str, Json]) -> Iterator[Link]:
    if url := _address(text(found.get("url"))):
        yield Link(url=url, function="landing page")
    for url in texts_of(found.get("contentUrl")):
        yield Link(url=url, function="download")
    for entry in mappings(found.get("alternateIdentifiers")):
        if url := _address(text(entry.get("alternateIdentifier"))):
            yield Link(url=url, protocol=text(entry.get("alternateIdentifierType")))


def _terms(found: dict[str, Json]) -> Iterator[Term]:
    for entry in _rights(found):
        if isinstance(entry, dict):
            term = Term(
                text=texts(entry.get("rights"), first_text(entry.get("lang"))),
                url=first_text(entry.get("rightsURI"), entry.get("rightsUri")),
                code=text(entry.get("rightsIdentifier")),
            )
        else:
            term = Term(text=texts(entry))
        if term.text or term.url or term.code:
            yield term


def _rights(found: dict[str, Json]) -> Iterable[Json]:
    return [*several(found.get("rightsList")), *several(found.get("rights_list"))]


def _related(found: dict[str, Json]) -> Iterator[Link]:
    for entry in mappings(found.get("relatedIdentifiers")):
        if identifier := text(entry.get("relatedIdentifier")):
            yield Link(
                url=identifier,
                protocol=text(entry.get("relatedIdentifierType")),
                function=text(entry.get("relationType")),
            )
