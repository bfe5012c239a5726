"""What `terra harvest` and `terra status` do: choose the sources, run, tell, end with a code. [I/O]"""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import msgspec
from rich.console import Console

from terra_catalog.quote import quote
from terra_catalog.status import SourceStatus, StatusError, read_statuses
from terra_harvest.announce import announce
from terra_harvest.enrich.matcher import Matcher
from terra_harvest.formats.registry import READERS
from terra_harvest.lock import LockedError, only_run
from terra_harvest.plan import is_due, time_text
from terra_harvest.progress import Bars
from terra_harvest.recipe import code_and_words
from terra_harvest.runner import Watcher, run_sources
from terra_harvest.source import Source, SourceError, load_sources
from terra_harvest.stages import Wish, status_before
from terra_harvest.summary import report_bytes, status_table, summary
from terra_harvest.transform import Tools
from terra_vocab.concept import Thesaurus
from terra_vocab.skos import read_thesaurus

SOUND, UNSOUND, BROKEN, LOCKED = 0, 1, 2, 3
"""Exit codes: every source COMPLETE; one PARTIAL, FAILED or held; the project or the machine at fault; another run."""


class HarvestError(RuntimeError):
    """The command cannot do its work; the message says why and what to do."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a person asks of `terra harvest`; without names, the sources that are due."""

    names: tuple[str, ...] = ()
    limit: int | None = None
    since: str | None = None
    dry: bool = False
    jobs: int = 4
    report: Path | None = None


class Silent:
    """A watcher that looks away."""

    def walking(self, source: str, done: int, total: int | None) -> None:
        """Nothing."""

    def concluding(self, source: str, done: int, total: int | None) -> None:
        """Nothing."""

    def finished(self, report: object) -> None:
        """Nothing."""


def harvest(root: Path, vocabulary: Sequence[Path], asked: Asked, moment: Callable[[], datetime]) -> int:
    """Harvests the sources asked for into the project at `root`; the exit code.

    Raises:
        HarvestError: a source's file cannot be used, a name is unknown, or the disk refuses.
        LockedError: another run is at work.
        VocabularyError: the thesaurus cannot be read.
    """
    sources = _chosen(root, asked, moment())
    try:
        with only_run(root / ".cache/harvest/lock"):
            return _harvest(root, vocabulary, asked, sources, moment)
    except LockedError:
        raise
    except OSError as error:
        message = f"{error.filename or root}: {error.strerror or error}. Free space or rights there."
        raise HarvestError(message) from error


def status(root: Path, now: datetime, as_json: bool = False) -> int:
    """Prints how the last run of every source went; the exit code: UNSOUND when a source is not COMPLETE or is held.

    Raises:
        HarvestError: a status or a source cannot be read.
    """
    try:
        statuses = read_statuses(root / "catalog/status")
    except StatusError as error:
        raise HarvestError(str(error)) from None
    console = _console()
    if as_json:
        console.out(msgspec.json.encode(statuses).decode(), highlight=False)
    else:
        known = {found.source for found in statuses}
        never = [SourceStatus(source=s.id, title=s.title) for s in _sources(root).values() if s.id not in known]
        status_table(console, sorted([*statuses, *never], key=lambda found: found.source), now)
    return (
        UNSOUND if any(found.held or (found.last and found.last.verdict != "COMPLETE") for found in statuses) else SOUND
    )


def _harvest(
    root: Path,
    vocabulary: Sequence[Path],
    asked: Asked,
    sources: tuple[Source, ...],
    moment: Callable[[], datetime],
) -> int:
    started = moment()
    console = _console()
    thesaurus = read_thesaurus(vocabulary)
    _check_words(sources, thesaurus)
    tools = Tools(thesaurus, Matcher(thesaurus))
    wish = Wish(
        root=root,
        sources=sources,
        moment=moment,
        recipe=code_and_words(vocabulary),
        since=asked.since,
        limit=asked.limit,
        dry=asked.dry,
        jobs=asked.jobs,
    )
    bars: Bars | nullcontext[Watcher] = Bars(console) if console.is_terminal else nullcontext(Silent())
    with bars as watcher:
        reports = run_sources(wish, tools, watcher)
    if not asked.names and not asked.dry:
        announce(root, _sources(root).values())
    broken = any(report.error for report in reports)
    code = BROKEN if broken else SOUND if all(report.sound for report in reports) else UNSOUND
    summary(console, reports, asked.dry)
    if asked.report:
        asked.report.parent.mkdir(parents=True, exist_ok=True)
        asked.report.write_bytes(report_bytes(reports, time_text(started), time_text(moment()), code, asked.dry))
    return code


def _check_words(sources: tuple[Source, ...], thesaurus: Thesaurus) -> None:
    """What the file of a source alone cannot tell: whether there is such a pole, data centre and reader."""
    for source in sources:
        for field, name, known in (
            ("pole", source.pole, f"poles/{source.pole}" in thesaurus.concepts),
            ("data_centre", source.data_centre, f"data-centres/{source.data_centre}" in thesaurus.concepts),
            ("format", source.format, source.format in READERS),
        ):
            if name is not None and not known:
                where = f"a reader: {', '.join(READERS)}" if field == "format" else "a concept of vocab/concepts"
                raise HarvestError(
                    f"harvest/sources/{source.id}.yml: {field}: {quote(name)} is unknown. Write {where}."
                )


def due_sources(root: Path, now: datetime) -> list[str]:
    """The names of the sources whose turn it is: nightly ones always, weekly ones after a week, manual ones never.

    Raises:
        HarvestError: a source cannot be read.
    """
    return [source.id for source in _sources(root).values() if is_due(source, status_before(root, source), now)]


def _console() -> Console:
    """The terminal as wide as it is; a file or a pipe wide enough for every column."""
    console = Console()
    return console if console.is_terminal else Console(width=200)


def _sources(root: Path) -> dict[str, Source]:
    try:
        return {source.id: source for source in load_sources(root / "harvest/sources")}
    except SourceError as error:
        raise HarvestError(f"harvest/sources/{error}") from None


def _chosen(root: Path, asked: Asked, now: datetime) -> tuple[Source, ...]:
    sources = _sources(root)
    if unknown := [name for name in asked.names if name not in sources]:
        raise HarvestError(f"no source {', '.join(unknown)}. Name one of: {', '.join(sources) or 'none'}.")
    return tuple(sources[name] for name in dict.fromkeys(asked.names or due_sources(root, now)))
