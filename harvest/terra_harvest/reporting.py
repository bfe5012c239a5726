"""What is told of a run: the status of its source after it, and the report for people and programs. Pure."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from terra_catalog.status import HISTORY, Run, SourceStatus, Unmatched
from terra_harvest.accounting import Report
from terra_harvest.night import Night
from terra_harvest.protocols.page import Fault
from terra_harvest.source import Source

NAMED = 20
"""Ids that a group of changes names; the rest is counted."""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Records that changed alike: how many, and the first ids."""

    count: int
    ids: tuple[str, ...]


class SourceReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a run of a source did.

    `fields` groups the changes: "created", "withdrawn", or the name of each field that changed. `error` is a fault of
    this machine or project, not of the source. `unchanged` counts the records that did not have to be read again.
    """

    source: str
    run: Run
    reasons: tuple[str, ...] = ()
    held: str | None = None
    held_records: Mapping[str, str] = {}
    quarantine: Mapping[str, str] = {}
    faults: tuple[Fault, ...] = ()
    fields: Mapping[str, Group] = {}
    unmatched: tuple[Unmatched, ...] = ()
    error: str | None = None

    @property
    def sound(self) -> bool:
        """Whether nothing is left for a person to look at.

        A source whose every record came and hardly one could be used is no success, whatever the sets say.
        """
        return self.run.verdict == "COMPLETE" and not self.held and not self.error and not self.spoilt

    @property
    def spoilt(self) -> bool:
        """Whether more records are kept out than published: the source, or a reader of ours, has changed."""
        return self.run.quarantined > self.run.published + self.run.held


def grouped(night: Night) -> dict[str, Group]:
    """The changes of a night by what changed; changes of dates alone are left out."""
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for change in night.changes:
        if change.outcome == "updated":
            for field in change.fields:
                ids[field].append(change.id)
        elif change.outcome != "unchanged":
            ids[change.outcome].append(change.id)
    return {what: Group(count=len(found), ids=tuple(found[:NAMED])) for what, found in sorted(ids.items())}


def run_of(found: Report, outcomes: Any, **times: Any) -> Run:
    """The numbers of a report, as a status keeps them."""
    return Run(
        verdict=found.verdict,
        matched=found.matched,
        received=found.received,
        published=found.published,
        quarantined=found.quarantined,
        held=found.held,
        deleted=found.deleted,
        skipped=found.skipped,
        missing=found.missing,
        outcomes=outcomes,
        **times,
    )


def status_after(
    before: SourceStatus | None,
    source: Source,
    run: Run,
    *,
    records: int,
    recipe: str,
    asked: Collection[str] = (),
    reasons: tuple[str, ...] = (),
    held: str | None = None,
    quarantine: Mapping[str, str] | None = None,
    unmatched: tuple[Unmatched, ...] | None = None,
) -> SourceStatus:
    """The status of a source after a run.

    Args:
        before: the status before the run, None after the first one.
        source: as its file describes it.
        run: how it went.
        records: how many of its records are published now.
        recipe: of this run.
        asked: identifiers that this run has an opinion about; of others the last one stays.
        reasons: why the run is not COMPLETE.
        held: why its changes wait for a person.
        quarantine: records that the run kept out.
        unmatched: keywords without a concept; None when too few records were read to tell.
    """
    old = before or SourceStatus(source=source.id, title=source.title, last=run)
    past = [earlier for earlier in old.history if earlier.started != run.started]
    fresh = run.verdict == "COMPLETE" and run.scope != "limited" and not held
    whole = fresh and run.scope == "full"
    stays = {key: why for key, why in old.quarantine.items() if run.scope != "full" and key not in asked}
    return SourceStatus(
        source=source.id,
        title=source.title,
        endpoint=source.endpoint,
        pole=source.pole,
        schedule=source.schedule,
        standing=source.standing,
        records=records,
        last=run,
        last_complete=run.started if fresh else old.last_complete,
        last_full=run.started if whole else old.last_full,
        reasons=reasons,
        held=held,
        quarantine=dict(sorted({**stays, **(quarantine or {})}.items())),
        unmatched=old.unmatched if unmatched is None else unmatched,
        history=(*past, run)[-HISTORY:],
        # Some records may be made by another recipe unless this run read them all.
        recipe=recipe if whole or old.recipe == recipe else None,
    )


def message_of(report: SourceReport) -> str:
    """The commit message of a source's night: one line, then the changes grouped by field."""
    run = report.run
    parts = [
        f"{count} {word}"
        for word, count in (
            ("created", run.outcomes.created),
            ("updated", run.outcomes.updated),
            ("withdrawn", run.outcomes.withdrawn),
            ("in quarantine", run.quarantined),
        )
        if count
    ]
    lines = [f"Harvest {report.source}: {', '.join(parts) or 'nothing new'} ({run.verdict})"]
    if report.held:
        lines += ["", f"Held for a person: {report.held}"]
    if report.fields:
        lines.append("")
    for what, group in report.fields.items():
        more = f" and {group.count - len(group.ids)} more" if group.count > len(group.ids) else ""
        lines.append(f"{what} ({group.count}): {', '.join(group.ids)}{more}")
    if report.reasons:
        lines += ["", *(f"- {reason}" for reason in report.reasons)]
    return "\n".join(lines) + "\n"
