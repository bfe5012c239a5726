"""What settling a run of a source takes and gives: items in, one night of changes out."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from terra_catalog.dataset import Dataset
from terra_catalog.status import Outcomes
from terra_harvest.hold import Hold
from terra_harvest.ledger import Ledger, Line

Outcome = Literal["created", "updated", "unchanged", "withdrawn"]


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A record that the source holds, as this run saw it.

    Exactly one of: `dataset` (normalised and enriched; its id, created and updated are empty), `failure` (why it
    is in quarantine: the last good state stays), `unchanged` (nothing to read: the server says so, or the digest of
    the original is that of the record we have). Records that the source marks as deleted are no items.
    """

    native_id: str
    dataset: Dataset | None = None
    failure: str | None = None
    unchanged: bool = False


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A record file to write. `fields` are those that changed ("title", "provenance.digest"), for the commit message.

    `unchanged` with a body: only dates and digest of the original changed, which is no change to readers.
    """

    outcome: Outcome
    key: str
    id: str
    body: bytes
    fields: tuple[str, ...] = ()


class Night(msgspec.Struct, frozen=True, kw_only=True):
    """What one run changes: pure values, which `save` writes.

    `held` and `failed` name records with the reason: pass `held` on to `accounting.report`. When `hold` waits for a
    person, `changes` is empty and every record of the run is held.
    """

    source: str
    today: str
    outcomes: Outcomes
    changes: tuple[Change, ...] = ()
    opening: tuple[Line, ...] = ()
    closing: tuple[Line, ...] = ()
    absent: Mapping[str, int] = {}
    hold: Hold | None = None
    held: Mapping[str, str] = {}
    failed: Mapping[str, str] = {}
    redirects: Mapping[str, str] = {}


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What stands before a run: the source's ledger, every nickname ever given, its records, absences and hold.

    `records` is asked by id for the canonical bytes of a record, only for those a run needs; `absent` counts the
    COMPLETE runs in a row that did not see a key.
    """

    ledger: Ledger
    taken: frozenset[str] | set[str]
    records: Mapping[str, bytes]
    absent: Mapping[str, int] = {}
    hold: Hold | None = None
