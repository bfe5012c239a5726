"""Areas to boxes and one geometry: each shape with its axes in the right order, or left out and noted."""

from itertools import pairwise
from typing import Any

from terra_catalog.boxes import geometry_fault
from terra_catalog.dataset import Box
from terra_catalog.quote import quote, shown
from terra_harvest.normalise.axes import Order, Position, fits, in_range, ordered, orders
from terra_harvest.normalise.boxes import few, read_box
from terra_harvest.normalise.notes import Note, Notes
from terra_harvest.normalise.wkt import Shape, read_wkt
from terra_harvest.original import Area

MAX_DRAWN = 2_000
"""Positions of a footprint that a page draws; beyond, its box says as much on a map of that size."""

_FAMILIES = ("Polygon", "LineString", "Point")


def extent_of(areas: tuple[Area, ...], notes: Notes) -> tuple[tuple[Box, ...], dict[str, Any] | None]:
    """The boxes of a record and its geometry, if it draws one that is more than a box or a point."""
    boxes: list[Box] = []
    shapes: list[Shape] = []
    for area in areas:
        if area.box is not None and (box := read_box(area.box, notes)) is not None:
            boxes.append(box)
    for area in areas:
        if area.wkt is not None and (shape := _shape(area.wkt, area.srs, boxes, notes)) is not None:
            shapes.append(shape)
    stated = bool(boxes)
    drawn = []
    for shape in shapes:
        box = _around(shape.positions)
        if not stated:
            boxes.append(box)
        if not _is_box(shape, box):
            drawn.append(shape)
    return few(boxes, notes), _geometry(drawn, notes)


def _shape(text: str, system: str | None, boxes: list[Box], notes: Notes) -> Shape | None:
    """The shape with longitudes first."""
    shape = read_wkt(text)
    if shape is None:
        _leave_out(text, "no shape that can be read", notes)
        return None
    possible = orders(system)
    if not possible:
        _leave_out(text, f"in the reference system {quote(system)}, which is not in degrees", notes)
        return None
    order = _order(shape.positions, possible, boxes)
    if order is None:
        what = (
            "out of range" if not _ranged(shape.positions, possible) else "no reference system says which axis is first"
        )
        _leave_out(text, what, notes)
        return None
    if len(possible) > 1:
        notes.append(Note("geometry", "box-reordered", f"{shown(text, 60)} is {order}: no other order fits"))
    turned = Shape(shape.kind, tuple(tuple(tuple(ordered(list(line), order)) for line in part) for part in shape.parts))
    if shape.kind != "Point" and any(_jumps(line) for part in turned.parts for line in part):
        _leave_out(text, "a line of more than 180 degrees, which may cross the antimeridian", notes)
        return None
    return turned


def _ranged(positions: list[Position], possible: tuple[Order, ...]) -> list[Order]:
    return [order for order in possible if in_range(ordered(positions, order))]


def _order(positions: list[Position], possible: tuple[Order, ...], boxes: list[Box]) -> Order | None:
    """The one order that keeps the positions on Earth and, if that leaves two, fills a box beside the shape."""
    left: list[Order] = _ranged(positions, possible)
    if len(left) == 2:
        left = [order for order in possible if any(fits(ordered(positions, order), box) for box in boxes)]
    return left[0] if len(left) == 1 else None


def _jumps(line: tuple[Position, ...]) -> bool:
    return any(abs(first[0] - second[0]) > 180 for first, second in pairwise(line))


def _around(positions: list[Position]) -> Box:
    lons, lats = [lon for lon, _ in positions], [lat for _, lat in positions]
    return (min(lons), min(lats), max(lons), max(lats))


def _is_box(shape: Shape, box: Box) -> bool:
    """Whether the box says all that the shape does."""
    west, south, east, north = box
    corners = {(west, south), (west, north), (east, south), (east, north)}
    positions = shape.positions
    return len(shape.parts) == 1 and len(shape.parts[0]) == 1 and len(positions) <= 5 and set(positions) == corners


def _geometry(shapes: list[Shape], notes: Notes) -> dict[str, Any] | None:
    """One GeoJSON geometry of the shapes of most dimensions."""
    family = next((name for name in _FAMILIES if any(shape.kind.endswith(name) for shape in shapes)), None)
    if family is None:
        return None
    parts = [part for shape in shapes if shape.kind.endswith(family) for part in shape.parts]
    count = sum(len(line) for part in parts for line in part)
    if count > MAX_DRAWN:
        message = f"{count} positions where a page draws {MAX_DRAWN}: the box is kept"
        notes.append(Note("geometry", "geometry-unusable", message))
        return None
    geometry = {"type": family, "coordinates": _coordinates(family, parts)}
    if family == "Point" or len(parts) > 1:
        geometry = {"type": f"Multi{family}", "coordinates": _several(family, parts)}
    if fault := geometry_fault(geometry):
        notes.append(Note("geometry", "geometry-unusable", f"{fault[0]}: {fault[1]}"))
        return None
    return geometry


Parts = list[tuple[tuple[Position, ...], ...]]


def _coordinates(family: str, parts: Parts) -> list[Any]:
    part = parts[0]
    return [_listed(line) for line in part] if family == "Polygon" else _listed(part[0])


def _several(family: str, parts: Parts) -> list[Any]:
    if family == "Polygon":
        return [[_listed(line) for line in part] for part in parts]
    if family == "LineString":
        return [_listed(line) for part in parts for line in part]
    return [position for part in parts for line in part for position in _listed(line)]


def _listed(line: tuple[Position, ...]) -> list[list[float]]:
    return [[lon + 0.0, lat + 0.0] for lon, lat in line]


def _leave_out(text: str, why: str, notes: Notes) -> None:
    notes.append(Note("geometry", "geometry-unusable", f"{shown(text, 80)}: {why}"))
