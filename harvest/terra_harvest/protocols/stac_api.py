"""A STAC API, of which the collections are read: pages by the server's `next` links, GET or POST.

Few servers say how many collections they have, and some forget the link to the next page; then a second sweep of pages
that must be smaller than the whole list, or the links of the landing page, decide.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec

from terra_catalog.quote import quote
from terra_harvest.accounting import Account
from terra_harvest.egress import joined, upgrade
from terra_harvest.fetch import Fetch, Request, sample
from terra_harvest.protocols.addresses import below, with_parameters
from terra_harvest.protocols.answers import json_answer
from terra_harvest.protocols.options import StacApiOptions
from terra_harvest.protocols.page import Answer, AnswerError, Checkpoint, Fault, Page, Received, fault_of, identified
from terra_harvest.protocols.port import Plan, Port
from terra_harvest.protocols.walk import walk_port
from terra_harvest.source import Source

_ACCEPT = "application/json"


class _Link(msgspec.Struct, frozen=True):
    rel: str = ""
    href: str = ""
    method: str = "GET"
    body: msgspec.Raw = msgspec.Raw(b"")
    merge: bool = False


class _Collections(msgspec.Struct, frozen=True, rename="camel"):
    collections: list[msgspec.Raw]
    links: list[msgspec.Raw] | None = None
    number_matched: Any = None
    context: Any = None


class _Landing(msgspec.Struct, frozen=True):
    links: list[msgspec.Raw]


class _Collection(msgspec.Struct, frozen=True):
    id: str | int | None = None
    type: str | None = None


def walk(source: Source, options: StacApiOptions, fetch: Fetch, checkpoint: Checkpoint) -> Iterator[Page]:
    """The pages of the collections of a STAC API."""
    return walk_port(_Stac(source, options, fetch).port(), checkpoint)


class _Stac:
    """A STAC API bound to its source: the questions, and what is read in the answers."""

    def __init__(self, source: Source, options: StacApiOptions, fetch: Fetch) -> None:
        self._options = options
        self._source = source
        self._fetch = fetch

    def port(self) -> Port:
        return Port(paging="tokens", plan=self._plan, one=self.one)

    def _plan(self, number: int, account: Account) -> Plan | None:
        size = self._source.politeness.page_size
        known = account.listed()
        if number == 0:
            return Plan(aim="records", first="", size=size, read=self.records)
        if number == 1:
            # Smaller than the list, so that a server that pages must show it.
            smaller = max(1, min(size, len(known)) * 5 // 8)
            return Plan(aim="records", first="", size=smaller, read=self.records)
        if number == 2 and known:

            def read(_token: str, _size: int) -> Answer:
                return self.landing(known)

            return Plan(aim="identifiers", first="", size=0, read=read)
        return None

    def records(self, token: str, size: int) -> Answer:
        """A page of collections; the empty token is the first."""
        request = self._request(token, size)
        response = self._fetch(request)
        answer = json_answer(request, response, _Collections, "an object with `collections`")
        records: list[Received] = []
        faults: list[Fault] = []
        for raw in answer.collections:
            try:
                records.append(self._received(request, raw))
            except AnswerError as error:
                # Pages follow each other by links: one bad entry must not hide those behind it.
                faults.append(fault_of(error, f"the entry {len(records) + len(faults) + 1} of {request.url}"))
        links = _links(request, answer.links or [])
        following = next((link for link in links if link.rel == "next" and link.href), None)
        return Answer(
            url=request.url,
            records=tuple(records),
            matched=_total(answer),
            length=len(answer.collections),
            next=self._next(request, response.url, following) if following else None,
            end="whole" if self._options.whole_in_one_page else "marked",
            faults=tuple(faults),
        )

    def landing(self, known: list[str]) -> Answer:
        """The collections that the landing page links to: a second opinion if they include those we know."""
        request = Request(url=self._source.endpoint, accept=_ACCEPT)
        response = self._fetch(request)
        answer = json_answer(request, response, _Landing, "an object with `links`")
        linked = (_linked(link.href) for link in _links(request, answer.links) if link.rel == "child")
        ids = tuple(dict.fromkeys(name for name in linked if name))
        if not set(known) <= set(ids):
            message = f"{quote(request.url)} links to {len(ids)} collections and not to all {len(known)} known ones."
            raise AnswerError("no-answer", request, message)
        return Answer(url=request.url, listed=ids, length=len(ids), end="whole" if set(ids) == set(known) else "marked")

    def one(self, native_id: str) -> Received:
        """A collection by its identifier."""
        request = Request(url=below(self._source.endpoint, "collections", native_id), accept=_ACCEPT)
        response = self._fetch(request)
        found = self._received(request, json_answer(request, response, msgspec.Raw, "a collection"))
        if found.native_id != native_id:
            message = f"{quote(request.url)} answers {quote(found.native_id)} where {quote(native_id)} was expected."
            raise AnswerError("no-answer", request, message, sample(response.body))
        return found

    def _request(self, token: str, size: int) -> Request:
        if token:
            # The address, and what to send there if the link says POST.
            url, _, body = token.partition(" ")
            return _post(url, body.encode()) if body else Request(url=url, accept=_ACCEPT)
        url = below(self._source.endpoint, "collections")
        if self._options.method == "POST":
            return _post(url, msgspec.json.encode({"limit": size}))
        return Request(url=with_parameters(url, [("limit", str(size))]), accept=_ACCEPT)

    def _next(self, request: Request, base: str, link: _Link) -> str:
        """The token of the next page. With `merge`, its body completes the one that was sent."""
        url = upgrade(joined(base, link.href), self._source.endpoint)
        if link.method.upper() != "POST":
            return url or "nowhere"
        try:
            body = msgspec.json.decode(bytes(link.body) or b"{}", type=dict)
            if link.merge:
                body = msgspec.json.decode(request.body or b"{}", type=dict) | body
        except (msgspec.DecodeError, RecursionError):
            message = f"{quote(request.url)} gives a link to the next page whose body is no object."
            raise AnswerError("no-answer", request, message) from None
        return f"{url} {msgspec.json.encode(body).decode()}"

    def _received(self, request: Request, raw: msgspec.Raw) -> Received:
        body = bytes(raw)
        try:
            fields = msgspec.json.decode(body, type=_Collection)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            message = f"{quote(request.url)} holds something that is no collection among the collections."
            raise AnswerError("no-answer", request, message, sample(body)) from None
        if fields.type not in (None, "Collection"):
            message = f"{quote(request.url)} holds a {quote(fields.type)} where a collection was expected."
            raise AnswerError("wrong-root", request, message, sample(body))
        native_id, anonymous = identified(None if fields.id is None else str(fields.id), body)
        return Received(
            native_id=native_id, url=request.url, body=body, format=self._source.format, anonymous=anonymous
        )


def _links(request: Request, raws: list[msgspec.Raw]) -> list[_Link]:
    """The links of an answer. One that cannot be read may be missed, unless it is the one to the next page.

    Raises:
        AnswerError: the link to the next page is none.
    """
    links = []
    for raw in raws:
        try:
            links.append(msgspec.json.decode(bytes(raw), type=_Link))
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            if b'"next"' in bytes(raw):
                message = f"{quote(request.url)} gives a link to the next page that cannot be read."
                raise AnswerError("no-answer", request, message, sample(bytes(raw))) from None
    return links


def _total(answer: _Collections) -> int | None:
    """The number of collections that the server claims, in either of the two places it may stand."""
    context = answer.context if isinstance(answer.context, dict) else {}
    for found in (answer.number_matched, context.get("matched")):
        if type(found) is int and found >= 0:
            return found
    return None


def _post(url: str, body: bytes) -> Request:
    return Request(url=url, method="POST", body=body, content_type="application/json", accept=_ACCEPT)


def _linked(href: str) -> str | None:
    """The collection that a link leads to: "…/collections/{id}"."""
    try:
        before, _, last = urlsplit(href).path.rstrip("/").rpartition("/")
    except ValueError:
        return None
    return unquote(last) if last and before.rpartition("/")[2] == "collections" else None
