"""GeoJSON geometries as areas: a rectangle or a point is a box, any other shape its WKT, longitude first."""

from collections.abc import Iterator

from terra_harvest.formats.loose import mapping, several, text
from terra_harvest.formats.rectangle import rectangle
from terra_harvest.original import Area
from terra_harvest.strict_json import Json

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
"""Longitude, latitude in degrees: what RFC 7946 promises."""

_KINDS = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}


def geojson_areas(geometry: Json, name: str | None = None) -> tuple[Area, ...]:
    """The areas of a geometry, a feature or a list of these; shapes without readable coordinates give none."""
    return tuple(area for entry in several(geometry) for area in _areas(mapping(entry), name))


def _areas(geometry: dict[str, Json], name: str | None) -> Iterator[Area]:
    kind = text(geometry.get("type")) or ("Feature" if "geometry" in geometry else None)
    if kind in ("Feature", "FeatureCollection", "GeometryCollection"):
        inner = geometry.get("geometry"), geometry.get("features"), geometry.get("geometries")
        for entries in inner:
            yield from geojson_areas(entries, name)
        return
    coordinates = geometry.get("coordinates")
    if kind == "envelope" and (corners := _positions(coordinates)) and len(corners) == 2:
        # Elasticsearch writes the corners north west, then south east.
        (west, north), (east, south) = corners
        yield Area(box=(west, south, east, north), name=name)
    elif kind in _KINDS and (box := _as_box(kind, coordinates)):
        yield Area(box=box, name=name)
    elif kind in _KINDS and (written := _wkt(coordinates, _KINDS[kind])):
        yield Area(wkt=f"{kind.upper()} {written}", srs=CRS84, name=name)


def _as_box(kind: str, coordinates: Json) -> tuple[str, str, str, str] | None:
    if kind == "Point":
        point = _position(coordinates)
        return point and (*point, *point)
    if kind != "Polygon" or not isinstance(coordinates, list) or len(coordinates) != 1:
        return None
    ring = _positions(coordinates[0])
    return rectangle(ring) if ring else None


def _wkt(coordinates: Json, depth: int) -> str | None:
    if depth == 0:
        point = _position(coordinates)
        return f"({point[0]} {point[1]})" if point else None
    if depth == 1:
        points = _positions(coordinates)
        return f"({', '.join(f'{lon} {lat}' for lon, lat in points)})" if points else None
    if not isinstance(coordinates, list):
        return None
    parts = [_wkt(part, depth - 1) for part in coordinates]
    return f"({', '.join(part for part in parts if part)})" if parts and all(parts) else None


def _positions(coordinates: Json) -> list[tuple[str, str]] | None:
    if not isinstance(coordinates, list):
        return None
    points = [_position(entry) for entry in coordinates]
    return [point for point in points if point] if points and all(points) else None


def _position(coordinates: Json) -> tuple[str, str] | None:
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        return None
    lon, lat = coordinates[0], coordinates[1]
    if type(lon) not in (int, float) or type(lat) not in (int, float):
        return None
    return str(lon), str(lat)
