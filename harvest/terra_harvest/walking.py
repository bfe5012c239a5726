"""Walk one source into its journal: what the first child of a source does. [I/O]"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from terra_harvest.accounting import tally
from terra_harvest.children import Voice
from terra_harvest.http import Clock, Limits, transport
from terra_harvest.journal import Journal
from terra_harvest.known import known_validators
from terra_harvest.protocols.page import Checkpoint, Page, Trace
from terra_harvest.protocols.registry import walk
from terra_harvest.source import Source


class Walked(msgspec.Struct, frozen=True):
    """The end of a walk: whether its last page can be taken up again, because nobody answered any more."""

    unfinished: bool


def walk_source(
    source: Source,
    journal: Journal,
    voice: Voice,
    *,
    limits: Limits,
    clock: Clock,
    sources: Path,
    validators: Path | None,
    limit: int | None = None,
) -> Walked:
    """Writes the pages of a source into its journal, going on where the journal ends.

    Args:
        source: what to walk; its budget is that of this run.
        journal: open, with the pages of an interrupted run, if any.
        voice: is told the records seen so far and the total that the server claims.
        limits: of one request.
        clock: the time of the transport.
        sources: the folder of the sources, where certificates lie.
        validators: what the last run knew of each record, for conditional requests; None to read everything again.
        limit: stop after so many records.

    Raises:
        JournalError: the disk refused a page.
    """
    traces = tuple(leaf.trace for leaf in journal.leaves())
    known = known_validators(validators) if validators else {}
    checkpoint = Checkpoint(traces=traces, since=journal.heading.since, known=known)
    seen = set(tally(traces).received)
    claimed: int | None = None
    last: Page | Trace | None = traces[-1] if traces else None
    with transport(source, limits, clock, ca_folder=sources) as fetch:
        for page in _limited(walk(source, fetch, checkpoint), seen, limit):
            journal.add(page)
            seen.update(record.native_id for record in page.records)
            claimed = claimed if page.matched is None else page.matched
            voice.tell(len(seen), claimed)
            last = page
    return Walked(unfinished=last is not None and last.end == "stopped" and last.next is not None)


def _limited(pages: Iterator[Page], seen: set[str], limit: int | None) -> Iterator[Page]:
    """The pages up to so many records; the one that passes the number is cut."""
    if limit is None:
        yield from pages
        return
    if len(seen) >= limit:
        return
    for page in pages:
        room = limit - len(seen)
        new = list(dict.fromkeys(r.native_id for r in page.records if r.native_id not in seen))
        if len(new) < room:
            yield page
            continue
        wanted = {*seen, *new[:room]}
        few = tuple(record for record in page.records if record.native_id in wanted)
        yield msgspec.structs.replace(page, records=few, end="stopped")
        return
