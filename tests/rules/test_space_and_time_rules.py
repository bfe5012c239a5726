import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sound_record import says

from terra_catalog.boxes import MAX_POSITIONS, crosses_antimeridian
from terra_catalog.dataset import Interval, Provenance, Resolution
from terra_catalog.dates import instants, is_duration, is_full_date

_WORLD = (-180.0, -90.0, 180.0, 90.0)


@pytest.mark.parametrize("box", [_WORLD, (2, 48, 2, 48), (170, -25, -170, -10), (0, 0, 0, 0)])
def test_a_box_a_point_and_the_antimeridian_are_accepted(box):
    assert says("box-range", boxes=(box,)) == []


def test_a_box_with_west_above_east_crosses_the_antimeridian():
    assert crosses_antimeridian((170, -25, -170, -10))
    assert not crosses_antimeridian(_WORLD)


@pytest.mark.parametrize(
    ("box", "message"),
    [
        ((-181, 0, 0, 1), "west is `-181`, a number from -180 to 180 was expected."),
        ((0, 0, 360, 1), "east is `360`, a number from -180 to 180 was expected."),
        ((0, -900, 1, 1), "south is `-900`, a number from -90 to 90 was expected."),
        (
            (41, -5, 51, 120.5),
            "north is `120.5`, a number from -90 to 90 was expected. Write west, south, east, north, in this order.",
        ),
        ((math.nan, 0, 1, 1), "west is `nan`, a number from -180 to 180 was expected."),
        ((0, 0, math.inf, 1), "east is `inf`, a number from -180 to 180 was expected."),
        (
            (0, 0, 10**5000, 1),
            "east is `an integer of more than 80 digits`, a number from -180 to 180 was expected.",
        ),
        ((0, 50, 1, 40), "south (`50`) is north of north (`40`). The order is west, south, east, north."),
    ],
)
def test_an_impossible_box_is_refused(box, message):
    assert says("box-range", boxes=(_WORLD, box)) == [("boxes[1]", message)]


def test_more_than_fifty_boxes_are_told():
    assert says("many-boxes", boxes=(_WORLD,) * 50) == []
    assert says("many-boxes", boxes=(_WORLD,) * 51) == [
        ("boxes", "51 boxes, at most 50 expected. Group those that are close together.")
    ]


_RING = [[0, 0], [1, 0], [1, 1], [0, 0]]


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [
        ("Point", [2.2, 48.7]),
        ("Point", [2.2, 48.7, 120.5]),
        ("MultiPoint", [[2, 48], [3, 49]]),
        ("LineString", [[2, 48], [3, 49]]),
        ("MultiLineString", [[[2, 48], [3, 49]]]),
        ("Polygon", [_RING]),
        ("MultiPolygon", [[_RING], [_RING, _RING]]),
    ],
)
def test_a_geojson_geometry_is_accepted(kind, coordinates):
    assert says("geometry-shape", geometry={"type": kind, "coordinates": coordinates}) == []


@pytest.mark.parametrize(
    ("geometry", "path", "message"),
    [
        (
            {"type": "Circle"},
            "geometry.type",
            "`Circle` is no geometry. "
            "Write one of Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon.",
        ),
        ({"type": "Point"}, "geometry", "`coordinates` is missing. Add it."),
        (
            {"type": "Point", "coordinates": [0, 0], "crs": {}},
            "geometry",
            "unknown member `crs`. Keep `type` and `coordinates` only.",
        ),
        (
            {"type": "Point", "coordinates": [200, 0]},
            "geometry.coordinates",
            "longitude is `200`, a number from -180 to 180 was expected.",
        ),
        (
            {"type": "Point", "coordinates": [0, True]},
            "geometry.coordinates",
            "latitude is `True`, a number was expected.",
        ),
        (
            {"type": "Point", "coordinates": [0, 0, math.inf]},
            "geometry.coordinates",
            "height is `inf`, a number from -1e+07 to 1e+07 was expected.",
        ),
        (
            {"type": "MultiPoint", "coordinates": [[0, 0], [0]]},
            "geometry.coordinates[1]",
            "`a list` where a position [longitude, latitude] was expected.",
        ),
        (
            {"type": "Polygon", "coordinates": []},
            "geometry.coordinates",
            "`a list` where a list that is not empty was expected. See RFC 7946, section 3.1.",
        ),
        (
            {"type": "Polygon", "coordinates": [_RING, _RING[:3]]},
            "geometry.coordinates[1]",
            "3 positions, at least 4 expected. Add the missing ones.",
        ),
        (
            {"type": "MultiPolygon", "coordinates": [[[*_RING, [5, 5]]]]},
            "geometry.coordinates[0][0]",
            "the ring is not closed. Repeat its first position at the end.",
        ),
        (
            {"type": "MultiPoint", "coordinates": [[0, 0]] * (MAX_POSITIONS + 1)},
            "geometry.coordinates",
            "more than 20000 positions. Simplify the geometry: it only draws a footprint.",
        ),
    ],
)
def test_an_impossible_geometry_is_refused(geometry, path, message):
    assert says("geometry-shape", geometry=geometry) == [(path, message)]


def test_a_ground_resolution_is_a_length():
    assert says("ground-resolution", resolution=Resolution(metres=0.5)) == []
    for bad in (0, -1, math.inf, math.nan):
        assert says("ground-resolution", resolution=Resolution(metres=bad)) == [
            ("resolution.metres", f"`{bad}` is no ground resolution. Write metres, greater than 0.")
        ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", "2018-01-01T00:00:00Z", "2018-12-31T23:59:59Z"),
        ("2018-04", "2018-04-01T00:00:00Z", "2018-04-30T23:59:59Z"),
        ("2020-02", "2020-02-01T00:00:00Z", "2020-02-29T23:59:59Z"),
        ("1900-02", "1900-02-01T00:00:00Z", "1900-02-28T23:59:59Z"),
        ("2000-02-29", "2000-02-29T00:00:00Z", "2000-02-29T23:59:59Z"),
        ("2018-04-30T12:30Z", "2018-04-30T12:30:00Z", "2018-04-30T12:30:59Z"),
        ("2018-04-30T12:30:15.123Z", "2018-04-30T12:30:15Z", "2018-04-30T12:30:15Z"),
        ("2300", "2300-01-01T00:00:00Z", "2300-12-31T23:59:59Z"),
        ("0001", "0001-01-01T00:00:00Z", "0001-12-31T23:59:59Z"),
    ],
)
def test_a_date_covers_its_first_and_last_second(text, first, last):
    assert instants(text) == (first, last)


_NO_DATES = """
0000 -0044 2301 9999 18 2018-13 2018-00 2018-02-30 1900-02-29 2018-04-31 2018-1-1 01/02/2018 20180101 now
2018-01-01T12 2018-01-01T24:00:00Z 2018-01-01T12:00:00 2018-01-01T12:00:00+01:00 2018-02-30T00:00Z
２０１８ 2018-W01 2018-001
"""


@pytest.mark.parametrize(
    "text",
    [*_NO_DATES.split(), "", " 2018", "2018\n", "2018-01-01 12:00:00Z", "\ud800", "1" * 10_000_000],
    ids=lambda text: ascii(text[:30]),
)
def test_whatever_else_is_no_date(text):
    assert instants(text) is None


@given(st.dates())
def test_every_day_of_the_calendar_to_2300_is_read(day):
    assert (instants(day.isoformat()) is not None) == (day.year <= 2300)
    assert is_full_date(day.isoformat()) == (day.year <= 2300)


@pytest.mark.parametrize("text", ["P1D", "PT10M", "P1M", "P1Y6M", "P2W", "PT0.5S", "P1DT12H"])
def test_a_duration_is_read(text):
    assert is_duration(text)


@pytest.mark.parametrize("text", ["", "P", "PT", "P0D", "1D", "P1DT", "P-1D", "P1H", "daily", "P1D\n", "P" + "1" * 99])
def test_whatever_else_is_no_duration(text):
    assert says("time-step", resolution=Resolution(step=text))[0][0] == "resolution.step"


def test_the_message_about_a_time_step_shows_examples():
    assert says("time-step", resolution=Resolution(step="daily")) == [
        ("resolution.step", "`daily` is no duration. Write P1D for a day, PT1H for an hour, P1M for a month.")
    ]


def test_an_interval_has_dates():
    dates = "Write YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ, from 0001 to 2300"
    assert says("interval-dates", intervals=(Interval(start="1993"), Interval(end="2000-06"))) == []
    assert says("interval-dates", intervals=(Interval(),)) == [
        ("intervals[0]", "neither start nor end. Write one of them, or remove the interval.")
    ]
    assert says("interval-dates", intervals=(Interval(start="soon", end="now"),)) == [
        ("intervals[0].start", f"`soon` is no date. {dates}."),
        ("intervals[0].end", f"`now` is no date. {dates}, or nothing if it goes on."),
    ]


def test_an_interval_ends_after_its_start():
    good = (Interval(start="2018-05", end="2018"), Interval(start="2018-05-03", end="2018-05-03"), Interval(start="x"))
    assert says("interval-order", intervals=good) == []
    assert says("interval-order", intervals=(Interval(start="2018", end="2017-12-31"),)) == [
        ("intervals[0]", "ends on 2017-12-31, before it starts on 2018. Exchange or correct the two.")
    ]


def test_a_start_before_1500_is_told():
    assert says("interval-early", intervals=(Interval(start="1500"), Interval(start="0"), Interval(end="0900"))) == []
    assert says("interval-early", intervals=(Interval(start="0850-01-01"),)) == [
        ("intervals[0].start", "starts in the year 0850. Correct it, unless that is meant.")
    ]


def test_a_record_has_full_dates_in_order():
    assert says("record-dates", created="2026-11-21", updated="2026-11-21T10:00:00Z") == []
    assert says("record-dates", created="2026", updated="today") == [
        ("created", "`2026` is no full date. Write YYYY-MM-DD."),
        ("updated", "`today` is no full date. Write YYYY-MM-DD."),
    ]
    assert says("record-dates", created="2026-11-21", updated="2026-11-20") == [
        ("updated", "2026-11-20 is before `created` (2026-11-21). Write the day of the last change.")
    ]


def test_the_date_of_the_source_is_a_date():
    assert says("upstream-date", provenance=Provenance(source="x", modified="2025-03-14T08:00:00Z")) == []
    assert says("upstream-date", provenance=Provenance(source="x", modified="14 mars")) == [
        (
            "provenance.modified",
            "`14 mars` is no date. Write YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ, from 0001 to 2300.",
        )
    ]
