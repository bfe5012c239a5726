"""ESGF search documents (the Solr JSON of esg-search and of its bridges) to `Original`."""

from collections.abc import Iterator
from itertools import zip_longest

from terra_harvest.formats.doi import first_doi
from terra_harvest.formats.languages import texts
from terra_harvest.formats.loose import first_text, mapping, mappings, several, text, texts_of
from terra_harvest.original import Area, Link, Measured, Original, Party, Period, Term, Texts, UnreadableError, Word
from terra_harvest.strict_json import Json, read_json

FORMAT = "esgf"

_FACETS = (
    "project",
    "mip_era",
    "activity_id",
    "experiment_id",
    "experiment",
    "experiment_title",
    "experiment_family",
    "source_id",
    "model",
    "source_type",
    "realm",
    "frequency",
    "time_frequency",
    "table_id",
    "cmor_table",
    "product",
    "domain",
    "driving_model",
    "grid_label",
    "variant_label",
    "ensemble",
)
_INSTITUTES = ("institution_id", "institute")
_SIDES = ("west_degrees", "south_degrees", "east_degrees", "north_degrees")


def read(body: bytes) -> Iterator[Original]:
    """The records of an answer of an ESGF search; none for an answer that found nothing."""
    documents = documents_in(read_json(body))
    if documents is None:
        raise UnreadableError("no ESGF answer in the JSON: response.docs was expected")
    for document in documents:
        yield from_document(document)


def documents_in(answer: Json) -> list[dict[str, Json]] | None:
    """The documents of an answer, of Solr or of the bridge that wraps it; None if it is no such answer."""
    outer = mapping(answer)
    response = mapping(outer.get("response") or mapping(outer.get("esg_search_response")).get("response"))
    if isinstance(response.get("docs"), list):
        return list(mappings(response["docs"]))
    return [outer] if "data_node" in outer else None


def from_document(document: dict[str, Json]) -> Original:
    """One record of a Solr document, whose fields are texts or lists of one text."""
    identifiers = [found for key in ("instance_id", "master_id", "pid") for found in texts_of(document.get(key))]
    return Original(
        format=FORMAT,
        native_id=_one(document, "id"),
        kind=_one(document, "type"),
        title=texts(_one(document, "title")),
        abstract=texts(_one(document, "description")),
        identifiers=tuple(dict.fromkeys(identifiers)),
        doi=first_doi(*texts_of(document.get("doi")), *texts_of(document.get("citation_url"))),
        parent=_one(document, "dataset_id"),
        modified=_one(document, "timestamp") or _one(document, "_timestamp"),
        keywords=tuple(_keywords(document)),
        parties=tuple(_parties(document)),
        areas=tuple(_areas(document)),
        periods=tuple(_periods(document)),
        links=tuple(dict.fromkeys(_links(document))),
        terms=tuple(_terms(document)),
        variables=tuple(_variables(document)),
        instruments=texts_of(document.get("instrument")),
        formats=texts_of(document.get("format")),
        resolution=texts_of(document.get("nominal_resolution")) or texts_of(document.get("grid_resolution")),
        status=_status(document),
        version=_one(document, "version"),
        related=tuple(_related(document)),
    )


def _one(document: dict[str, Json], key: str) -> str | None:
    return first_text(*several(document.get(key)))


def _keywords(document: dict[str, Json]) -> Iterator[Word]:
    scheme = _one(document, "project")
    for name in (*_FACETS, *_INSTITUTES):
        for value in texts_of(document.get(name)):
            if value != "none":
                yield Word(text=Texts(any=value), thesaurus=scheme, kind=name)


def _parties(document: dict[str, Json]) -> Iterator[Party]:
    for name in _INSTITUTES:
        for institute in texts_of(document.get(name)):
            yield Party(organisation=institute, role="institution")
    if node := _one(document, "data_node"):
        yield Party(organisation=node, role="data node")


def _areas(document: dict[str, Json]) -> Iterator[Area]:
    west, south, east, north = (_one(document, side) for side in _SIDES)
    if west and south and east and north:
        yield Area(box=(west, south, east, north))
        return
    # Only latitudes are given for tripolar grids: half a box is no box.
    for envelope in texts_of(document.get("geo")):
        if envelope.startswith("ENVELOPE("):
            parts = [part.strip() for part in envelope.removeprefix("ENVELOPE(").rstrip(")").split(",")]
            if len(parts) == 4:
                yield Area(box=(parts[0], parts[3], parts[1], parts[2]))


def _periods(document: dict[str, Json]) -> Iterator[Period]:
    start, end = _one(document, "datetime_start"), _one(document, "datetime_stop")
    if start or end:
        yield Period(start=start, end=end)


def _links(document: dict[str, Json]) -> Iterator[Link]:
    # "address|media type|service"
    for written in texts_of(document.get("url")):
        url, media_type, service = _three(written)
        if url:
            yield Link(url=url, media_type=media_type, protocol=service)
    for key, function in (("further_info_url", "documentation"), ("citation_url", "citation")):
        for url in texts_of(document.get(key)):
            yield Link(url=url, function=function)


def _related(document: dict[str, Json]) -> Iterator[Link]:
    # "address|name|type"
    for written in texts_of(document.get("xlink")):
        url, name, kind = _three(written)
        if url:
            yield Link(url=url, name=texts(name), function=kind)


def _three(written: str) -> tuple[str | None, str | None, str | None]:
    parts = [part.strip() or None for part in written.split("|")] + [None, None]
    return parts[0], parts[1], parts[2]


def _terms(document: dict[str, Json]) -> Iterator[Term]:
    for key in ("license", "rights"):
        for words in texts_of(document.get(key)):
            yield Term(text=Texts(any=words), kind="license")


def _variables(document: dict[str, Json]) -> Iterator[Measured]:
    names = _listed(document, "variable_id") or _listed(document, "variable")
    columns = (_listed(document, key) for key in ("variable_long_name", "variable_units", "cf_standard_name"))
    long_names, units, standard_names = (column if len(column) == len(names) else [] for column in columns)
    for name, long_name, unit, standard_name in zip_longest(names, long_names, units, standard_names):
        if name:
            yield Measured(name=Texts(any=long_name or name), unit=unit, cf=standard_name)


def _listed(document: dict[str, Json], key: str) -> list[str | None]:
    return [text(entry) for entry in several(document.get(key))]


def _status(document: dict[str, Json]) -> str | None:
    if document.get("retracted") is True:
        return "retracted"
    return "superseded" if document.get("latest") is False else None
