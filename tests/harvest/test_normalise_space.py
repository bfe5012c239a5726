from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.harvest.normalising import dataset_with, rules_with

from terra_catalog.boxes import box_fault, geometry_fault
from terra_catalog.dataset import Box
from terra_harvest.normalise.boxes import around
from terra_harvest.normalise.wkt import read_wkt
from terra_harvest.original import Area

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
URN_4326 = "urn:ogc:def:crs:EPSG::4326"
TRIANGLE = "POLYGON ((2 40, 4 40, 3 44, 2 40))"
TURNED = "POLYGON ((40 2, 40 4, 44 3, 40 2))"


def area(west: object, south: object, east: object, north: object) -> Area:
    return Area(box=(str(west), str(south), str(east), str(north)))


def boxes(*areas: Area) -> tuple[Box, ...]:
    return dataset_with(areas=areas).boxes


def test_a_box_is_taken_as_written() -> None:
    assert boxes(area("-5.2", "+41.3", "9.6", "51.")) == ((-5.2, 41.3, 9.6, 51.0),)


def test_west_of_its_east_a_box_crosses_the_antimeridian() -> None:
    assert boxes(area(170, -25, -170, -10)) == ((170.0, -25.0, -170.0, -10.0),)


def test_a_point_is_a_box() -> None:
    assert boxes(area(2.2, 48.7, 2.2, 48.7)) == ((2.2, 48.7, 2.2, 48.7),)


@pytest.mark.parametrize(
    "wrong",
    [
        area(-43.75, 96.81, -9.14, 159.11),
        area(311090.11, 6137120.92, 714654, 6269615),
        area(-181.8, -90.88, 181.8, 87.87),
        area(10, 50, 20, 40),
        area(180, -90, -180, 90),
        area("x", 1, 2, 3),
        area("nan", 1, 2, 3),
        area("inf", 1, 2, 3),
        area("1e400", 1, 2, 3),
        area("2.5", "1", "275", "3"),
        area("westlimit=19.2", 1, 20, 3),
    ],
)
def test_a_box_that_is_none_is_left_out_and_said(wrong: Area) -> None:
    assert boxes(wrong) == ()
    assert rules_with(areas=(wrong,)) == ["box-unusable"]


def test_a_wrong_box_leaves_the_others() -> None:
    assert boxes(area(0, 0, 500, 1), area(1, 2, 3, 4)) == ((1.0, 2.0, 3.0, 4.0),)


def test_a_decimal_comma_is_read_and_said() -> None:
    assert boxes(area("8,4", "68,7", "9,5", "69")) == ((8.4, 68.7, 9.5, 69.0),)
    assert "decimal-comma" in rules_with(areas=(area("8,4", "68", "9", "69"),))


@pytest.mark.parametrize(("east", "turned"), [("360", (-180.0, 180.0)), ("357.5", (0.0, -2.5))])
def test_a_global_box_from_0_to_360_degrees_is_turned(east: str, turned: tuple[float, float]) -> None:
    ((west, _, found, _),) = boxes(area(0, -90, east, 90))
    assert (west, found) == turned
    assert rules_with(areas=(area(0, -90, east, 90),)) == ["longitude-360"]


def test_the_boxes_of_many_stations_become_one() -> None:
    stations = [area(n / 10, 40 + n / 10, n / 10, 40 + n / 10) for n in range(60)]
    assert boxes(*stations) == ((0.0, 40.0, 5.9, 45.9),)
    assert rules_with(areas=tuple(stations)) == ["too-many"]


def geometry(*areas: Area) -> dict[str, Any] | None:
    return dataset_with(areas=areas).geometry


def test_a_polygon_in_longitudes_first_is_kept_with_its_box() -> None:
    found = dataset_with(areas=(Area(wkt=TRIANGLE, srs=CRS84),))
    assert found.geometry == {"type": "Polygon", "coordinates": [[[2, 40], [4, 40], [3, 44], [2, 40]]]}
    assert found.boxes == ((2.0, 40.0, 4.0, 44.0),)


@pytest.mark.parametrize(
    "system", [URN_4326, "urn:x-ogc:def:crs:EPSG:6.6:4326", "http://www.opengis.net/def/crs/EPSG/0/4326"]
)
def test_an_authority_says_latitude_first(system: str) -> None:
    assert geometry(Area(wkt=TURNED, srs=system)) == geometry(Area(wkt=TRIANGLE, srs=CRS84))


@pytest.mark.parametrize("system", [None, "EPSG:4326", "http://www.opengis.net/gml/srs/epsg.xml#4326"])
def test_where_either_axis_may_come_first_a_box_beside_it_decides(system: str | None) -> None:
    box = area(2, 40, 4, 44)
    expected = geometry(Area(wkt=TRIANGLE, srs=CRS84))
    assert geometry(box, Area(wkt=TRIANGLE, srs=system)) == expected
    assert geometry(box, Area(wkt=TURNED, srs=system)) == expected
    assert "box-reordered" in rules_with(areas=(box, Area(wkt=TURNED, srs=system)))


def test_where_either_axis_may_come_first_the_range_decides() -> None:
    assert boxes(Area(wkt="POLYGON ((-168 -48, -165 -48, -166 -45, -168 -48))")) == ((-168.0, -48.0, -165.0, -45.0),)


@pytest.mark.parametrize(
    "drawn",
    [
        Area(wkt=TRIANGLE),
        Area(wkt=TRIANGLE, srs="EPSG:3857"),
        Area(wkt="POLYGON ((2 40, 4 40))", srs=CRS84),
        Area(wkt="POLYGON ((2 40, x 40, 3 44, 2 40))", srs=CRS84),
        Area(wkt="POLYGON ((2 40, 4 95, 3 44, 2 40))", srs=CRS84),
        Area(wkt="POLYGON ((170 0, -170 0, -170 10, 170 0))", srs=CRS84),
        Area(wkt="<gml:Envelope/>"),
        Area(wkt="POLYGON ((((((1 1"),
        Area(wkt="GEOMETRYCOLLECTION (POINT (1 1))", srs=CRS84),
    ],
)
def test_a_shape_that_is_not_sure_is_left_out_and_said(drawn: Area) -> None:
    assert (geometry(drawn), boxes(drawn)) == (None, ())
    assert rules_with(areas=(drawn,)) == ["geometry-unusable"]


def test_a_shape_that_is_a_box_or_a_point_is_one() -> None:
    assert dataset_with(areas=(Area(wkt="POLYGON ((2 40, 4 40, 4 44, 2 44, 2 40))", srs=CRS84),)).geometry is None
    assert boxes(Area(wkt="POINT (2.5 40)", srs=CRS84)) == ((2.5, 40.0, 2.5, 40.0),)


def test_several_polygons_are_one_geometry() -> None:
    found = geometry(Area(wkt=TRIANGLE, srs=CRS84), Area(wkt=TURNED, srs=URN_4326))
    assert found is not None
    assert (found["type"], len(found["coordinates"])) == ("MultiPolygon", 2)


def test_a_drawing_of_thousands_of_positions_is_its_box() -> None:
    ring = ", ".join(f"{n / 1000} {40 + (n % 2)}" for n in range(3000))
    found = dataset_with(areas=(Area(wkt=f"POLYGON (({ring}))", srs=CRS84),))
    assert (found.geometry, len(found.boxes)) == (None, 1)


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        ("POINT Z (1 2 3)", "Point", 1),
        ("SRID=4326;POINT(1 2)", "Point", 1),
        ("MULTIPOINT ((1 2), (3 4))", "MultiPoint", 1),
        ("MULTIPOINT (1 2, 3 4)", "MultiPoint", 1),
        ("linestring (1 2, 3 4)", "LineString", 1),
        ("POLYGON ((0 0, 9 0, 9 9, 0 0), (1 1, 2 1, 2 2, 1 1))", "Polygon", 1),
        ("MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)), ((1 1, 2 1, 2 2, 1 1)))", "MultiPolygon", 2),
        ("ENVELOPE (1 2, 3 4)", "Polygon", 1),
    ],
)
def test_wkt_is_read(text: str, kind: str, parts: int) -> None:
    shape = read_wkt(text)
    assert shape is not None
    assert (shape.kind, len(shape.parts)) == (kind, parts)


SIDES = [
    "0",
    "180",
    "-180",
    "90",
    "-90",
    "360",
    "-0",
    "1e9",
    "48.5",
    "-4.25",
    "12",
    "95",
    "181",
    "-179.999",
    "nan",
    "x",
    "8,4",
    "1.5E1",
]
side = st.sampled_from(SIDES)
drawing = st.builds(
    "{0} {1}{3}{2}".format,
    st.sampled_from(["POINT", "POLYGON", "MULTIPOLYGON", "LINESTRING", "MULTIPOINT", "ENVELOPE", "X"]),
    st.sampled_from(["", "(", "((", "((("]),
    st.sampled_from(["", ")", "))", ")))"]),
    st.lists(st.builds("{} {}".format, side, side), max_size=6).map(", ".join),
)
anywhere = st.one_of(
    st.builds(area, side, side, side, side),
    st.builds(Area, wkt=drawing, srs=st.sampled_from([None, CRS84, URN_4326, "EPSG:4326", "EPSG:2154", ""])),
)


@settings(max_examples=1000, deadline=None)
@given(st.lists(anywhere, max_size=4))
def test_whatever_is_kept_is_a_place_on_earth(areas: list[Area]) -> None:
    found = dataset_with(areas=tuple(areas))
    assert [box_fault(box) for box in found.boxes if box_fault(box)] == []
    assert found.geometry is None or geometry_fault(found.geometry) is None


some_box = st.tuples(st.integers(-180, 180), st.integers(-90, 90), st.integers(-180, 180), st.integers(0, 20))


@settings(max_examples=600, deadline=None)
@given(st.lists(some_box, min_size=1, max_size=6))
def test_the_box_around_boxes_holds_them(written: list[tuple[int, int, int, int]]) -> None:
    given_boxes = [(float(w), float(s), float(e), float(min(90, s + h))) for w, s, e, h in written]
    whole = around(given_boxes)
    assert box_fault(whole) is None
    for west, south, east, north in given_boxes:
        assert whole[1] <= south
        assert north <= whole[3]
        assert _covers(whole, west, east)


def _covers(box: Box, west: float, east: float) -> bool:
    start = (west - box[0]) % 360
    width = (east - west) if east >= west else east - west + 360
    whole = (box[2] - box[0]) if box[2] >= box[0] else box[2] - box[0] + 360
    return whole == 360 or start + width <= whole
