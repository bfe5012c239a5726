"""The space and time of a dataset as STAC and GeoDCAT-AP write them: unions, instants, WKT."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from terra_catalog.dataset import Box, Dataset, Interval
from terra_catalog.dates import instants

Span = tuple[str | None, str | None]
"""First and last second of a period, as ISO 8601 in UTC; None is an open end."""


def number(value: float) -> str:
    """A coordinate as text without a useless decimal point: "180", "-4.5"."""
    whole = int(value)
    return str(whole) if whole == value else repr(float(value))


def boxes_of(dataset: Dataset) -> Sequence[Box]:
    """The boxes of the record, else the box around its geometry, else none."""
    if dataset.boxes or dataset.geometry is None:
        return dataset.boxes
    return (_bounds(dataset.geometry["coordinates"]),)


def _bounds(coordinates: Any) -> Box:
    """West, south, east, north of GeoJSON coordinates of any depth."""
    if isinstance(coordinates[0], int | float):
        return coordinates[0], coordinates[1], coordinates[0], coordinates[1]
    west, south, east, north = zip(*map(_bounds, coordinates), strict=True)
    return min(west), min(south), max(east), max(north)


def union(boxes: Sequence[Box]) -> Box:
    """The smallest box around `boxes` (one at least). West is greater than east when it crosses the antimeridian.

    Without a box over the antimeridian the union does not cross it either: people read min and max.
    """
    south, north = min(b[1] for b in boxes), max(b[3] for b in boxes)
    if all(b[0] <= b[2] for b in boxes):
        return min(b[0] for b in boxes), south, max(b[2] for b in boxes), north
    # On the circle, the union is what remains outside the widest gap between the boxes.
    arcs = sorted((b[0], b[2] if b[2] >= b[0] else b[2] + 360) for b in boxes)
    merged = [arcs[0]]
    for west, east in arcs[1:]:
        last_west, last_east = merged[-1]
        if west <= last_east:
            merged[-1] = (last_west, max(last_east, east))
        else:
            merged.append((west, east))
    gaps = [(merged[i + 1][0] - merged[i][1], i + 1) for i in range(len(merged) - 1)]
    gaps.append((merged[0][0] + 360 - max(east for _, east in merged), 0))
    width, start = max(gaps)
    if width <= 0:
        return -180, south, 180, north
    west, east = merged[start][0], merged[start - 1][1]
    return west, south, east if east <= 180 else east - 360, north


@lru_cache(maxsize=65536)
def first_second(date: str) -> str | None:
    """The first second that a date of any precision covers, or None for no date."""
    found = instants(date)
    return found[0] if found else None


@lru_cache(maxsize=65536)
def last_second(date: str) -> str | None:
    """The last second that a date of any precision covers, or None for no date."""
    found = instants(date)
    return found[1] if found else None


def spans(intervals: Sequence[Interval]) -> list[Span]:
    """The intervals as instants, in the order of the record."""
    return [(first_second(i.start) if i.start else None, last_second(i.end) if i.end else None) for i in intervals]


def overall(periods: Sequence[Span]) -> Span:
    """The period around `periods` (one at least): an open end among them leaves that end open."""
    starts = [start for start, _ in periods if start is not None]
    ends = [end for _, end in periods if end is not None]
    return (
        min(starts) if len(starts) == len(periods) else None,
        max(ends) if len(ends) == len(periods) else None,
    )


def halves(box: Box) -> list[Box]:
    """The box itself, or its two parts on either side of the antimeridian."""
    west, south, east, north = box
    if west <= east:
        return [box]
    parts: list[Box] = []
    if west < 180:
        parts.append((west, south, 180, north))
    if east > -180:
        parts.append((-180, south, east, north))
    return parts or [(180, south, 180, north)]


def ring(box: Box) -> list[list[float]]:
    """The closed ring of a box, counterclockwise as RFC 7946 wants, longitude first."""
    west, south, east, north = box
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def geojson(boxes: Sequence[Box]) -> dict[str, object] | None:
    """The boxes as one GeoJSON geometry, cut at the antimeridian; a box without area becomes a point."""
    parts = [half for box in boxes for half in halves(box)]
    if not parts:
        return None
    if len(parts) == 1:
        west, south, east, north = parts[0]
        if west == east and south == north:
            return {"type": "Point", "coordinates": [west, south]}
        return {"type": "Polygon", "coordinates": [ring(parts[0])]}
    return {"type": "MultiPolygon", "coordinates": [[ring(part)] for part in parts]}


def wkt(box: Box) -> str:
    """The box as WKT in CRS84 (longitude first), cut in two at the antimeridian; a point for a box without area."""
    west, south, east, north = box
    if west == east and south == north:
        return f"POINT({number(west)} {number(south)})"
    parts = halves(box)
    if len(parts) == 1:
        return f"POLYGON({_wkt_ring(parts[0])})"
    return f"MULTIPOLYGON({','.join(f'({_wkt_ring(p)})' for p in parts)})"


def _wkt_ring(box: Box) -> str:
    west, south, east, north = map(number, box)
    return f"({west} {south},{east} {south},{east} {north},{west} {north},{west} {south})"
