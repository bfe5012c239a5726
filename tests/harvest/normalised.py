"""What becomes of the real documents of ../shared/fixtures when normalised: `python -m tests.harvest.normalised`.

Prints one line per format: documents, records, datasets, records refused, datasets that break a rule of level error
(none is allowed to), the share of the datasets that have a box, a period..., and the share of the links of their
originals that they keep. Below, the reasons of the refusals, the issues by rule with an example, and the time a record
takes, with and without guessing languages. Exits 1 if a dataset breaks a rule or normalising breaks.
"""

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from tests.conftest import ROOT, SHARED

from terra_catalog.check import check_record
from terra_catalog.dataset import Dataset
from terra_catalog.issue import Issue
from terra_catalog.load import Record, canonical
from terra_catalog.urls import DATA, safe_url
from terra_harvest.formats.doi import as_doi
from terra_harvest.formats.registry import READERS, recognise
from terra_harvest.normalise import language
from terra_harvest.normalise.identifiers import is_test
from terra_harvest.normalise.purposes import purpose_of
from terra_harvest.normalise.record import Normalised, Refusal, normalise
from terra_harvest.original import Link, Original, UnreadableError
from terra_harvest.source import Source
from terra_vocab.concept import Thesaurus
from terra_vocab.skos import read_thesaurus
from terra_vocab.text import Text

REAL = SHARED / "fixtures"
TODAY = "2026-11-21"
POLES = {"aeris": "aeris", "formater": "formater", "theia": "theia"}
# Code lists, schemas and thesauri that readers would take for records.
NO_RECORDS = ("skos/", "features.jsonl", "MANIFEST.md")

COLUMNS: dict[str, Callable[[Dataset], object]] = {
    "box": lambda dataset: dataset.boxes,
    "period": lambda dataset: dataset.intervals,
    "licence": lambda dataset: dataset.licence,
    "terms": lambda dataset: dataset.licence or dataset.rights,
    "DOI": lambda dataset: dataset.identifiers.doi,
    "access": lambda dataset: dataset.access,
    "summary": lambda dataset: dataset.summary,
    "contact": lambda dataset: dataset.contacts,
    "provider": lambda dataset: dataset.providers,
    "French": lambda dataset: dataset.title.fr,
}


class Outcome(msgspec.Struct):
    """A real record, what became of it, and the rules that its dataset breaks."""

    path: str
    original: Original
    result: Normalised | Refusal
    broken: list[Issue]


def source_for(path: str) -> Source:
    """A source that the document could come from: of the pole that its file names, else of one of them."""
    pole = next((pole for name, pole in POLES.items() if path.startswith(f"poles/{name}")), "odatis")
    return Source(
        id=f"fixtures-{pole}",
        title=Text(en="real documents"),
        endpoint="https://example.org",
        protocol="waf",
        pole=pole,
        certainty="high",
    )


def originals() -> Iterator[tuple[str, Original]]:
    """The record of every real document that a reader reads, with the path of the document."""
    for file in sorted(REAL.rglob("*")):
        path = str(file.relative_to(REAL))
        if not file.is_file() or path.startswith(NO_RECORDS) or file.suffix in (".md", ".csv", ".yml", ".txt"):
            continue
        try:
            body = file.read_bytes()
            name = recognise(body)
            found = list(READERS[name](body)) if name else []
        except UnreadableError:
            continue
        yield from ((path, original) for original in found)


def outcome_of(path: str, original: Original, thesaurus: Thesaurus) -> Outcome:
    """What a real record becomes, checked as the harvest will."""
    source = source_for(path)
    result = normalise(original, source, thesaurus, url="https://example.org/record", digest="sha256:00", today=TODAY)
    if isinstance(result, Refusal):
        return Outcome(path, original, result, [])
    identified = msgspec.structs.replace(result.dataset, id="record-in-hand", created=TODAY, updated=TODAY)
    record = Record(identified, f"catalog/records/{source.id}/record-in-hand.json")
    broken = [issue for issue in check_record(record, thesaurus) if issue.level == "error"]
    # What is written must be read again.
    assert msgspec.json.decode(canonical(identified), type=Dataset) == identified
    return Outcome(path, original, result, broken)


def links_kept(original: Original, dataset: Dataset) -> tuple[int, int]:
    """How many of the addresses of a record its dataset shows, and how many a page could show."""
    shown = {
        dataset.landing_page,
        *(entry.url for entry in (*dataset.distributions, *dataset.services, *dataset.related)),
    }
    dois = {dataset.identifiers.doi, *(entry.doi for entry in dataset.related)}
    asked = {link.url for link in original.links if _can_be_shown(link)}
    kept = [url for url in asked if as_doi(url) in dois - {None} or safe_url(url.replace("&amp;", "&"), DATA) in shown]
    return len(kept), len(asked)


def _can_be_shown(link: Link) -> bool:
    return purpose_of(link) not in ("look", "none") and "://" in link.url and not is_test(link.url)


def main() -> int:
    """Print the tables."""
    thesaurus = read_thesaurus(sorted((ROOT / "vocab/concepts").glob("*.ttl")))
    found = list(originals())
    outcomes = [outcome_of(path, original, thesaurus) for path, original in found]
    _print_table(outcomes)
    _print_refusals(outcomes)
    _print_issues(outcomes)
    _print_time(found, thesaurus)
    broken = [(outcome, issue) for outcome in outcomes for issue in outcome.broken]
    for outcome, issue in broken[:50]:
        print(f"BREAKS {issue.rule} at {issue.path}: {issue.message}  ({outcome.path})")
    return 1 if broken else 0


def _print_table(outcomes: list[Outcome]) -> None:
    by_format: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_format[outcome.original.format].append(outcome)
    names = "".join(f"{name:>9}" for name in (*COLUMNS, "links"))
    print(f"{'format':<12}{'docs':>6}{'records':>8}{'datasets':>9}{'refused':>8}{'breaking':>9}{names}")
    for name, group in [*sorted(by_format.items()), ("all", outcomes)]:
        datasets = [(o.original, o.result.dataset) for o in group if isinstance(o.result, Normalised)]
        shares = "".join(_share(sum(bool(has(d)) for _, d in datasets), len(datasets)) for has in COLUMNS.values())
        kept = [links_kept(original, dataset) for original, dataset in datasets]
        links = _share(sum(kept for kept, _ in kept), sum(asked for _, asked in kept))
        documents, broken = len({o.path for o in group}), sum(bool(o.broken) for o in group)
        refused = len(group) - len(datasets)
        print(f"{name:<12}{documents:>6}{len(group):>8}{len(datasets):>9}{refused:>8}{broken:>9}{shares}{links}")


def _share(count: int, whole: int) -> str:
    return f"{100 * count / whole:8.0f}%" if whole else f"{'-':>9}"


def _print_refusals(outcomes: list[Outcome]) -> None:
    reasons = Counter(outcome.result.reason for outcome in outcomes if isinstance(outcome.result, Refusal))
    print(f"\nrefused: {sum(reasons.values())} records")
    for reason, count in reasons.most_common(40):
        print(f"{count:>6} {reason}")


def _print_issues(outcomes: list[Outcome]) -> None:
    rules: Counter[str] = Counter()
    example: dict[str, str] = {}
    for outcome in outcomes:
        for issue in outcome.result.issues if isinstance(outcome.result, Normalised) else ():
            rules[issue.rule] += 1
            example.setdefault(issue.rule, issue.message)
    print(f"\nissues: {sum(rules.values())}")
    for rule, count in rules.most_common():
        print(f"{count:>6} {rule}: {example[rule]}")


def _print_time(found: list[tuple[str, Original]], thesaurus: Thesaurus) -> None:
    for what in ("languages known", "languages guessed anew"):
        if what != "languages known":
            language.guess.cache_clear()
        start = time.process_time()
        for path, original in found:
            normalise(original, source_for(path), thesaurus, url=None, digest="", today=TODAY)
        each = (time.process_time() - start) / max(len(found), 1)
        print(f"\n{each * 1e6:.0f} µs a record, {what}")


if __name__ == "__main__":
    if not Path(REAL).is_dir():
        sys.exit(f"no real documents in {REAL}: set TERRA_SHARED")
    sys.exit(main())
