"""The quiet world map of a page: every local footprint of a set of datasets over the land, as one inline SVG."""

from collections.abc import Iterable
from functools import lru_cache

from terra_catalog.dataset import Box, Dataset

GLOBAL_WIDTH, GLOBAL_HEIGHT = 300.0, 100.0
"""A box at least so wide and so high is the whole world: drawn, it would only hide the others."""

_MOST = 400
"""Footprints drawn at most: enough to tell where the data are, and the page stays light."""


def is_global(box: Box) -> bool:
    """Whether the box covers so much of the world that it says nothing about where."""
    west, south, east, north = box
    return (east - west if east >= west else east - west + 360) >= GLOBAL_WIDTH and north - south >= GLOBAL_HEIGHT


def hero_svg(datasets: Iterable[Dataset], root: str) -> str:
    """The world with the local footprints of `datasets`: areas as one path, small ones as dots. Decorative.

    `root` is the relative path to the site's root. Equal footprints are drawn once, so that the drawing shows where
    there are data rather than how many datasets repeat a box.
    """
    boxes = {shown: None for dataset in datasets for box in dataset.boxes if (shown := _rounded(box))}
    areas: list[str] = []
    dots: list[str] = []
    for west, south, east, north in list(boxes)[:_MOST]:
        parts = [(west, east)] if east >= west else [(west, 180), (-180, east)]
        if len(parts) == 1 and east - west < 2 and north - south < 2:
            dots.append(f"M{(west + east) // 2} {-(south + north) // 2}h0")
            continue
        areas.extend(
            f"M{left} {-north}h{right - left}v{north - south}H{left}z" for left, right in parts if right > left
        )
    return (
        '<svg class="hero-map" width="1440" height="620" viewBox="-180 -84 360 145" aria-hidden="true">'
        f'<use class="fp-land" href="{root}assets/land.svg#land"/>'
        f'<path class="hero-boxes" d="{"".join(areas)}"/><path class="hero-dots" d="{"".join(dots)}"/></svg>'
    )


@lru_cache(maxsize=65536)  # the same boxes are drawn on the pages of every concept above them, in both languages
def _rounded(box: Box) -> tuple[int, int, int, int] | None:
    """The box to whole degrees: finer, a world map cannot show. None when it is the whole world."""
    if is_global(box):
        return None
    return round(box[0]), round(box[1]), round(box[2]), round(box[3])
