"""The footprint of a dataset as a small inline SVG: its boxes over the land, zoomed to where they are."""

from collections.abc import Sequence
from functools import lru_cache
from math import cos, floor, radians

from terra_build.escaping import escape
from terra_catalog.dataset import Box

WORLD = (-180.0, -90.0, 360.0, 180.0)
"""The view of the whole world: left, top (latitudes count downwards in SVG), width, height, in degrees."""

_MARGIN = 1.6
"""How much wider the view is than the boxes."""
_LOWEST = 11.0
"""Degrees of latitude in the narrowest view, so that a coast or a neighbour tells where we are."""
_LOWEST_MINI = 24.0
"""The same on a card, where only the continent can be recognised."""
_WORLD_WIDTH, _WORLD_HEIGHT = 200.0, 95.0
"""A view that would be wider or higher than this shows the whole world."""
_FINE_HEIGHT = 45.0
"""Views lower than this need the finer coastline."""
_DOT = 0.06
"""A box smaller than this share of the view is drawn as a dot too."""
_MOST = 40
"""Boxes drawn at most: beyond, nobody tells them apart and the page grows."""

View = tuple[float, float, float, float]


def footprint_svg(boxes: Sequence[Box], label: str, root: str, *, mini: bool = False) -> str:
    """The `<svg>` of the boxes (degrees; west greater than east crosses the antimeridian), "" without any.

    `label` is its title in words, `root` the relative path to the site's root. `mini` gives the drawing of a card,
    hidden from assistive technology because the card says the same in words. The image must keep its aspect of 2:1:
    the view is stretched so that shapes are right at its middle latitude.
    """
    if not boxes:
        return ""
    drawing = f"{root}assets/".join(_drawing(tuple(boxes), mini))
    if mini:
        return f'<svg class="fp fp-mini" width="96" height="48" aria-hidden="true" {drawing}'
    return f'<svg class="fp" width="480" height="240" role="img" aria-label="{escape(label)}" {drawing}'


@lru_cache(maxsize=65536)
def _drawing(boxes: tuple[Box, ...], mini: bool) -> tuple[str, ...]:
    """What does not depend on page or language: the markup, cut where the address of the assets goes."""
    left, top, width, height = view = view_of(boxes, _LOWEST_MINI if mini else _LOWEST)
    areas, dots = paths_of(boxes, view)
    land = f'land{"-fine" if height < _FINE_HEIGHT and not mini else ""}.svg#land"/>'
    pieces = [
        f'viewBox="{_n(left)} {_n(top)} {_n(width)} {_n(height)}" preserveAspectRatio="none">'
        '<use class="fp-land" href="'
    ]
    if left + width > 180:  # the view goes over the antimeridian: what lies beyond is the same land, drawn again
        pieces.append(f'{land}<use class="fp-land" x="360" href="')
    pieces.append(
        land
        + (f'<path class="fp-box" d="{areas}"/>' if areas else "")
        + (f'<path class="fp-dot" d="{dots}"/>' if dots else "")
        + "</svg>"
    )
    return tuple(pieces)


def view_of(boxes: Sequence[Box], lowest: float) -> View:
    """The part of the world to show around the boxes, at least `lowest` degrees of latitude high.

    Its width is 2 : cos(latitude) times its height, which keeps shapes true in an image of 2:1. A view over the
    antimeridian has its left side in the ordinary range and goes beyond 180 on the right.
    """
    west, east = _arc(boxes)
    south, north = min(b[1] for b in boxes), max(b[3] for b in boxes)
    middle = (south + north) / 2
    squeeze = max(cos(radians(middle)), 0.3)
    height = max((north - south) * _MARGIN, (east - west) * _MARGIN * squeeze / 2, lowest)
    width = 2 * height / squeeze
    if width > _WORLD_WIDTH or height > _WORLD_HEIGHT:
        return WORLD
    left = (west + east) / 2 - width / 2
    if left < -180:
        left += 360
    top = min(max(-middle - height / 2, -90.0), 90.0 - height)
    return left, top, width, height


def _arc(boxes: Sequence[Box]) -> tuple[float, float]:
    """The shortest way from west to east over all boxes; east may pass 180."""
    if len(boxes) == 1:
        west, _, east, _ = boxes[0]
        return west, east if east >= west else east + 360
    spans = sorted((b[0], b[2] if b[2] >= b[0] else b[2] + 360) for b in boxes)
    first, reach = spans[0][0], spans[0][1]
    widest, start, end = 0.0, first, reach
    for west, east in spans[1:]:
        if west - reach > widest:
            widest, start, end = west - reach, west, reach + 360
        reach = max(reach, east)
    if first + 360 - reach >= widest:
        start, end = first, reach
    # A wide box over the antimeridian may reach further round than the box at which the arc was cut.
    return start, min(max(end, reach), start + 360)


def paths_of(boxes: Sequence[Box], view: View) -> tuple[str, str]:
    """The boxes as two paths in the view: their areas, and dots (lines without length) where they are too small."""
    left, _, width, height = view
    areas: list[str] = []
    dots: list[str] = []
    for west, south, east, north in boxes[:_MOST]:
        across = east - west if east >= west else east - west + 360
        x = west if west + across > left else west + 360
        if across > width * 0.012 or north - south > height * 0.012:
            if x + across > left + width and view == WORLD:  # the whole world is cut at the antimeridian: two parts
                areas.append(_area(x, north, 180 - x, north - south))
                areas.append(_area(-180.0, north, x + across - 180, north - south))
            else:
                areas.append(_area(x, north, across, north - south))
        if across < width * _DOT and north - south < height * _DOT:
            dots.append(f"M{_n(x + across / 2)} {_n(-(south + north) / 2)}h0")
    return "".join(areas), "".join(dots)


def _area(x: float, north: float, across: float, high: float) -> str:
    wide = _n(across)
    return f"M{_n(x)} {_n(-north)}h{wide}v{_n(high)}h-{wide}z"


def _n(value: float) -> str:
    """A coordinate with two decimals at most, without useless zeros: "12", "-5.5"."""
    return f"{floor(value * 100 + 0.5) / 100:.6g}"  # rounds halves upwards, as JavaScript does
