"""The REST service of the AERIS catalogue: one list of summaries, then each record by its identifier."""

from collections.abc import Iterator

import msgspec

from terra_catalog.quote import quote
from terra_harvest.fetch import Fetch, Request, sample
from terra_harvest.protocols.addresses import below, with_parameters
from terra_harvest.protocols.answers import json_answer
from terra_harvest.protocols.conditional import conditional, validator_of
from terra_harvest.protocols.options import AerisOptions
from terra_harvest.protocols.page import Answer, AnswerError, Checkpoint, Page, Received
from terra_harvest.protocols.port import Port, two_listings
from terra_harvest.protocols.walk import walk_port
from terra_harvest.source import Source

_ACCEPT = "application/json"


class _Summary(msgspec.Struct, frozen=True):
    id: str


class _Summaries(msgspec.Struct, frozen=True):
    results: list[_Summary]


def walk(source: Source, options: AerisOptions, fetch: Fetch, checkpoint: Checkpoint) -> Iterator[Page]:
    """The pages of the AERIS catalogue."""
    project = options.project

    def summaries(_token: str, _size: int) -> Answer:
        url = with_parameters(below(source.endpoint, "metadata", "summaries"), [("project", project)])
        request = Request(url=url, accept=_ACCEPT)
        response = fetch(request)
        expected = "a list of summaries, each with its `id`"
        if response.body.lstrip()[:1] == b"[":
            found = json_answer(request, response, list[_Summary], expected)
        else:
            found = json_answer(request, response, _Summaries, expected).results
        return Answer(url=url, listed=tuple(summary.id for summary in found), length=len(found), end="whole")

    def one(native_id: str) -> Received:
        request = conditional(
            Request(url=below(source.endpoint, "metadata", native_id), accept=_ACCEPT), checkpoint.known.get(native_id)
        )
        response = fetch(request)
        if response.unchanged:
            known = checkpoint.known[native_id]
            return Received(native_id=native_id, url=request.url, unchanged=True, validator=known)
        found = json_answer(request, response, _Summary, "a record with its `id`")
        if found.id != native_id:
            message = f"{quote(request.url)} answers the record {quote(found.id)}, not {quote(native_id)}."
            raise AnswerError("no-answer", request, message, sample(response.body))
        return Received(
            native_id=native_id,
            url=request.url,
            body=response.body,
            format=source.format,
            validator=validator_of(response),
        )

    return walk_port(Port(paging="tokens", plan=two_listings("", summaries), one=one), checkpoint)
