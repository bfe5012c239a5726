"""The columns that the list page and the map read."""

import orjson
import pytest

from terra_build.catalogue import Catalogue
from terra_build.facets import OPEN_END, outputs, period
from terra_catalog.dataset import Access, Dataset, Distribution, Interval, Service, Variable
from terra_vocab.concept import Concept, Labels, Scheme, Thesaurus
from terra_vocab.text import Text

CONCEPTS = [
    Concept(scheme="compartments", id="oceans", label=Text(fr="Océans", en="Oceans")),
    Concept(scheme="compartments", id="solid-earth", label=Text(fr="Terre solide", en="Solid Earth")),
    Concept(
        scheme="variables",
        id="salinity",
        label=Text(fr="Salinité", en="Salinity"),
        alt=Labels(fr=("sel",), en=("PSS",), any=("S",)),
    ),
    Concept(scheme="variables", id="sea-level", label=Text(fr="Niveau de la mer", en="Sea level")),
    Concept(scheme="poles", id="odatis", label=Text(fr="ODATIS", en="ODATIS")),
    Concept(scheme="formats", id="netcdf", label=Text(fr="NetCDF", en="NetCDF")),
    Concept(scheme="protocols", id="opendap", label=Text(fr="OPeNDAP", en="OPeNDAP")),
    Concept(scheme="protocols", id="wms", label=Text(fr="WMS", en="WMS")),
]
SCHEMES = sorted({concept.scheme for concept in CONCEPTS})
THESAURUS = Thesaurus([Scheme(id=s, title=Text(en=s)) for s in SCHEMES], CONCEPTS)


def dataset(identifier: str, **fields: object) -> Dataset:
    given = {"title": Text(fr=identifier), "pole": "odatis", "created": "2026-01-01", "updated": "2026-02-03"}
    return Dataset(id=identifier, **{**given, **fields})  # type: ignore[arg-type]


def files(*datasets: Dataset) -> dict:
    catalogue = Catalogue(THESAURUS, datasets, "https://example.org/")
    return {output.path: orjson.loads(output.body) for output in outputs(catalogue)}


def test_there_is_one_file_without_language_one_of_boxes_and_two_per_language() -> None:
    assert sorted(files()) == [
        "search/boxes.json",
        "search/list-en.json",
        "search/list-fr.json",
        "search/list.json",
        "search/summaries-en.json",
        "search/summaries-fr.json",
    ]


def test_a_cell_is_a_row_of_its_table_a_list_of_them_or_minus_one() -> None:
    found = files(
        dataset(
            "one", compartments=("oceans",), variables=(Variable(concept="salinity"), Variable(concept="sea-level"))
        ),
        dataset("two", access=Access(condition="account")),
    )["search/list.json"]
    assert found["ids"] == ["one", "two"]
    assert found["tables"]["variable"] == ["salinity", "sea-level"]
    assert found["cells"]["variable"] == [[0, 1], -1]
    assert found["cells"]["compartment"] == [0, -1]
    assert found["cells"]["access"] == [-1, 1]
    assert found["updated"] == ["2026-02-03", "2026-02-03"]


def test_a_table_holds_only_concepts_that_have_datasets() -> None:
    assert files(dataset("one", compartments=("oceans",)))["search/list.json"]["tables"]["compartment"] == ["oceans"]


def test_protocols_come_from_services_and_distributions_each_once() -> None:
    found = files(
        dataset(
            "one",
            services=(Service(url="https://example.org/a", protocol="wms"),),
            distributions=(
                Distribution(url="https://example.org/b", protocol="opendap", format="netcdf"),
                Distribution(url="https://example.org/c", protocol="wms", format="netcdf"),
                Distribution(url="https://example.org/d"),
            ),
        )
    )["search/list.json"]
    table = found["tables"]["protocol"]
    assert [table[i] for i in found["cells"]["protocol"][0]] == ["wms", "opendap"]
    assert found["cells"]["format"] == [0]


def test_a_licence_that_is_no_concept_of_ours_is_not_an_option() -> None:
    found = files(dataset("one", licence="https://example.org/licence"))["search/list.json"]
    assert found["cells"]["licence"] == [-1]


def test_a_missing_translation_is_shown_in_the_other_language_and_said() -> None:
    found = files(
        dataset("both", title=Text(fr="Sel", en="Salt"), summary=Text(en="How salty.")),
        dataset("french", title=Text(fr="Vagues")),
    )
    assert found["search/list-en.json"]["texts"] == ["Salt", "Vagues"]
    assert found["search/list-en.json"]["other"] == [1]
    assert found["search/list-fr.json"]["other"] == []
    assert found["search/summaries-fr.json"] == {"texts": ["How salty.", ""], "other": [0]}


def test_a_variable_is_found_by_its_other_names_in_every_language() -> None:
    found = files(dataset("one", variables=(Variable(concept="salinity"),)))["search/list-fr.json"]
    assert found["labels"]["variable"] == ["Salinité"]
    assert found["names"] == ["sel PSS S"]


def test_boxes_are_flat_and_rounded_to_a_kilometre() -> None:
    boxes = ((-5.123, 41.0, 9.0, 51.999), (170.0, -1.0, -170.0, 1.0))
    assert files(dataset("one", boxes=boxes), dataset("two"))["search/boxes.json"] == [
        [-5.12, 41, 9, 52, 170, -1, -170, 1],
        [],
    ]


@pytest.mark.parametrize(
    ("intervals", "years"),
    [
        ((), (None, None)),
        ((Interval(start="1993-01-01"),), (1993, OPEN_END)),
        ((Interval(start="1970", end="2021-12-31"),), (1970, 2021)),
        ((Interval(end="2021"),), (None, 2021)),
        ((Interval(start="2000", end="2001"), Interval(start="1990", end="1991")), (1990, 2001)),
        ((Interval(start="2000", end="2001"), Interval(start="2010")), (2000, OPEN_END)),
        ((Interval(start="2010"), Interval(start="2000", end="2001")), (2000, OPEN_END)),
        ((Interval(start="sometime", end="later"),), (None, None)),
    ],
)
def test_the_period_goes_from_the_first_start_to_the_last_end(
    intervals: tuple[Interval, ...], years: tuple[int | None, int | None]
) -> None:
    assert period(dataset("one", intervals=intervals)) == years
