"""The land of the world, decoded from world-atlas and simplified: two SVG files and one GeoJSON."""

from collections.abc import Iterator
from itertools import pairwise
from math import hypot
from typing import Any

import orjson

from terra_build.output import Output

Point = tuple[float, float]
Ring = list[Point]
Polygon = list[Ring]


class LandError(ValueError):
    """The bytes are no TopoJSON with an object `land`."""


def outputs(coarse: bytes, fine: bytes) -> Iterator[Output]:
    """/assets/land.svg from land-110m, /assets/land-fine.svg and /assets/land.json from land-50m (TopoJSON bytes).

    Raises:
        LandError: one of them is no TopoJSON of land.
    """
    world = cut(simplified(decode(coarse), 0.1, 0.5))
    yield Output("assets/land.svg", svg(world, 10))
    detailed = cut(simplified(decode(fine), 0.04, 0.015))
    yield Output("assets/land-fine.svg", svg(detailed, 25))
    yield Output("assets/land.json", geojson(detailed, 2))


def decode(topojson: bytes) -> list[Polygon]:
    """The polygons of the object `land` of a TopoJSON file, in degrees, rings closed.

    Source: the TopoJSON format specification, sections 2.1.2 (transforms) and 2.1.4 (arcs).

    Raises:
        LandError: the bytes are something else.
    """
    try:
        topology = orjson.loads(topojson)
        scale_x, scale_y = topology["transform"]["scale"]
        shift_x, shift_y = topology["transform"]["translate"]
        arcs: list[Ring] = []
        for arc in topology["arcs"]:
            x = y = 0
            line: Ring = []
            for dx, dy in arc:
                x += dx
                y += dy
                line.append((x * scale_x + shift_x, y * scale_y + shift_y))
            arcs.append(line)
        return [[_ring(ring, arcs) for ring in polygon] for polygon in _polygons(topology["objects"]["land"])]
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise LandError(f"world-atlas: expected TopoJSON with an object `land`, found a fault: {error!r}") from error


def _polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """The polygons of a TopoJSON geometry, as lists of rings, as lists of arc numbers."""
    kind = geometry["type"]
    if kind == "GeometryCollection":
        return [polygon for part in geometry["geometries"] for polygon in _polygons(part)]
    arcs: Any = geometry["arcs"]
    return list(arcs) if kind == "MultiPolygon" else [arcs] if kind == "Polygon" else []


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    """Arcs joined into one ring; a negative number ~n is arc n walked backwards; joints are shared points."""
    ring: Ring = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(line[1:] if ring else line)
    return ring


def simplified(polygons: list[Polygon], tolerance: float, smallest: float) -> list[Polygon]:
    """The polygons with points nearer than `tolerance` degrees to the line dropped, and islands (or lakes) of less
    than `smallest` square degrees left out."""
    kept: list[Polygon] = []
    for polygon in polygons:
        if abs(area(polygon[0])) >= smallest:
            rings = [simplify(ring, tolerance) for ring in polygon if abs(area(ring)) >= smallest]
            kept.append([ring for ring in rings if len(ring) >= 4])
    return [polygon for polygon in kept if polygon]


def area(ring: Ring) -> float:
    """The signed area of a closed ring, in square degrees."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring)) / 2


def simplify(ring: Ring, tolerance: float) -> Ring:
    """The closed ring without the points nearer than `tolerance` to the simplified line (Douglas and Peucker, 1973)."""
    ring = unwrapped(ring)
    keep = bytearray(len(ring))
    # A closed ring has no chord: it is cut at the point farthest from its first one.
    x0, y0 = ring[0]
    far = max(range(len(ring)), key=lambda i: abs(ring[i][0] - x0) + abs(ring[i][1] - y0))
    keep[0] = keep[far] = keep[-1] = 1
    stack = [(0, far), (far, len(ring) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        (ax, ay), (bx, by) = ring[first], ring[last]
        dx, dy = bx - ax, by - ay
        base = ax * dy - ay * dx
        crossed = [abs(x * dy - y * dx - base) for x, y in ring[first + 1 : last]]
        worst = max(crossed)
        if worst > tolerance * hypot(dx, dy):
            index = first + 1 + crossed.index(worst)
            keep[index] = 1
            stack += [(first, index), (index, last)]
    return [point for point, kept in zip(ring, keep, strict=True) if kept]


def unwrapped(ring: Ring) -> Ring:
    """The ring with longitudes that run on over the antimeridian (179, 181) instead of jumping (179, -179)."""
    if all(-180 < b[0] - a[0] < 180 for a, b in pairwise(ring)):
        return ring
    points = [ring[0]]
    turn = 0.0
    for (x0, _), (x1, y1) in pairwise(ring):
        turn += 360 if x1 - x0 < -180 else -360 if x1 - x0 > 180 else 0
        points.append((x1 + turn, y1))
    return points


def cut(polygons: list[Polygon]) -> list[Polygon]:
    """The polygons cut at the antimeridian, every part between -180 and 180; a ring around a pole closes along it."""
    parts: list[Polygon] = []
    for polygon in polygons:
        rings = [_around_pole(ring) for ring in polygon]
        west, east = min(x for x, _ in rings[0]), max(x for x, _ in rings[0])
        for shift in (0, -360, 360):
            if west + shift < 180 and east + shift > -180:
                clipped = [_between(ring, shift) for ring in rings]
                if kept := [ring for ring in clipped if len(ring) >= 4]:
                    parts.append(kept)
    return parts


def _around_pole(ring: Ring) -> Ring:
    """A ring that ends a whole turn away from its start goes around a pole: it is closed along that pole."""
    if abs(ring[-1][0] - ring[0][0]) < 180:
        return ring
    pole = -90.0 if ring[0][1] < 0 else 90.0
    return [*ring, (ring[-1][0], pole), (ring[0][0], pole), ring[0]]


def _between(ring: Ring, shift: float) -> Ring:
    """The closed ring, moved by `shift` and clipped to -180..180 (Sutherland and Hodgman, 1974)."""
    moved = [(x + shift, y) for x, y in ring]
    for limit, side in ((-180.0, 1), (180.0, -1)):
        if all((x - limit) * side >= 0 for x, _ in moved):
            continue
        clipped: Ring = []
        for (x0, y0), (x1, y1) in pairwise(moved):
            inside0, inside1 = (x0 - limit) * side >= 0, (x1 - limit) * side >= 0
            if inside0:
                clipped.append((x0, y0))
            if inside0 != inside1:
                clipped.append((limit, y0 + (y1 - y0) * (limit - x0) / (x1 - x0)))
        moved = [*clipped, clipped[0]] if clipped else []
    return moved


def svg(polygons: list[Polygon], per_degree: int) -> bytes:
    """An SVG file whose only path, `#land`, is the land on a grid of `per_degree` steps in a degree, north up.

    The path has no colour of its own: a `<use>` of it takes the colour of the page, light or dark.
    """
    d = "".join(_path(ring, per_degree) for polygon in polygons for ring in polygon)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-180 -90 360 180">'
        f'<path id="land" fill-rule="evenodd" transform="scale({1 / per_degree:g})" d="{d}"/></svg>\n'
    ).encode()


def _path(ring: Ring, per_degree: int) -> str:
    """One ring as a path of relative whole steps; "" when the grid leaves nothing of it."""
    points: list[tuple[int, int]] = []
    for x, y in ring[:-1]:
        point = round(x * per_degree), round(-y * per_degree)
        if not points or points[-1] != point:
            points.append(point)
    if len(points) < 3:
        return ""
    (x, y), *rest = points
    parts = [f"M{x}{_signed(y)}l"]
    for i, (next_x, next_y) in enumerate(rest):
        dx = next_x - x
        parts.append(f"{dx if i == 0 else _signed(dx)}{_signed(next_y - y)}")
        x, y = next_x, next_y
    return "".join(parts) + "z"


def _signed(number: int) -> str:
    """A number after another in a path: its minus sign already separates the two."""
    return str(number) if number < 0 else f" {number}"


def geojson(polygons: list[Polygon], decimals: int) -> bytes:
    """One GeoJSON MultiPolygon, coordinates rounded."""
    shape = [[[[round(x, decimals), round(y, decimals)] for x, y in ring] for ring in polygon] for polygon in polygons]
    return orjson.dumps({"type": "MultiPolygon", "coordinates": shape})
