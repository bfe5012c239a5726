"""Enrichment over the real sets of the poles in ../shared, and over keywords that mean harm."""

import pytest
from tests.harvest.enriched import (
    COMPARTMENT,
    PRECISION,
    VARIABLE,
    Done,
    all_done,
    judged,
    precision,
    shares,
    unmatched,
)
from tests.harvest.matching import POLES, thesaurus

from terra_harvest.enrich.reason import RANK


@pytest.fixture(scope="module")
def done() -> list[Done]:
    found = all_done()
    if {one.pole for one in found} != set(POLES):
        pytest.skip("the sets of the poles are not in ../shared/fixtures/poles")
    return found


def test_most_datasets_of_the_poles_get_a_compartment_and_a_variable(done: list[Done]) -> None:
    assert len(done) == 1707
    variable, compartment, _ = shares(done)
    assert variable >= VARIABLE
    assert compartment >= COMPARTMENT


def test_every_match_is_with_a_concept_and_every_variable_and_compartment_follows_from_one(done: list[Done]) -> None:
    concepts = thesaurus().concepts
    for one in done:
        matched = {match.concept for match in one.found.matches}
        assert matched <= set(concepts)
        assert len(matched) == len(one.found.matches), "a concept is matched once, by its strongest reason"
        assert {f"variables/{variable.concept}" for variable in one.found.variables} == {
            key for key in matched if key.startswith("variables/")
        }
        above = {above.key for key in matched for above in thesaurus().ancestors(key)} | matched
        assert {f"compartments/{name}" for name in one.found.compartments} <= above
        assert all(match.text and match.confidence in RANK for match in one.found.matches)


def test_an_abstract_makes_no_variable_beside_a_stronger_reason(done: list[Done]) -> None:
    for one in done:
        kinds = {match.kind for match in one.found.matches if match.concept.startswith("variables/")}
        assert kinds == {"abstract"} or "abstract" not in kinds


def test_no_keyword_is_both_matched_and_missing(done: list[Done]) -> None:
    for one in done:
        told = {match.text for match in one.found.matches}
        assert not told & {*one.found.unmatched, *one.found.others}
    assert len(unmatched(done)) > 100


def test_the_matches_judged_by_hand_are_right_in_95_of_100_cases() -> None:
    matches = judged()
    assert len(matches) == 100
    assert {match["verdict"] for match in matches} <= {"right", "wrong"}
    assert all(match.get("why") for match in matches if match["verdict"] == "wrong")
    assert precision(matches) >= PRECISION


def test_the_matches_judged_right_are_still_made(done: list[Done]) -> None:
    made = {(one.pole, one.record.native_id, match.concept, match.text) for one in done for match in one.found.matches}
    lost = [
        match
        for match in judged()
        if match["verdict"] == "right" and (match["set"], match["id"], match["concept"], match["text"]) not in made
    ]
    assert lost == []
