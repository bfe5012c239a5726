"""How well the search answers judged queries, beside BM25: `python -m tests.bench.relevance [--site S] [--worst]`."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
import orjson
from tests.bench.bm25 import Bm25
from tests.bench.project import ROOT
from tests.bench.relevance_metrics import DEPTH, Judged, ndcg, quality

from terra_build.build import build, load_catalogue
from terra_build.catalogue import Catalogue
from terra_build.project import find_project
from terra_build.search.folding import terms_of
from terra_catalog.strict_yaml import read_yaml
from terra_vocab.text import LANGS

JUDGED = ROOT / "tests/search/judged.yml"
HELD_OUT = tuple(ROOT / f"tests/search/{name}.yml" for name in ("held_out", "held_out_again", "held_out_last"))
TODAY = "2026-11-21"
_HARD = ("cross", "lay")
_WORST = 25


def main(arguments: Sequence[str]) -> None:
    """Build the embedded catalogue (or take a built site), rank every query, print the averages."""
    with tempfile.TemporaryDirectory(prefix="terra-relevance-") as scratch:
        site = Path(arguments[arguments.index("--site") + 1]) if "--site" in arguments else Path(scratch) / "site"
        if "--site" not in arguments:
            build(find_project(ROOT), site)
        catalogue, _ = load_catalogue(find_project(ROOT))
        for file in (JUDGED, *HELD_OUT):
            _report(file.name, read_judged(file), site, catalogue, worst="--worst" in arguments and file == JUDGED)


def read_judged(file: Path) -> list[Judged]:
    """The judged queries of a file. [I/O]"""
    return msgspec.convert(read_yaml(file.read_text("utf-8")).value, list[Judged])


def ranked_by_site(queries: Sequence[Judged], site: Path) -> list[dict[str, list[str]]]:
    """For each query the first ids as the page ranks them, as plain lunr does, and what was understood."""
    asked = orjson.dumps([{"q": query.q, "page": query.page} for query in queries])
    command = ["node", str(ROOT / "tests/bench/relevance_rank.js"), str(site), TODAY]
    done = subprocess.run(command, input=asked, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    found: list[dict[str, list[str]]] = orjson.loads(done.stdout)
    return found


def _report(name: str, queries: list[Judged], site: Path, catalogue: Catalogue, *, worst: bool) -> None:
    answers = ranked_by_site(queries, site)
    rankings = {
        "understood (the page)": [a["understood"] for a in answers],
        "lunr alone, no understanding": [a["plain"] for a in answers],
        **baselines(queries, catalogue),
    }
    ours = rankings["understood (the page)"]
    groups = {"all": queries, "cross-language and lay": [q for q in queries if set(q.about) & set(_HARD)]}
    kinds = sorted({kind for query in queries for kind in query.about})
    print(f"\n{name}: {len(queries)}")
    for label, chosen in groups.items():
        kept = [i for i, query in enumerate(queries) if query in chosen]
        print(f"  {label} ({len(chosen)})")
        for ranker, ranks in rankings.items():
            print(f"    {ranker:38} {quality(chosen, [ranks[i] for i in kept])}")
    print("  the page, by what the query tries")
    for kind in kinds:
        kept = [i for i, query in enumerate(queries) if kind in query.about]
        print(f"    {f'{kind} ({len(kept)})':38} {quality([queries[i] for i in kept], [ours[i] for i in kept])}")
    if worst:
        _tell_worst(queries, answers)


def baselines(queries: Sequence[Judged], catalogue: Catalogue) -> dict[str, list[list[str]]]:
    """BM25 over titles and descriptions: words as they are, and with the folding and stems of our own index."""
    return {
        "BM25, title and description": _bm25(queries, catalogue, stems=False),
        "BM25 with our folding and stems": _bm25(queries, catalogue, stems=True),
    }


def _bm25(queries: Sequence[Judged], catalogue: Catalogue, *, stems: bool) -> list[list[str]]:
    ids = [dataset.id for dataset in catalogue.datasets]
    engines = {}
    for lang in LANGS:
        texts = [f"{d.title.shown(lang)[0]} {d.description.shown(lang)[0]}" for d in catalogue.datasets]
        words = (
            (lambda text, lang=lang: terms_of(text, lang)) if stems else (lambda text: re.findall(r"\w+", text.lower()))
        )
        engines[lang] = Bm25(texts, words)
    return [[ids[i] for i in engines[query.page].ranked(query.q)[:DEPTH]] for query in queries]


def _tell_worst(queries: Sequence[Judged], answers: Sequence[dict[str, list[str]]]) -> None:
    scored = sorted((ndcg(a["understood"], q.grades), i) for i, (q, a) in enumerate(zip(queries, answers, strict=True)))
    for score, i in scored[:_WORST]:
        query, found = queries[i], answers[i]
        print(f"\n  {score:.2f} {query.q!r} on /{query.page}/  {'; '.join(found['parts'])}  rest: {found['rest']}")
        for dataset in found["understood"][:6]:
            print(f"       {query.grades.get(dataset, 0)} {dataset}")
        print(f"       missed: {', '.join(i for i in query.grades if i not in found['understood'])}")


if __name__ == "__main__":
    main(sys.argv[1:])
