"""When records that a source no longer shows are withdrawn, and when a person has to look first. Pure.

Only a run that saw everything counts absences, and none while the source has records without identifier. A record
absent from three such runs in a row is withdrawn: its page stays and says so. A run that misses more than max(2, 5 %)
of what we know, or all of it, changes nothing: it waits.
"""

from collections.abc import Collection, Mapping

import msgspec

from terra_harvest.accounting import Report
from terra_harvest.hold import Hold

RUNS = 3
"""COMPLETE runs in a row that must miss a record before it is withdrawn."""

FEW, SHARE = 2, 0.05
"""How many records, or which part of a source, may be missing at once without a person looking."""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What follows from the absences of a run: whom to withdraw, the counts to keep, what waits for a person."""

    withdrawn: tuple[str, ...] = ()
    absent: Mapping[str, int] = {}
    hold: Hold | None = None

    @property
    def waits(self) -> bool:
        """Whether nothing of this run may be published."""
        return self.hold is not None and self.hold.decision == "wait"


class Sight(msgspec.Struct, frozen=True, kw_only=True):
    """What a run saw: keys that we publish (`live`), those of them it saw, and the number it saw for the first time."""

    live: Collection[str]
    seen: Collection[str]
    new: int


def decide(
    source: str, sight: Sight, report: Report, absent: Mapping[str, int], hold: Hold | None, today: str
) -> Decision:
    """What to do about the live records that this run did not see."""
    gone = sorted(key for key in sight.live if key not in sight.seen)
    frozen = {key: n for key, n in sorted(absent.items()) if key not in sight.seen and key in sight.live}
    if not report.saw_all:
        return Decision(absent=frozen, hold=_blind(source, sight, report, hold, today))
    answered = frozenset(hold.keys) if hold and hold.decision != "wait" else frozenset()
    kept = answered if hold and hold.decision == "keep" else frozenset()
    unexpected = [key for key in gone if key not in answered]
    # The records without identifier may be as many of the missing ones.
    if why := _too_many(len(unexpected), len(unexpected) - report.nameless, len(gone), len(sight.live)):
        since = hold.since if hold else today
        # Such a run proves nothing: were it counted, two of them and an ordinary bad night would withdraw a record.
        return Decision(absent=frozen, hold=Hold(source=source, since=since, reason=why, keys=tuple(gone)))
    # Any record may be the one without identifier, but those that a person released.
    sure = frozenset(gone) if report.may_withdraw else answered
    counted = {
        key: absent.get(key, 0) + (key in sure) for key in gone if key not in kept and (key in sure or key in absent)
    }
    withdrawn = tuple(key for key in gone if counted.get(key, 0) >= RUNS)
    left = tuple(key for key in gone if key in answered and key not in withdrawn)
    return Decision(
        withdrawn=withdrawn,
        absent={key: n for key, n in counted.items() if key not in withdrawn},
        hold=msgspec.structs.replace(hold, keys=left) if hold and left else None,
    )


def _too_many(unexpected: int, sure: int, gone: int, live: int) -> str:
    """Why a person has to look; empty when the absences are those of an ordinary night."""
    if unexpected and gone == live:
        return f"none of the {live} records that we know is there any more."
    most = max(FEW, int(SHARE * live))
    if sure > most:
        return f"{unexpected} of the {live} records that we know are missing, more than {most}."
    return ""


def _blind(source: str, sight: Sight, report: Report, hold: Hold | None, today: str) -> Hold | None:
    """What a run that did not see everything makes of a hold: it settles nothing, and may start one."""
    if hold is None and not report.incremental and sight.new and len(sight.live) > FEW and not sight.seen:
        # All records under new identifiers, or another catalogue at this address: both would double every dataset.
        reason = f"none of the {len(sight.live)} records that we know came, and {sight.new} unknown ones did."
        return Hold(source=source, since=today, reason=reason, keys=tuple(sorted(sight.live)))
    return hold
