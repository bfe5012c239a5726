"""Walk a source: sweep after sweep until the account is settled, fetching one by one what a sweep lists and lacks."""

from collections.abc import Callable, Iterator

from terra_harvest.accounting import Account, present_ids, tally
from terra_harvest.fetch import HOPELESS, FetchError
from terra_harvest.protocols.page import (
    AnswerError,
    Checkpoint,
    Fault,
    Page,
    Received,
    fault_of,
    trace,
)
from terra_harvest.protocols.port import Port, refuses, too_many
from terra_harvest.protocols.positions import by_position
from terra_harvest.protocols.tokens import by_token

BATCH = 50
"""Records fetched one by one between two checkpoints."""

_TRIES = 3


def walk_port(port: Port, checkpoint: Checkpoint) -> Iterator[Page]:
    """The pages of a walk. Its faults are in the pages: nothing is raised for what the server does.

    A walk that starts from the traces of an interrupted one yields what that one had not yet yielded.
    """
    account = tally(checkpoint.traces, checkpoint.since is not None)
    number = max(0, len(account.sweeps) - 1)
    past = [t for t in checkpoint.traces if t.sweep == number and t.aim != "singles"]
    while (plan := port.plan(number, account)) is not None:
        if not past or past[-1].end is None or past[-1].next is not None:
            by = by_position(port, plan, number, past) if port.paging == "positions" else by_token(plan, number, past)
            for page in by:
                account.add(trace(page))
                yield page
                if _is_over(page):
                    return
        past = []
        for page in _singles(port, account, number):
            yield page
            if _is_over(page):
                return
        if present_ids(account) is not None and not account.missing():
            return
        if number and not any(sweep.ids for sweep in account.sweeps):
            # Neither records nor identifiers, by two ways: there is nobody to ask a third time.
            return
        number += 1


def _singles(port: Port, account: Account, number: int) -> Iterator[Page]:
    """The records that are listed and lacking, or doubtful, asked for by their identifiers."""
    if port.one is None:
        return
    # Of a record that came twice and differently, only its own document tells which is right.
    missing = [*account.missing(), *account.doubtful()]
    bad_in_a_row, over = 0, False
    for begin in range(0, len(missing), BATCH):
        records: list[Received] = []
        skipped: list[str] = []
        faults: list[Fault] = []
        for native_id in missing[begin : begin + BATCH]:
            try:
                found = _one(port.one, native_id)
                if found is None:
                    skipped.append(native_id)
                else:
                    records.append(found)
                bad_in_a_row = 0
            except (FetchError, AnswerError) as error:
                hopeless = isinstance(error, FetchError) and error.hopeless
                # A server that is gone says nothing about this record: it stays missing, not bad.
                faults.append(fault_of(error, f"the record {native_id}", None if hopeless else native_id))
                bad_in_a_row += 1
                over = hopeless or too_many(bad_in_a_row, error)
                if over:
                    break
        page = Page(
            sweep=number,
            aim="singles",
            token=missing[begin],
            url=records[0].url if records else "",
            records=tuple(records),
            skipped=tuple(skipped),
            length=len(records),
            faults=tuple(faults),
        )
        account.add(trace(page))
        yield page
        if over:
            return


def _one(one: Callable[[str], Received | None], native_id: str) -> Received | None:
    """A record by its identifier, asked for three times: what is called bad here should be the record, not the line."""
    for _ in range(_TRIES - 1):
        try:
            return one(native_id)
        except AnswerError:
            continue
        except FetchError as error:
            if refuses(error):
                raise
    return one(native_id)


def _is_over(page: Page) -> bool:
    """Whether nobody answers any more: then the next run goes on."""
    return any(fault.kind in HOPELESS for fault in page.faults[-1:])
