"""The JSON search of GeoNetwork 4: POST _search, on by `search_after`, or by `from` where that is ignored."""

from collections.abc import Iterator
from typing import Any

import msgspec

from terra_catalog.quote import quote
from terra_harvest.fetch import Fetch, Request, sample
from terra_harvest.protocols.answers import json_answer
from terra_harvest.protocols.options import GeoNetworkOptions
from terra_harvest.protocols.page import Answer, AnswerError, Checkpoint, End, Page, Received, identified
from terra_harvest.protocols.port import Port, three_sweeps
from terra_harvest.protocols.walk import walk_port
from terra_harvest.source import Source

_LIST_SIZE = 500


class _Total(msgspec.Struct, frozen=True):
    value: int
    relation: str = "eq"


class _Hit(msgspec.Struct, frozen=True):
    id: str | None = msgspec.field(default=None, name="_id")
    source: msgspec.Raw = msgspec.field(default=msgspec.Raw(b""), name="_source")
    sort: msgspec.Raw = msgspec.Raw(b"")


class _Hits(msgspec.Struct, frozen=True):
    hits: list[_Hit]
    total: _Total | int | None = None


class _Shards(msgspec.Struct, frozen=True):
    failed: int = 0


class _Search(msgspec.Struct, frozen=True):
    hits: _Hits
    timed_out: bool = False
    shards: _Shards = msgspec.field(default=_Shards(), name="_shards")


class _Uuid(msgspec.Struct, frozen=True):
    uuid: str | None = None


def walk(source: Source, options: GeoNetworkOptions, fetch: Fetch, checkpoint: Checkpoint) -> Iterator[Page]:
    """The pages of a GeoNetwork."""
    return walk_port(_GeoNetwork(source, options, fetch, checkpoint).port(), checkpoint)


class _GeoNetwork:
    """A GeoNetwork bound to its source: the questions, and what is read in the answers."""

    def __init__(self, source: Source, options: GeoNetworkOptions, fetch: Fetch, checkpoint: Checkpoint) -> None:
        self._options = options
        self._source = source
        self._fetch = fetch
        self._since = checkpoint.since

    def port(self) -> Port:
        size = self._source.politeness.page_size
        plan = three_sweeps("", size, _LIST_SIZE, self.records, self.identifiers)
        return Port(paging="tokens", plan=plan, one=self.one)

    def records(self, token: str, size: int) -> Answer:
        """Whole index documents from a token on."""
        return self._page(token, size, listed=False)

    def identifiers(self, token: str, size: int) -> Answer:
        """The identifiers from a token on."""
        return self._page(token, size, listed=True)

    def one(self, native_id: str) -> Received:
        """A record by its identifier."""
        request = self._request({"size": 2, "query": {"bool": {"filter": [{"term": {"uuid": native_id}}]}}})
        response = self._fetch(request)
        hits = json_answer(request, response, _Search, "a search result").hits.hits
        found = [self._received(request, hit) for hit in hits]
        if [record.native_id for record in found] != [native_id]:
            message = f"{quote(request.url)} answers {len(found)} records to the identifier {quote(native_id)}."
            raise AnswerError("no-answer", request, message, sample(response.body))
        return found[0]

    def _page(self, token: str, size: int, listed: bool) -> Answer:
        body: dict[str, Any] = {
            "size": size,
            "query": self._query(),
            "sort": [{self._options.sort: "asc"}],
            "track_total_hits": True,
            "_source": ["uuid"] if listed else True,
        }
        kind, _, value = token.partition(" ")
        begun = int(value.partition(" ")[0]) if token else 0
        if kind == "after":
            body["search_after"] = msgspec.json.decode(value.partition(" ")[2])
        elif kind == "from":
            body["from"] = begun
        request = self._request(body)
        response = self._fetch(request)
        answer = json_answer(request, response, _Search, "a search result with `hits`")
        if answer.timed_out or answer.shards.failed:
            message = f"{quote(request.url)} answers a part only: it timed out, or a part of its index failed."
            raise AnswerError("no-answer", request, message, sample(response.body))
        hits = answer.hits.hits
        records = [self._received(request, hit) for hit in hits]
        end: End = "empty"
        return Answer(
            url=request.url,
            records=() if listed else tuple(records),
            listed=tuple(record.native_id for record in records) if listed else (),
            matched=_exact(answer.hits.total),
            length=len(hits),
            next=_next(hits[-1], begun + len(hits)) if hits else None,
            end=end,
        )

    def _query(self) -> dict[str, Any]:
        """Published records, as the source's options restrict them."""
        filters: list[dict[str, Any]] = [{"term": {"isTemplate": "n"}}]
        filters += [{"term": {field: value}} for field, value in self._options.terms.items()]
        if self._since:
            filters.append({"range": {"changeDate": {"gte": self._since}}})
        if self._options.query:
            filters.append({"query_string": {"query": self._options.query}})
        return {"bool": {"filter": filters}}

    def _request(self, body: dict[str, Any]) -> Request:
        return Request(
            url=self._source.endpoint,
            method="POST",
            body=msgspec.json.encode(body),
            content_type="application/json",
            accept="application/json",
        )

    def _received(self, request: Request, hit: _Hit) -> Received:
        body = bytes(hit.source)
        try:
            uuid = msgspec.json.decode(body, type=_Uuid).uuid if body else None
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            uuid = None
        native_id, anonymous = identified(uuid or hit.id, body)
        return Received(
            native_id=native_id,
            url=request.url,
            # In its envelope, by which readers know an index document from any other JSON.
            body=b'{"_source":' + body + b"}",
            format=self._source.format,
            anonymous=anonymous,
        )


def _exact(total: _Total | int | None) -> int | None:
    """The total, unless Elasticsearch says that it stopped counting."""
    if isinstance(total, _Total):
        return total.value if total.relation == "eq" else None
    return total


def _next(last: _Hit, begun: int) -> str:
    """The token after a hit; the position goes with it, for servers that sort without saying by what."""
    sort = bytes(last.sort)
    return f"after {begun} {sort.decode()}" if sort not in (b"", b"null", b"[]") else f"from {begun}"
