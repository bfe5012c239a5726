"""A night of the harvest in the test's own process: its children are real, its clock stands still."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from projects import EPOCH
from tests.conftest import ROOT

from terra_harvest.enrich.matcher import Matcher
from terra_harvest.http import Limits
from terra_harvest.lock import only_run
from terra_harvest.reporting import SourceReport
from terra_harvest.runner import run_sources
from terra_harvest.source import load_sources
from terra_harvest.stages import Wish
from terra_harvest.transform import Tools
from terra_vocab.skos import read_thesaurus

LIMITS = Limits(connect=10, read=30, total=30, attempts=2, timeouts=1, backoff=0.01)


class Silent:
    """A watcher that remembers what it heard."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str, int, int | None]] = []

    def walking(self, source: str, done: int, total: int | None) -> None:
        self.heard.append(("walking", source, done, total))

    def concluding(self, source: str, done: int, total: int | None) -> None:
        self.heard.append(("concluding", source, done, total))

    def finished(self, report: SourceReport) -> None:
        self.heard.append(("finished", report.source, 0, None))


@cache
def tools() -> Tools:
    """The real thesaurus, and what matches words with it."""
    thesaurus = read_thesaurus(sorted((ROOT / "vocab/concepts").glob("*.ttl")))
    return Tools(thesaurus, Matcher(thesaurus))


def moment(day: int = 0) -> datetime:
    """The time of a night, so many days after the first."""
    return datetime.fromtimestamp(int(EPOCH), UTC) + timedelta(days=day)


def wish(project: Path, day: int = 0, recipe: bytes = b"recipe", limits: Limits = LIMITS, **more: object) -> Wish:
    """What to harvest: every source of a project."""
    found = tuple(load_sources(project / "harvest/sources"))
    now = moment(day)
    return Wish(root=project, sources=found, moment=lambda: now, recipe=recipe, limits=limits, **more)  # type: ignore[arg-type]


def night(project: Path, day: int = 0, watcher: Silent | None = None, **more: object) -> dict[str, SourceReport]:
    """A night over every source of a project; the reports by source."""
    asked = wish(project, day, **more)  # type: ignore[arg-type]
    with only_run(asked.workshop / "lock"):
        return {report.source: report for report in run_sources(asked, tools(), watcher or Silent())}
