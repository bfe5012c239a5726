"""What is wrong with a box or a GeoJSON geometry, in one sentence, or nothing."""

from typing import Any

from terra_catalog.dataset import Box
from terra_catalog.quote import quote

Fault = tuple[str, str]
"""The path below the geometry ("coordinates[0][3]") and what is wrong there."""

MAX_POSITIONS = 20_000
"""A footprint with more positions than this is a data file, not a footprint."""

_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
_LEAST = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}
_MAX_HEIGHT = 1e7


def crosses_antimeridian(box: Box) -> bool:
    """Whether the box goes east from its west side over longitude 180 (west greater than east)."""
    return box[0] > box[2]


def box_fault(box: Box) -> str | None:
    """Why this is no box in degrees, or None. A box without area is a point, and one over the antimeridian fine."""
    west, south, east, north = box
    # Written so that NaN, which compares to nothing, fails; nothing is converted, so a huge integer cannot overflow.
    if -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90:
        return None
    for name, value, limit in (("west", west, 180), ("south", south, 90), ("east", east, 180), ("north", north, 90)):
        if not -limit <= value <= limit:
            return f"{name} is {quote(value)}, a number from -{limit} to {limit} was expected{_swap_hint(name, value)}."
    return f"south ({quote(south)}) is north of north ({quote(north)}). The order is west, south, east, north."


def _swap_hint(name: str, value: float) -> str:
    return ". Write west, south, east, north, in this order" if name in ("south", "north") and abs(value) <= 180 else ""


def geometry_fault(geometry: dict[str, Any]) -> Fault | None:
    """The first fault of a GeoJSON geometry (RFC 7946), or None.

    Points, lines and polygons, single or multiple, in longitude and latitude, with closed rings. No other member
    than `type` and `coordinates` is accepted: what a foreign key holds would be published unchecked.
    """
    kind = geometry.get("type")
    if not isinstance(kind, str) or kind not in _DEPTH:
        return "type", f"{quote(kind)} is no geometry. Write one of {', '.join(_DEPTH)}."
    for key in geometry:
        if key not in ("type", "coordinates"):
            return "", f"unknown member {quote(key)}. Keep `type` and `coordinates` only."
    if "coordinates" not in geometry:
        return "", "`coordinates` is missing. Add it."
    return _level(geometry["coordinates"], "coordinates", _DEPTH[kind], kind, [0])


def _level(value: Any, path: str, depth: int, kind: str, count: list[int]) -> Fault | None:
    if depth == 0:
        return _position(value, path)
    if not isinstance(value, list | tuple) or not value:
        return path, f"{quote(value)} where a list that is not empty was expected. See RFC 7946, section 3.1."
    if depth == 1:
        return _line(value, path, kind, count)
    for index, part in enumerate(value):
        if fault := _level(part, f"{path}[{index}]", depth - 1, kind, count):
            return fault
    return None


def _line(line: Any, path: str, kind: str, count: list[int]) -> Fault | None:
    count[0] += len(line)
    if count[0] > MAX_POSITIONS:
        return "coordinates", f"more than {MAX_POSITIONS} positions. Simplify the geometry: it only draws a footprint."
    for index, position in enumerate(line):
        if fault := _position(position, f"{path}[{index}]"):
            return fault
    least = _LEAST.get(kind, 1)
    if len(line) < least:
        return path, f"{len(line)} positions, at least {least} expected. Add the missing ones."
    if kind in ("Polygon", "MultiPolygon") and list(line[0]) != list(line[-1]):
        return path, "the ring is not closed. Repeat its first position at the end."
    return None


def _position(value: Any, path: str) -> Fault | None:
    if not isinstance(value, list | tuple) or not 2 <= len(value) <= 3:
        return path, f"{quote(value)} where a position [longitude, latitude] was expected."
    for name, number, limit in zip(("longitude", "latitude", "height"), value, (180, 90, _MAX_HEIGHT), strict=False):
        if isinstance(number, bool) or not isinstance(number, int | float):
            return path, f"{name} is {quote(number)}, a number was expected."
        if not -limit <= number <= limit:
            return path, f"{name} is {quote(number)}, a number from -{limit:g} to {limit:g} was expected."
    return None
