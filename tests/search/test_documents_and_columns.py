"""What the browser reads from the blocks and the columns is what the records say."""

import json
import subprocess
from datetime import date
from typing import Any

import msgspec
import pytest
from tests.conftest import ROOT

from terra_build.catalogue import Catalogue
from terra_build.facets import OPEN_END, period
from terra_build.search import outputs
from terra_build.search.columns import UNKNOWN_YEAR
from terra_build.search.numbers import numbered
from terra_catalog.dataset import Dataset, Resolution
from terra_vocab.text import LANGS, Text

CHOICES: list[dict[str, list[str]]] = [
    {},
    {"compartment": ["ocean"]},
    {"compartment": ["ocean", "atmosphere"], "platform": ["satellite"]},
    {"compartment": ["ocean"], "platform": ["satellite"], "pole": ["odatis"]},
    {"variable": ["no-such-variable"]},
]


@pytest.fixture(scope="module")
def odd(catalogue: Catalogue) -> Catalogue:
    """The embedded catalogue, one dataset gone, and two that say little or only in English."""
    gone = catalogue.datasets[5]
    bare = Dataset(id="zz-bare", title=Text(en="Only English"), pole=gone.pole, created="2026-11-21", updated="soon")
    far = msgspec.structs.replace(
        gone,
        id="zz-far",
        boxes=((170.25, -50.5, -170.75, 0.0), (-180.0, -90.0, 180.0, 90.0)),
        resolution=Resolution(metres=30.0),
    )
    kept = [d for d in catalogue.datasets if d is not gone]
    return Catalogue(catalogue.thesaurus, [*kept, bare, far], catalogue.site_url)


@pytest.fixture(scope="module")
def places(catalogue: Catalogue, odd: Catalogue) -> list[Dataset | None]:
    return numbered(odd.datasets, [d.id for d in catalogue.datasets])


@pytest.fixture(scope="module")
def read(catalogue: Catalogue, odd: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("columns")
    for output in outputs(odd, [d.id for d in catalogue.datasets]):
        file = folder / output.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(output.body)
    command = ["node", str(ROOT / "tests/search/read.js"), str(folder), json.dumps(CHOICES)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_number_without_a_dataset_is_a_hole(read: dict[str, Any], places: list[Dataset | None]) -> None:
    assert read["live"] == [int(dataset is not None) for dataset in places]
    assert read["live"].count(0) == 1
    assert read["documents"]["fr"][5] is None


def test_a_block_gives_the_values_of_each_card(read: dict[str, Any], places: list[Dataset | None]) -> None:
    for lang in LANGS:
        for number, dataset in enumerate(places):
            if dataset is None:
                continue
            doc = read["documents"][lang][number]
            title, real = dataset.title.shown(lang)
            start, end = period(dataset)
            assert doc == {
                "number": number,
                "id": dataset.id,
                "title": title,
                "titleInOther": real != lang,
                "summary": dataset.summary.shown(lang)[0],
                "summaryInOther": dataset.summary.shown(lang)[1] != lang,
                "boxes": [value for box in dataset.boxes for value in box],
                "start": start,
                "end": end,
                "compartments": list(dataset.compartments),
                "variables": [v.concept for v in dataset.variables[:3]],
                "variableCount": len(dataset.variables),
                "platforms": list(dataset.platforms),
                "pole": dataset.pole,
                "centre": dataset.data_centre or "",
                "licence": dataset.licence or "",
                "access": dataset.access.condition if dataset.access else "",
            }


def test_the_cells_of_a_facet_are_those_of_the_record(read: dict[str, Any], places: list[Dataset | None]) -> None:
    def cells(facet: str) -> list[list[str]]:
        found: list[list[str]] = read["cells"][facet]
        return found

    for number, dataset in enumerate(places):
        if dataset is None:
            assert all(not column[number] for column in read["cells"].values())
            continue
        assert cells("compartment")[number] == list(dataset.compartments)
        assert cells("variable")[number] == list(dict.fromkeys(v.concept for v in dataset.variables))
        assert cells("pole")[number] == [dataset.pole]
        assert cells("licence")[number] == ([dataset.licence] if dataset.licence in read["options"]["licence"] else [])
        assert cells("access")[number] == ([dataset.access.condition] if dataset.access else [])


def test_ground_sampling_falls_into_classes(read: dict[str, Any], places: list[Dataset | None]) -> None:
    far = next(i for i, d in enumerate(places) if d and d.id == "zz-far")
    assert read["cells"]["resolution"][far] == ["decametre"]
    assert read["options"]["resolution"] == ["metre", "decametre", "hectometre", "kilometre", "coarse"]


def test_years_boxes_and_sort_keys_come_through(read: dict[str, Any], places: list[Dataset | None]) -> None:
    for number, dataset in enumerate(places):
        if dataset is None:
            assert read["years"][number] == [UNKNOWN_YEAR, UNKNOWN_YEAR]
            assert read["boxes"][number] == []
            continue
        assert read["years"][number] == [UNKNOWN_YEAR if year is None else year for year in period(dataset)]
        assert read["boxes"][number] == [[round(value, 2) for value in box] for box in dataset.boxes]
        day, completeness = read["order"][number]
        if dataset.id == "zz-bare":
            assert (day, completeness) == (0, 0)
        else:
            assert date.fromordinal(date(1970, 1, 1).toordinal() + day).isoformat() == dataset.updated[:10]
            assert 1 <= completeness <= 14
    assert OPEN_END in [end for _, end in read["years"]]


def test_facets_narrow_each_other_and_count_what_choosing_more_would_give(
    read: dict[str, Any], places: list[Dataset | None]
) -> None:
    cells, options = read["cells"], read["options"]
    for choice, tally in zip(CHOICES, read["tallies"], strict=True):
        passes = {
            facet: [not choice.get(facet) or bool(set(column[n]) & set(choice[facet])) for n in range(len(places))]
            for facet, column in cells.items()
        }
        kept = [n for n, d in enumerate(places) if d and all(ok[n] for ok in passes.values())]
        assert tally["kept"] == kept
        assert tally["total"] == len(kept)
        for facet, column in cells.items():
            others = [n for n, d in enumerate(places) if d and all(ok[n] for f, ok in passes.items() if f != facet)]
            assert tally["counts"][facet] == [sum(option in column[n] for n in others) for option in options[facet]]


def test_labels_name_the_options_in_the_language_of_the_page(read: dict[str, Any], odd: Catalogue) -> None:
    for identifier, label, *above in read["labels"]["variable"]:
        concept = odd.thesaurus.concepts[f"variables/{identifier}"]
        assert label == concept.label.fr
        assert above == list(concept.broader)
    assert [row[0] for row in read["labels"]["variable"]] == read["options"]["variable"]
