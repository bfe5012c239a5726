"""What Dublin Core's `coverage` means: a box written in one of the known ways, a period, else the name of a place."""

import re

from terra_harvest.original import Area, Period
from terra_harvest.xml import Element, local, trimmed

_NUMBER = r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
_FOUR = re.compile(rf"{_NUMBER}(?:[\s,;]+{_NUMBER}){{3}}")
_SIDE = re.compile(rf"(north|south|east|west)(?:limit|bound\w*)?\s*[=:]?\s*({_NUMBER})", re.IGNORECASE)
_POINT = re.compile(rf"(north|east)\s*=\s*({_NUMBER})", re.IGNORECASE)
_DATE = r"-?\d{4}(?:-\d{2}(?:-\d{2}(?:[T ][\d:.,]+(?:Z|[-+]\d{2}:?\d{2})?)?)?)?"
_INTERVAL = re.compile(rf"({_DATE}|\.\.)?\s*/\s*({_DATE}|\.\.)?")
_ONE_DATE = re.compile(_DATE)
_PART = re.compile(r"(start|end|name|scheme)\s*=\s*([^;]*)", re.IGNORECASE)
_LON_LAT = re.compile(r"CRS:?84|OGC:1\.3:84", re.IGNORECASE)


def area_of(words: str) -> Area:
    """The box that a text writes ("North 37, South 36, East -3, West -4", "S W N E"), else the text as a name."""
    sides = {name.lower(): value for name, value in _SIDE.findall(words)}
    if len(sides) == 4:
        name = next((value.strip() for key, value in _PART.findall(words) if key.lower() == "name"), None)
        return Area(box=(sides["west"], sides["south"], sides["east"], sides["north"]), name=name)
    if sides.keys() == {"north", "east"} and len(_POINT.findall(words)) == 2:
        return Area(box=(sides["east"], sides["north"], sides["east"], sides["north"]))
    if _FOUR.fullmatch(words.strip()):
        # The box of DCMI and of SEANOE: south west north east.
        south, west, north, east = re.split(r"[\s,;]+", words.strip())
        return Area(box=(west, south, east, north))
    return Area(name=words)


def period_of(words: str) -> Period | None:
    """The period that a text writes ("2001/2003", "start=2001; end=2003;", "2001-05"); None if it is not one."""
    parts = {key.lower(): value.strip() for key, value in _PART.findall(words)}
    if "start" in parts or "end" in parts:
        return Period(start=parts.get("start") or None, end=parts.get("end") or None)
    words = " ".join(words.split())
    if interval := _INTERVAL.fullmatch(words):
        start, end = _open(interval[1]), _open(interval[2])
        if start or end:
            return Period(start=start, end=end)
    if _ONE_DATE.fullmatch(words):
        return Period(start=words, end=words)
    return None


def bounding_box(element: Element) -> Area | None:
    """The box of an ows:BoundingBox, whose reference system decides which axis comes first."""
    corners = {local(child.tag): (trimmed(child.text) or "").split() for child in element}
    lower, upper = corners.get("LowerCorner", []), corners.get("UpperCorner", [])
    if len(lower) < 2 or len(upper) < 2:
        return None
    crs = element.get("crs") or ""
    if local(element.tag) == "WGS84BoundingBox" or not crs or _LON_LAT.search(crs):
        return Area(box=(lower[0], lower[1], upper[0], upper[1]))
    if crs.rpartition(":")[2].rpartition("/")[2] == "4326" and crs.startswith(("urn:", "http")):
        return Area(box=(lower[1], lower[0], upper[1], upper[0]))
    # Another system, or EPSG:4326 in short form, which both orders claim: left for whoever knows the source.
    return Area(wkt=f"ENVELOPE ({' '.join(lower[:2])}, {' '.join(upper[:2])})", srs=crs)


def _open(end: str | None) -> str | None:
    return None if end in (None, "..") else end
