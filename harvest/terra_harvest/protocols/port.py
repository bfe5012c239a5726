"""What the walk needs of a protocol: how to ask for a page, a list of identifiers, one record."""

from collections.abc import Callable
from typing import Literal

import msgspec

from terra_harvest.accounting import Account
from terra_harvest.fetch import FetchError
from terra_harvest.protocols.page import Aim, Answer, AnswerError, Received

Read = Callable[[str, int], Answer]
"""The answer at a token, of about so many entries; raises FetchError or AnswerError."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """One sweep to make: what for, from which token, how many entries a page, by which questions."""

    aim: Aim
    first: str
    size: int
    read: Read


Planning = Callable[[int, Account], Plan | None]
"""The sweep number n, given what the earlier ones showed; None when no other would tell more."""


class Port(msgspec.Struct, frozen=True, kw_only=True):
    """A protocol bound to a source.

    `paging`: whether tokens are positions in the list (which can be skipped and halved) or the server's own.
    `plan(n, account)`: the sweep number n, None when no other would tell more.
    `one(id)`: a record by its identifier; None when it turns out to be none that the source's options want.
    `name(position)`: the identifier of the record at a position.
    """

    paging: Literal["positions", "tokens"]
    plan: Planning
    one: Callable[[str], Received | None] | None = None
    name: Callable[[int], str | None] | None = None


def attempt(read: Callable[[], Answer], tries: int = 3) -> Answer:
    """The answer, asked for again when it is none: a stale cache or a busy server often gives it the second time.

    Raises:
        FetchError, AnswerError: those of the last try.
    """
    for left in range(tries - 1, -1, -1):
        try:
            return read()
        except FetchError as error:
            if error.hopeless or not left:
                raise
        except AnswerError:
            if not left:
                raise
    raise AssertionError("unreachable: the last try returns or raises")


BAD_IN_A_ROW = 5
"""After so many failures in a row it is the server that fails, not the records."""

GONE_IN_A_ROW = 25
"""The same where each answer is a definite "not here": catalogues do list what they no longer have."""


def too_many(in_a_row: int, error: FetchError | AnswerError) -> bool:
    """Whether so many failures, of which this is the last, are a reason to stop asking."""
    gone = isinstance(error, FetchError) and error.status in (404, 410)
    return in_a_row >= (GONE_IN_A_ROW if gone else BAD_IN_A_ROW)


def refuses(error: FetchError | AnswerError) -> bool:
    """Whether smaller pages are no use: the server refuses us, or there is nothing at that address."""
    return isinstance(error, FetchError) and (error.hopeless or error.status in (401, 403, 404, 405, 410, 429))


def other_size(size: int) -> int:
    """Another page size, smaller and sharing few page borders with `size`: what one sweep misses, the other may see."""
    return max(1, size * 5 // 8)


def three_sweeps(first: str, size: int, listing: int, records: Read, identifiers: Read) -> Planning:
    """Whole records; then their identifiers, at least `listing` a page; then records again in pages of another size.

    What a server loses between two pages differs with the size of the pages: three views of one list find it.
    """

    def plan(number: int, _account: Account) -> Plan | None:
        if number == 1:
            return Plan(aim="identifiers", first=first, size=max(listing, size), read=identifiers)
        if number in (0, 2):
            return Plan(aim="records", first=first, size=size if number == 0 else other_size(size), read=records)
        return None

    return plan


def two_listings(first: str, identifiers: Read) -> Planning:
    """The identifiers, twice, of a server that has no pages: what the two lists have in common is there."""

    def plan(number: int, _account: Account) -> Plan | None:
        return Plan(aim="identifiers", first=first, size=0, read=identifiers) if number < 2 else None

    return plan
