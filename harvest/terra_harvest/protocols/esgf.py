"""The search of ESGF (Solr JSON): latest, original datasets, paged by offset and limit."""

from collections.abc import Iterator

import msgspec

from terra_catalog.quote import quote
from terra_harvest.fetch import Fetch, Request, sample
from terra_harvest.protocols.addresses import with_parameters
from terra_harvest.protocols.answers import json_answer
from terra_harvest.protocols.options import EsgfOptions
from terra_harvest.protocols.page import Answer, AnswerError, Checkpoint, Page, Received, identified
from terra_harvest.protocols.port import Port, three_sweeps
from terra_harvest.protocols.walk import walk_port
from terra_harvest.source import Source

_LIST_SIZE = 500


class _Docs(msgspec.Struct, frozen=True, rename={"found": "numFound"}):
    docs: list[msgspec.Raw]
    found: int | None = None


class _Answer(msgspec.Struct, frozen=True):
    response: _Docs


class _Doc(msgspec.Struct, frozen=True):
    id: str | None = None


def walk(source: Source, options: EsgfOptions, fetch: Fetch, checkpoint: Checkpoint) -> Iterator[Page]:
    """The pages of an ESGF index node."""
    return walk_port(_Esgf(source, options, fetch).port(), checkpoint)


class _Esgf:
    """An index node bound to its source: the questions, and what is read in the answers."""

    def __init__(self, source: Source, options: EsgfOptions, fetch: Fetch) -> None:
        self._options = options
        self._source = source
        self._fetch = fetch

    def port(self) -> Port:
        size = self._source.politeness.page_size
        plan = three_sweeps("0", size, _LIST_SIZE, self.records, self.identifiers)
        return Port(paging="positions", plan=plan, one=self.one, name=self.name)

    def records(self, token: str, size: int) -> Answer:
        """Whole documents from an offset on."""
        return self._page(token, size, "*", listed=False)

    def identifiers(self, token: str, size: int) -> Answer:
        """The identifiers from an offset on."""
        return self._page(token, size, "id", listed=True)

    def name(self, position: int) -> str | None:
        """The identifier of the document at an offset."""
        listed = self._page(str(position), 1, "id", listed=True).listed
        return listed[0] if len(listed) == 1 else None

    def one(self, native_id: str) -> Received:
        """A document by its identifier."""
        request = self._request(("id", native_id), ("limit", "2"))
        response = self._fetch(request)
        docs = json_answer(request, response, _Answer, "a search result with `response.docs`").response.docs
        found = [self._received(request, raw) for raw in docs]
        if [record.native_id for record in found] != [native_id]:
            message = f"{quote(request.url)} answers {len(found)} documents to the identifier {quote(native_id)}."
            raise AnswerError("no-answer", request, message, sample(response.body))
        return found[0]

    def _page(self, token: str, size: int, fields: str, listed: bool) -> Answer:
        request = self._request(
            *sorted(self._options.facets.items()), ("fields", fields), ("offset", token), ("limit", str(size))
        )
        response = self._fetch(request)
        answer = json_answer(request, response, _Answer, "a search result with `response.docs`").response
        records = [self._received(request, raw) for raw in answer.docs]
        return Answer(
            url=request.url,
            records=() if listed else tuple(records),
            listed=tuple(record.native_id for record in records) if listed else (),
            matched=answer.found,
            length=len(records),
        )

    def _request(self, *parameters: tuple[str, str]) -> Request:
        fixed = (("type", "Dataset"), ("latest", "true"), ("replica", "false"), ("format", "application/solr+json"))
        url = with_parameters(self._source.endpoint, [*fixed, *parameters])
        return Request(url=url, accept="application/json")

    def _received(self, request: Request, raw: msgspec.Raw) -> Received:
        body = bytes(raw)
        try:
            native_id = msgspec.json.decode(body, type=_Doc).id
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            message = f"{quote(request.url)} holds something that is no document among the documents."
            raise AnswerError("no-answer", request, message, sample(body)) from None
        native_id, anonymous = identified(native_id, body)
        # In the envelope of an answer, by which readers know an index document from any other JSON.
        wrapped = b'{"response":{"docs":[' + body + b"]}}"
        return Received(
            native_id=native_id, url=request.url, body=wrapped, format=self._source.format, anonymous=anonymous
        )
