"""Sweep a list by positions: on by what came, past the announced end, and round the records that break a page."""

from collections.abc import Iterator

import msgspec

from terra_harvest.accounting import CEILING
from terra_harvest.fetch import FetchError, Request
from terra_harvest.protocols.page import Answer, AnswerError, End, Fault, Page, Received, Trace, fault_of
from terra_harvest.protocols.port import BAD_IN_A_ROW, Plan, Port, attempt, refuses

_IDLE = 2
_BAD_PAGES_IN_A_ROW = 2


class EmptyPageError(AnswerError):
    """An answer without a record although the server claims that there are more."""

    def __init__(self, answer: Answer, start: int, size: int) -> None:
        of = "" if answer.matched is None else f" of {answer.matched}"
        message = f"the page at position {start}{of} is empty where up to {size} records were expected."
        super().__init__("empty-page", Request(url=answer.url), message)


class _Range(msgspec.Struct):
    """A range of positions being read, and what was got of it, piece by piece. `total` is the server's latest claim."""

    port: Port
    plan: Plan
    total: int | None
    records: list[Received] = []
    listed: list[str] = []
    skipped: list[str] = []
    faults: list[Fault] = []
    matched: int | None = None
    url: str = ""
    lost: int = 0
    length: int = 0
    bad_in_a_row: int = 0
    given_up: bool = False
    end: End | None = None
    failed: bool = False

    @property
    def ids(self) -> set[str]:
        return {*(record.native_id for record in self.records), *self.listed, *self.skipped}

    def beyond(self, start: int) -> bool:
        """Whether a position lies after the last record that the server claims."""
        return self.total is not None and start - int(self.plan.first) >= self.total

    def clipped(self, start: int, size: int) -> int:
        """How many of `size` positions from `start` on the server claims to have."""
        return size if self.total is None else max(0, min(size, self.total - (start - int(self.plan.first))))

    def read(self, start: int, size: int, tries: int) -> None:
        """Reads some positions; an empty answer is a failure while the server claims more."""

        def filled() -> Answer:
            answer = self.plan.read(str(start), size)
            total = self.total if answer.matched is None else answer.matched
            if answer.length == 0 and total is not None and start - int(self.plan.first) < total:
                raise EmptyPageError(answer, start, size)
            return answer

        answer = attempt(filled, tries)
        self.records += answer.records
        self.listed += answer.listed
        self.skipped += answer.skipped
        if answer.matched is not None:
            self.matched = self.total = answer.matched
        self.url = answer.url
        self.length += answer.length
        self.bad_in_a_row = 0


def by_position(port: Port, plan: Plan, sweep: int, past: list[Trace]) -> Iterator[Page]:
    """The pages of a sweep whose tokens are positions; `past` are its traces from before an interruption."""
    start = int((past[-1].next if past else None) or plan.first)
    claimed = next((t.matched for t in reversed(past) if t.matched is not None), None)
    seen = {key for t in past for key in (*(s.id for s in t.seen), *t.listed, *t.skipped)}
    idle = bad_pages = 0
    while True:
        got = _Range(port=port, plan=plan, total=claimed)
        beyond = got.beyond(start)
        _fill(got, start, bool(seen))
        claimed = got.total
        new = got.ids - seen
        seen |= new
        following = start + (plan.size if got.failed else got.length)
        if got.failed:
            bad_pages = 0 if new else bad_pages + 1
        elif got.end is None:
            bad_pages = 0
            idle = 0 if new else idle + 1
            if not new and beyond:
                # Past its own total, a server that gives its last page again has nothing more to give.
                got.end = "refused"
            elif idle >= _IDLE:
                got.end = "stopped"
                got.faults.append(_no_progress(start, plan.size, got.url))
        if bad_pages >= (_BAD_PAGES_IN_A_ROW if seen else 1):
            got.end = got.end or "stopped"
        hopeless = got.end == "stopped" and not got.lost and got.failed
        yield Page(
            sweep=sweep,
            aim=plan.aim,
            token=str(start),
            url=got.url,
            records=tuple(got.records),
            listed=tuple(got.listed),
            skipped=tuple(got.skipped),
            matched=got.matched,
            lost=got.lost,
            length=got.length,
            asked=plan.size,
            # A sweep that stopped because nobody answers any more can be taken up again at this very page.
            next=str(start) if hopeless else str(following) if got.end is None else None,
            end=got.end,
            faults=tuple(got.faults),
        )
        if got.end is not None:
            return
        start = following


def _fill(got: _Range, start: int, begun: bool) -> None:
    """Reads one page of the sweep, by halves if it fails as a whole."""
    beyond = got.beyond(start)
    try:
        got.read(start, got.plan.size, tries=3)
    except (FetchError, AnswerError) as error:
        got.failed = True
        if beyond and begun and got.total != CEILING and _says_no(error):
            got.end = "refused"
        elif beyond or refuses(error):
            got.end = "stopped"
            got.faults.append(fault_of(error, f"the page at {start}"))
        else:
            _by_halves(got, start, error)
    else:
        if got.length == 0:
            got.end = "empty"


def _says_no(error: FetchError | AnswerError) -> bool:
    """Whether it is an answer about the position asked for, and not a network that fails."""
    return isinstance(error, AnswerError) or (error.kind == "status" and error.status in (400, 404, 416, 422, 500))


def _by_halves(got: _Range, start: int, error: FetchError | AnswerError) -> None:
    """Reads a failed page by halves; what nobody could read is counted, and why is kept."""
    try:
        _halve(got, start, got.clipped(start, got.plan.size), error)
    except FetchError as last:
        # The server is gone: the page stands to be read again, nothing of it is lost.
        got.end, got.lost = "stopped", 0
        got.faults.append(fault_of(last, f"the page at {start}"))
        return
    if got.given_up:
        fault = fault_of(error, f"the page at {start}")
        got.faults.append(msgspec.structs.replace(fault, kind="lost-page") if got.records or got.listed else fault)


def _halve(got: _Range, start: int, size: int, why: FetchError | AnswerError) -> None:
    """Reads a failed range by halves, down to the records that break it; these are named and left out.

    Raises:
        FetchError: when the server is gone altogether.
    """
    if size == 1:
        _single(got, start, why)
        return
    left = size // 2
    for begin, count in ((start, left), (start + left, size - left)):
        # What the first half taught about the total bounds the second.
        wanted = got.clipped(begin, count)
        if not wanted:
            continue
        if got.given_up:
            got.lost += wanted
            continue
        try:
            got.read(begin, wanted, tries=2)
        except (FetchError, AnswerError) as error:
            if isinstance(error, FetchError) and error.hopeless:
                raise
            if refuses(error):
                got.given_up = True
                got.lost += wanted
            else:
                _halve(got, begin, wanted, error)


def _single(got: _Range, position: int, why: FetchError | AnswerError) -> None:
    """One record that breaks every page it is on: its name is asked for, then the record itself by its name."""
    native_id = _named(got, position)
    got.length += 1
    if native_id and got.port.one:
        try:
            found = got.port.one(native_id)
        except AnswerError as error:
            why = error
        except FetchError as error:
            if error.hopeless:
                raise
            why = error
        else:
            if found is None:
                got.skipped.append(native_id)
            else:
                got.records.append(found)
            got.bad_in_a_row = 0
            return
    if native_id is None:
        got.lost += 1
    fault = fault_of(why, f"the record {native_id or f'at position {position}'}", native_id)
    got.faults.append(msgspec.structs.replace(fault, kind="bad-record"))
    got.bad_in_a_row += 1
    got.given_up = got.bad_in_a_row >= BAD_IN_A_ROW


def _named(got: _Range, position: int) -> str | None:
    try:
        return got.port.name(position) if got.port.name else None
    except AnswerError:
        return None
    except FetchError as error:
        if error.hopeless:
            raise
        return None


def _no_progress(start: int, size: int, url: str) -> Fault:
    return Fault(
        kind="no-progress",
        name=f"the page at {start}",
        message=f"{_IDLE} pages of {size} in a row held nothing new: the server ignores the position. "
        "Write to the contact.",
        url=url,
    )
