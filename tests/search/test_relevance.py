"""The search answers judged queries well: far better than BM25, in both languages, and says why."""

from collections import Counter
from pathlib import Path

import pytest
from tests.bench.bm25 import Bm25
from tests.bench.relevance import HELD_OUT, JUDGED, baselines, ranked_by_site, read_judged
from tests.bench.relevance_metrics import Judged, ndcg, quality, recall

from terra_build.catalogue import Catalogue

HARD = {"cross", "lay"}


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    return read_judged(JUDGED)


@pytest.fixture(scope="module")
def rankings(judged: list[Judged], site: Path) -> list[list[str]]:
    return [found["understood"] for found in ranked_by_site(judged, site)]


def test_there_are_sixty_queries_half_of_them_on_french_pages_a_third_in_lay_words(judged: list[Judged]) -> None:
    pages = Counter(query.page for query in judged)
    about = Counter(kind for query in judged for kind in query.about)
    assert len(judged) >= 60
    assert min(pages["fr"], pages["en"]) >= 0.4 * len(judged)
    assert about["lay"] >= len(judged) / 3
    assert all(about[kind] >= 3 for kind in ("cross", "place", "period", "typo", "formula", "acronym", "platform"))


def test_every_judged_dataset_is_in_the_catalogue_once(judged: list[Judged], catalogue: Catalogue) -> None:
    queries = [*judged, *(query for file in HELD_OUT for query in read_judged(file))]
    unknown = {i for query in queries for i in query.grades} - catalogue.by_id.keys()
    assert unknown == set()
    assert [query.q for query in queries if len(query.grades) != len(query.very) + len(query.some)] == []


def test_judged_queries_are_answered_with_a_mean_gain_of_four_fifths(
    judged: list[Judged], rankings: list[list[str]]
) -> None:
    reached = quality(judged, rankings)
    assert reached.ndcg >= 0.85, reached
    assert reached.success >= 0.85, reached


def test_lay_and_cross_language_queries_gain_twice_as_much_as_with_bm25(
    judged: list[Judged], rankings: list[list[str]], catalogue: Catalogue
) -> None:
    hard = [i for i, query in enumerate(judged) if HARD & set(query.about)]
    queries = [judged[i] for i in hard]
    baseline = quality(queries, baselines(queries, catalogue)["BM25, title and description"])
    ours = quality(queries, [rankings[i] for i in hard])
    assert ours.ndcg >= 2 * baseline.ndcg, (ours, baseline)


@pytest.mark.parametrize("file", HELD_OUT, ids=lambda file: file.stem)
def test_queries_that_nothing_was_tuned_on_are_answered_well_too(file: Path, site: Path, catalogue: Catalogue) -> None:
    queries = read_judged(file)
    ours = quality(queries, [found["understood"] for found in ranked_by_site(queries, site)])
    baseline = quality(queries, baselines(queries, catalogue)["BM25, title and description"])
    assert ours.ndcg >= 0.8, (ours, baseline)


def test_no_query_of_one_kind_is_left_behind(judged: list[Judged], rankings: list[list[str]]) -> None:
    kinds = {kind for query in judged for kind in query.about}
    weak = {}
    for kind in kinds:
        kept = [i for i, query in enumerate(judged) if kind in query.about]
        reached = quality([judged[i] for i in kept], [rankings[i] for i in kept])
        if reached.ndcg < 0.75:
            weak[kind] = str(reached)
    assert weak == {}


def _first(q: str, page: str, site: Path) -> list[str]:
    query = Judged(q, page, (), ())
    return ranked_by_site([query], site)[0]["understood"]


@pytest.mark.parametrize(
    ("french", "english"), [("salinité", "salinity"), ("séisme", "earthquake"), ("banquise", "sea ice")]
)
def test_a_concept_finds_the_same_datasets_in_both_languages_on_both_pages(
    french: str, english: str, site: Path
) -> None:
    answers = [set(_first(q, page, site)[:5]) for q in (french, english) for page in ("fr", "en")]
    assert all(len(answer & answers[0]) >= 3 for answer in answers), answers


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script> " * 300, "\u202eملوحة", "a" * 10_000, "1990-" * 2000, "%00\\'\"", ""]
)
def test_no_text_stops_the_search(text: str, site: Path) -> None:
    assert isinstance(_first(text, "fr", site), list)


GRADES = {"a": 2, "b": 1, "c": 1}


def test_the_best_ranking_gains_one_and_an_empty_one_nothing() -> None:
    assert ndcg(["a", "b", "c", "x"], GRADES) == 1
    assert ndcg([], GRADES) == ndcg(["x", "y"], GRADES) == 0


def test_a_relevant_dataset_gains_less_the_later_it_comes() -> None:
    assert (
        1 > ndcg(["b", "a", "c"], GRADES) > ndcg(["x", "b", "a", "c"], GRADES) > ndcg(["x"] * 10 + ["a"], GRADES) == 0
    )


def test_a_gain_is_two_to_the_grade_less_one_over_the_logarithm_of_the_rank() -> None:
    assert ndcg(["x", "a"], {"a": 2}) == pytest.approx(0.6309, abs=1e-4)


def test_recall_counts_what_can_be_among_ten() -> None:
    assert recall(["a", "x", "c"], GRADES) == pytest.approx(2 / 3)
    many = {str(i): 1 for i in range(20)}
    assert recall([str(i) for i in range(10)], many) == 1


def test_success_is_a_very_relevant_first_hit() -> None:
    query = Judged("q", "fr", (), ("a",), ("b",))
    assert [quality([query], [[first]]).success for first in ("a", "b", "x")] == [1, 0, 0]


def test_the_baseline_ranks_rare_words_and_short_texts_first() -> None:
    engine = Bm25(["sea sea level", "sea", "sea ice of the far north pole"], str.split)
    assert engine.ranked("ice") == [2]
    assert engine.ranked("sea level")[0] == 0
    assert engine.ranked("nothing") == []
