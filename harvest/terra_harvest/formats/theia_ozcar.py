"""THEIA/OZCAR pivot JSON (a producer, its datasets, their observations) to `Original`, one record a dataset."""

from collections.abc import Iterator

from terra_harvest.formats.doi import first_doi
from terra_harvest.formats.geojson import geojson_areas
from terra_harvest.formats.languages import gather, said_in, texts
from terra_harvest.formats.loose import first_text, mapping, mappings, several, text, texts_of
from terra_harvest.original import Area, Link, Measured, Original, Party, Period, Term, Texts, UnreadableError, Word
from terra_harvest.strict_json import Json, read_json

FORMAT = "theia-ozcar"

_GCMD = ("category", "topic", "term", "variableLevel1", "variableLevel2", "variableLevel3")
_WORDS = {"climates": "climate", "geologies": "geology"}


def read(body: bytes) -> Iterator[Original]:
    """The datasets of a producer's document, or the one dataset that stands alone."""
    document = mapping(read_json(body))
    if "datasets" in document:
        producer = mapping(document.get("producer"))
        datasets = list(mappings(document["datasets"]))
    elif "datasetId" in document:
        producer, datasets = {}, [document]
    else:
        raise UnreadableError(
            "no dataset in the pivot JSON: datasets or datasetId was expected; an observation is no record"
        )
    for dataset in datasets:
        yield from_dataset(dataset, producer)


def from_dataset(dataset: dict[str, Json], producer: dict[str, Json]) -> Original:
    """One record of a dataset and of the producer that publishes it."""
    about = mapping(dataset.get("metadata"))
    observations = list(mappings(dataset.get("observations")))
    online = mapping(about.get("onlineResource"))
    return Original(
        format=FORMAT,
        native_id=first_text(dataset.get("datasetId")),
        kind="dataset",
        title=texts(about.get("title")),
        abstract=gather([*said_in(about.get("description")), *said_in(about.get("objective"))], joint="\n\n"),
        lineage=gather([*said_in(about.get("datasetLineage")), *_methods(observations)], joint="\n\n"),
        identifiers=texts_of(online.get("doi")),
        doi=first_doi(text(online.get("doi"))),
        keywords=tuple(dict.fromkeys([*_keywords(about), *_observed(observations)])),
        topics=texts_of(about.get("topicCategories")),
        parties=tuple(dict.fromkeys([*_parties(about), *_producer(producer)])),
        areas=tuple(_areas(about, observations)),
        periods=tuple(dict.fromkeys(_periods(observations))),
        links=tuple(dict.fromkeys(_links(online))),
        terms=tuple(_terms(mapping(about.get("dataConstraint")))),
        variables=tuple(dict.fromkeys(_variables(observations))),
        instruments=tuple(dict.fromkeys(_instruments(observations))),
        resolution=(),
        status=None,
        related=tuple(_related(about)),
    )


def _methods(observations: list[dict[str, Json]]) -> list[tuple[str | None, str | None]]:
    productions = (mapping(mapping(entry.get("procedure")).get("dataProduction")) for entry in observations)
    return [said for production in productions for said in said_in(production.get("method"))]


def _keywords(about: dict[str, Json]) -> Iterator[Word]:
    for entry in mappings(about.get("keywords")):
        words, uri = texts(entry.get("keyword")), text(entry.get("uri"))
        if words or uri:
            yield Word(text=words, uri=uri)
    if theme := texts(about.get("inspireTheme")):
        yield Word(text=theme, thesaurus="INSPIRE themes", kind="theme")
    criteria = mapping(about.get("portalSearchCriteria"))
    for name, kind in _WORDS.items():
        for entry in several(criteria.get(name)):
            if words := texts(entry):
                yield Word(text=words, kind=kind)


def _observed(observations: list[dict[str, Json]]) -> Iterator[Word]:
    for entry in observations:
        observed = mapping(entry.get("observedProperty"))
        for uri in texts_of(observed.get("theiaCategories")):
            yield Word(text=Texts(), uri=uri, thesaurus="OZCAR-Theia", kind="category")
        for path in mappings(observed.get("gcmdKeywords")):
            steps = [step for name in _GCMD if (step := text(path.get(name)))]
            if steps:
                yield Word(text=Texts(en=" > ".join(steps)), thesaurus="GCMD", uri=text(path.get("uuid")))


def _parties(about: dict[str, Json]) -> Iterator[Party]:
    for entry in mappings(about.get("contacts")):
        organisation = mapping(entry.get("organisation"))
        name = " ".join(part for key in ("firstName", "lastName") if (part := text(entry.get(key)))) or None
        orcid = text(entry.get("orcId"))
        if name or organisation or entry.get("name"):
            yield Party(
                organisation=first_text(organisation.get("name"), entry.get("name")),
                person=name,
                email=text(entry.get("email")),
                url=f"https://orcid.org/{orcid}" if orcid and not orcid.startswith("http") else orcid,
                role=text(entry.get("role")),
            )


def _producer(producer: dict[str, Json]) -> Iterator[Party]:
    name = texts(producer.get("title")) or texts(producer.get("name"))
    words = name.fr or name.en or name.any
    if words:
        online = mapping(producer.get("onlineResource"))
        yield Party(
            organisation=words, email=text(producer.get("email")), url=text(online.get("urlInfo")), role="producer"
        )


def _areas(about: dict[str, Json], observations: list[dict[str, Json]]) -> tuple[Area, ...]:
    if whole := geojson_areas(about.get("spatialExtent")):
        return whole
    features = (mapping(mapping(entry.get("featureOfInterest")).get("samplingFeature")) for entry in observations)
    return tuple(
        dict.fromkeys(area for feature in features for area in geojson_areas(feature, text(feature.get("name"))))
    )


def _periods(observations: list[dict[str, Json]]) -> Iterator[Period]:
    for entry in observations:
        extent = mapping(entry.get("temporalExtent"))
        start, end = text(extent.get("dateBeg")), text(extent.get("dateEnd"))
        if start or end:
            yield Period(start=start, end=end)


def _links(online: dict[str, Json]) -> Iterator[Link]:
    for key, function in (("urlDownload", "download"), ("urlInfo", "information")):
        if url := text(online.get(key)):
            yield Link(url=url, function=function)
    for service in mappings(online.get("webservices")):
        if url := text(service.get("url")):
            yield Link(url=url, description=texts(service.get("description")), function="service")


def _terms(constraint: dict[str, Json]) -> Iterator[Term]:
    licence = mapping(constraint.get("licence"))
    if licence:
        yield Term(text=texts(licence.get("title")), url=text(licence.get("url")), kind="license")
    if words := texts(constraint.get("accessUseConstraint")):
        yield Term(text=words, kind="use")
    if url := text(constraint.get("urlDataPolicy")):
        yield Term(url=url, kind="policy")
    embargo = mapping(constraint.get("embargo"))
    if duration := text(embargo.get("duration")):
        yield Term(text=Texts(any=duration), kind="embargo")


def _variables(observations: list[dict[str, Json]]) -> Iterator[Measured]:
    for entry in observations:
        observed = mapping(entry.get("observedProperty"))
        variable = mapping(observed.get("theiaVariable"))
        if name := texts(observed.get("name")):
            yield Measured(name=name, unit=_unit(observed.get("unit")), uri=text(variable.get("uri")))


def _unit(value: Json) -> str | None:
    unit = texts(value)
    return unit.en or unit.fr or unit.any


def _instruments(observations: list[dict[str, Json]]) -> Iterator[str]:
    for entry in observations:
        for sensor in mappings(mapping(mapping(entry.get("procedure")).get("dataProduction")).get("sensors")):
            parts = (text(sensor.get(key)) for key in ("sensorType", "manufacturer", "model"))
            if name := ", ".join(part for part in parts if part):
                yield name


def _related(about: dict[str, Json]) -> Iterator[Link]:
    for entry in mappings(about.get("documents")):
        if url := text(entry.get("url")):
            yield Link(url=url, function=text(entry.get("type")))
