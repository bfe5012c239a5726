"""The gazetteer is read strictly, and the places in it are where they should be."""

from pathlib import Path

import pytest
from tests.conftest import ROOT

from terra_build.understanding.gazetteer import GazetteerError, Place, read_gazetteer

PLACES = read_gazetteer(ROOT / "vocab/gazetteer.yml")
BY_KEY = {place.key: place for place in PLACES}
FRANCE = BY_KEY["france"].box
OVERSEAS_DEPARTMENTS = ("guadeloupe", "martinique", "french-guiana", "reunion", "mayotte")
REGIONS = [
    "auvergne-rhone-alpes",
    "bourgogne-franche-comte",
    "brittany",
    "centre-val-de-loire",
    "corsica",
    "grand-est",
    "hauts-de-france",
    "ile-de-france",
    "normandy",
    "nouvelle-aquitaine",
    "occitania",
    "pays-de-la-loire",
    "provence-alpes-cote-d-azur",
]


def _of(kind: str) -> list[Place]:
    return [place for place in PLACES if place.kind == kind]


def _inside(place: Place, box: tuple[float, float, float, float], slack: float) -> bool:
    west, south, east, north = place.box
    return west >= box[0] - slack and south >= box[1] - slack and east <= box[2] + slack and north <= box[3] + slack


def test_the_thirteen_regions_and_the_hundred_and_one_departments_are_there() -> None:
    assert set(REGIONS) <= BY_KEY.keys()
    assert len(_of("department")) == 96
    assert {BY_KEY[key].kind for key in OVERSEAS_DEPARTMENTS} == {"overseas"}


def test_every_department_lies_in_a_region() -> None:
    regions = [BY_KEY[key].box for key in REGIONS]
    lost = [place.key for place in _of("department") if not any(_inside(place, box, 0.6) for box in regions)]
    assert lost == []


def test_every_region_and_department_lies_in_france() -> None:
    assert [
        place.key for place in (*_of("department"), *(BY_KEY[k] for k in REGIONS)) if not _inside(place, FRANCE, 0)
    ] == []


def test_a_place_that_crosses_the_antimeridian_has_its_west_east_of_its_east() -> None:
    crossing = {place.key for place in PLACES if place.box[0] > place.box[2]}
    assert {"fiji", "russia", "pacific-ocean", "bering-sea", "new-zealand"} - crossing == {"new-zealand"}
    for place in PLACES:
        west, _, east, _ = place.box
        assert (east - west) % 360 < 200 or place.kind in ("continent", "sea", "overseas"), place.key


@pytest.mark.parametrize(
    ("key", "longitude", "latitude"),
    [
        ("lyon", 4.84, 45.76), ("brest", -4.49, 48.39), ("cayenne", -52.33, 4.92), ("noumea", 166.45, -22.27),
        ("etna", 15.0, 37.75), ("piton-de-la-fournaise", 55.71, -21.24), ("nepal", 85.3, 27.7), ("chile", -70.6, -33.4),
        ("japan", 139.7, 35.7), ("black-sea", 34, 43), ("bay-of-biscay", -4, 45.5), ("amazonia", -60, -3.1),
        ("mont-blanc", 6.86, 45.83), ("lake-chad", 14, 13), ("adelie-land", 140, -66.66), ("fiji", 178.4, -18.1),
        ("vanuatu", 168.3, -17.7), ("kiribati", 173, 1.4), ("cape-verde", -23.5, 14.9), ("iceland", -21.9, 64.1),
    ],
)  # fmt: skip
def test_a_well_known_point_lies_in_its_place(key: str, longitude: float, latitude: float) -> None:
    west, south, east, north = BY_KEY[key].box
    within = west <= longitude <= east if west < east else longitude >= west or longitude <= east
    assert within and south <= latitude <= north


def _read(tmp_path: Path, text: str) -> tuple[Place, ...]:
    file = tmp_path / "gazetteer.yml"
    file.write_text(text, "utf-8")
    return read_gazetteer(file)


def test_a_place_is_read_with_its_kind_and_its_names(tmp_path: Path) -> None:
    places = _read(tmp_path, "sea:\n  red-sea: {fr: Mer Rouge, en: Red Sea, box: [32.3, 12.5, 43.7, 30], alt: [x]}\n")
    assert places == (Place("Mer Rouge", "Red Sea", (32.3, 12.5, 43.7, 30), ("x",), "sea", "red-sea"),)
    assert places[0].names == ("Mer Rouge", "Red Sea", "x")


GOOD = "{fr: A, en: A, box: [0, 0, 1, 1]}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sea: [", "not YAML: "),
        ("- 1\n", "expected kinds of places"),
        ("planet:\n  a: {}\n", "1: `planet` is no kind of place. Write one of continent, country"),
        (f"sea:\n  A: {GOOD}\n", "2: A: a key is small letters, digits and hyphens"),
        ("sea:\n  a: {fr: A, en: A}\n", "2: a: Object missing required field `box`"),
        ("sea:\n  a: {fr: A, en: A, box: [0, 0, 1]}\n", "2: a: "),
        ("sea:\n  a: {fr: A, en: A, box: [0, 1, 1, 0]}\n", "[0.0, 1.0, 1.0, 0.0] is no box"),
        ("sea:\n  a: {fr: A, en: A, box: [0, 0, 181, 1]}\n", "is no box"),
        ("sea:\n  a: {fr: A, en: A, box: [0, 0, 1, 1], size: 3}\n", "unknown field `size`"),
        ("sea:\n  a: {fr: A, en: A, box: [0, 0, 1, 1], key: b}\n", "given by the place in the file"),
        ('sea:\n  a: {fr: " ", en: A, box: [0, 0, 1, 1]}\n', "an empty name"),
        (f"sea:\n  a: {GOOD}\ncity:\n  a: {GOOD}\n", "this key is used twice"),
        (f"sea:\n  a: {GOOD}\n  b: {{fr: É, en: á, box: [0, 0, 1, 1]}}\n", '"a" names a and b. List it under `shared`'),
        (f"sea:\n  a: {GOOD}\nshared: [A]\n", "a names no two places"),
        (f"sea:\n  a: {GOOD}\nshared: A\n", "`shared` is a list of names"),
    ],
)  # fmt: skip
def test_what_the_gazetteer_refuses_is_said_with_its_remedy(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(GazetteerError) as caught:
        _read(tmp_path, text)
    assert said in str(caught.value)
    assert "gazetteer.yml" in str(caught.value)


def test_a_lost_gazetteer_is_said(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="Restore the file"):
        read_gazetteer(tmp_path / "none.yml")


def test_a_name_of_two_places_is_kept_when_it_is_announced(tmp_path: Path) -> None:
    text = f"sea:\n  a: {GOOD}\n  b: {{fr: B, en: á, box: [0, 0, 1, 1]}}\nshared: [A]\n"
    assert [place.key for place in _read(tmp_path, text)] == ["a", "b"]
