"""Where and when of a STAC object, as the versions of STAC have written them."""

from typing import TypeVar

from terra_harvest.formats.geojson import geojson_areas
from terra_harvest.formats.loose import mapping, text
from terra_harvest.original import Area, Period
from terra_harvest.strict_json import Json

_Part = TypeVar("_Part", Area, Period)


def areas_of(document: dict[str, Json], kind: str) -> tuple[Area, ...]:
    """The boxes of a collection, or the box of an item, else its geometry."""
    if kind == "item":
        box = _box(document.get("bbox"))
        return (box,) if box else geojson_areas(document.get("geometry"))
    spatial = mapping(document.get("extent")).get("spatial")
    boxes = mapping(spatial).get("bbox", spatial)
    if isinstance(boxes, list) and boxes and not isinstance(boxes[0], list):
        # Until 0.8 `spatial` was one box.
        boxes = [boxes]
    found = [box for entry in boxes if (box := _box(entry))] if isinstance(boxes, list) else []
    return tuple(dict.fromkeys(_without_the_whole(found)))


def periods_of(fields: dict[str, Json], kind: str) -> tuple[Period, ...]:
    """The intervals of a collection, or the interval or instant of an item."""
    if kind == "item":
        start, end = text(fields.get("start_datetime")), text(fields.get("end_datetime"))
        instant = text(fields.get("datetime"))
        period = Period(start=start, end=end) if start or end else Period(start=instant, end=instant)
        return (period,) if period.start or period.end else ()
    temporal = mapping(fields.get("extent")).get("temporal")
    intervals = mapping(temporal).get("interval", temporal)
    if isinstance(intervals, list) and intervals and not isinstance(intervals[0], list):
        intervals = [intervals]
    found = [told for entry in intervals if (told := _period(entry))] if isinstance(intervals, list) else []
    return tuple(dict.fromkeys(_without_the_whole(found)))


def _without_the_whole(entries: list[_Part]) -> list[_Part]:
    # "The first ... always describes the overall extent, all others are its parts" (STAC 1.0 and 1.1, extent object).
    return entries[1:] if len(entries) > 2 else entries[:1]


def _box(box: Json) -> Area | None:
    if not isinstance(box, list) or len(box) not in (4, 6):
        return None
    half = len(box) // 2
    sides = [text(box[at]) for at in (0, 1, half, half + 1)]
    west, south, east, north = sides
    return Area(box=(west, south, east, north)) if west and south and east and north else None


def _period(interval: Json) -> Period | None:
    if not isinstance(interval, list) or len(interval) != 2:
        return None
    # Two nulls are an open period, which says nothing but is what the record says.
    return Period(start=text(interval[0]), end=text(interval[1]))
