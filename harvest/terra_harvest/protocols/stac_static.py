"""A catalogue of STAC files: followed from its root by `child` links; each collection is a record."""

from collections import deque
from collections.abc import Iterator

import msgspec

from terra_catalog.quote import quote
from terra_harvest.egress import joined, upgrade
from terra_harvest.fetch import HOPELESS, Fetch, FetchError, Request, sample
from terra_harvest.protocols.answers import json_answer
from terra_harvest.protocols.options import StacStaticOptions
from terra_harvest.protocols.page import Answer, AnswerError, Checkpoint, Page, Received, fault_of, identified
from terra_harvest.protocols.port import attempt, too_many
from terra_harvest.source import Source


class _Link(msgspec.Struct, frozen=True):
    rel: str = ""
    href: str = ""


class _Node(msgspec.Struct, frozen=True):
    """What is read of a STAC file; `type` came with STAC 1.0, `extent` tells a collection before."""

    id: str | None = None
    type: str | None = None
    stac_version: str | None = None
    extent: msgspec.Raw = msgspec.Raw(b"")
    links: list[_Link] = []


def walk(source: Source, options: StacStaticOptions, fetch: Fetch, checkpoint: Checkpoint) -> Iterator[Page]:
    """The pages of a static catalogue, one per file; a resumed walk goes on with the links not yet followed."""
    depths = {source.endpoint: 0}
    done: set[str] = set()
    for past in checkpoint.traces:
        if past.next != past.token:
            done.add(past.token)
        for link in past.links:
            depths.setdefault(link, depths.get(past.token, 0) + 1)
    waiting = deque(url for url in depths if url not in done)
    bad_in_a_row = 0
    while waiting:
        url = waiting.popleft()
        try:
            answer, links = _file(source, fetch, url)
        except (FetchError, AnswerError) as error:
            bad_in_a_row += 1
            gone = error.kind in HOPELESS and isinstance(error, FetchError) and error.kind != "forbidden"
            stop = gone or too_many(bad_in_a_row, error)
            yield Page(
                sweep=0,
                aim="records",
                token=url,
                lost=0 if gone else 1,
                next=url if gone else None,
                end="stopped" if stop else "whole" if not waiting else None,
                faults=(fault_of(error, f"the file {url}"),),
            )
            if stop:
                return
            continue
        bad_in_a_row = 0
        found = [link for link in links if link not in depths and depths[url] < options.depth]
        for link in found:
            depths[link] = depths[url] + 1
            waiting.append(link)
        yield Page(
            sweep=0,
            aim="records",
            token=url,
            url=url,
            records=answer.records,
            # A catalogue deeper than we go, or a link that leads nowhere, is something that we did not see.
            lost=sum(1 for link in links if link not in depths),
            length=answer.length,
            links=tuple(found),
            end=None if waiting else "whole",
        )


def _file(source: Source, fetch: Fetch, url: str) -> tuple[Answer, list[str]]:
    """A file of the catalogue: its collection if it is one, and where its children are."""
    links: list[str] = []

    def read() -> Answer:
        request = Request(url=url, accept="application/json, application/geo+json;q=0.9")
        response = fetch(request)
        node = json_answer(request, response, _Node, "a STAC catalogue or collection")
        if not node.stac_version or node.type not in (None, "Catalog", "Collection"):
            message = f"{quote(url)} is no STAC catalogue nor collection."
            raise AnswerError("wrong-root", request, message, sample(response.body))
        links[:] = [
            upgrade(joined(response.url, link.href), source.endpoint)
            for link in node.links
            if link.rel == "child" and link.href
        ]
        if node.type == "Catalog" or (node.type is None and not bytes(node.extent)):
            return Answer(url=url)
        native_id, anonymous = identified(node.id, response.body)
        record = Received(native_id=native_id, url=url, body=response.body, format=source.format, anonymous=anonymous)
        return Answer(url=url, records=(record,), length=1)

    return attempt(read), links
