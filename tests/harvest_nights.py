"""What the tests of identity share: a dataset from two words, the report of a run, and nights one after the other."""

from collections.abc import Iterable

import msgspec

from terra_catalog.dataset import Dataset, Identifiers, Provenance
from terra_harvest.accounting import Report, Verdict
from terra_harvest.hold import Hold
from terra_harvest.ledger import Ledger, folded
from terra_harvest.night import Item, Known, Night
from terra_harvest.settle import settle
from terra_vocab.text import Text

SOURCE = "seanoe"


def a_dataset(
    title: str = "Sea surface temperature",
    *,
    key: str = "a",
    doi: str | None = None,
    uuid: str | None = None,
    digest: str = "d0",
    summary: str = "",
) -> Dataset:
    return Dataset(
        id="",
        title=Text(en=title),
        pole="odatis",
        created="",
        updated="",
        summary=Text(en=summary or None),
        identifiers=Identifiers(doi=doi, uuid=uuid),
        provenance=Provenance(source=SOURCE, upstream_id=key, digest=digest),
    )


def an_item(key: str, title: str | None = None, **fields: str) -> Item:
    return Item(native_id=key, dataset=a_dataset(title or f"Dataset {key}", key=key, **fields))


def a_report(verdict: Verdict = "COMPLETE", *, incremental: bool = False, nameless: int = 0) -> Report:
    return Report(
        verdict=verdict, matched=0, received=0, published=0, quarantined=0, held=0, deleted=0, skipped=0, missing=0,
        claims=(), sweeps=1, pages=1, reasons=(), quarantine={}, vanished=(), faults=(),
        incremental=incremental, nameless=nameless,
    )  # fmt: skip


COMPLETE, PARTIAL, INCREMENTAL = a_report(), a_report("PARTIAL"), a_report(incremental=True)


def nothing_known() -> Known:
    return Known(ledger=Ledger(source=SOURCE), taken=set(), records={})


def after(known: Known, night: Night) -> Known:
    """What stands after a night, as `save` and `load_known` would have it."""
    ledger = folded(known.ledger, [*night.opening, *night.closing])
    return Known(
        ledger=ledger,
        taken=set(known.taken) | set(ledger.first),
        records={**known.records, **{change.id: change.body for change in night.changes}},
        absent=night.absent,
        hold=night.hold,
    )


def run(known: Known, items: Iterable[Item], day: str = "2026-11-21", report: Report = COMPLETE) -> tuple[Night, Known]:
    night = settle(SOURCE, items, report, known, day)
    return night, after(known, night)


def first_run(*items: Item) -> Known:
    return run(nothing_known(), items, "2026-11-01")[1]


def decided(known: Known, decision: str) -> Known:
    """What stands after an operator's commit."""
    assert known.hold is not None
    hold = msgspec.convert({**msgspec.structs.asdict(known.hold), "decision": decision}, Hold)
    return msgspec.structs.replace(known, hold=hold)


def record(known: Known, id_: str) -> Dataset:
    return msgspec.json.decode(known.records[id_], type=Dataset)
