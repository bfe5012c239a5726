"""Where and when of a DCAT record: geometries in WKT, GeoJSON or GML, named places, periods, resolutions."""

import re
from collections.abc import Iterator

from terra_harvest.formats.dc_coverage import area_of, period_of
from terra_harvest.formats.dcat_words import DCAT, DCT, GEODCAT, GEOSPARQL, LOCN, SCHEMA, TIME
from terra_harvest.formats.geojson import CRS84, geojson_areas
from terra_harvest.formats.rdf_graph import Graph, Value, iri
from terra_harvest.formats.wkt import area_of_wkt
from terra_harvest.original import Area, Period, UnreadableError
from terra_harvest.strict_json import read_json

# Best first: a box says what a geometry draws.
_GEOMETRIES = (f"{DCAT}bbox", f"{LOCN}geometry", f"{GEOSPARQL}hasGeometry", f"{GEOSPARQL}asWKT", f"{DCAT}centroid")
_OLD_WKT = "http://www.opengis.net/rdf#asWKT"
_NESTED = (f"{GEOSPARQL}asWKT", f"{GEOSPARQL}asGeoJSON", f"{GEOSPARQL}asGML", _OLD_WKT)
_WKT_STARTS = ("POLYGON", "MULTIPOLYGON", "POINT", "MULTIPOINT", "LINESTRING", "MULTILINESTRING", "ENVELOPE", "<HTTP")
_NUMBER = r"[-+]?\d+(?:\.\d+)?"
_BOX_OF_HUBS = re.compile(rf"\s*({_NUMBER})\s*,\s*({_NUMBER})\s*,\s*({_NUMBER})\s*,\s*({_NUMBER})\s*")
_STARTS = (f"{DCAT}startDate", f"{SCHEMA}startDate", f"{TIME}hasBeginning")
_ENDS = (f"{DCAT}endDate", f"{SCHEMA}endDate", f"{TIME}hasEnd")
_INSTANTS = tuple(
    f"{TIME}{name}" for name in ("inXSDDateTimeStamp", "inXSDDateTime", "inXSDDate", "inXSDgYear", "inDateTime")
)


def areas_of(graph: Graph, node: str) -> tuple[Area, ...]:
    """The areas of a record, one for each place it names, each once."""
    found = (area for value in graph.values(node, f"{DCT}spatial") for area in _place(graph, value))
    return tuple(dict.fromkeys(found))


def periods_of(graph: Graph, node: str) -> tuple[Period, ...]:
    """The periods of a record, each once."""
    return tuple(dict.fromkeys(_periods(graph, node)))


def resolution_of(graph: Graph, node: str) -> tuple[str, ...]:
    """The resolutions in space and time, in words."""
    metres = (f"{value} m" for value in graph.texts(node, f"{DCAT}spatialResolutionInMeters"))
    said = graph.texts(node, f"{GEODCAT}spatialResolutionAsText", f"{DCAT}temporalResolution")
    return tuple(dict.fromkeys([*metres, *said]))


def _place(graph: Graph, value: Value) -> Iterator[Area]:
    if not value.node:
        words = value.text.strip()
        if hub := _BOX_OF_HUBS.fullmatch(words):
            # DCAT-US: "minimum longitude, minimum latitude, maximum longitude, maximum latitude".
            yield Area(box=(hub[1], hub[2], hub[3], hub[4]))
        elif words:
            yield next(_geometry(value, None), None) or area_of(words)
        return
    node = value.text
    name = next((words for words, _ in graph.label(node) if words), None)
    geometries = graph.values(node, *_GEOMETRIES, _OLD_WKT)
    geometries += [inner for geometry in geometries if geometry.node for inner in graph.values(geometry.text, *_NESTED)]
    geometries += [Value(written) for written in _box_words(graph, node)]
    # The same place is often drawn in three notations: the first that can be read is enough.
    for geometry in geometries:
        found = [] if geometry.node else list(_geometry(geometry, name))
        if found:
            yield from found
            return
    if name or iri(node):
        yield Area(name=name or iri(node))


def _box_words(graph: Graph, node: str) -> Iterator[str]:
    for geo in (node, *(value.text for value in graph.values(node, f"{SCHEMA}geo"))):
        yield from graph.texts(geo, f"{SCHEMA}box")


def _geometry(value: Value, name: str | None) -> Iterator[Area]:
    written = value.text.strip()
    if written.startswith("{"):
        try:
            yield from geojson_areas(read_json(written.encode("utf-8", "replace")), name)
        except UnreadableError:
            return
    elif written.upper().startswith(_WKT_STARTS):
        yield area_of_wkt(written, CRS84, name)
    elif written.startswith("<"):
        # GML names its reference system itself.
        yield Area(wkt=written, name=name)
    elif (area := area_of(written)).box:
        yield area


def _periods(graph: Graph, node: str) -> Iterator[Period]:
    for value in graph.values(node, f"{DCT}temporal"):
        if not value.node:
            if words := " ".join(value.text.split()):
                yield period_of(words) or Period(start=words)
            continue
        start, end = _end(graph, value.text, *_STARTS), _end(graph, value.text, *_ENDS)
        if start or end:
            yield Period(start=start, end=end)
        else:
            for label, _ in graph.label(value.text):
                if label:
                    yield period_of(label) or Period(start=label)


def _end(graph: Graph, node: str, *predicates: str) -> str | None:
    for value in graph.values(node, *predicates):
        found = graph.text(value.text, *_INSTANTS) if value.node else value.text.strip()
        if found:
            return found
    return None
