"""How far the real sets of the poles are enriched: `python -m tests.harvest.enriched`.

Prints, for AERIS, FORM@TER and THEIA, the share of datasets with a variable, a compartment and a platform, the time a
record takes, the matches by reason, the 50 most frequent keywords that no concept knows, and the precision of the
matches judged by hand in judged_matches.yml. `--sample` draws the matches to judge instead and prints them with their
records. Exits 1 below the shares asked.
"""

import hashlib
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import yaml
from tests.harvest.matching import POLES, matcher, real_records

from terra_harvest.enrich.reason import Match
from terra_harvest.enrich.record import Enrichment, enrich
from terra_harvest.original import Original

JUDGED = Path(__file__).with_name("judged_matches.yml")
SEED, SAMPLE = 1789, 100
VARIABLE, COMPARTMENT, PRECISION = 0.70, 0.85, 0.95


class Done(NamedTuple):
    """A record, what was made of it, and its pole."""

    pole: str
    record: Original
    found: Enrichment


def all_records() -> list[tuple[str, Original]]:
    """Every record of the sets that are present, with its pole."""
    return [(pole, record) for pole in POLES for record in real_records(pole) or ()]


def all_done() -> list[Done]:
    """Every record of the sets that are present, enriched."""
    return [Done(pole, record, enrich(record, matcher())) for pole, record in all_records()]


def drawn(done: list[Done]) -> list[tuple[Done, Match]]:
    """The sample: the `SAMPLE` matches of least hash, so that a change of the matcher changes few of them."""
    matches = [(one, match) for one in done for match in one.found.matches]
    return sorted(matches, key=_lot)[:SAMPLE]


def _lot(drawn: tuple[Done, Match]) -> bytes:
    one, match = drawn
    said = f"{SEED}/{one.pole}/{one.record.native_id}/{match.concept}/{match.text}"
    return hashlib.blake2b(said.encode()).digest()


def judged() -> list[dict[str, str]]:
    """The matches judged by hand."""
    found: list[dict[str, str]] = yaml.safe_load(JUDGED.read_text("utf-8"))["matches"]
    return found


def precision(matches: list[dict[str, str]]) -> float:
    """The share of the judged matches that are right."""
    return sum(match["verdict"] == "right" for match in matches) / len(matches)


def shares(done: list[Done]) -> tuple[float, float, float]:
    """The shares of records with a variable, a compartment and a platform."""
    count = len(done)
    return (
        sum(bool(one.found.variables) for one in done) / count,
        sum(bool(one.found.compartments) for one in done) / count,
        sum(bool(one.found.platforms) for one in done) / count,
    )


def unmatched(done: list[Done]) -> list[tuple[str, int]]:
    """The keywords that no concept knows, most frequent first."""
    return Counter(word for one in done for word in one.found.unmatched).most_common()


def main() -> int:
    """Print the figures; 1 when one is below what is asked."""
    records = all_records()
    enriching = matcher()
    started = time.process_time()
    done = [Done(pole, record, enrich(record, enriching)) for pole, record in records]
    spent = time.process_time() - started
    if not done:
        print("No set of ../shared/fixtures/poles is here: nothing to enrich.")
        return 1
    if "--sample" in sys.argv:
        for number, (one, match) in enumerate(drawn(done), 1):
            print(f"{number}. {one.pole} {one.record.native_id}\n   {match}\n   {one.record.title.any}")
            print(f"   {[word.text.any for word in one.record.keywords][:8]}")
            print(f"   {(one.record.abstract.any or '')[:500]!r}")
        return 0
    print(f"{'set':10}{'datasets':>10}{'variable':>10}{'compartment':>13}{'platform':>10}")
    for pole in (*POLES, "all"):
        some = [one for one in done if pole in (one.pole, "all")]
        if some:
            variable, compartment, platform = shares(some)
            print(f"{pole:10}{len(some):10}{variable:10.1%}{compartment:13.1%}{platform:10.1%}")
    print(f"\n{1e6 * spent / len(done):.0f} µs of processor time a record")
    kinds = Counter((match.kind, match.confidence) for one in done for match in one.found.matches)
    print("\nMatches by reason: " + ", ".join(f"{kind} ({sure}) {n}" for (kind, sure), n in kinds.most_common()))
    print("\nThe 50 most frequent keywords that no concept knows:")
    for word, count in unmatched(done)[:50]:
        print(f"{count:6}  {word}")
    right = precision(judged())
    print(f"\nPrecision of {len(judged())} matches judged by hand: {right:.0%}")
    variable, compartment, _ = shares(done)
    return int(variable < VARIABLE or compartment < COMPARTMENT or right < PRECISION)


if __name__ == "__main__":
    sys.exit(main())
