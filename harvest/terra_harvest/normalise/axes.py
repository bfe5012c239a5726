"""Which axis comes first in a geometry: what its reference system says, or what leaves no other choice."""

import re
from typing import Literal

from terra_catalog.dataset import Box

Order = Literal["lon-lat", "lat-lon"]
Position = tuple[float, float]

_LON_LAT = re.compile(r"CRS:?84\b|OGC[:/]1\.3[:/]CRS84|OGC:1\.3:84", re.IGNORECASE).search
# WGS 84, and what differs from it by less than a footprint shows: ETRS89, RGF93, and those of the French overseas.
_DEGREES = {"4326", "4979", "4258", "4171", "9777", "5489", "4624", "4627", "4470", "4937"}
_CODE = re.compile(
    r"(?P<long>(?:urn:(?:x-)?ogc:def:crs:EPSG:|https?://www\.opengis\.net/def/(?:crs/)?EPSG/)[\d.]*[:/]?)?"
    r"(?:EPSG[:/]{1,2}|http://www\.opengis\.net/gml/srs/epsg\.xml#)?(?P<code>\d{4,5})",
    re.IGNORECASE,
).fullmatch
_SLACK = 0.05


def orders(system: str | None) -> tuple[Order, ...]:
    """The axis orders that a reference system leaves open: one, both, or none when its unit is not the degree.

    An authority's address or URN of EPSG:4326 says latitude first (https://www.ogc.org/standards, 06-135r11); its
    short name is used for either, as is no name at all.
    """
    if not system or not system.strip():
        return ("lon-lat", "lat-lon")
    words = system.strip()
    if _LON_LAT(words):
        return ("lon-lat",)
    found = _CODE(words)
    if not found or found["code"] not in _DEGREES:
        return ()
    return ("lat-lon",) if found["long"] else ("lon-lat", "lat-lon")


def ordered(positions: list[Position], order: Order) -> list[Position]:
    """The positions, longitude first."""
    return positions if order == "lon-lat" else [(second, first) for first, second in positions]


def in_range(positions: list[Position]) -> bool:
    """Whether all positions, longitude first, are on Earth."""
    return all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in positions)


def fits(positions: list[Position], box: Box) -> bool:
    """Whether the positions, longitude first, fill a box: the same extent, but for a twentieth of it."""
    west, south, east, north = box
    lons, lats = [lon for lon, _ in positions], [lat for _, lat in positions]
    slack = _SLACK * max(east - west, north - south, 0.01) + 1e-9
    return (
        abs(min(lons) - west) <= slack
        and abs(max(lons) - east) <= slack
        and abs(min(lats) - south) <= slack
        and abs(max(lats) - north) <= slack
    )
