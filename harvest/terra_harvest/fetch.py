"""What a protocol asks of the network and gets from it: a request, a response, and every way to fail.

`Fetch` is a plain callable: `http.py` makes the real one, tests pass a function of theirs.
"""

import shlex
from collections.abc import Callable, Mapping
from typing import Literal

import msgspec

from terra_catalog.quote import shown

SAMPLE = 200
"""Characters of a faulty answer that a report repeats: enough to tell a login page from a stack trace."""


class Request(msgspec.Struct, frozen=True):
    """One question to a server. `etag` and `modified` make it conditional: the answer may then be a bare 304."""

    url: str
    method: Literal["GET", "POST"] = "GET"
    body: bytes = b""
    content_type: str | None = None
    accept: str = "*/*"
    etag: str | None = None
    modified: str | None = None


class Response(msgspec.Struct, frozen=True):
    """The answer: the address it finally came from, headers with names in lower case, the body decompressed."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def unchanged(self) -> bool:
        """Whether the server answered that what we know is still true."""
        return self.status == 304


Fetch = Callable[[Request], Response]
"""Raises FetchError and nothing else; gives back only status 200 to 299, and 304 to a conditional request."""

FetchFault = Literal[
    "unreachable",  # no address, no connection, no TLS
    "broken",  # the connection died or lied in mid-answer
    "timeout",  # silent for too long, or the whole request took too long
    "status",  # an HTTP status that is no success
    "postponed",  # the server asks to come back later than we can wait
    "too-large",
    "redirect",  # too many, or to another host
    "forbidden",  # an address that this source may not ask
    "budget",  # the time of the source is used up
]

# After these, asking the same server for another page can only fail again.
HOPELESS: frozenset[FetchFault] = frozenset({"unreachable", "postponed", "forbidden", "budget"})


class FetchError(Exception):
    """A request that gave nothing. The message says what happened, where, and what to do."""

    def __init__(self, kind: FetchFault, request: Request, message: str, *, status: int = 0, sample: str = "") -> None:
        super().__init__(message)
        self.kind: FetchFault = kind
        self.request = request
        self.status = status
        self.sample = sample

    @property
    def hopeless(self) -> bool:
        """Whether the whole source should be left for another night."""
        return self.kind in HOPELESS or self.status in (401, 403)


def sample(body: bytes) -> str:
    """The first characters of a body, on one line and harmless on a terminal."""
    text = body[: SAMPLE * 4].decode("utf-8", "replace")
    return shown(" ".join(text.split()), SAMPLE)


def curl_line(request: Request) -> str:
    """The command that asks the same from a terminal, for the report."""
    words = ["curl", "--globoff", "--location"]
    if request.accept != "*/*":
        words += ["--header", f"Accept: {request.accept}"]
    if request.method == "POST":
        if request.content_type:
            words += ["--header", f"Content-Type: {request.content_type}"]
        words += ["--data-binary", request.body.decode("utf-8", "replace")]
    return " ".join(shlex.quote(shown(word, 2000)) for word in (*words, request.url))
