"""The drawings of a dataset: its footprint and its period, large on its page and small on its card."""

from terra_build.footprint import footprint_svg
from terra_build.pages.edition import Edition
from terra_build.pages.engine import ROOT
from terra_build.period_bar import period_bar_svg
from terra_catalog.dataset import Dataset


def large_map(dataset: Dataset, edition: Edition, place: str) -> str:
    """The footprint for the dataset's own page; empty when no box is stated. `place` is the same in words."""
    return footprint_svg(dataset.boxes, edition.words("footprint", place=place), ROOT)


def small_map(dataset: Dataset) -> str:
    """The footprint for a card: decoration, since the card says the place in words or not at all."""
    return _slot(footprint_svg(dataset.boxes, "", ROOT, mini=True), "footprint")


def period_bar(dataset: Dataset, edition: Edition, period: str) -> str:
    """The period on the time axis that all datasets share; empty when no period is stated."""
    return period_bar_svg(dataset.intervals, period, this_year=edition.this_year)


def small_period_bar(dataset: Dataset, edition: Edition, period: str) -> str:
    """The same for a card."""
    return _slot(period_bar_svg(dataset.intervals, period, this_year=edition.this_year, mini=True), "period")


def _slot(svg: str, name: str) -> str:
    """The drawing, named as the script that redraws cards in the browser expects it."""
    return svg.replace("<svg ", f'<svg data-f="{name}" ', 1)
