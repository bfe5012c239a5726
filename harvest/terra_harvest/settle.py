"""Settle a run: from what the source holds tonight and what we know, the changes of one night. Pure."""

from collections.abc import Iterable, Mapping

import msgspec

from terra_catalog.dataset import Dataset
from terra_catalog.load import canonical
from terra_catalog.status import Outcomes
from terra_harvest import rekeying
from terra_harvest.accounting import Report
from terra_harvest.difference import changed_fields, is_news
from terra_harvest.ledger import Line, Named, Rekeyed, Restored, Withdrawn, key_of
from terra_harvest.nickname import nickname
from terra_harvest.night import Change, Item, Known, Night, Outcome
from terra_harvest.withdrawal import Decision, Sight, decide

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Dataset).decode
_TWINS = "two records of the source have this identifier, once in Unicode's NFC. Ask the source to tell them apart."
_NO_KEY = "the identifier is empty, too long or holds control characters. Ask the source to mend it."
_NO_RECORD = "it is said to be unchanged, and there is no record of it. Ask for it again without validators."
_POSTPONED = "it may be `{id}` under a new identifier: a run that sees everything will tell."


def settle(source: str, items: Iterable[Item], report: Report, known: Known, today: str) -> Night:
    """The changes of one night.

    The result depends on what the items are, never on their order. It does not read `known.records` more than it must:
    those that came with a dataset, those withdrawn, and those that may have been renamed.

    Args:
        source: the id of the source.
        items: every record that the source holds and this run saw, each identifier once.
        report: of the accounting: whether absences count.
        known: what stands before the run.
        today: the day, YYYY-MM-DD, which becomes `created` and `updated`.
    """
    night = _Settling(source, known, today)
    for item in items:
        night.take(item)
    return night.end(report)


class _Settling:
    """A night in the making; it grows item by item, so that a hundred thousand datasets are never held at once."""

    def __init__(self, source: str, known: Known, today: str) -> None:
        self.source, self.known, self.today = source, known, today
        self.ids: dict[str, str] = dict(known.ledger.ids)
        self.native: dict[str, str] = {}
        self.changes: dict[str, Change] = {}
        self.new: dict[str, bytes] = {}
        self.failed: dict[str, str] = {}
        self.held: dict[str, str] = {}
        self.same: set[str] = set()
        self.opening: list[Line] = []
        self.closing: list[Line] = []

    def take(self, item: Item) -> None:
        """One record of the source: compared with ours when known, put aside when new."""
        key = key_of(item.native_id)
        if key is None:
            self.failed[item.native_id] = _NO_KEY
        elif key in self.native:
            self._twin(key, item.native_id)
        else:
            self.native[key] = item.native_id
            if item.failure is not None:
                self.failed[item.native_id] = item.failure
            elif key not in self.ids:
                if item.dataset is None:
                    self.failed[item.native_id] = _NO_RECORD
                else:
                    self.new[key] = _encode(item.dataset)
            elif item.dataset is not None:
                self._compare(key, item.dataset)
            elif self._stands(self.ids[key]):
                self.same.add(key)
            else:
                self.failed[item.native_id] = _NO_RECORD

    def _stands(self, id_: str) -> bool:
        """Whether there is a record that says what the source says; a tombstone no longer does."""
        if id_ not in self.known.ledger.withdrawn:
            return id_ in self.known.records
        body = self.known.records.get(id_)
        return body is not None and _decode(body).status != "withdrawn"

    def _twin(self, key: str, native_id: str) -> None:
        # Which of the two came first is chance: neither is believed, and what we have of the record stays.
        self.changes.pop(key, None)
        self.new.pop(key, None)
        self.same.discard(key)
        self.failed[native_id] = self.failed[self.native[key]] = _TWINS

    def _compare(self, key: str, dataset: Dataset) -> None:
        """Put a change aside for the record of a known key, or nothing when there is none."""
        id_ = self.ids[key]
        before = self.known.records.get(id_)
        if before is None:
            # A night that was killed after its ledger and before its records, or a file that somebody deleted.
            body = canonical(msgspec.structs.replace(dataset, id=id_, created=self.today, updated=self.today))
            self.changes[key] = Change(outcome="created", key=key, id=id_, body=body)
            return
        old = _decode(before)
        same_day = msgspec.structs.replace(dataset, id=id_, created=old.created, updated=old.updated)
        body = canonical(same_day)
        if body == before:
            self.same.add(key)
            return
        fields = changed_fields(old, same_day)
        if is_news(fields):
            body = canonical(msgspec.structs.replace(same_day, updated=self.today))
        outcome: Outcome = "updated" if is_news(fields) else "unchanged"
        self.changes[key] = Change(outcome=outcome, key=key, id=id_, body=body, fields=fields)

    def end(self, report: Report) -> Night:
        """The night, once every item was taken."""
        ledger = self.known.ledger
        renamed = rekeying.renamed(self.new, self.native, self.known)
        if report.saw_all:
            self._rekey(renamed)
        else:
            self._postpone(renamed)
        live = {key for key, id_ in self.ids.items() if id_ not in ledger.withdrawn}
        sight = Sight(live=live, seen=live & self.native.keys(), new=len(self.new))
        decision = decide(self.source, sight, report, self.known.absent, self.known.hold, self.today)
        if decision.waits:
            return self._waiting(decision)
        self._name()
        for key in decision.withdrawn:
            self._withdraw(key)
        for key in sorted(self.native.keys() & self.ids.keys()):
            if self.ids[key] in ledger.withdrawn and (key in self.changes or key in self.same):
                self.closing.append(Restored(on=self.today, id=self.ids[key]))
        return self._night(decision, self.changes)

    def _rekey(self, renamed: Mapping[str, str]) -> None:
        for key, was in sorted(renamed.items()):
            id_ = self.ids.pop(was)
            self.ids[key] = id_
            self.opening.append(Rekeyed(on=self.today, id=id_, key=key, was=was))
            self._compare(key, _decode(self.new.pop(key)))

    def _postpone(self, renamed: Mapping[str, str]) -> None:
        for key, was in renamed.items():
            del self.new[key]
            self.held[self.native[key]] = _POSTPONED.format(id=self.ids[was])

    def _name(self) -> None:
        """Give every new record its nickname, in the order of the keys."""
        taken = set(self.known.taken) | self.known.ledger.first.keys()
        for key in sorted(self.new):
            dataset = _decode(self.new.pop(key))
            id_ = nickname(dataset, key, self.source, taken)
            taken.add(id_)
            self.ids[key] = id_
            self.opening.append(Named(on=self.today, id=id_, key=key))
            body = canonical(msgspec.structs.replace(dataset, id=id_, created=self.today, updated=self.today))
            self.changes[key] = Change(outcome="created", key=key, id=id_, body=body)

    def _withdraw(self, key: str) -> None:
        id_ = self.ids[key]
        self.closing.append(Withdrawn(on=self.today, id=id_))
        before = self.known.records.get(id_)
        if before is None:
            return
        old = _decode(before)
        body = before
        if old.status != "withdrawn":
            # Without its digest the record is read again, should it come back.
            origin = old.provenance and msgspec.structs.replace(old.provenance, digest=None)
            gone = msgspec.structs.replace(old, status="withdrawn", updated=self.today, provenance=origin)
            body = canonical(gone)
        self.changes[key] = Change(outcome="withdrawn", key=key, id=id_, body=body, fields=("status",))

    def _waiting(self, decision: Decision) -> Night:
        reason = f"the source waits for a person: {decision.hold.reason}" if decision.hold else ""
        self.held = {native: reason for native in self.native.values() if native not in self.failed}
        self.opening, self.same = [], set()
        return self._night(decision, {})

    def _night(self, decision: Decision, changes: Mapping[str, Change]) -> Night:
        count = dict.fromkeys(("created", "updated", "unchanged", "withdrawn"), 0)
        for change in changes.values():
            count[change.outcome] += 1
        count["unchanged"] += len(self.same)
        return Night(
            source=self.source,
            today=self.today,
            outcomes=Outcomes(**count, failed=len(self.failed)),
            changes=tuple(changes[key] for key in sorted(changes)),
            opening=tuple(self.opening),
            closing=tuple(self.closing),
            absent=decision.absent,
            hold=decision.hold,
            held=dict(sorted(self.held.items())),
            failed=dict(sorted(self.failed.items())),
            redirects=self.known.ledger.redirects,
        )
