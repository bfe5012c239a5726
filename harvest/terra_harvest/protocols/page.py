"""What a walk over a source yields: pages of records as received, with everything that went wrong on the way.

A walk makes one or more sweeps, each an attempt to see the whole list. A page tells its sweep, what it holds, what the
server claims, and where the next one starts; the trace of a page is the same without the bodies, one line of a journal
from which a killed run goes on.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Literal

import msgspec

from terra_harvest.fetch import FetchError, FetchFault, Request, curl_line

Aim = Literal["records", "identifiers", "singles"]
"""What a page was asked for: whole records, the list of identifiers, or missing records one by one."""

End = Literal[
    "empty",  # an empty page after the last record
    "marked",  # the server says that nothing follows
    "refused",  # the server refuses to go further than its own total
    "whole",  # the document is the whole list, not a page of it
    "stopped",  # we gave up
]

AnswerFault = Literal[
    "not-xml",
    "not-json",
    "wrong-root",  # a document, but not the answer: HTML, a login page...
    "exception",  # the server's own error report
    "bad-token",
    "no-answer",  # an answer without what was asked for
    "empty-page",  # nothing, though the server claims that there is more
]

WalkFault = Literal[
    "no-progress",  # pages without anything new
    "loop",  # a page token seen before
    "bad-record",  # one record that cannot be had
    "lost-page",  # a page that cannot be had, nor its records one by one
]

FaultKind = FetchFault | AnswerFault | WalkFault


class _Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A frozen part of a page."""


class Validator(_Part, frozen=True, kw_only=True):
    """What lets a server, or its list, say that a document has not changed."""

    etag: str | None = None
    modified: str | None = None
    checksum: str | None = None


class Received(_Part, frozen=True, kw_only=True):
    """A record as received. `format` is a hint for the reader, `modified` the server's date of the record.

    A record without identifier gets one made from its body and is `anonymous`: counted, never published. `deleted`:
    the server says that it is gone. `unchanged`: the server says that the body we have is still true. `repairs`: what
    had to be mended before the page could be parsed.
    """

    native_id: str
    url: str
    body: bytes = b""
    format: str | None = None
    modified: str | None = None
    anonymous: bool = False
    deleted: bool = False
    unchanged: bool = False
    validator: Validator | None = None
    repairs: tuple[str, ...] = ()


class Fault(_Part, frozen=True, kw_only=True):
    """Something that was not received: what (`name`, and its identifier where known), why, and how to see it."""

    kind: FaultKind
    name: str
    message: str
    native_id: str | None = None
    url: str = ""
    sample: str = ""
    curl: str = ""


class Page(_Part, frozen=True, kw_only=True):
    """One step of a walk.

    `listed` are identifiers seen without their records, `skipped` those that the source's options leave out.
    `matched` is the total that the server claims. `lost` counts records that are known to be there and could neither
    be read nor named. `length` is what the answer held and `asked` what it was asked for. `next` is where the sweep
    goes on, None with `end` set when it is over; `links` are addresses that a crawl has yet to follow.
    """

    sweep: int
    aim: Aim
    token: str
    url: str = ""
    records: tuple[Received, ...] = ()
    listed: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    matched: int | None = None
    lost: int = 0
    length: int = 0
    asked: int = 0
    next: str | None = None
    links: tuple[str, ...] = ()
    end: End | None = None
    faults: tuple[Fault, ...] = ()


class Seen(_Part, frozen=True, kw_only=True):
    """A received record in a trace: its identifier, the digest of its body, the server's date of it."""

    id: str
    digest: str
    modified: str | None = None
    anonymous: bool = False
    deleted: bool = False


class Trace(_Part, frozen=True, kw_only=True):
    """A page without its bodies: what the accounting needs, and a resumed walk."""

    sweep: int
    aim: Aim
    token: str
    seen: tuple[Seen, ...] = ()
    listed: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    matched: int | None = None
    lost: int = 0
    length: int = 0
    asked: int = 0
    next: str | None = None
    links: tuple[str, ...] = ()
    end: End | None = None
    faults: tuple[Fault, ...] = ()


class Checkpoint(_Part, frozen=True, kw_only=True):
    """What a walk starts from.

    `traces`: the pages of an interrupted run, in order; a new run has none. `since`: only records changed since that
    date, where the protocol can say so. `known`: validators of the last complete run, by identifier or address.
    """

    traces: tuple[Trace, ...] = ()
    since: str | None = None
    known: dict[str, Validator] = {}


FRESH = Checkpoint()
"""A first run, of everything."""


def trace(page: Page) -> Trace:
    """The trace of a page."""
    seen = tuple(
        Seen(id=r.native_id, digest=digest(r.body), modified=r.modified, anonymous=r.anonymous, deleted=r.deleted)
        for r in page.records
    )
    return Trace(
        sweep=page.sweep,
        aim=page.aim,
        token=page.token,
        seen=seen,
        listed=page.listed,
        skipped=page.skipped,
        matched=page.matched,
        lost=page.lost,
        length=page.length,
        asked=page.asked,
        next=page.next,
        links=page.links,
        end=page.end,
        faults=page.faults,
    )


def digest(body: bytes) -> str:
    """The digest that tells two bodies apart."""
    return sha256(body).hexdigest()[:32]


def identified(native_id: str | None, body: bytes) -> tuple[str, bool]:
    """The identifier to count a record by, and whether it had to be made from its body."""
    clean = (native_id or "").strip()
    return (clean, False) if clean else (f"sha256:{digest(body)}", True)


class Answer(_Part, frozen=True, kw_only=True):
    """What a protocol reads in one response, before anything is decided about it.

    `length` counts the entries of the answer, readable or not: positions move on by it. Where there is no `next`,
    `end` says what kind of an end that is. `faults` are entries that are no records, one each.
    """

    url: str
    records: tuple[Received, ...] = ()
    listed: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    matched: int | None = None
    length: int = 0
    next: str | None = None
    end: End = "marked"
    faults: tuple[Fault, ...] = ()

    @property
    def ids(self) -> Iterable[str]:
        """Every identifier of the answer."""
        yield from (record.native_id for record in self.records)
        yield from self.listed
        yield from self.skipped


class AnswerError(Exception):
    """A response that is not the answer. The message says what it is instead, and what was expected."""

    def __init__(self, kind: AnswerFault, request: Request, message: str, sample: str = "") -> None:
        super().__init__(message)
        self.kind: AnswerFault = kind
        self.request = request
        self.sample = sample


def fault_of(error: FetchError | AnswerError, name: str, native_id: str | None = None) -> Fault:
    """A failure, told for a report."""
    return Fault(
        kind=error.kind,
        name=name,
        message=str(error),
        native_id=native_id,
        url=error.request.url,
        sample=error.sample,
        curl=curl_line(error.request),
    )
