"""Boxes in degrees: those that are some, as written; all others are left out and noted, never corrected."""

from terra_catalog.boxes import box_fault
from terra_catalog.dataset import Box
from terra_catalog.quote import shown
from terra_catalog.rules.space import MAX_BOXES
from terra_harvest.normalise.notes import Note, Notes
from terra_harvest.normalise.numbers import read_number

_WHOLE_CIRCLE = 340.0
"""A box of more degrees than this, counted from 0 to 360, is the whole Earth or nearly: no typing error looks so."""


def read_box(written: tuple[str, str, str, str], notes: Notes) -> Box | None:
    """West, south, east, north of a box as written, or None, noted.

    West greater than east crosses the antimeridian (RFC 7946, 5.2). A point is a box. What is out of range stays out,
    but for a global box counted from 0 to 360: longitudes repeat themselves every 360 degrees.
    """
    sides = [read_number(side, "boxes", notes) for side in written]
    words = f"west {written[0]}, south {written[1]}, east {written[2]}, north {written[3]}"
    if None in sides:
        notes.append(Note("boxes", "box-unusable", f"{shown(words, 160)}: four numbers were expected"))
        return None
    west, south, east, north = (side for side in sides if side is not None)
    if 0 <= west <= east and 180 < east <= 360 and east - west >= _WHOLE_CIRCLE:
        notes.append(Note("boxes", "longitude-360", f"{shown(words, 160)}: counted from 0 to 360 degrees east"))
        west, east = (-180.0, 180.0) if east - west >= 360 else (west, east - 360)
    box = (west + 0.0, south + 0.0, east + 0.0, north + 0.0)
    if fault := box_fault(box):
        notes.append(Note("boxes", "box-unusable", f"{shown(words, 160)}: {fault}"))
        return None
    if west == 180 and east == -180:
        notes.append(Note("boxes", "box-unusable", f"{shown(words, 160)}: no width, or the whole Earth"))
        return None
    return box


def few(boxes: list[Box], notes: Notes) -> tuple[Box, ...]:
    """The boxes, each once; one around all of them when there are more than the rules want."""
    once = list(dict.fromkeys(boxes))
    if len(once) <= MAX_BOXES:
        return tuple(once)
    notes.append(Note("boxes", "too-many", f"{len(once)} boxes: the one around all of them is kept"))
    return (around(once),)


def around(boxes: list[Box]) -> Box:
    """The smallest box around several: it crosses the antimeridian where that makes it smaller."""
    south, north = min(box[1] for box in boxes), max(box[3] for box in boxes)
    spans = sorted((west, east if east >= west else east + 360) for west, _, east, _ in boxes)
    # The widest stretch of the circle that no box covers is what the box around leaves out.
    reach = max(spans[0][1], max(east for _, east in spans) - 360)
    gap, west, east = 0.0, -180.0, 180.0
    for start, end in [*spans[1:], (spans[0][0] + 360, 0.0)]:
        if start - reach > gap:
            gap, west, east = start - reach, start, reach
        reach = max(reach, end)
    if gap <= 0:
        return (-180.0, south, 180.0, north)
    return (_turned(west), south, _turned(east), north)


def _turned(longitude: float) -> float:
    """The same longitude from -180 to 180."""
    return longitude - 360 if longitude > 180 else longitude
