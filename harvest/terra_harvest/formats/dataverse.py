"""Dataverse's native JSON (a dataset with its latest version and metadata blocks) to `Original`."""

from collections.abc import Iterator

from terra_harvest.formats.doi import first_doi
from terra_harvest.formats.languages import gather, texts
from terra_harvest.formats.loose import first_text, mapping, mappings, several, size, text, texts_of
from terra_harvest.original import Area, Link, Original, Party, Period, Term, Texts, UnreadableError, Word
from terra_harvest.strict_json import Json, read_json

FORMAT = "dataverse"

# Compound fields that name a party: the field, its name, its organisation, its e-mail, its role.
_PARTIES = (
    ("author", "authorName", "authorAffiliation", None, "author"),
    ("datasetContact", "datasetContactName", "datasetContactAffiliation", "datasetContactEmail", "contact"),
    ("producer", "producerName", "producerAffiliation", None, "producer"),
    ("distributor", "distributorName", "distributorAffiliation", None, "distributor"),
)
_SIDES = (
    ("westLongitude",),
    ("southLatitude", "southLongitude"),
    ("eastLongitude",),
    ("northLatitude", "northLongitude"),
)
_PLACES = ("otherGeographicCoverage", "city", "state", "country")
_TERMS = {
    "termsOfUse": "use",
    "termsOfAccess": "access",
    "restrictions": "use",
    "conditions": "use",
    "citationRequirements": "citation",
    "confidentialityDeclaration": "access",
}


def read(body: bytes) -> Iterator[Original]:
    """The dataset of an answer of Dataverse's API, or of an export of it."""
    document = mapping(read_json(body))
    dataset = mapping(document.get("data")) or document
    if not (version_of(dataset)):
        raise UnreadableError("no Dataverse dataset in the JSON: datasetVersion with metadataBlocks was expected")
    yield from_document(dataset)


def version_of(dataset: dict[str, Json]) -> dict[str, Json]:
    """The version that a dataset gives, or itself if it is one; empty if neither."""
    version = mapping(dataset.get("datasetVersion")) or mapping(dataset.get("latestVersion"))
    if version:
        return version
    return dataset if "metadataBlocks" in dataset else {}


def from_document(dataset: dict[str, Json]) -> Original:
    """One record of a dataset."""
    version = version_of(dataset)
    blocks = mapping(version.get("metadataBlocks"))
    fields = {name: value for block in blocks.values() for name, value in _fields(mapping(block))}
    address = first_text(dataset.get("persistentUrl"), version.get("datasetPersistentId"))
    identifiers = tuple(
        dict.fromkeys(filter(None, (text(version.get("datasetPersistentId")), address, *_other_ids(fields))))
    )
    titles = [(text(fields.get("title")), None)]
    also = [*texts_of(fields.get("alternativeTitle")), *texts_of(fields.get("subtitle"))]
    return Original(
        format=FORMAT,
        native_id=first_text(version.get("datasetPersistentId"), address, dataset.get("identifier")),
        kind=first_text(dataset.get("datasetType")) or "dataset",
        title=gather(titles),
        alternate_titles=tuple(Texts(any=title) for title in also),
        abstract=gather(
            ((text(entry.get("dsDescriptionValue")), None) for entry in _entries(fields, "dsDescription")), joint="\n\n"
        ),
        language=first_text(*several(fields.get("language"))),
        identifiers=identifiers,
        doi=first_doi(*identifiers),
        modified=first_text(version.get("lastUpdateTime"), version.get("releaseTime")),
        published=first_text(
            dataset.get("publicationDate"), fields.get("distributionDate"), fields.get("dateOfDeposit")
        ),
        keywords=tuple(_keywords(fields)),
        topics=texts_of(fields.get("subject")),
        parties=tuple(_parties(dataset, fields)),
        areas=tuple(_areas(fields)),
        periods=tuple(_periods(fields)),
        links=tuple(_links(dataset, version)),
        terms=tuple(_terms(version)),
        formats=tuple(dict.fromkeys(filter(None, (text(file.get("contentType")) for file in _files(version))))),
        version=_version(version),
        status=first_text(version.get("versionState")),
        lineage=gather(((origin, None) for origin in texts_of(fields.get("originOfSources"))), joint="\n\n"),
        related=tuple(_related(fields)),
    )


def _fields(block: dict[str, Json]) -> Iterator[tuple[str, Json]]:
    for field in mappings(block.get("fields")):
        if name := text(field.get("typeName")):
            yield name, _value(field.get("value"))


def _value(value: Json) -> Json:
    """A field's value: a text, or for a compound field its parts by name, or a list of these."""
    if isinstance(value, list):
        return [_value(entry) for entry in value]
    if isinstance(value, dict):
        return {name: _value(mapping(part).get("value")) for name, part in value.items()}
    return value


def _entries(fields: dict[str, Json], name: str) -> Iterator[dict[str, Json]]:
    return mappings(fields.get(name))


def _other_ids(fields: dict[str, Json]) -> Iterator[str]:
    for entry in _entries(fields, "otherId"):
        if value := text(entry.get("otherIdValue")):
            yield value


def _keywords(fields: dict[str, Json]) -> Iterator[Word]:
    for entry in _entries(fields, "keyword"):
        if value := texts(entry.get("keywordValue")):
            uri = first_text(entry.get("keywordTermURI"), entry.get("keywordVocabularyURI"))
            yield Word(text=value, thesaurus=text(entry.get("keywordVocabulary")), uri=uri)
    for entry in _entries(fields, "topicClassification"):
        if value := texts(entry.get("topicClassValue")):
            yield Word(text=value, thesaurus=text(entry.get("topicClassVocab")), kind="topic")


def _parties(dataset: dict[str, Json], fields: dict[str, Json]) -> Iterator[Party]:
    for field, name, organisation, email, role in _PARTIES:
        for entry in _entries(fields, field):
            named = text(entry.get(name))
            within = text(entry.get(organisation))
            if not named and not within and not (email and text(entry.get(email))):
                continue
            # "Family, Given" is how Dataverse asks for people.
            person = named if named and (", " in named or field == "datasetContact") else None
            yield Party(
                organisation=within if person or not named else named,
                person=person,
                email=text(entry.get(email)) if email else None,
                url=_orcid(entry) if field == "author" else None,
                role=role,
            )
    for entry in _entries(fields, "contributor"):
        if named := text(entry.get("contributorName")):
            yield Party(organisation=named, role=text(entry.get("contributorType")))
    for entry in _entries(fields, "grantNumber"):
        if named := text(entry.get("grantNumberAgency")):
            yield Party(organisation=named, role="funder")
    if publisher := text(dataset.get("publisher")):
        yield Party(organisation=publisher, role="publisher")


def _orcid(author: dict[str, Json]) -> str | None:
    identifier = text(author.get("authorIdentifier"))
    if not identifier or text(author.get("authorIdentifierScheme")) != "ORCID":
        return None
    return identifier if identifier.startswith("http") else f"https://orcid.org/{identifier}"


def _areas(fields: dict[str, Json]) -> Iterator[Area]:
    for entry in _entries(fields, "geographicBoundingBox"):
        # Dataverse called latitudes longitudes until 5.13.
        west, south, east, north = (first_text(*(entry.get(name) for name in names)) for names in _SIDES)
        if west and south and east and north:
            yield Area(box=(west, south, east, north))
    for entry in _entries(fields, "geographicCoverage"):
        if place := ", ".join(part for name in _PLACES if (part := text(entry.get(name)))):
            yield Area(name=place)


def _periods(fields: dict[str, Json]) -> Iterator[Period]:
    for field in ("timePeriodCovered", "dateOfCollection"):
        entries = [
            (text(entry.get(f"{field}Start")), text(entry.get(f"{field}End"))) for entry in _entries(fields, field)
        ]
        found = [Period(start=start, end=end) for start, end in entries if start or end]
        if found:
            yield from found
            return


def _files(version: dict[str, Json]) -> list[dict[str, Json]]:
    return [
        mapping(entry.get("dataFile")) or mapping(entry.get("datafile")) for entry in mappings(version.get("files"))
    ]


def _links(dataset: dict[str, Json], version: dict[str, Json]) -> Iterator[Link]:
    if url := text(dataset.get("persistentUrl")):
        yield Link(url=url, function="landing page")
    for file in _files(version):
        identifier = text(file.get("persistentId"))
        if identifier and first_doi(identifier):
            yield Link(
                url=f"https://doi.org/{first_doi(identifier)}",
                name=Texts(any=text(file.get("filename"))),
                description=texts(file.get("description")),
                function="download",
                media_type=text(file.get("contentType")),
                size=size(file.get("filesize")),
            )


def _terms(version: dict[str, Json]) -> Iterator[Term]:
    licence = version.get("license")
    found = mapping(licence)
    if found:
        yield Term(
            text=texts(found.get("name")),
            url=text(found.get("uri")),
            code=text(found.get("rightsIdentifier")),
            kind="license",
        )
    elif words := text(licence):
        yield Term(text=texts(words), kind="license")
    for name, kind in _TERMS.items():
        if words_of_use := texts(version.get(name)):
            yield Term(text=words_of_use, kind=kind)


def _version(version: dict[str, Json]) -> str | None:
    number, minor = text(version.get("versionNumber")), text(version.get("versionMinorNumber"))
    return f"{number}.{minor}" if number and minor else number


def _related(fields: dict[str, Json]) -> Iterator[Link]:
    for entry in _entries(fields, "publication"):
        url = first_text(entry.get("publicationURL"), entry.get("publicationIDNumber"))
        if url:
            citation = texts(entry.get("publicationCitation"))
            yield Link(url=url, protocol=text(entry.get("publicationIDType")), function="publication", name=citation)
