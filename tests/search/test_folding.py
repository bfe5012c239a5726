"""The words and terms of a text, on the cases that the browser's modules are held to as well."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT

from terra_build.search.english import stem_english
from terra_build.search.folding import LONGEST, STOP_WORDS, fold, joined_names, terms_of, words_of
from terra_build.search.french import stem_french
from terra_vocab.text import Lang

CASES = json.loads((Path(__file__).parent / "cases.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "words"), CASES["words"])
def test_a_text_has_these_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(("lang", "text", "terms"), CASES["terms"])
def test_a_text_asks_for_these_terms(lang: Lang, text: str, terms: list[str]) -> None:
    assert terms_of(text, lang) == terms


def test_words_have_the_stems_of_lunr() -> None:
    """The third and second column were written by lunr's English and lunr-languages' French stemmer."""
    wrong = [(w, fr, en) for w, fr, en in CASES["stems"] if (stem_french(w), stem_english(w)) != (fr, en)]
    assert wrong == []


def test_the_browser_has_the_same_stop_words() -> None:
    source = (ROOT / "theme/assets/js/search/terms.js").read_text("utf-8")
    block = source[source.index("STOP_WORDS = new Set(") : source.index('.split(" ")')]
    words = " ".join(re.findall(r'"([^"]*)"', block)).split()
    assert sorted(words) == sorted(STOP_WORDS)
    assert all(words_of(word) == [word] for word in STOP_WORDS), "a stop word that folding changes stops nothing"


def test_a_very_long_word_is_cut() -> None:
    assert words_of("a" * 1000) == ["a" * LONGEST]


def test_a_name_with_a_number_is_found_written_as_one_word() -> None:
    assert joined_names("Sentinel-2A, ERA-5 et MOD11_2") == ["sentinel2a", "era5"]
    assert joined_names("LANDSAT8 et SPOT5, mais ERA5, PM10 et ITRF2020") == ["landsat", "spot"]


@given(st.lists(st.text(max_size=12), max_size=8))
def test_cutting_at_blanks_first_changes_nothing(parts: list[str]) -> None:
    text = " ".join(parts)
    assert words_of(text) == [word for part in text.split() for word in words_of(part)]


@given(st.text(max_size=40))
def test_a_word_folds_to_itself(text: str) -> None:
    assert [w for word in words_of(text) for w in words_of(word)] == words_of(text)
    assert fold(fold(text)) == fold(text)
