"""Where and when of a schema.org Dataset: GeoShapes (latitude first), geosparql geometries, ISO 8601 periods."""

import re
from collections.abc import Iterator

from terra_harvest.formats.dc_coverage import area_of, period_of
from terra_harvest.formats.geojson import CRS84
from terra_harvest.formats.rdf_graph import Graph, Value
from terra_harvest.formats.wkt import area_of_wkt
from terra_harvest.original import Area, Period

_S = "http://schema.org/"
_GEO = "http://www.opengis.net/ont/geosparql#"
_TIME = "http://www.w3.org/2006/time#"
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_SHAPES = {"polygon": "POLYGON ((", "line": "LINESTRING ("}
_INSTANTS = ("inXSDDateTimeStamp", "inXSDDateTime", "inXSDDate", "inXSDgYearMonth", "inXSDgYear")


def areas_of(graph: Graph, node: str) -> tuple[Area, ...]:
    """The areas of a Dataset, each once."""
    found: dict[Area, None] = {}
    for value in graph.values(node, f"{_S}spatialCoverage", f"{_S}spatial"):
        found |= dict.fromkeys(_place(graph, value))
    for value in graph.values(node, f"{_GEO}hasGeometry"):
        found |= dict.fromkeys(_geometry(graph, value.text, None))
    return tuple(found)


def periods_of(graph: Graph, node: str) -> tuple[Period, ...]:
    """The periods of a Dataset, each once; a text that is no period is its start, as written."""
    found: dict[Period, None] = {}
    for value in graph.values(node, f"{_S}temporalCoverage", f"{_S}temporal", f"{_S}datasetTimeInterval"):
        if value.node:
            found |= dict.fromkeys(_temporal(graph, value.text))
        elif words := value.text.strip():
            found[period_of(words) or Period(start=words)] = None
    start, end = graph.text(node, f"{_S}startDate"), graph.text(node, f"{_S}endDate")
    if start or end:
        found[Period(start=start, end=end)] = None
    return tuple(found)


def _place(graph: Graph, value: Value) -> Iterator[Area]:
    if not value.node:
        if value.text.strip():
            yield area_of(value.text.strip())
        return
    name = next((words for words, _ in graph.label(value.text)), None)
    shapes = [value.text, *(inner.text for inner in graph.values(value.text, f"{_S}geo") if inner.node)]
    found = [area for shape in shapes for area in (*_shape(graph, shape, name), *_geometry(graph, shape, name))]
    geometries = [inner.text for shape in shapes for inner in graph.values(shape, f"{_GEO}hasGeometry") if inner.node]
    found += [area for geometry in geometries for area in _geometry(graph, geometry, name)]
    if found:
        yield from found
    elif name:
        yield Area(name=name)


def _shape(graph: Graph, node: str, name: str | None) -> Iterator[Area]:
    for written in graph.texts(node, f"{_S}box"):
        numbers = _NUMBER.findall(written)
        if len(numbers) == 4:
            # Lower corner then upper corner, latitude first.
            south, west, north, east = numbers
            yield Area(box=(west, south, east, north), name=name)
    for kind, opening in _SHAPES.items():
        for written in graph.texts(node, _S + kind):
            numbers = _NUMBER.findall(written)
            if len(numbers) > 3 and len(numbers) % 2 == 0:
                pairs = ", ".join(f"{lon} {lat}" for lat, lon in zip(numbers[::2], numbers[1::2], strict=True))
                yield Area(wkt=opening + pairs + ")" * opening.count("("), srs=CRS84, name=name)
    lat, lon = graph.text(node, f"{_S}latitude"), graph.text(node, f"{_S}longitude")
    if lat and lon:
        yield Area(box=(lon, lat, lon, lat), name=name)


def _geometry(graph: Graph, node: str, name: str | None) -> Iterator[Area]:
    systems = graph.texts(node, f"{_GEO}crs")
    for written in graph.texts(node, f"{_GEO}asWKT"):
        yield area_of_wkt(written, next(iter(systems), CRS84), name)


def _temporal(graph: Graph, node: str) -> Iterator[Period]:
    start = _instant(graph, node, "hasBeginning") or graph.text(node, f"{_S}startDate")
    end = _instant(graph, node, "hasEnd") or graph.text(node, f"{_S}endDate")
    if start or end:
        yield Period(start=start, end=end)
        return
    for words in graph.texts(node, *(_TIME + name for name in _INSTANTS)):
        yield Period(start=words, end=words)


def _instant(graph: Graph, node: str, name: str) -> str | None:
    for value in graph.values(node, _TIME + name):
        if not value.node:
            return value.text.strip() or None
        if found := graph.text(value.text, *(_TIME + instant for instant in _INSTANTS)):
            return found
    return None
