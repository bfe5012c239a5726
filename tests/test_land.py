"""The land behind footprints: TopoJSON in, small drawings out, cut where the map ends."""

import gzip
from itertools import pairwise
from pathlib import Path

import orjson
import pytest

from terra_build.land import LandError, area, cut, decode, geojson, outputs, simplified, svg

PACKAGE = Path(__file__).parent.parent / "node_modules/world-atlas"


def topology(*rings: list[list[int]], polygons: list) -> bytes:
    return orjson.dumps(
        {
            "type": "Topology",
            "transform": {"scale": [1, 1], "translate": [0, 0]},
            "arcs": rings,
            "objects": {
                "land": {"type": "GeometryCollection", "geometries": [{"type": "MultiPolygon", "arcs": polygons}]}
            },
        }
    )


def test_arcs_are_joined_and_walked_backwards_where_the_file_says_so() -> None:
    there, back = [[0, 0], [10, 0], [0, 10]], [[0, 0], [0, 10], [10, 0]]
    assert decode(topology(there, back, polygons=[[[0, -2]]])) == [[[(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]]]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b'{"transform": {}}', b'{"type": "Topology", "arcs": []}'])
def test_what_is_no_topojson_of_land_is_refused_with_a_reason(body: bytes) -> None:
    with pytest.raises(LandError, match="expected TopoJSON with an object `land`"):
        decode(body)


def test_a_nearly_straight_coast_loses_its_needless_points_and_keeps_its_corners() -> None:
    coast = [(0.0, 0.0), (5.0, 0.01), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]
    assert simplified([[coast]], 0.1, 1)[0][0] == [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]


def test_islands_too_small_to_be_seen_are_left_out() -> None:
    speck = [(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.0)]
    assert simplified([[speck]], 0.001, 1) == []


def test_land_over_the_antimeridian_is_cut_in_two_and_loses_nothing() -> None:
    chukotka = [(170.0, 60.0), (-170.0, 60.0), (-170.0, 70.0), (170.0, 70.0), (170.0, 60.0)]
    parts = cut(simplified([[chukotka]], 0.1, 0))
    assert [(min(x for x, _ in p[0]), max(x for x, _ in p[0])) for p in parts] == [(170, 180), (-180, -170)]
    assert sum(abs(area(p[0])) for p in parts) == 200


def test_land_around_a_pole_reaches_it() -> None:
    antarctica = [(-180.0, -70.0), (-60.0, -65.0), (60.0, -70.0), (180.0, -70.0)]
    (part,) = [p for p in cut([[antarctica]]) if abs(area(p[0])) > 1]
    assert min(y for _, y in part[0]) == -90


def test_a_drawing_counts_latitude_upwards_in_whole_steps() -> None:
    square = [[(0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (0.0, 1.0), (0.0, 0.0)]]
    assert b'transform="scale(0.1)" d="M0 0l20 0 0-10-20 0z"' in svg([square], 10)


def test_the_geojson_is_one_multipolygon() -> None:
    square = [[(0.0, 0.0), (2.0, 0.0), (2.0, 1.123), (0.0, 0.0)]]
    assert orjson.loads(geojson([square], 2)) == {
        "type": "MultiPolygon",
        "coordinates": [[[[0, 0], [2, 0], [2, 1.12], [0, 0]]]],
    }


@pytest.mark.skipif(not PACKAGE.is_dir(), reason="world-atlas is not installed: run make setup")
def test_the_land_of_the_world_is_small_inside_the_map_and_always_the_same() -> None:
    coarse, fine = (PACKAGE / "land-110m.json").read_bytes(), (PACKAGE / "land-50m.json").read_bytes()
    made = {output.path: output.body for output in outputs(coarse, fine)}
    assert made == {output.path: output.body for output in outputs(coarse, fine)}
    sizes = {path: len(gzip.compress(body, 9)) for path, body in made.items()}
    assert sizes["assets/land.svg"] < 25_000
    assert sizes["assets/land-fine.svg"] < 90_000
    assert sizes["assets/land.json"] < 130_000
    rings = [ring for polygon in orjson.loads(made["assets/land.json"])["coordinates"] for ring in polygon]
    assert all(-180 <= x <= 180 and -90 <= y <= 90 for ring in rings for x, y in ring)
    long_edges = [(a, b) for ring in rings for a, b in pairwise(ring) if abs(a[0] - b[0]) > 90]
    assert all(a[1] <= -89.9 and b[1] <= -89.9 for a, b in long_edges), "an edge crosses the map"
