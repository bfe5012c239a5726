"""GeoNetwork 4 search documents (the `_source` of its Elasticsearch index) to `Original`."""

from collections.abc import Iterator

from terra_harvest.formats.doi import first_doi
from terra_harvest.formats.geojson import geojson_areas
from terra_harvest.formats.languages import Said, gather, side
from terra_harvest.formats.loose import first_text, mapping, mappings, several, text, texts_of
from terra_harvest.original import Area, Link, Original, Party, Period, Term, Texts, UnreadableError, Word
from terra_harvest.strict_json import Json, read_json

FORMAT = "geonetwork"

# Of the resource first: the contact of the metadata says least about the data.
_CONTACTS = ("contactForResource", "contactForDistribution", "contactForProcessing", "contact")
_CONDITIONS = {
    "licenseObject": "license",
    "MD_LegalConstraintsUseLimitationObject": "use",
    "MD_LegalConstraintsOtherConstraintsObject": "other",
    "MD_ConstraintsUseLimitationObject": "use",
    "MD_SecurityConstraintsUseLimitationObject": "security",
}
_CODES = {"cl_accessConstraints": "access", "cl_useConstraints": "use", "cl_classification": "security"}
_TEMPLATES = {"y": "template", "s": "subtemplate", "t": "template"}


def read(body: bytes) -> Iterator[Original]:
    """The records of an answer of GeoNetwork's search, or of one document of its index."""
    sources = sources_in(read_json(body))
    if sources is None:
        raise UnreadableError("no GeoNetwork answer in the JSON: hits.hits or _source was expected")
    for source in sources:
        yield from_document(source)


def sources_in(answer: Json) -> list[dict[str, Json]] | None:
    """The `_source` of every hit of an answer, or of the one document; None if it is no such answer."""
    outer = mapping(answer)
    hits = mapping(outer.get("hits")).get("hits")
    if isinstance(hits, list):
        return [mapping(entry.get("_source")) for entry in mappings(hits)]
    if "_source" in outer:
        return [mapping(outer["_source"])]
    return [outer] if "metadataIdentifier" in outer and "resourceTitleObject" in outer else None


def from_document(source: dict[str, Json]) -> Original:
    """One record of the `_source` of a hit: texts are {"default", "langfre", ...}, `default` in `mainLanguage`."""
    language = text(source.get("mainLanguage"))
    identifiers = tuple(_identifiers(source))
    links = tuple(_links(source, language))
    kind = first_text(*several(source.get("resourceType")))
    return Original(
        format=FORMAT,
        native_id=first_text(source.get("metadataIdentifier"), source.get("uuid")),
        kind=_TEMPLATES.get(text(source.get("isTemplate")) or "n", kind),
        title=_texts(_object(source, "resourceTitle"), language),
        alternate_titles=tuple(_texts(entry, language) for entry in several(_object(source, "resourceAltTitle"))),
        abstract=_texts(_object(source, "resourceAbstract"), language),
        lineage=_texts(_object(source, "lineage"), language),
        language=language,
        identifiers=identifiers,
        doi=first_doi(*identifiers, *(link.url for link in links if link.protocol and "DOI" in link.protocol.upper())),
        parent=first_text(source.get("parentUuid"), *several(source.get("parentUuid"))),
        modified=first_text(source.get("dateStamp"), source.get("changeDate")),
        published=_date(source, "publication") or _date(source, "creation"),
        keywords=tuple(_keywords(source, language)),
        topics=tuple(key for entry in mappings(source.get("cl_topic")) if (key := text(entry.get("key")))),
        parties=tuple(_parties(source, language)),
        areas=tuple(_areas(source, language)),
        periods=tuple(_periods(source)),
        links=links,
        terms=tuple(dict.fromkeys(_terms(source, language))),
        formats=texts_of(source.get("format")),
        resolution=(
            *texts_of(source.get("resolutionDistance")),
            *(f"1:{scale}" for scale in texts_of(source.get("resolutionScaleDenominator"))),
        ),
        update=_code(source, "cl_maintenanceAndUpdateFrequency"),
        status=_code(source, "cl_status"),
        version=first_text(source.get("resourceEdition")),
        related=tuple(_related(source)),
    )


def _object(source: dict[str, Json], name: str) -> Json:
    # 4.0 wrote some of these as plain texts.
    return source.get(f"{name}Object", source.get(name))


def _texts(value: Json, language: str | None) -> Texts:
    if isinstance(value, list):
        return gather((said for entry in value for said in _said(entry, language)), joint="\n\n")
    return gather(_said(value, language))


def _said(value: Json, language: str | None) -> list[Said]:
    if not isinstance(value, dict):
        return [(text(value), language)]
    said: list[Said] = [
        (text(words), key.removeprefix("lang"))
        for key, words in value.items()
        if key.startswith("lang") and side(key.removeprefix("lang")) != "any"
    ]
    # `default` repeats the text of the main language, and is sometimes all there is.
    default = text(value.get("default"))
    return said if default in [words for words, _ in said] else [*said, (default, language)]


def _identifiers(source: dict[str, Json]) -> Iterator[str]:
    for entry in mappings(source.get("resourceIdentifier")):
        if code := text(entry.get("code")):
            space = text(entry.get("codeSpace"))
            yield (
                f"{space.rstrip('/')}/{code}"
                if space and space.startswith("http") and not code.startswith("http")
                else code
            )


def _date(source: dict[str, Json], kind: str) -> str | None:
    dates = (text(entry.get("date")) for entry in mappings(source.get("resourceDate")) if entry.get("type") == kind)
    return next(filter(None, dates), None)


def _code(source: dict[str, Json], name: str) -> str | None:
    return next((key for entry in mappings(source.get(name)) if (key := text(entry.get("key")))), None)


def _keywords(source: dict[str, Json], language: str | None) -> Iterator[Word]:
    seen = set()
    for name, group in mapping(source.get("allKeywords")).items():
        found = mapping(group)
        title = _texts(found.get("multilingualTitle"), language)
        thesaurus = first_text(found.get("title"), title.en, title.fr, title.any, found.get("id"), name)
        for entry in several(found.get("keywords")):
            words = _texts(entry, language)
            seen.add(words)
            if words:
                yield Word(text=words, thesaurus=thesaurus, uri=_uri(entry), kind=text(found.get("theme")))
    for entry in several(source.get("tag")):
        words = _texts(entry, language)
        if words and words not in seen:
            yield Word(text=words, uri=_uri(entry))


def _uri(entry: Json) -> str | None:
    return text(mapping(entry).get("link"))


def _parties(source: dict[str, Json], language: str | None) -> Iterator[Party]:
    for name in _CONTACTS:
        for entry in mappings(source.get(name)):
            organisation = _texts(_object(entry, "organisation"), language)
            party = Party(
                organisation=organisation.fr or organisation.en or organisation.any,
                person=text(entry.get("individual")),
                email=text(entry.get("email")),
                url=text(entry.get("website")),
                role=text(entry.get("role")),
            )
            if party.organisation or party.person or party.email:
                yield party


def _areas(source: dict[str, Json], language: str | None) -> Iterator[Area]:
    yield from geojson_areas(source.get("geom"))
    for entry in several(_object(source, "extentDescription")):
        name = _texts(entry, language)
        if words := name.fr or name.en or name.any:
            yield Area(name=words)


def _periods(source: dict[str, Json]) -> Iterator[Period]:
    detailed = list(mappings(source.get("resourceTemporalExtentDetails")))
    for entry in detailed:
        start, end = mapping(entry.get("start")), mapping(entry.get("end"))
        word = first_text(end.get("indeterminatePosition"), end.get("frame"))
        period = Period(start=text(start.get("date")), end=text(end.get("date")), end_word=word)
        if period.start or period.end or period.end_word:
            yield period
    # The index also holds resourceTemporalDateRange, which mixes in the dates of publication.
    for entry in () if detailed else mappings(source.get("resourceTemporalExtentDateRange")):
        start_day, end_day = text(entry.get("gte")), text(entry.get("lte"))
        if start_day or end_day:
            yield Period(start=start_day, end=end_day)


def _links(source: dict[str, Json], language: str | None) -> Iterator[Link]:
    for entry in mappings(source.get("link")):
        address = _texts(_object(entry, "url"), language)
        if url := address.fr or address.en or address.any:
            yield Link(
                url=url,
                protocol=text(entry.get("protocol")),
                name=_texts(_object(entry, "name"), language),
                description=_texts(_object(entry, "description"), language),
                function=text(entry.get("function")),
                media_type=text(entry.get("mimeType")),
            )
    for entry in mappings(source.get("overview")):
        if url := text(entry.get("url")):
            yield Link(url=url, name=_texts(_object(entry, "text"), language), function="browseGraphic")


def _terms(source: dict[str, Json], language: str | None) -> Iterator[Term]:
    for name, kind in _CONDITIONS.items():
        for entry in several(source.get(name)):
            words, address = _texts(entry, language), _uri(entry)
            if words or address:
                yield Term(text=words, url=address, kind=kind)
    for name, kind in _CODES.items():
        for entry in mappings(source.get(name)):
            if code := text(entry.get("key")):
                yield Term(code=code, kind=kind)


def _related(source: dict[str, Json]) -> Iterator[Link]:
    for entry in mappings(source.get("recordLink")):
        target = first_text(entry.get("url"), entry.get("to"))
        # "sources" points to the record's own catalogue as often as to a dataset; it is kept, whoever reads it decides.
        if target:
            yield Link(
                url=target,
                function=first_text(entry.get("associationType"), entry.get("type")),
                name=gather([(text(entry.get("title")), None)]),
            )
