"""Catalogues of French poles as others flattened them in 2024, a JSON record a line, to `Original`."""

from collections.abc import Iterator

from terra_harvest.formats.loose import first_text, mapping, several, text, texts_of
from terra_harvest.formats.wkt import area_of_wkt
from terra_harvest.original import Area, Original, Period, Texts, UnreadableError, Word
from terra_harvest.strict_json import Json, read_json

FORMAT = "poles"

_EPSG_4326 = "http://www.opengis.net/def/crs/EPSG/0/4326"
_FIRST_KEYS = (b'{"pole":', b'{"pole" :')


def read(body: bytes) -> Iterator[Original]:
    """The records of a file, one a line."""
    lines = [line for line in body.splitlines() if line.strip()]
    if not lines:
        raise UnreadableError("the file is empty: a JSON record a line was expected")
    for line in lines:
        yield from_line(line)


def are_lines(start: bytes) -> bool:
    """Whether a document that starts so is a file of a pole."""
    return start.startswith(_FIRST_KEYS)


def from_line(line: bytes) -> Original:
    """One record of its line."""
    found = mapping(read_json(line))
    if "pole" not in found or "wkt_as_published" not in found:
        raise UnreadableError(
            "the JSON of the line is no record of a pole: `pole` and `wkt_as_published` were expected"
        )
    return Original(
        format=FORMAT,
        native_id=text(found.get("id")),
        kind="dataset",
        title=_said(found, "title"),
        abstract=_said(found, "description"),
        keywords=tuple(dict.fromkeys(_words(found))),
        areas=tuple(_areas(found)),
        periods=tuple(_periods(found)),
    )


def _tuples(found: dict[str, Json], key: str) -> Iterator[list[Json]]:
    """The entries of a list of [text, language tag, address]; what is missing at the end is null."""
    for entry in several(found.get(key)):
        if isinstance(entry, list):
            yield [*entry, None, None, None][:3]


def _said(found: dict[str, Json], key: str) -> Texts:
    # Every text is tagged "en", the French ones of THEIA too: the tag says nothing.
    return Texts(any=first_text(*(entry[0] for entry in _tuples(found, key))))


def _words(found: dict[str, Json]) -> Iterator[Word]:
    addresses = {text(entry[0]): text(entry[2]) for entry in _tuples(found, "subject")}
    for entry in _tuples(found, "keyword"):
        if word := text(entry[0]):
            yield Word(text=Texts(any=word), uri=addresses.get(word))


def _areas(found: dict[str, Json]) -> Iterator[Area]:
    # Latitude first, as the reference system in front of each geometry says.
    return (area_of_wkt(written, _EPSG_4326) for written in texts_of(found.get("wkt_as_published")))


def _periods(found: dict[str, Json]) -> Iterator[Period]:
    for start, end, _ in _tuples(found, "temporal"):
        if text(start) or text(end):
            yield Period(start=text(start), end=text(end))
