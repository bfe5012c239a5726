"""The real transport: polite, bounded in time and size, and blind to every host that the source does not name. [I/O]

urllib3 is used without requests, whose conveniences (cookies, .netrc, proxies of the environment, redirects followed
on their own) would each have to be switched off here.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from pathlib import Path

import msgspec
import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    IncompleteRead,
    NewConnectionError,
    ReadTimeoutError,
)

from terra_catalog.quote import quote, shown
from terra_harvest.connections import ForbiddenAddressError, UnknownHostError, Watch, pools
from terra_harvest.egress import is_loopback, is_public, joined, may_ask, origin, upgrade
from terra_harvest.fetch import Fetch, FetchError, FetchFault, Request, Response, sample
from terra_harvest.inflate import BrokenEncodingError, Inflater, TooLargeError
from terra_harvest.source import Source, is_local

USER_AGENT = "terra-catalogue/0.1 (harvester of the GAIA DATA catalogue; metadata only)"

_TRANSIENT = frozenset({408, 425, 429, 502, 503, 504, 520, 521, 522, 523, 524})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FAILURES = (
    HTTPError,
    HTTPException,
    OSError,
    ForbiddenAddressError,
    UnknownHostError,
    BrokenEncodingError,
    TooLargeError,
)
_CHUNK = 1 << 16
_ERROR_BODY = 1 << 14


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How long (seconds), how large, how often. The size of an answer is in the source's budget."""

    connect: float = 10
    read: float = 30
    total: float = 120
    longest_wait: float = 300
    attempts: int = 4
    timeouts: int = 2
    backoff: float = 2
    redirects: int = 5


class Clock(msgspec.Struct, frozen=True):
    """Time, injectable: tests never wait."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time


Resolve = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, in the order of the system."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@contextmanager
def transport(
    source: Source,
    limits: Limits = Limits(),  # noqa: B008  frozen
    clock: Clock = Clock(),  # noqa: B008  frozen
    resolve: Resolve = resolve,
    ca_folder: Path | None = None,
) -> Iterator[Fetch]:
    """The `Fetch` of a source for one run: its time starts now, its connections close at the end.

    `ca_folder` is where the certificate that `source.ca` names lies.
    """
    session = _Session(source, limits, clock, resolve, ca_folder)
    try:
        yield session.fetch
    finally:
        session.close()


class _Session:
    """What one run keeps between two requests: open connections, the time of the last one, what is left."""

    def __init__(self, source: Source, limits: Limits, clock: Clock, resolve: Resolve, ca_folder: Path | None) -> None:
        self._source = source
        self._limits = limits
        self._clock = clock
        self._end = clock.monotonic() + source.budget.seconds
        self._asked = 0
        self._free_at = clock.monotonic()
        self._watch = Watch()
        self._manager = urllib3.PoolManager(num_pools=4, maxsize=1, ssl_context=_tls(source, ca_folder), retries=False)
        self._manager.pool_classes_by_scheme = pools(_chooser(resolve, is_local(source)), self._watch)

    def close(self) -> None:
        self._manager.clear()

    def fetch(self, request: Request) -> Response:
        """One request with its redirects and its retries."""
        timeouts = 0
        for attempt in range(1, self._limits.attempts + 1):
            pause = self._limits.backoff**attempt
            try:
                return self._follow(request)
            except _TransientError as failure:
                error = failure.error
                timeouts += error.kind == "timeout"
                last = attempt == self._limits.attempts or timeouts >= self._limits.timeouts
                asked = failure.retry_after
                if asked is not None and asked > self._limits.longest_wait:
                    raise _postponed(error, asked) from None
                pause = max(pause, asked or 0)
                if last:
                    raise error from None
                if self._clock.monotonic() + pause >= self._end:
                    raise _postponed(error, pause) if asked else self._out_of_time(request) from None
            self._clock.sleep(pause)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _follow(self, request: Request) -> Response:
        """The answer at the end of the redirects, which keep the method and stay on the source's hosts."""
        asked = request
        for _ in range(self._limits.redirects + 1):
            if not may_ask(asked.url, self._source.allowed):
                kind: FetchFault = "forbidden" if asked is request else "redirect"
                hosts = ", ".join(sorted({found[1] for url in self._source.allowed if (found := origin(url))}))
                raise FetchError(
                    kind,
                    request,
                    f"{quote(asked.url)} is not on a host of this source ({hosts}). "
                    "If it should be, add it to `hosts` in the source's file.",
                )
            response = self._bounded(asked)
            if response.status not in _REDIRECTS:
                return self._accepted(asked, response)
            target = response.headers.get("location", "")
            if not target or (asked.method == "POST" and response.status == 303):
                raise FetchError(
                    "redirect",
                    request,
                    f"{quote(asked.url)} answers {response.status} to {asked.method}, towards {quote(target)}: "
                    "it cannot be followed. Correct the endpoint in the source's file.",
                    status=response.status,
                )
            url = upgrade(joined(asked.url, target), self._source.endpoint)
            asked = msgspec.structs.replace(asked, url=url)
        raise FetchError(
            "redirect",
            request,
            f"{quote(request.url)} redirects more than {self._limits.redirects} times. Correct the endpoint.",
        )

    def _accepted(self, request: Request, response: Response) -> Response:
        """A success, or the error that the status is."""
        conditional = bool(request.etag or request.modified)
        if 200 <= response.status <= 299 or (response.status == 304 and conditional):
            return response
        error = FetchError(
            "status",
            request,
            f"{quote(request.url)} answers {response.status}. Ask for it by hand; if it lasts, write to the contact.",
            status=response.status,
            sample=sample(response.body),
        )
        if response.status in _TRANSIENT:
            raise _TransientError(error, self._retry_after(response))
        raise error

    def _bounded(self, request: Request) -> Response:
        """One exchange, after the pause that politeness asks for, within its time."""
        self._pause(request)
        budget = self._end - self._clock.monotonic()
        if budget <= 0:
            raise self._out_of_time(request)
        total = min(self._limits.total, budget)
        try:
            with self._watch.over(total):
                return self._exchange(request, self._clock.monotonic() + total)
        except _FAILURES as error:
            raise self._said(request, error, total) from None
        finally:
            self._free_at = self._clock.monotonic() + self._source.politeness.delay

    def _pause(self, request: Request) -> None:
        self._asked += 1
        if self._asked > self._source.budget.requests:
            raise FetchError(
                "budget",
                request,
                f"{self._source.id} used up its {self._source.budget.requests} requests at {quote(request.url)}. "
                "If the source is that large, raise budget.requests or page_size in its file.",
            )
        wait = self._free_at - self._clock.monotonic()
        if wait > 0:
            self._clock.sleep(wait)

    def _exchange(self, request: Request, end: float) -> Response:
        limits = self._limits
        answer = self._manager.urlopen(
            request.method,
            request.url,
            body=request.body if request.method == "POST" else None,
            headers=_headers(request),
            timeout=urllib3.Timeout(connect=limits.connect, read=limits.read),
            redirect=False,
            retries=False,
            preload_content=False,
            decode_content=False,
            assert_same_host=False,
        )
        complete = False
        try:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            body = self._body(answer, headers, end)
            complete = answer.status < 400
            return Response(request.url, answer.status, headers, body)
        finally:
            if complete:
                answer.release_conn()
            else:
                # What is left unread of this answer must never be taken for the beginning of the next one.
                answer.close()

    def _body(self, answer: urllib3.BaseHTTPResponse, headers: dict[str, str], end: float) -> bytes:
        failed = answer.status >= 400
        inflater = Inflater(headers.get("content-encoding", ""), self._source.budget.answer_bytes)
        try:
            # read1 gives what has come; every other way of reading waits for a full buffer, however slowly it fills.
            while data := answer.read1(_CHUNK, decode_content=False):
                inflater.feed(data)
                if self._clock.monotonic() > end:
                    raise TimeoutError
                if failed and inflater.size > _ERROR_BODY:
                    break
            if self._watch.expired:
                raise TimeoutError
            return inflater.finish()
        except (HTTPError, HTTPException, OSError, BrokenEncodingError, TooLargeError):
            if failed and not self._watch.expired:
                return inflater.so_far()
            raise

    def _said(self, request: Request, error: Exception, total: float) -> Exception:
        """The failure in words; transient ones are marked as such."""
        where = quote(request.url)
        limits = self._limits
        if self._watch.expired or (isinstance(error, TimeoutError) and not isinstance(error, HTTPError)):
            if self._end <= self._clock.monotonic():
                return self._out_of_time(request)
            message = f"{where} took more than {total:g} s in all. Ask for smaller pages (page_size), or later."
            return _TransientError(FetchError("timeout", request, message))
        match error:
            case ReadTimeoutError():
                message = f"{where} stayed silent for {limits.read:g} s. Ask for smaller pages (page_size), or later."
                return _TransientError(FetchError("timeout", request, message))
            case ForbiddenAddressError():
                message = f"{where} leads to {error}: only public addresses are asked. Check the endpoint."
                return FetchError("forbidden", request, message)
            case UnknownHostError():
                message = f"{where}: the name of the host is unknown. Check the endpoint and the network."
                return _TransientError(FetchError("unreachable", request, message))
            case ConnectTimeoutError() | NewConnectionError():
                message = f"{where}: no connection within {limits.connect:g} s ({_reason(error)}). Try again later."
                return _TransientError(FetchError("unreachable", request, message))
            case urllib3.exceptions.SSLError() | ssl.SSLError():
                message = (
                    f"{where}: the certificate or TLS of the server is refused ({_reason(error)}). "
                    "If it forgets an intermediate certificate, name it in `ca` of the source's file."
                )
                return FetchError("unreachable", request, message)
            case TooLargeError():
                most = self._source.budget.answer_bytes
                message = f"{where} answers more than {most} bytes. Lower page_size, or raise budget.answer_bytes."
                return FetchError("too-large", request, message)
            case BrokenEncodingError():
                return _TransientError(FetchError("broken", request, f"{where}: {error}. Try again later."))
            case IncompleteRead():
                message = f"{where}: the answer stops before its announced end. Try again later."
                return _TransientError(FetchError("broken", request, message))
        return _TransientError(FetchError("broken", request, f"{where}: the connection failed ({_reason(error)})."))

    def _out_of_time(self, request: Request) -> FetchError:
        message = (
            f"{self._source.id} used up its {self._source.budget.seconds} s at {quote(request.url)}. "
            "The next run goes on from there; if it lasts, raise budget.seconds in its file."
        )
        return FetchError("budget", request, message)

    def _retry_after(self, response: Response) -> float | None:
        """The seconds that the server asks us to wait, given as a number or as a date."""
        said = response.headers.get("retry-after", "").strip()
        if said.isdecimal() and len(said) < 12:
            return float(said)
        try:
            return max(0.0, parsedate_to_datetime(said).timestamp() - self._clock.now()) if said else None
        except (ValueError, OverflowError):
            return None


class _TransientError(Exception):
    """A failure worth another attempt."""

    def __init__(self, error: FetchError, retry_after: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.retry_after = retry_after


def _postponed(error: FetchError, seconds: float) -> FetchError:
    message = f"{quote(error.request.url)} asks to come back in {seconds:.0f} s: left for the next run."
    return FetchError("postponed", error.request, message, status=error.status, sample=error.sample)


def _chooser(resolve: Resolve, local: bool) -> Callable[[str, int], list[str]]:
    def choose(host: str, port: int) -> list[str]:
        try:
            addresses = resolve(host.strip("[]"), port)
        except (OSError, UnicodeError):
            raise UnknownHostError from None
        fits = is_loopback if local else is_public
        # One address of ours among public ones is how a name is made to point at us: all must fit.
        wrong = [address for address in addresses if not fits(address)]
        if wrong:
            raise ForbiddenAddressError(quote(", ".join(wrong)))
        return addresses

    return choose


def _tls(source: Source, folder: Path | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if source.ca:
        context.load_verify_locations((folder or Path()) / source.ca)
    return context


def _headers(request: Request) -> dict[str, str]:
    headers = {"User-Agent": USER_AGENT, "Accept": request.accept, "Accept-Encoding": "gzip"}
    if request.content_type:
        headers["Content-Type"] = request.content_type
    if request.etag:
        headers["If-None-Match"] = request.etag
    if request.modified:
        headers["If-Modified-Since"] = request.modified
    return headers


def _reason(error: Exception) -> str:
    return shown(str(error).rpartition(": ")[2] or type(error).__name__, 120)
