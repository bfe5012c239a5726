"""Reader of `../shared/fixtures/poles`: catalogues of French poles, flattened by others to a JSON a line."""

from collections.abc import Iterator

from terra_harvest.formats.loose import mappings, several, text, texts_of
from terra_harvest.formats.wkt import area_of_wkt
from terra_harvest.original import Area, Original, Period, Texts, Word
from terra_harvest.strict_json import Json, read_json

EPSG_4326 = "http://www.opengis.net/def/crs/EPSG/0/4326"


def read(body: bytes) -> Iterator[Original]:
    """The records of a file, one a line."""
    return (from_line(line) for line in body.splitlines() if line.strip())


def from_line(line: bytes) -> Original:
    """One record of its line."""
    (found,) = mappings(read_json(line))
    return Original(
        format=f"pole-{(text(found.get('pole')) or 'unknown').lower()}",
        native_id=text(found.get("id")),
        kind="dataset",
        title=_said(found, "title"),
        abstract=_said(found, "description"),
        keywords=tuple(_words(found)),
        areas=tuple(_areas(found)),
        periods=tuple(Period(start=text(start), end=text(end)) for start, end in several(found.get("temporal"))),
    )


def _said(found: dict[str, Json], key: str) -> Texts:
    # Every text is tagged "en", the French ones of THEIA too: the tag says nothing.
    return Texts(any=next((text(entry[0]) for entry in several(found.get(key))), None))


def _words(found: dict[str, Json]) -> Iterator[Word]:
    addresses = {entry[0]: text(entry[2]) for entry in several(found.get("subject"))}
    for entry in several(found.get("keyword")):
        if word := text(entry[0]):
            yield Word(text=Texts(any=word), uri=addresses.get(entry[0]))


def _areas(found: dict[str, Json]) -> Iterator[Area]:
    # Latitude first, as the reference system in front of each geometry says.
    return (area_of_wkt(written, EPSG_4326) for written in texts_of(found.get("wkt_as_published")))
