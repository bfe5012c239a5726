"""Sweep a list by the server's own tokens: each is used once, and an end that contradicts the total is asked again."""

from collections.abc import Iterator

from terra_harvest.fetch import FetchError
from terra_harvest.protocols.page import Answer, AnswerError, End, Fault, FaultKind, Page, Trace, WalkFault, fault_of
from terra_harvest.protocols.port import Plan, attempt

_IDLE = 5
_NOTHING_THERE: frozenset[FaultKind] = frozenset({"exception", "bad-token"})


def by_token(plan: Plan, sweep: int, past: list[Trace]) -> Iterator[Page]:
    """The pages of a sweep whose tokens come from the server; `past` are its traces from before an interruption."""
    token = (past[-1].next if past else None) or plan.first
    visited = {t.token for t in past if t.next != t.token}
    seen = {key for t in past for key in (*(s.id for s in t.seen), *t.listed, *t.skipped)}
    claimed = next((t.matched for t in reversed(past) if t.matched is not None), None)
    idle = 0
    while True:
        visited.add(token)
        try:
            answer = _answer(plan, token, seen, claimed)
            faults = list(answer.faults)
        except (FetchError, AnswerError) as error:
            if seen and claimed == len(seen) and isinstance(error, AnswerError) and error.kind in _NOTHING_THERE:
                # Past its own total, a server whose last token leads nowhere has nothing more to give.
                yield Page(sweep=sweep, aim=plan.aim, token=token, asked=plan.size, end="refused")
                return
            fault = fault_of(error, f"the page {shortened(token)}")
            yield Page(
                sweep=sweep,
                aim=plan.aim,
                token=token,
                asked=plan.size,
                # A sweep that stopped because nobody answers any more can be taken up again at this very page.
                next=token if isinstance(error, FetchError) and error.hopeless else None,
                end="stopped",
                faults=(fault,),
            )
            return
        claimed = answer.matched if answer.matched is not None else claimed
        new = set(answer.ids) - seen
        seen |= new
        idle = 0 if new else idle + 1
        end: End | None = None
        if answer.next is None:
            end = answer.end
        elif answer.next in visited and not new and claimed == len(seen):
            # The same of one whose last token leads round to what it gave before.
            end = "refused"
        elif answer.next in visited:
            end = "stopped"
            faults.append(_stuck("loop", token, f"leads back to {shortened(answer.next)}", answer.url))
        elif idle >= _IDLE:
            end = "stopped"
            faults.append(_stuck("no-progress", token, f"is the {_IDLE}th in a row with nothing new", answer.url))
        yield Page(
            sweep=sweep,
            aim=plan.aim,
            token=token,
            url=answer.url,
            records=answer.records,
            listed=answer.listed,
            skipped=answer.skipped,
            matched=answer.matched,
            lost=sum(1 for fault in answer.faults if not fault.native_id),
            length=answer.length,
            asked=plan.size,
            next=answer.next if end is None else None,
            end=end,
            faults=tuple(faults),
        )
        if end is not None or answer.next is None:
            return
        token = answer.next


def _answer(plan: Plan, token: str, seen: set[str], claimed: int | None) -> Answer:
    """The answer at a token; asked once more when it ends the list too early or holds nothing."""
    answer = attempt(lambda: plan.read(token, plan.size))
    total = answer.matched if answer.matched is not None else claimed
    short = answer.next is None and total is not None and len(seen | set(answer.ids)) < total
    if short or (answer.next is None and answer.length == 0):
        again = attempt(lambda: plan.read(token, plan.size))
        if again.next is not None or again.length > answer.length:
            return again
    return answer


def shortened(token: str) -> str:
    """A token as a report shows it."""
    return f"`{token}`" if len(token) <= 120 else f"`{token[:119]}…`"


def _stuck(kind: WalkFault, token: str, what: str, url: str) -> Fault:
    message = f"the page {shortened(token)} {what}: the server's paging is broken. Write to the contact."
    return Fault(kind=kind, name=f"the page {shortened(token)}", message=message, url=url)
