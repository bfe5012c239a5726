"""Footprints, period bars and world maps, as pages embed them."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from terra_build.footprint import WORLD, footprint_svg, paths_of, view_of
from terra_build.maps import hero_svg, is_global
from terra_build.period_bar import bar, latest_year, period_bar_svg, place
from terra_catalog.dataset import Box, Dataset, Interval
from terra_vocab.text import Text

ROOT = "../../../"
CASES = json.loads((Path(__file__).parent / "js/drawings.json").read_text("utf-8"))
FRANCE: Box = (-5.5, 41.3, 9.7, 51.2)

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
any_box = st.builds(lambda w, e, a, b: (w, min(a, b), e, max(a, b)), longitudes, longitudes, latitudes, latitudes)


def dataset(identifier: str, *boxes: Box, updated: str = "2026-01-01") -> Dataset:
    return Dataset(id=identifier, title=Text(fr="x"), pole="odatis", created="2026-01-01", updated=updated, boxes=boxes)


@pytest.mark.parametrize("case", CASES["footprints"], ids=lambda case: case["name"])
def test_a_card_shows_the_footprint_that_the_browser_draws_too(case: dict) -> None:
    boxes = [tuple(map(float, box)) for box in case["boxes"]]
    view = view_of(boxes, 24.0)
    assert view == pytest.approx(case["view"], abs=1e-3)
    assert paths_of(boxes, view) == (case["areas"], case["dots"])


@pytest.mark.parametrize("case", CASES["periods"], ids=lambda case: f"{case['start']}-{case['end']}")
def test_a_card_shows_the_period_that_the_browser_draws_too(case: dict) -> None:
    assert bar(case["start"], None if case["end"] is None else case["end"] + 1, 2026) == case["bar"]


def test_a_footprint_is_named_and_points_to_the_land_from_any_folder() -> None:
    svg = ElementTree.fromstring(footprint_svg([FRANCE], 'France "métropolitaine" <1>', ROOT))
    assert (svg.get("role"), svg.get("aria-label")) == ("img", 'France "métropolitaine" <1>')
    assert [use.get("href") for use in svg.iter("use")] == ["../../../assets/land-fine.svg#land"]


def test_a_footprint_on_a_card_is_silent() -> None:
    svg = ElementTree.fromstring(footprint_svg([FRANCE], "", ROOT, mini=True))
    assert svg.get("aria-hidden") == "true"
    assert "role" not in svg.attrib


def test_without_a_box_there_is_no_footprint() -> None:
    assert footprint_svg([], "x", ROOT) == ""


def test_a_tiny_box_is_seen_as_a_dot() -> None:
    assert 'class="fp-dot" d="M2.15 -48.73h0"' in footprint_svg([(2.149, 48.729, 2.151, 48.731)], "x", ROOT)


def test_a_box_over_the_antimeridian_is_shown_in_one_piece_with_the_land_of_both_sides() -> None:
    svg = ElementTree.fromstring(footprint_svg([(170.0, -25.0, -160.0, -5.0)], "x", ROOT))
    assert [use.get("x") for use in svg.iter("use")] == [None, "360"]
    assert [path.get("d") for path in svg.iter("path")] == ["M170 5h30v20h-30z"]


def test_a_footprint_takes_few_bytes_even_with_many_stations() -> None:
    assert len(footprint_svg([FRANCE], "Emprise : 5,5° O – 9,7° E, 41,3° N – 51,2° N", ROOT)) < 500
    stations = [(float(x), 40.0, float(x), 40.0) for x in range(170)]
    assert len(footprint_svg(stations, "x", ROOT)) < 1500


@given(st.lists(any_box, min_size=1, max_size=5), st.booleans())
@example([(107.0, 0.0, 0.0, 0.0), (-135.0, 0.0, -135.0, 0.0)], False)
def test_the_view_holds_every_box_and_stays_in_the_world(boxes: list[Box], mini: bool) -> None:
    left, top, width, height = view = view_of(boxes, 24.0 if mini else 11.0)
    assert -180 <= left <= 180
    assert top >= -90.001
    assert top + height <= 90.001
    if view == WORLD:
        return
    for west, south, east, north in boxes:
        x = west if west + (east - west) % 360 > left else west + 360
        assert left - 1e-6 <= x
        assert x + (east - west if east >= west else east - west + 360) <= left + width + 1e-6
        assert top - 1e-6 <= -north <= -south <= top + height + 1e-6


@given(st.lists(any_box, min_size=1, max_size=5), st.booleans())
def test_a_footprint_is_well_formed_whatever_the_boxes(boxes: list[Box], mini: bool) -> None:
    svg = footprint_svg(boxes, "x", ROOT, mini=mini)
    ElementTree.fromstring(svg)
    assert "nan" not in svg
    assert "e-" not in svg.replace("fine-", "")


def test_an_open_end_is_an_arrow_at_the_end_of_this_year() -> None:
    assert bar(1993.0, None, 2026) == f"M107.1 2H{round(place(2027), 1)}l4 2-4 2H107.1z"


def test_a_day_has_a_bar_that_can_be_seen() -> None:
    svg = period_bar_svg([Interval(start="2020-02-01", end="2020-02-01")], "x", this_year=2026, mini=True)
    assert 'd="M152' in svg


def test_a_period_of_a_year_and_one_of_its_days_end_alike() -> None:
    whole = period_bar_svg([Interval(start="2018", end="2020")], "x", this_year=2026)
    assert whole == period_bar_svg([Interval(start="2018-01-01", end="2020-12-31")], "x", this_year=2026)


def test_an_unreadable_or_missing_period_has_no_bar() -> None:
    assert period_bar_svg([], "x", this_year=2026) == ""
    assert period_bar_svg([Interval()], "x", this_year=2026) == ""
    assert period_bar_svg([Interval(start="once upon a time")], "x", this_year=2026) == ""


def test_until_now_is_the_year_of_the_last_update() -> None:
    assert latest_year([dataset("a", updated="2024-05-01"), dataset("b", updated="2026-02-03")]) == 2026
    assert latest_year([]) == 2000


def test_the_world_map_leaves_out_what_covers_the_world_and_draws_equal_boxes_once() -> None:
    world, france = (-180.0, -90.0, 180.0, 90.0), (-5.0, 41.0, 10.0, 51.0)
    svg = hero_svg(
        [dataset("a", world), dataset("b", france), dataset("c", france), dataset("d", (2.1, 48.7, 2.2, 48.8))], ""
    )
    assert svg.count("M-5 -51") == 1
    assert "M2 -49h0" in svg
    assert "M-180" not in svg


def test_a_polar_belt_is_not_the_whole_world() -> None:
    assert not is_global((-180.0, -90.0, 180.0, -60.0))
    assert is_global((10.0, -80.0, 5.0, 80.0))
