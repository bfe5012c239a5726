"""Places of ISO records: boxes, GML shapes as WKT with their numbers in the order written, and names."""

import re
from collections.abc import Iterator

from terra_harvest.formats.iso_texts import code, href, word
from terra_harvest.original import Area
from terra_harvest.xml import NAME, Element, trimmed

_BOUNDS = {"westBoundLongitude": 0, "southBoundLatitude": 1, "eastBoundLongitude": 2, "northBoundLatitude": 3}
_POINTS = {"pos", "posList", "coordinates", "coord"}
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
_FALSE = {"false", "0"}
_RINGS = {"exterior", "outerBoundaryIs", "interior", "innerBoundaryIs"}


def areas(geographic: Element, remarks: list[str]) -> Iterator[Area]:
    """The areas of a `geographicElement`; what cannot be one is said in the remarks.

    An element with `extentTypeCode` false says where the data are not: no area, but a remark.
    """
    for element in geographic[:]:
        found: list[Area] = []
        included = True
        bounds: list[str | None] = [None, None, None, None]
        for part in element[:]:
            kind = NAME[part.tag]
            if kind in _BOUNDS:
                bounds[_BOUNDS[kind]] = word(part)
            elif kind == "extentTypeCode":
                included = (word(part) or "").lower() not in _FALSE
            elif kind == "polygon":
                found += _shapes(part, remarks)
            elif kind == "geographicIdentifier":
                found += _named(part)
        if any(bounds):
            found += _box(bounds, remarks)
        if included:
            yield from found
        else:
            remarks.append("an area is given as one that the data leave out (extentTypeCode false): not read")


def _named(holder: Element) -> Iterator[Area]:
    """The place that the code of an MD_Identifier names, or the address that the code points to."""
    for identifier in holder[:]:
        for part in identifier[:]:
            if NAME[part.tag] == "code" and (name := word(part) or href(part)):
                yield Area(name=name)


def _box(bounds: list[str | None], remarks: list[str]) -> Iterator[Area]:
    west, south, east, north = bounds
    if west and south and east and north:
        yield Area(box=(west, south, east, north))
    else:
        remarks.append(f"a box lacks one of its four bounds (west, south, east, north: {bounds}): not read")


def _shapes(polygon: Element, remarks: list[str]) -> Iterator[Area]:
    for shape in polygon[:]:
        srs = _srs(shape)
        kind = NAME[shape.tag]
        if kind in ("MultiSurface", "MultiPolygon", "MultiPoint", "MultiCurve", "MultiLineString", "MultiGeometry"):
            members = [part for member in shape for part in member]
        else:
            members = [shape]
        if wkt := _wkt(members):
            yield Area(wkt=wkt, srs=srs)
        else:
            remarks.append(f"a shape ({kind}) has no coordinates that can be read")


def _srs(shape: Element) -> str | None:
    """The reference system of a shape, on it or on a part of it."""
    return next((name for part in shape.iter() if (name := trimmed(part.get("srsName")))), None)


def _wkt(members: list[Element]) -> str | None:
    """The WKT of shapes of one kind; None if there is no shape or one that has no coordinates."""
    points, lines, polygons = [], [], []
    for member in members:
        kind = NAME[member.tag]
        if kind == "Point":
            points.append(_positions(member))
        elif kind in ("LineString", "Curve", "LinearRing"):
            lines.append(_positions(member))
        elif kind in ("Polygon", "Surface", "PolygonPatch", "Envelope"):
            polygons += _polygons(member)
    found = [*points, *lines, *(ring for rings in polygons for ring in rings)]
    if not found or not all(found):
        return None
    if polygons:
        texts = [f"({', '.join(f'({ring})' for ring in rings)})" for rings in polygons]
        return f"POLYGON {texts[0]}" if len(texts) == 1 else f"MULTIPOLYGON ({', '.join(texts)})"
    kind, shapes = ("LINESTRING", lines) if lines else ("POINT", points)
    if len(shapes) == 1:
        return f"{kind} ({shapes[0]})"
    return f"MULTI{kind} ({', '.join(f'({shape})' for shape in shapes)})"


def _polygons(member: Element) -> list[list[str]]:
    """The rings of each polygon below (a Surface has one per patch), the outer first."""
    patches = [part for part in member.iter() if NAME[part.tag] == "PolygonPatch"] or [member]
    return [[_positions(part) for part in patch if NAME[part.tag] in _RINGS] for patch in patches]


def _positions(shape: Element) -> str:
    """The positions below as "a b, a b", in the order written; "" if one of them is no number."""
    positions: list[str] = []
    for part in shape.iter():
        kind = NAME[part.tag]
        if kind not in _POINTS:
            continue
        if kind == "coord":
            numbers = [trimmed(axis.text) or "" for axis in part][:2]
            width = 2
        elif kind == "coordinates":
            tuples = (part.text or "").split(part.get("ts") or None)
            numbers = [number for item in tuples for number in item.split(part.get("cs") or ",")[:2]]
            width = 2
        else:
            numbers = (part.text or "").split()
            # A lone position has as many numbers as its space has axes, whatever srsDimension says.
            width = len(numbers) if kind == "pos" else _dimension(part, shape)
        if not numbers or len(numbers) % width or not all(map(_NUMBER.fullmatch, numbers)):
            return ""
        positions += [" ".join(numbers[at : at + 2]) for at in range(0, len(numbers), width)]
    return ", ".join(positions)


def _dimension(part: Element, shape: Element) -> int:
    written = part.get("srsDimension") or part.get("dimension") or shape.get("srsDimension")
    return 3 if written == "3" else 2


def resolution(holder: Element) -> str | None:
    """A `spatialResolution` in words: "1:25000", "10 m", "0.25 degree", or the level of detail that stands for it."""
    for element in holder[:]:
        for part in element[:]:
            kind = NAME[part.tag]
            if kind == "equivalentScale":
                if denominator := next((trimmed(t) for t in part.itertext() if trimmed(t)), None):
                    return f"1:{denominator}"
            elif kind in ("distance", "angularDistance", "vertical"):
                if found := measure(part):
                    return found
            elif kind == "levelOfDetail" and (found := code(part)):
                return found
    return None


def measure(holder: Element) -> str | None:
    """A measure with its unit ("10 m"); the unit as written, a code or the last word of an address."""
    for element in holder[:]:
        if value := trimmed(element.text):
            unit = (element.get("uom") or "").rpartition("#")[2].strip()
            return f"{value} {unit}".rstrip()
    return None
