"""What a run asks of a source: everything, what changed since the last run, or what a person wants to try. Pure."""

from datetime import datetime, timedelta
from hashlib import sha256

import msgspec

from terra_catalog.status import Scope, SourceStatus
from terra_harvest.journal import Heading
from terra_harvest.protocols.registry import PROTOCOLS
from terra_harvest.source import Budget, Source

OVERLAP = timedelta(days=2)
"""How far before the last run changes are asked for: clocks of servers are off by a day, and a run takes its time."""

KEPT = timedelta(days=3)
"""How old the pages of an interrupted run may be for the next one to go on from them."""

_HALF_DAY = timedelta(hours=12)


class Plan(msgspec.Struct, frozen=True):
    """How much of a source a run asks for; `since` is a date, YYYY-MM-DD."""

    scope: Scope
    since: str | None = None


def plan(
    source: Source,
    before: SourceStatus | None,
    recipe: str,
    now: datetime,
    since: str | None = None,
    limit: int | None = None,
) -> Plan:
    """The plan of a run.

    Args:
        source: what to harvest.
        before: how its last run went, if there was one.
        recipe: what makes datasets of its originals now; another one has to see them all.
        now: when the run begins, UTC.
        since: a date that a person chose.
        limit: a number of records that a person chose.
    """
    if since is not None or limit is not None:
        return Plan("limited", since)
    if (
        before is None
        or before.last_full is None
        or before.last_complete is None
        or before.held
        or before.recipe != recipe
        or not PROTOCOLS[source.protocol].incremental
    ):
        return Plan("full")
    # Nights do not begin on the minute: half a day of grace keeps "every seven days" from becoming eight.
    if now - time_of(before.last_full) >= timedelta(days=source.full_every) - _HALF_DAY:
        return Plan("full")
    return Plan("changes", (time_of(before.last_complete) - OVERLAP).date().isoformat())


def is_due(source: Source, before: SourceStatus | None, now: datetime) -> bool:
    """Whether it is a source's turn: a weekly one waits for a week after its last run, if that was COMPLETE."""
    last = before.last if before else None
    if source.schedule == "weekly" and last is not None and last.verdict == "COMPLETE" and last.scope != "limited":
        return now - time_of(last.started) >= timedelta(days=7) - _HALF_DAY
    return source.schedule != "manual"


def heading(source: Source, wanted: Plan, now: datetime) -> Heading:
    """The heading of the journal of such a run."""
    # A larger budget is what lets an unfinished run go on: it must not make it begin anew.
    lasting = msgspec.structs.replace(source, budget=Budget())
    asked = sha256(msgspec.json.encode((lasting, wanted), order="sorted")).hexdigest()[:32]
    return Heading(asked=asked, started=time_text(now), since=wanted.since)


def goes_on(found: Heading, wanted: Heading) -> bool:
    """Whether a run may go on from the journal of another: it asked the same, and not long ago."""
    age = time_of(wanted.started) - time_of(found.started)
    return found.asked == wanted.asked and timedelta() <= age <= KEPT


def time_text(moment: datetime) -> str:
    """A moment in UTC as files write it: 2026-11-21T02:00:00Z."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def time_of(text: str) -> datetime:
    """The moment that `time_text` wrote."""
    return datetime.fromisoformat(text)
