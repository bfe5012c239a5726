"""A page that loads parts of what there is to know understands a query as one that loads it whole, for far less."""

import json
import random
import statistics
import subprocess
from pathlib import Path

import pytest
from tests.bench.relevance import HELD_OUT, JUDGED, read_judged
from tests.conftest import ROOT

from terra_build.catalogue import Catalogue
from terra_vocab.text import LANGS

MEDIAN = 12_000
"""Bytes, packed, that a judged query may load to be understood."""


def texts(catalogue: Catalogue) -> list[str]:
    """Judged queries, names of the thesaurus, and both with a letter changed, dropped or swapped."""
    chance = random.Random(4)  # noqa: S311
    judged = [query.q for file in (JUDGED, *HELD_OUT) for query in read_judged(file)]
    names = [name for c in catalogue.thesaurus.concepts.values() for name in (c.label.fr, c.label.en) if name]
    found = [*judged, *chance.sample(names, 80)]
    return [*found, *(_misspelt(text, chance) for text in found)]


def _misspelt(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    faults = (text[at:][1::-1] + text[at + 2 :], text[at + 1 :], chance.choice("aeiourst") + text[at + 1 :])
    return text[:at] + chance.choice(faults)


@pytest.mark.parametrize("lang", LANGS)
def test_parts_understand_what_the_whole_does(site: Path, catalogue: Catalogue, lang: str) -> None:
    queries = texts(catalogue)
    done = subprocess.run(
        ["node", "tests/search/compare_parts.js", str(site), lang],
        cwd=ROOT,
        input=json.dumps(queries),
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert len(queries) > 300
    assert found["different"] == []
    judged = len(queries) // 2 - 80
    assert statistics.median(found["bytes"][:judged]) <= MEDIAN
