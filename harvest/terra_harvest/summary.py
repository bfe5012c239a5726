"""The words and the JSON that a run ends with, and the table of `terra status`. Pure but for the console."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from terra_catalog.quote import shown
from terra_catalog.status import SourceStatus
from terra_harvest.plan import time_of
from terra_harvest.reporting import SourceReport, message_of

_SHOWN = 5
_COLOURS = {"COMPLETE": "green", "PARTIAL": "yellow", "FAILED": "red"}


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A source in the JSON report; `message` is the commit message of its night."""

    report: SourceReport
    sound: bool
    message: str


class NightReport(msgspec.Struct, frozen=True, kw_only=True):
    """The JSON report of a run: when, how it ended, and each source."""

    started: str
    ended: str
    exit: int
    dry: bool
    sources: tuple[Told, ...]


def report_bytes(reports: Sequence[SourceReport], started: str, ended: str, code: int, dry: bool) -> bytes:
    """The JSON report."""
    told = tuple(Told(report=report, sound=report.sound, message=message_of(report)) for report in reports)
    night = NightReport(started=started, ended=ended, exit=code, dry=dry, sources=told)
    return msgspec.json.format(msgspec.json.encode(night), indent=2) + b"\n"


def summary(console: Console, reports: Sequence[SourceReport], dry: bool) -> None:
    """Prints what people want to know first: a line per source, then what is wrong and with what."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("source", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    for name in ("matched", "published", "created", "updated", "unchanged", "withdrawn", "quarantined", "missing"):
        table.add_column(name, justify="right", no_wrap=True)
    for report in reports:
        run, outcomes = report.run, report.run.outcomes
        verdict = "HELD" if report.held else "ERROR" if report.error else run.verdict
        numbers = (
            *(run.matched, run.published, outcomes.created, outcomes.updated, outcomes.unchanged, outcomes.withdrawn),
            *(run.quarantined, run.missing),
        )
        table.add_row(report.source, Text(verdict, _COLOURS.get(verdict, "red")), *map(str, numbers))
    console.print(table)
    for report in reports:
        _details(console, report)
    sound = sum(1 for report in reports if report.sound)
    wrote = "Nothing was written: this was a dry run." if dry else ""
    _line(console, f"{sound} of {len(reports)} source{'' if len(reports) == 1 else 's'} complete. {wrote}".strip())


def status_table(console: Console, statuses: Sequence[SourceStatus], now: datetime) -> None:
    """Prints the table of the sources as they stand."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("source", "last run", "verdict"):
        table.add_column(name, no_wrap=True)
    for name in ("records", "matched", "quarantined", "missing", "fresh"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("why", overflow="ellipsis", no_wrap=True)
    for status in statuses:
        run = status.last
        if run is None:
            table.add_row(status.source, "never", "", str(status.records), "", "", "", "never", "")
            continue
        verdict = "HELD" if status.held else run.verdict
        nights = f" (x{status.failures})" if status.failures > 1 else ""
        why = status.held or (status.reasons[0] if status.reasons else "")
        table.add_row(
            status.source,
            run.started.replace("T", " ").removesuffix("Z")[:16],
            Text(verdict + nights, _COLOURS.get(verdict, "red")),
            *(str(number) for number in (status.records, run.matched, run.quarantined, run.missing)),
            age(status.last_complete, now),
            _plain(why),
        )
    console.print(table)


def age(moment: str | None, now: datetime) -> str:
    """How long ago a moment was, in words: "3 h", "2 d", "never"."""
    if moment is None:
        return "never"
    hours = int((now - time_of(moment)).total_seconds() // 3600)
    return f"{max(0, hours)} h" if hours < 48 else f"{hours // 24} d"


def _details(console: Console, report: SourceReport) -> None:
    notes = [*([report.error] if report.error else []), *([f"held: {report.held}"] if report.held else [])]
    if report.spoilt:
        notes.append("more records are in quarantine than published: the source, or a reader of ours, has changed.")
    notes += [reason for reason in report.reasons if reason != report.error]
    bad: defaultdict[str, list[str]] = defaultdict(list)
    for key, why in report.quarantine.items():
        bad[why].append(key)
    for why, keys in sorted(bad.items(), key=lambda entry: (-len(entry[1]), entry[0]))[:_SHOWN]:
        notes.append(f"{len(keys)} in quarantine ({', '.join(keys[:2])}{', ...' if len(keys) > 2 else ''}): {why}")
    if len(bad) > _SHOWN:
        notes.append(f"and {len(bad) - _SHOWN} more reasons of quarantine: see the status file or --report")
    for note in notes:
        _line(console, f"{report.source}: {shown(note, 400)}")


def _line(console: Console, text: str) -> None:
    # Records and servers have a say in these words: they must not write to the reader's terminal, nor to a log that
    # takes lines beginning so for commands.
    safe = _plain(text)
    console.print(f" {safe}" if safe.startswith(("::", "##[")) else safe, markup=False, highlight=False, soft_wrap=True)


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
