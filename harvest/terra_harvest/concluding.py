"""Conclude the run of a source: its journal becomes datasets, changes on disk, a status. Its second child does this."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from terra_catalog.status import UNMATCHED, Outcomes, Scope, SourceStatus, Unmatched, status_bytes
from terra_harvest.accounting import Account, Report, report
from terra_harvest.children import Voice
from terra_harvest.journal import Journal, Kept
from terra_harvest.known import remember
from terra_harvest.ledger import Named, Restored, Withdrawn, key_of
from terra_harvest.night import Item, Known, Night
from terra_harvest.protocols.page import Validator, digest
from terra_harvest.reporting import Group, SourceReport, grouped, run_of, status_after
from terra_harvest.save import load_known, put, save, write
from terra_harvest.settle import settle
from terra_harvest.source import Source
from terra_harvest.transform import Refused, Tools, transform

_TELL_EVERY = 100
_MARK = "settling.json"


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be concluded.

    `trouble` is why the walk was cut short, `poison` names records that must not be read again and why. `goes_on`: the
    journal is kept, because the next run can take the walk up again. `dry`: nothing is written.
    """

    source: Source
    scope: Scope
    started: str
    ended: str
    today: str
    recipe: str
    before: SourceStatus | None = None
    trouble: str | None = None
    poison: Mapping[str, str] = {}
    goes_on: bool = False
    dry: bool = False


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What stood before a conclusion that began to write, and what it did: begun again, it counts nothing twice."""

    absent: Mapping[str, int]
    outcomes: Outcomes
    fields: Mapping[str, Group]


def conclude(case: Case, journal: Journal, tools: Tools, root: Path, validators: Path, voice: Voice) -> SourceReport:
    """Settles and saves what a journal holds, and writes the status of its source. [I/O]

    Killed at any moment and begun again, it ends in the same files.

    Raises:
        OSError: the disk refuses; the last good state stays.
        LedgerError, HoldError: a file of the harvest cannot be trusted.
    """
    account = Account(incremental=journal.heading.since is not None)
    kept: dict[str, Kept] = {}
    for leaf in journal.leaves():
        account.add(leaf.trace)
        kept.update({record.id: record for record in leaf.records})
    known = load_known(root, case.source.id)
    mark = _mark_of(journal.folder)
    if mark is not None:
        known = msgspec.structs.replace(known, absent=mark.absent)
    reading = _Reading(case, journal, tools, known, voice)
    seen = _judged(report(account), case)
    night = settle(case.source.id, reading.items(kept, account, frozenset(seen.vanished)), seen, known, case.today)
    found = _judged(report(account, dict(night.failed), night.held), case)
    outcomes, fields = (mark.outcomes, mark.fields) if mark else (night.outcomes, grouped(night))
    run = run_of(found, outcomes, scope=case.scope, started=case.started, ended=case.ended)
    waits = night.hold.reason if night.hold and night.hold.decision == "wait" else None
    status = status_after(
        case.before,
        case.source,
        run,
        records=_live(known, night),
        recipe=case.recipe,
        asked=account.received.keys() | account.bad.keys(),
        reasons=found.reasons,
        held=waits,
        quarantine=found.quarantine,
        unmatched=reading.unmatched(),
    )
    if not case.dry:
        if mark is None:
            mark = Mark(absent=dict(known.absent), outcomes=outcomes, fields=fields)
            write(journal.folder / _MARK, msgspec.json.encode(mark), sync=True)
        save(night, root)
        put(root / status_file(case.source.id), status_bytes(status))
        remember({} if waits else _trusted(kept, night), validators)
    if case.goes_on and not case.dry:
        (journal.folder / _MARK).unlink(missing_ok=True)
        journal.close()
    else:
        journal.discard()
    return SourceReport(
        source=case.source.id,
        run=run,
        reasons=status.reasons,
        held=status.held,
        held_records=dict(night.held),
        quarantine=found.quarantine,
        faults=found.faults,
        fields=fields,
        unmatched=status.unmatched,
    )


def _live(known: Known, night: Night) -> int:
    """How many records are published after a night."""
    ledger = known.ledger
    named = sum(isinstance(line, Named) for line in night.opening)
    gone = {line.id for line in night.closing if isinstance(line, Withdrawn)}
    back = {line.id for line in night.closing if isinstance(line, Restored)}
    return len(ledger.ids) + named - len((ledger.withdrawn.keys() | gone) - back)


def status_file(source: str) -> str:
    """The file of a source's status, from the root of the project."""
    return f"catalog/status/{source}.json"


class _Reading:
    """The records of a journal as items to settle, one by one; it counts the keywords that it could not match."""

    def __init__(self, case: Case, journal: Journal, tools: Tools, known: Known, voice: Voice) -> None:
        self._case, self._journal, self._tools, self._known, self._voice = case, journal, tools, known, voice
        before = case.before
        # What was kept out before is read again, so that its reason is told again.
        self._spares = before is not None and before.recipe == case.recipe
        self._doubtful = before.quarantine.keys() if before else frozenset[str]()
        self._words: Counter[str] = Counter()
        self._read = self._spared = 0

    def items(self, kept: Mapping[str, Kept], account: Account, vanished: frozenset[str]) -> Iterator[Item]:
        """Every record that the source holds and that came, or is known to be bad."""
        twins = {key for key, _ in account.twins()}
        for number, (native_id, record) in enumerate(kept.items()):
            if number % _TELL_EVERY == 0:
                self._voice.tell(number, len(kept))
            if not (record.deleted or record.anonymous or native_id in vanished):
                yield self._twin(native_id) if native_id in twins else self._item(record)
        self._voice.take("")
        self._voice.tell(len(kept), len(kept))
        for native_id, fault in account.bad.items():
            yield Item(native_id=native_id, failure=fault.message)

    def unmatched(self) -> tuple[Unmatched, ...] | None:
        """The most frequent keywords without a concept; None when most records were not read this time."""
        if self._read <= self._spared:
            return None
        ranked = sorted(self._words.items(), key=lambda entry: (-entry[1], entry[0]))
        return tuple(Unmatched(text=text, count=count) for text, count in ranked[:UNMATCHED])

    def _twin(self, native_id: str) -> Item:
        return Item(native_id=native_id, failure="shares its identifier with another record")

    def _item(self, record: Kept) -> Item:
        native_id = record.id
        if reason := self._case.poison.get(native_id):
            return Item(native_id=native_id, failure=reason)
        if record.unchanged:
            self._spared += 1
            return Item(native_id=native_id, unchanged=True)
        self._voice.take(native_id)
        received = self._journal.received(record)
        if self._spares and native_id not in self._doubtful and self._digest(native_id) == digest(received.body):
            self._spared += 1
            return Item(native_id=native_id, unchanged=True)
        self._read += 1
        found = transform(received, self._case.source, self._tools, self._case.today)
        if isinstance(found, Refused):
            return Item(native_id=native_id, failure=found.reason)
        self._words.update(found.unmatched)
        return Item(native_id=native_id, dataset=found.dataset)

    def _digest(self, native_id: str) -> str | None:
        """The digest of the original that our record was made of."""
        id_ = self._known.ledger.ids.get(key_of(native_id) or "")
        body = self._known.records.get(id_) if id_ else None
        if body is None:
            return None
        try:
            provenance = _decoder.decode(body).provenance
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
        return provenance.digest if provenance else None


class _Origin(msgspec.Struct, frozen=True):
    digest: str | None = None


class _Own(msgspec.Struct, frozen=True):
    """The little that is looked up in every record."""

    provenance: _Origin | None = None


_decoder = msgspec.json.Decoder(_Own)


def _judged(found: Report, case: Case) -> Report:
    """The report with what the walk itself could not know: that it was cut short, or wanted only a part."""
    reasons = (case.trouble, *found.reasons) if case.trouble and found.verdict != "COMPLETE" else found.reasons
    return msgspec.structs.replace(found, reasons=reasons, incremental=found.incremental or case.scope != "full")


def _mark_of(folder: Path) -> Mark | None:
    try:
        return msgspec.json.decode((folder / _MARK).read_bytes(), type=Mark)
    except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def _trusted(kept: Mapping[str, Kept], night: Night) -> dict[str, Validator]:
    """The validators of the records that are published as they came: of no other may a server say "unchanged"."""
    out = night.failed.keys() | night.held.keys()
    return {key: record.validator for key, record in kept.items() if record.validator and key not in out}
