"""Whether a run saw everything: counted by sets of identifiers, never by what a server says of itself. Pure.

A run is a list of traces. Its sweeps are compared with each other and with the totals that the server claims; only when
they agree is the run COMPLETE, and only a COMPLETE run may let records be withdrawn. The numbers of a report add up:
matched = published + quarantined + held + deleted + skipped + missing.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

import msgspec

from terra_harvest.protocols.page import Aim, End, Fault, Seen, Trace

Verdict = Literal["COMPLETE", "PARTIAL", "FAILED"]

CEILING = 10_000
"""Where Elasticsearch stops counting and paging: a total of exactly that many is no total."""

SMALLEST_PAGE = 10
"""No server pages by less unless asked to: a shorter list without paging is whole."""

_GOOD_ENDS: frozenset[End | None] = frozenset({"empty", "marked", "refused", "whole"})


class Sweep:
    """One attempt to see the whole list. It grows with its pages; copying its sets at each would cost their square."""

    def __init__(self) -> None:
        self.aim: Aim = "records"
        self.ids: set[str] = set()
        self.digests: dict[str, str] = {}
        self.twins: set[tuple[str, str]] = set()
        self.claims: list[int] = []
        self.lengths: list[int] = []
        self.lost = 0
        self.end: End | None = None

    def add(self, trace: Trace) -> None:
        """Takes one page of the sweep into account."""
        self.aim = trace.aim
        for seen in trace.seen:
            first = self.digests.setdefault(seen.id, seen.digest)
            if first != seen.digest:
                self.twins.add((seen.id, seen.digest))
        self.ids.update(seen.id for seen in trace.seen)
        self.ids.update(trace.listed)
        self.ids.update(trace.skipped)
        self.ids.update(fault.native_id for fault in trace.faults if fault.native_id)
        if trace.matched is not None and trace.matched not in self.claims:
            self.claims.append(trace.matched)
        if trace.length:
            self.lengths.append(trace.length)
        self.lost += trace.lost
        self.end = trace.end

    @property
    def ended(self) -> bool:
        """Whether it came to an end of the list with nothing lost on the way."""
        return self.end in _GOOD_ENDS and not self.lost

    @property
    def proves_end(self) -> bool:
        """Whether the end it came to can be no page limit in disguise.

        A last page shorter than the others is a natural end. A list cut at a page limit ends on a full page, and a
        single page says nothing, unless it is shorter than any limit.
        """
        if self.end in ("empty", "whole"):
            return True
        if len(self.lengths) <= 1:
            return sum(self.lengths) < SMALLEST_PAGE
        return self.lengths[-1] < max(self.lengths)


class Account:
    """What a run has seen so far. It grows with the traces of its pages."""

    def __init__(self, incremental: bool = False) -> None:
        self.incremental = incremental
        self.sweeps: list[Sweep] = []
        self.received: dict[str, Seen] = {}
        self.skipped: set[str] = set()
        self.bad: dict[str, Fault] = {}
        self.settled: set[str] = set()
        self.faults: list[Fault] = []
        self.pages = 0

    def add(self, trace: Trace) -> None:
        """Takes one page into account."""
        self.pages += 1
        for seen in trace.seen:
            self.received[seen.id] = seen
            self.bad.pop(seen.id, None)
        self.skipped.update(trace.skipped)
        self.faults += trace.faults
        for fault in trace.faults:
            if fault.native_id and fault.native_id not in self.received:
                self.bad[fault.native_id] = fault
        if trace.aim == "singles":
            self.settled.update(seen.id for seen in trace.seen)
            return
        while len(self.sweeps) <= trace.sweep:
            self.sweeps.append(Sweep())
        self.sweeps[trace.sweep].add(trace)

    def listed(self) -> list[str]:
        """Every identifier seen in any sweep, in the order of the first time."""
        return list(dict.fromkeys(key for sweep in self.sweeps for key in sorted(sweep.ids)))

    def missing(self) -> list[str]:
        """Identifiers that were seen and whose records are neither received, nor bad, nor left out."""
        present = present_ids(self)
        ids = sorted(present) if present is not None else self.listed()
        return [key for key in ids if key not in self.received and key not in self.bad and key not in self.skipped]

    def doubtful(self) -> list[str]:
        """Identifiers that came with two different bodies in one sweep, and were not asked for one by one since."""
        found = {key for sweep in self.sweeps for key, _ in sweep.twins}
        return sorted(found - self.settled - self.bad.keys())

    def twins(self) -> set[tuple[str, str]]:
        """Records that share the identifier of another: the same bodies came under one identifier in two sweeps.

        In a single sweep of pages they could be two versions of one record that was edited in between, but not where
        each file was read once.
        """
        found = [sweep.twins for sweep in self.sweeps if sweep.aim == "records"]
        once = len(found) == 1 and self.sweeps[-1].end == "whole"
        return set.intersection(*found) if len(found) > 1 or once else set()


def tally(traces: Iterable[Trace], incremental: bool = False) -> Account:
    """The account of a run from its traces."""
    account = Account(incremental)
    for trace in traces:
        account.add(trace)
    return account


def present_ids(account: Account) -> set[str] | None:
    """What the source holds, if the sweeps prove it; None while they do not."""
    if not account.sweeps:
        return None
    last = account.sweeps[-1]
    twins = len(account.twins())
    if last.ended and _is_total(last, len(last.ids) + twins):
        return last.ids
    union = set().union(*(sweep.ids for sweep in account.sweeps))
    claims = {claim for sweep in account.sweeps for claim in sweep.claims}
    # Pages of an unstable order repeat some records and miss others; sweeps of different page sizes miss others.
    if (
        union
        and claims == {len(union) + twins}
        and _is_no_ceiling(account, claims)
        and any(s.ended for s in account.sweeps)
    ):
        return union
    return _agreed(account)


def _is_no_ceiling(account: Account, claims: set[int]) -> bool:
    return claims != {CEILING} or any(sweep.end == "empty" for sweep in account.sweeps)


def _is_total(sweep: Sweep, number: int) -> bool:
    """Whether the server claimed that number, that number only, and may be believed."""
    return sweep.claims == [number] and number > 0 and (number != CEILING or sweep.end == "empty")


def _agreed(account: Account) -> set[str] | None:
    """What two sweeps agree on where no total can decide: none was claimed, or it is smaller than what came."""
    sound = [sweep for sweep in account.sweeps if sweep.ended and all(c < len(sweep.ids) for c in sweep.claims)]
    if not sound:
        return None
    last = sound[-1]
    # A sweep that failed on its way may still have seen what the sound ones never will.
    if last is not account.sweeps[-1] or not last.ids or any(not sweep.ids <= last.ids for sweep in account.sweeps):
        return None
    if any(claim > len(last.ids) for sweep in account.sweeps for claim in sweep.claims):
        return None
    alike = [sweep for sweep in sound if sweep.ids == last.ids]
    before = set().union(*(sweep.ids for sweep in account.sweeps[:-1]))
    if last.end == "whole" and not last.claims and (len(account.sweeps) == 1 or last.ids <= before):
        return last.ids
    return last.ids if len(alike) > 1 and any(sweep.proves_end for sweep in alike) else None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of a run of one source; its numbers add up."""

    verdict: Verdict
    matched: int
    received: int
    published: int
    quarantined: int
    held: int
    deleted: int
    skipped: int
    missing: int
    claims: tuple[int, ...]
    sweeps: int
    pages: int
    reasons: tuple[str, ...]
    quarantine: dict[str, str]
    vanished: tuple[str, ...]
    faults: tuple[Fault, ...]
    nameless: int = 0
    incremental: bool = False

    @property
    def saw_all(self) -> bool:
        """Whether the run saw the whole list."""
        return self.verdict == "COMPLETE" and not self.incremental

    @property
    def may_withdraw(self) -> bool:
        """Whether records that this run did not see may be counted as absent.

        A record without identifier, or with that of another, may be any of those that we miss.
        """
        return self.saw_all and not self.nameless


def report(account: Account, refused: Mapping[str, str] | None = None, held: Collection[str] = frozenset()) -> Report:
    """The report of a run.

    Args:
        account: what the run saw.
        refused: records that could not be read or break a rule, with the reason, by identifier.
        held: records kept back for a person to look at.
    """
    present = present_ids(account)
    missing = account.missing()
    ids = present if present is not None else {*account.listed(), *account.received}
    twins = account.twins()
    quarantine = {key: "shares its identifier with another record" for key, _ in sorted(twins)}
    quarantine |= {key: fault.message for key, fault in account.bad.items() if key in ids}
    received = deleted = skipped = published = keeping = 0
    reasons_refused = refused or {}
    for key in ids:
        seen = account.received.get(key)
        if seen is None:
            skipped += key in account.skipped
            continue
        received += 1
        if seen.deleted:
            deleted += 1
        elif seen.anonymous or key in reasons_refused:
            quarantine[key] = reasons_refused.get(key, "has no identifier")
        elif key in held:
            keeping += 1
        else:
            published += 1
    bad = sum(1 for key in ids if key not in account.received and key in account.bad)
    quarantined = bad + len(twins) + received - deleted - keeping - published
    found = published + quarantined + keeping + deleted + skipped
    claims = tuple(dict.fromkeys(claim for sweep in account.sweeps for claim in sweep.claims))
    last_claim = next((sweep.claims[-1] for sweep in reversed(account.sweeps) if sweep.claims), 0)
    # Without a total, what was lost on the way is all that is known to be missing beside what is listed.
    lost = account.sweeps[-1].lost if account.sweeps and not claims else 0
    matched = found + len(missing) if present is not None else max(last_claim, found + len(missing) + lost)
    reasons = tuple(_reasons(account, present, missing, matched - found))
    return Report(
        verdict=_verdict(account, present, missing, found),
        matched=matched,
        received=received + len(twins),
        published=published,
        quarantined=quarantined,
        held=keeping,
        deleted=deleted,
        skipped=skipped,
        missing=matched - found,
        claims=claims,
        sweeps=len(account.sweeps),
        pages=account.pages,
        reasons=reasons,
        quarantine=dict(sorted(quarantine.items())),
        vanished=tuple(sorted(account.received.keys() - ids)),
        faults=tuple(account.faults),
        nameless=len(twins) + sum(1 for key in ids if key in account.received and account.received[key].anonymous),
        incremental=account.incremental,
    )


def _verdict(account: Account, present: set[str] | None, missing: list[str], found: int) -> Verdict:
    if present is not None and not missing and account.received:
        return "COMPLETE"
    if account.incremental and found == 0 and account.sweeps and account.sweeps[-1].ended:
        return "COMPLETE"
    return "PARTIAL" if account.received else "FAILED"


def _reasons(account: Account, present: set[str] | None, missing: list[str], lacking: int) -> Iterable[str]:
    """Why a run is not COMPLETE, one sentence each: what the sets say, then what failed last."""
    if present is not None and not missing and account.received:
        return
    yield _sum_of(account, lacking)
    for key in missing[:3]:
        yield f"the record {key} is listed and was not received."
    for fault in [f for f in account.faults if not f.native_id][-3:]:
        yield f"{fault.name}: {fault.message}" + (f" It begins with: {fault.sample}" if fault.sample else "")


def _sum_of(account: Account, lacking: int) -> str:
    """What the server claims beside what it gave."""
    claims = list(dict.fromkeys(claim for sweep in account.sweeps for claim in sweep.claims))
    seen = len({key for sweep in account.sweeps for key in sweep.ids})
    if not seen:
        return f"no record, though the server claims {claims[-1]}." if claims and claims[-1] else "no record at all."
    if len(claims) > 1:
        return f"{seen} records, and a total that changed while they were read: {', '.join(map(str, claims[:5]))}."
    if claims == [CEILING]:
        return f"a total of exactly {CEILING}, where search engines stop counting. Filter the source into smaller ones."
    if claims and claims[0] > seen:
        return f"the server claims {claims[0]} records and gave {seen} different ones: {lacking} missing."
    if claims:
        return f"the server claims {claims[0]} records and gave {seen}, not the same each time."
    return (
        f"{seen} records, no total, and {len(account.sweeps)} sweep(s) that do not prove that these are all. "
        "If the server gives everything at once, say so in the options of the source (whole_in_one_page)."
    )
