"""A `Fetch` that answers from a function of the test, and remembers what it was asked."""

from collections.abc import Callable, Mapping

from terra_harvest.accounting import Report, report, tally
from terra_harvest.fetch import FetchError, Request, Response
from terra_harvest.protocols.page import FRESH, Checkpoint, Page, trace
from terra_harvest.protocols.registry import walk
from terra_harvest.source import Source, read_source

Answering = Callable[[Request], bytes | Response | None]


def a_source(
    protocol: str, endpoint: str = "https://data.example/api", options: str = "", page_size: int = 3
) -> Source:
    """A source that differs from the defaults in what a test says."""
    text = f"""
id: trial
title: {{fr: Essai, en: Trial}}
endpoint: {endpoint}
protocol: {protocol}
pole: odatis
certainty: high
politeness: {{delay: 0, page_size: {page_size}}}
options: {{{options}}}
"""
    return read_source(text, "trial.yml")


class Asked:
    """Answers from a function, or from a mapping of addresses; what it does not know is a 404."""

    def __init__(self, answering: Answering | Mapping[str, bytes]) -> None:
        self._answering = answering if callable(answering) else lambda request: answering.get(request.url)
        self.requests: list[Request] = []

    @property
    def urls(self) -> list[str]:
        """The addresses asked for, in order."""
        return [request.url for request in self.requests]

    def __call__(self, request: Request) -> Response:
        self.requests.append(request)
        found = self._answering(request)
        if found is None:
            raise FetchError("status", request, f"`{request.url}` answers 404.", status=404)
        if isinstance(found, Response):
            return found
        return Response(request.url, 200, {}, found)


def harvest(source: Source, fetch: Asked, checkpoint: Checkpoint = FRESH) -> tuple[Report, list[Page]]:
    """The report and the pages of a harvest."""
    pages = list(walk(source, fetch, checkpoint))
    account = tally([*checkpoint.traces, *map(trace, pages)], checkpoint.since is not None)
    return report(account), pages


def bodies(pages: list[Page]) -> dict[str, bytes]:
    """The last body of each record."""
    return {record.native_id: record.body for page in pages for record in page.records}
