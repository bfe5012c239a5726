"""The shards give the hits, scores and order of a whole index of lunr, asked by lunr.js and by Python’s lunr."""

import json
import random
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lunr.builder import Builder
from lunr.index import Index
from lunr.query import QueryPresence
from tests.bench.synthetic import datasets as synthetic
from tests.conftest import ROOT

from terra_build.catalogue import Catalogue
from terra_build.search import shards
from terra_build.search.fields import FIELDS, Reader
from terra_build.search.numbers import numbered
from terra_build.search.postings import make_postings
from terra_vocab.text import LANGS, Lang

QUERIES = 600
SAME_SCORE = 1e-6
"""Two sums of the same weights may differ in their last digits, and lunr ranks by them: ties are told apart here."""

Clause = dict[str, Any]
Ranking = list[tuple[int, float]]


class Case:
    """An index of one language, the queries, what the engine and lunr.js answered."""

    def __init__(self, catalogue: Catalogue, folder: Path, lang: Lang) -> None:
        reader = Reader(catalogue.thesaurus, lang)
        made = synthetic(250, catalogue.thesaurus, seed=3)
        # Every ninth number is that of a withdrawn dataset: a hole must not move its neighbours.
        places = [d if i % 9 else None for i, d in enumerate(numbered([*catalogue.datasets, *made]))]
        self.documents = [reader.fields_of(d) if d else None for d in places]
        for output in shards.outputs(make_postings(self.documents, len(FIELDS)), f"search/{lang}"):
            file = folder / output.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(output.body)
        self.queries = _queries([d for d in self.documents if d], random.Random(f"queries {lang}"))  # noqa: S311
        asked = {"fields": list(FIELDS.items()), "documents": self.documents, "queries": self.queries}
        (folder / f"{lang}.json").write_text(json.dumps(asked), "utf-8")
        subprocess.run(["node", ROOT / "tests/search/oracle.js", folder, lang], check=True)
        self.answers = json.loads((folder / f"{lang}-answers.json").read_text("utf-8"))


@pytest.fixture(scope="module", params=LANGS)
def case(request: pytest.FixtureRequest, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return Case(catalogue, tmp_path_factory.mktemp("ranking"), request.param)


def test_every_query_has_the_hits_and_the_scores_of_lunr_js(case: Case) -> None:
    assert len(case.answers) == QUERIES >= 500
    for query, answer in zip(case.queries, case.answers, strict=True):
        ours, theirs = dict(answer["ours"]), dict(answer["lunr"])
        assert ours.keys() == theirs.keys(), query
        assert answer["total"] == len(theirs), query
        assert all(abs(score - theirs[number]) < SAME_SCORE for number, score in ours.items()), query


def test_every_query_has_the_first_ten_of_lunr_js_in_its_order(case: Case) -> None:
    for query, answer in zip(case.queries, case.answers, strict=True):
        assert answer["top"] == _first_ten(answer["lunr"]), query
        assert answer["top"] == [number for number, _ in answer["ours"][:10]], query


def test_every_query_has_the_first_ten_of_the_lunr_package(case: Case) -> None:
    index = _whole(case.documents)
    known = {term for document in case.documents if document for words in document for term in words}
    compared = 0
    for query, answer in zip(case.queries, case.answers, strict=True):
        # The package lets everything pass when a required term is unknown; lunr.js and the engine let nothing pass.
        if any(clause.get("presence") == "required" and clause["term"] not in known for clause in query):
            continue
        theirs = _ask(index, query)
        assert {number for number, _ in answer["ours"]} == {number for number, _ in theirs}, query
        assert answer["top"] == _first_ten(theirs), query
        compared += 1
    assert compared >= 500


def test_the_queries_ask_for_all_that_the_engine_can_do(case: Case) -> None:
    clauses = [clause for query in case.queries for clause in query]
    assert {clause.get("presence") for clause in clauses} == {None, "required", "prohibited"}
    assert any("fields" in c for c in clauses)
    assert any(c.get("weight", 1) != 1 for c in clauses)
    assert any(c["term"].startswith("c:") for c in clauses)
    totals = [answer["total"] for answer in case.answers]
    assert 0 in totals, "some query finds nothing"
    assert sum(total > 10 for total in totals) > QUERIES / 2


def _queries(documents: list[list[list[str]]], chance: random.Random) -> list[list[Clause]]:
    """Queries of one to six terms that the documents have, or nearly."""
    queries: list[list[Clause]] = []
    while len(queries) < QUERIES:
        clauses: list[Clause] = []
        for _ in range(chance.choice((1, 1, 2, 2, 3, 4, 6))):
            words = chance.choice([words for words in chance.choice(documents) if words])
            term = chance.choice(words) if chance.random() > 0.05 else "zz" + chance.choice(words)
            clause: Clause = {"term": term}
            if chance.random() < 0.2:
                clause["weight"] = chance.choice((0.5, 2, 3, 10))
            if chance.random() < 0.15:
                clause["fields"] = chance.sample(list(FIELDS), 3)
            if (kind := chance.random()) < 0.1 or (kind < 0.2 and clauses):
                clause["presence"] = "required" if kind < 0.1 else "prohibited"
            clauses.append(clause)
        if any(clause.get("presence") != "prohibited" for clause in clauses):
            queries.append(clauses)
    return queries


def _first_ten(ranking: Ranking) -> list[int]:
    """The first ten of lunr: by score, equal scores in the order of the documents."""
    return [number for number, _ in sorted(ranking, key=lambda hit: (-round(hit[1], 9), hit[0]))][:10]


def _whole(documents: list[list[list[str]] | None]) -> Index:
    builder = Builder()
    builder.ref("number")
    for name, boost in FIELDS.items():
        builder.field(name, boost=boost)
    for number, document in enumerate(documents):
        if document:
            builder.add({"number": number, **dict(zip(FIELDS, document, strict=True))})
    return builder.build()


def _ask(index: Index, clauses: list[Clause]) -> Ranking:
    query = index.create_query()
    for clause in clauses:
        presence = QueryPresence[clause.get("presence", "optional").upper()]
        fields = clause.get("fields")
        query.term(clause["term"], fields=fields, boost=clause.get("weight", 1), presence=presence, use_pipeline=False)
    return [(int(hit["ref"]), hit["score"]) for hit in index.query(query)]
