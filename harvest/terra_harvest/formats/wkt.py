"""WKT literals as RDF writes them: the reference system, if any, in angle brackets before the geometry."""

import re

from terra_harvest.formats.rectangle import rectangle
from terra_harvest.original import Area

_SYSTEM = re.compile(r"\s*<([^<>]*)>\s*(.*)", re.DOTALL)
_BLANKS = re.compile(r"\s+")
_RING = re.compile(r"\s*POLYGON\s*\(\s*\(([^()]*)\)\s*\)\s*", re.IGNORECASE)
_LON_LAT = re.compile(r"CRS:?84|1\.3/84", re.IGNORECASE)
_LAT_LON = re.compile(r"(def/crs/EPSG/[\d.]*/4326|urn:(x-)?ogc:def:crs:EPSG:[\d.]*:4326)$", re.IGNORECASE)


def area_of_wkt(written: str, srs: str, name: str | None = None) -> Area:
    """The area of a WKT literal; `srs` is the system that holds when the literal gives none.

    An upright rectangle is a box when the system says which axis comes first (CRS84, or EPSG:4326 as an address).
    """
    found = _SYSTEM.fullmatch(written)
    system, geometry = (found[1].strip(), found[2]) if found else (srs, written)
    if box := _box(geometry, system or srs):
        return Area(box=box, name=name)
    return Area(wkt=_BLANKS.sub(" ", geometry).strip(), srs=system or srs, name=name)


def _box(geometry: str, system: str) -> tuple[str, str, str, str] | None:
    ring = _RING.fullmatch(geometry)
    if not ring:
        return None
    points = [pair.split() for pair in ring[1].split(",")]
    if any(len(point) != 2 for point in points):
        return None
    if _LON_LAT.search(system):
        return rectangle([(first, second) for first, second in points])
    if _LAT_LON.search(system):
        return rectangle([(second, first) for first, second in points])
    return None
