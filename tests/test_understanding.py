"""What the browser is told to understand a query."""

import gzip
import shutil
from pathlib import Path

import orjson
import pytest
from tests.conftest import ROOT

from terra_build.build import build
from terra_build.catalogue import Catalogue
from terra_build.project import Project
from terra_build.understanding import outputs
from terra_build.understanding.files import RAREST, SCHEMES, common_words
from terra_build.understanding.gazetteer import GazetteerError, read_gazetteer
from terra_vocab.text import LANGS

BUDGET = 60_000
"""Bytes a page may load before it suggests and understands."""


@pytest.fixture(scope="module")
def files(project: Project, catalogue: Catalogue) -> dict[str, bytes]:
    return {output.path: output.body for output in outputs(project, catalogue)}


def test_there_is_one_file_a_language_within_the_budget(files: dict[str, bytes]) -> None:
    whole = {path: body for path, body in files.items() if path.count("/") == 1}
    assert list(whole) == [f"search/understanding-{lang}.json" for lang in LANGS]
    assert max(len(gzip.compress(body)) for body in whole.values()) <= BUDGET


@pytest.mark.parametrize("lang", LANGS)
def test_every_name_of_every_concept_is_in_both_files(files: dict[str, bytes], catalogue: Catalogue, lang: str) -> None:
    concepts = orjson.loads(files[f"search/understanding-{lang}.json"])["concepts"]
    names = {
        key: {label, other, *alternatives.split("\n")} - {""}
        for key, label, other, alternatives in zip(
            concepts["keys"], concepts["labels"], concepts["other"], concepts["alt"], strict=True
        )
    }
    expected = {
        c.key: {c.label.fr, c.label.en, *c.alt.fr, *c.alt.en, *c.alt.any} - {None}
        for scheme in SCHEMES
        for c in catalogue.thesaurus.of(scheme)
    }
    assert names == expected


def test_hidden_names_are_apart_from_those_that_are_shown(files: dict[str, bytes], catalogue: Catalogue) -> None:
    concepts = orjson.loads(files["search/understanding-fr.json"])["concepts"]
    hidden = dict(zip(concepts["keys"], concepts["hidden"], strict=True))
    concept = catalogue.thesaurus.concepts["variables/air-temperature"]
    assert (
        set(hidden[concept.key].split("\n")) == {*concept.hidden.fr, *concept.hidden.en, *concept.hidden.any} != set()
    )


def test_the_label_of_the_page_comes_first(files: dict[str, bytes]) -> None:
    for lang, label in (("fr", "Niveau de la mer"), ("en", "Sea level")):
        concepts = orjson.loads(files[f"search/understanding-{lang}.json"])["concepts"]
        assert concepts["labels"][concepts["keys"].index("variables/sea-level")] == label


def test_a_concept_points_to_those_above_it_and_says_how_many_datasets_it_has(
    files: dict[str, bytes], catalogue: Catalogue
) -> None:
    concepts = orjson.loads(files["search/understanding-fr.json"])["concepts"]
    at = concepts["keys"].index("variables/sea-level")
    above = [concepts["keys"][i] for i in concepts["above"][at]]
    assert above[0] == "subdomains/sea-level-topography"
    assert "compartments/oceans" in above
    assert concepts["counts"][at] == catalogue.count("variables/sea-level") > 0


@pytest.mark.parametrize("lang", LANGS)
def test_every_place_has_its_names_and_box(files: dict[str, bytes], project: Project, lang: str) -> None:
    places = orjson.loads(files[f"search/understanding-{lang}.json"])["places"]
    known = read_gazetteer(project.gazetteer)
    assert places["keys"] == [place.key for place in known]
    assert places["boxes"] == [value for place in known for value in place.box]
    assert places["labels"] == [place.fr if lang == "fr" else place.en for place in known]


def test_the_words_of_titles_are_folded_sorted_and_long_enough(catalogue: Catalogue) -> None:
    words = common_words(catalogue)
    assert words == sorted(set(words))
    assert {"donnees", "ocean", "temperature", "daily"} <= set(words)
    assert all(len(word) >= 5 and word.isalpha() for word in words)


@pytest.mark.parametrize(
    ("lang", "term", "told"),
    [("fr", "sismometr", "variables/seismic-waveform"), ("en", "traffic", "variables/nitrogen-dioxide")],
)
def test_the_plain_words_of_definitions_tell_of_their_concepts(
    files: dict[str, bytes], lang: str, term: str, told: str
) -> None:
    file = orjson.loads(files[f"search/understanding-{lang}.json"])
    terms = file["told"]["terms"].split(" ")
    assert told in [file["concepts"]["keys"][at] for at in file["told"]["concepts"][terms.index(term)]]
    assert terms == sorted(set(terms))
    assert max(map(len, file["told"]["concepts"])) <= RAREST


def test_a_broken_gazetteer_publishes_nothing(tmp_path: Path) -> None:
    for name in ("theme", "catalog", "node_modules", "mkdocs.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "vocab/concepts", tmp_path / "vocab/concepts")
    (tmp_path / "vocab/gazetteer.yml").write_text("sea: 3\n", "utf-8")
    with pytest.raises(GazetteerError, match=r"gazetteer\.yml:1: `sea` is no kind of place"):
        build(Project(tmp_path, "https://terra.example/"), tmp_path / "site")
    assert not (tmp_path / "site").exists()
