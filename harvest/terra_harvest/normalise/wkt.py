"""WKT of points, lines and polygons to numbers, in the order written."""

import re
from collections.abc import Iterator

import msgspec

from terra_harvest.normalise.axes import Position

_HEAD = re.compile(
    r"\s*(?:SRID=\d+;\s*)?((?:MULTI)?(?:POINT|LINESTRING|POLYGON)|ENVELOPE|BBOX)\s*(?:ZM|Z|M)?\s*(?=\()", re.IGNORECASE
)
_SIGN = re.compile(r"[(),]|[^\s(),]+")
_NUMBER = re.compile(r"[-+]?(?:\d{1,20}(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?", re.ASCII).fullmatch
_NAMES = {
    "POINT": "Point",
    "MULTIPOINT": "MultiPoint",
    "LINESTRING": "LineString",
    "MULTILINESTRING": "MultiLineString",
    "POLYGON": "Polygon",
    "MULTIPOLYGON": "MultiPolygon",
}
MAX_CHARACTERS = 2_000_000
"""A longer text is data, no footprint."""


class Shape(msgspec.Struct, frozen=True):
    """A geometry: its GeoJSON kind, and its parts, which are lists of rings or lines of positions as written."""

    kind: str
    parts: tuple[tuple[tuple[Position, ...], ...], ...]

    @property
    def positions(self) -> list[Position]:
        """All positions, as written."""
        return [position for part in self.parts for line in part for position in line]


def read_wkt(text: str) -> Shape | None:
    """The shape that a WKT text draws, or None. Rings that are not closed are, heights are dropped.

    `ENVELOPE (a b, c d)` and `ENVELOPE (a, c, d, b)` give a polygon between two corners.
    """
    head = _HEAD.match(text) if len(text) <= MAX_CHARACTERS else None
    if head is None:
        return None
    word = head[1].upper()
    try:
        lines = list(_lines(text[head.end() :]))
    except ValueError:
        return None
    if word in ("ENVELOPE", "BBOX"):
        return _envelope([number for _, line in lines for position in line for number in position])
    kind = _NAMES[word]
    if not lines:
        return None
    if kind.endswith("Point"):
        points = [(position[0], position[1]) for _, line in lines for position in line if len(position) >= 2]
        return Shape(kind, (((tuple(points)),),)) if points and (kind != "Point" or len(points) == 1) else None
    if any(len(position) < 2 for _, line in lines for position in line):
        return None
    drawn = [(part, tuple((position[0], position[1]) for position in line)) for part, line in lines]
    if kind.endswith("LineString"):
        return Shape(kind, tuple(((line,)) for _, line in drawn)) if all(len(line) > 1 for _, line in drawn) else None
    rings = [(part, line if line[0] == line[-1] else (*line, line[0])) for part, line in drawn]
    if any(len(ring) < 4 for _, ring in rings):
        return None
    parts: dict[int, list[tuple[Position, ...]]] = {}
    for part, ring in rings:
        # A polygon alone has its rings at the depth where several have theirs.
        parts.setdefault(part if kind == "MultiPolygon" else 0, []).append(ring)
    return Shape(kind, tuple(tuple(part) for part in parts.values()))


def _lines(text: str) -> Iterator[tuple[int, list[list[float]]]]:
    """Each innermost list of positions, with the number of the polygon that it is in.

    Raises:
        ValueError: for what is no number or not closed.
    """
    depth = part = 0
    line: list[list[float]] = []
    position: list[float] = []
    for found in _SIGN.finditer(text):
        sign = found[0]
        if sign == "(":
            if depth == 1:
                part += 1
            depth += 1
            if position or line or depth > 3:
                raise ValueError(text[:40])
        elif sign == ")":
            if position:
                line.append(position)
            if line:
                yield part, line
            line, position = [], []
            depth -= 1
            if depth < 0:
                raise ValueError(text[:40])
        elif sign == ",":
            if position:
                line.append(position)
            position = []
        elif _NUMBER(sign) and depth:
            position.append(float(sign))
        else:
            raise ValueError(sign[:40])
    if depth:
        raise ValueError(text[:40])


def _envelope(numbers: list[float]) -> Shape | None:
    if len(numbers) != 4:
        return None
    a, b, c, d = numbers
    return Shape("Polygon", ((((a, b), (c, b), (c, d), (a, d), (a, b)),),))
