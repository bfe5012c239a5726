"""How the harvest stands: sums over all sources, ages without a clock, and /status.json. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

import msgspec
import orjson

from terra_build.catalogue import Catalogue
from terra_build.output import Output
from terra_catalog.status import SourceStatus

State = Literal["held", "failed", "partial", "never", "complete"]
"""What a reader should know first of a source; in this order, what needs a person comes first."""

STATES: tuple[State, ...] = ("held", "failed", "partial", "never", "complete")
PARTS = ("published", "quarantined", "held", "deleted", "skipped", "missing")
"""What every record that a server says it has is counted as, once."""

LATE = 3
"""Runs in a row that were not COMPLETE before a source is called out."""


class Sums(msgspec.Struct, frozen=True):
    """The last run of every source, added up. `unbalanced` names sources whose numbers do not add up."""

    matched: int
    received: int
    parts: dict[str, int]
    unbalanced: tuple[str, ...]

    @property
    def adds_up(self) -> bool:
        """Whether every record that the servers say they have is accounted for."""
        return not self.unbalanced and self.matched == sum(self.parts.values())


def sums(statuses: Sequence[SourceStatus]) -> Sums:
    """The sums over the last runs."""
    runs = [(status.source, status.last) for status in statuses if status.last]
    return Sums(
        matched=sum(run.matched for _, run in runs),
        received=sum(run.received for _, run in runs),
        parts={part: sum(getattr(run, part) for _, run in runs) for part in PARTS},
        unbalanced=tuple(source for source, run in runs if not run.adds_up),
    )


def data_of(statuses: Sequence[SourceStatus]) -> str | None:
    """When the newest run ended: the build knows no clock, so this is its today. None before the first run."""
    return max((status.last.ended for status in statuses if status.last), default=None)


def state(status: SourceStatus) -> State:
    """What to know first of a source."""
    if status.last is None:
        return "never"
    if status.held:
        return "held"
    return (
        "complete" if status.last.verdict == "COMPLETE" else "partial" if status.last.verdict == "PARTIAL" else "failed"
    )


def age(status: SourceStatus, today: str | None) -> int | None:
    """Days since the last COMPLETE run, at the time of the newest run of all; None without one."""
    if not status.last_complete or not today:
        return None
    try:
        return max(0, (date.fromisoformat(today[:10]) - date.fromisoformat(status.last_complete[:10])).days)
    except ValueError:
        return None


def unmatched(statuses: Sequence[SourceStatus], most: int) -> list[tuple[str, int, int]]:
    """Keyword, records and sources of the most frequent keywords that no concept matches, over all sources."""
    counts: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    for status in statuses:
        for word in status.unmatched:
            counts[word.text] += word.count
            sources[word.text] += 1
    ranked = sorted(counts, key=lambda text: (-counts[text], text))[:most]
    return [(text, counts[text], sources[text]) for text in ranked]


def outputs(catalogue: Catalogue) -> Iterator[Output]:
    """/status.json: the same as the status page, for machines that watch over the catalogue."""
    statuses, today = catalogue.statuses, data_of(catalogue.statuses)
    total = sums(statuses)
    body = {
        "data_of": today,
        "datasets": len(catalogue.datasets),
        "withdrawn": len(catalogue.withdrawn),
        "redirects": len(catalogue.redirects),
        "series": {id_: len(series.datasets) for id_, series in catalogue.series.items()},
        "adds_up": total.adds_up,
        "sums": {"matched": total.matched, "received": total.received, **total.parts},
        "sources": [_source(status, today) for status in statuses],
        "doubtful": [[pair.first, pair.second, pair.doubt] for pair in catalogue.doubtful],
    }
    yield Output("status.json", orjson.dumps(body, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def _source(status: SourceStatus, today: str | None) -> dict[str, object]:
    run = status.last
    return {
        "source": status.source,
        "state": state(status),
        "verdict": run.verdict if run else None,
        "ended": run.ended if run else None,
        "last_complete": status.last_complete,
        "age_days": age(status, today),
        "failures": status.failures,
        "adds_up": run.adds_up if run else None,
        **({part: getattr(run, part) for part in ("matched", "received", *PARTS)} if run else {}),
        "reasons": list(status.reasons),
        "waits_for_a_person": status.held,
    }
