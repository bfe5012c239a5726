"""Where and when of an EML record: the boxes, places and periods of its coverages."""

from collections.abc import Iterator

from terra_harvest.formats.eml_texts import child, children, words
from terra_harvest.formats.geojson import CRS84
from terra_harvest.original import Area, Period
from terra_harvest.xml import Element

_SIDES = ("west", "south", "east", "north")
_RING_POINTS = 3


def areas_of(resource: Element) -> tuple[Area, ...]:
    """The areas of a record: of the dataset, else of its tables and methods."""
    found = dict.fromkeys(area for coverage in _coverages(resource, "geographicCoverage") for area in _areas(coverage))
    return tuple(found)


def periods_of(resource: Element) -> tuple[Period, ...]:
    """The periods of a record: of the dataset, else of its tables and methods."""
    found = dict.fromkeys(
        period for coverage in _coverages(resource, "temporalCoverage") for period in _periods(coverage)
    )
    return tuple(found)


def _coverages(resource: Element, name: str) -> list[Element]:
    own = resource.findall(f"coverage/{name}")
    if own:
        return own
    # Some describe only their tables, their sampling sites or the project's area.
    return [element for element in resource.iter(name) if child(element, "references") is None]


def _areas(coverage: Element) -> Iterator[Area]:
    name = words(child(coverage, "geographicDescription"))
    bounding = child(coverage, "boundingCoordinates")
    found = False
    if bounding is not None:
        west, south, east, north = (words(child(bounding, f"{side}BoundingCoordinate")) for side in _SIDES)
        if west and south and east and north:
            found = True
            yield Area(box=(west, south, east, north), name=name)
    for polygon in children(coverage, "datasetGPolygon"):
        if written := _polygon(polygon):
            found = True
            yield Area(wkt=written, srs=CRS84, name=name)
    if not found and name:
        yield Area(name=name)


def _polygon(polygon: Element) -> str | None:
    rings = []
    for kind in ("datasetGPolygonOuterGRing", "datasetGPolygonExclusionGRing"):
        for ring in children(polygon, kind):
            points = [
                (words(child(point, "gRingLongitude")), words(child(point, "gRingLatitude")))
                for point in children(ring, "gRingPoint")
            ]
            written = (words(child(ring, "gRing")) or "").split()
            points += [(pair.partition(",")[0], pair.partition(",")[2]) for pair in written if "," in pair]
            if len(points) < _RING_POINTS or not all(lon and lat for lon, lat in points):
                return None
            closed = points if points[0] == points[-1] else [*points, points[0]]
            rings.append(", ".join(f"{lon} {lat}" for lon, lat in closed))
    return f"POLYGON ({', '.join(f'({ring})' for ring in rings)})" if rings else None


def _periods(coverage: Element) -> Iterator[Period]:
    for dates in children(coverage, "rangeOfDates"):
        start, end = _date(child(dates, "beginDate")), _date(child(dates, "endDate"))
        if start or end:
            yield Period(start=start, end=end)
    for single in children(coverage, "singleDateTime"):
        if date := _date(single):
            yield Period(start=date, end=date)


def _date(element: Element | None) -> str | None:
    if element is None:
        return None
    day, time = words(child(element, "calendarDate")), words(child(element, "time"))
    if day:
        return f"{day}T{time}" if time else day
    scale = child(element, "alternativeTimeScale")
    # A geological age has no calendar date: its words are kept as they are.
    return words(child(scale, "timeScaleAgeEstimate")) if scale is not None else None
