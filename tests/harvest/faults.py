"""A loopback server that speaks CSW, OAI-PMH or STAC with one fault at a time, and what a harvest of it must not do.

Each kind of fault strikes once (the first time its page is asked for) or always. A harvest passes when it ends, and
either has every record (or names the ones it could not have) or says loudly that it has not.
"""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import msgspec

from terra_harvest.accounting import Report, report, tally
from terra_harvest.http import Clock, Limits, transport
from terra_harvest.protocols.page import FRESH, Checkpoint, Page, Received, trace
from terra_harvest.protocols.registry import walk
from terra_harvest.source import Source, read_source

COUNT = 47
PAGE = 10
STRUCK = 25
"""The record whose page the fault strikes: the middle of the third page, so that something comes before and after."""

IDS = tuple(f"rec-{number:03d}" for number in range(1, COUNT + 1))
MOST_REQUESTS = 900
"""A harvest of 47 records that asks for more than this is called a hang."""

LIMITS = Limits(connect=2, read=0.25, total=0.5, attempts=3, timeouts=1, backoff=0.01)


class Reply(msgspec.Struct):
    """What the server sends. `raw` replaces everything, byte for byte; `stall` keeps the connection open in silence."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = {}
    raw: bytes | None = None
    stall: bool = False
    drip: bool = False


class Ask(msgspec.Struct, frozen=True):
    """A request as a protocol's server sees it."""

    path: str
    query: dict[str, str]
    body: bytes
    base: str
    headers: dict[str, str] = {}


Fault = Callable[["Server", Ask], Reply | None]
"""What is sent in the place of the honest answer; None leaves it as it is."""


class Honest:
    """What a protocol's faultless server answers; `strikes` says whether a request is for the struck page."""

    name = ""
    options = ""

    def answer(self, ask: Ask) -> Reply:
        raise NotImplementedError

    def strikes(self, ask: Ask) -> bool:
        raise NotImplementedError


class Server:
    """The server of one case: an honest protocol and a fault, struck `once` or always."""

    def __init__(self, honest: Honest, fault: Fault | None, once: bool) -> None:
        self.honest = honest
        self.fault = fault
        self.once = once
        self.struck = 0
        self.requests = 0
        self.over = threading.Event()
        self.last = Reply()

    def reply(self, ask: Ask) -> Reply:
        self.requests += 1
        if self.requests > MOST_REQUESTS:
            return Reply(b"enough", status=410)
        if self.fault is not None and not (self.once and self.struck):
            found = self.fault(self, ask)
            if found is not None:
                self.struck += 1
                return found
        self.last = self.honest.answer(ask)
        return self.last


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body are two writes: without this each answer waits 40 ms for an acknowledgement.
    disable_nagle_algorithm = True
    server: "Listener"

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        base = f"http://127.0.0.1:{self.server.server_address[1]}"
        ask = Ask(parts.path, dict(parse_qsl(parts.query, keep_blank_values=True)), body, base, headers)
        case = self.server.case
        self.send(case, case.reply(ask))

    do_POST = do_GET  # noqa: N815  the name that http.server looks for

    def send(self, case: Server, reply: Reply) -> None:
        try:
            if reply.raw is not None:
                self.close_connection = True
                self.wfile.write(reply.raw)
                if reply.drip:
                    while not case.over.wait(0.05):
                        self.wfile.write(b"x")
                if reply.stall:
                    case.over.wait(5)
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)
        except OSError:
            self.close_connection = True

    def log_message(self, *_args: object) -> None:
        """Silence."""


class Listener(ThreadingHTTPServer):
    daemon_threads = True
    case: Server

    def handle_error(self, request: object, client_address: object) -> None:
        """Silence: clients that hang up are the point."""


@contextmanager
def listening() -> Iterator[Listener]:
    """A server on a free port of this machine."""
    listener = Listener(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield listener
    finally:
        listener.shutdown()
        listener.server_close()
        thread.join()


def source_of(honest: Honest, port: int) -> Source:
    """The source that reads that server."""
    return read_source(
        f"""
id: loopback
title: {{fr: Essai, en: Trial}}
endpoint: http://127.0.0.1:{port}/{honest.name}
protocol: {honest.name}
pole: odatis
certainty: high
politeness: {{delay: 0, page_size: {PAGE}}}
budget: {{requests: {MOST_REQUESTS - 100}, answer_bytes: 1000000}}
options: {{{honest.options}}}
""",
        "loopback.yml",
    )


class Outcome(msgspec.Struct, frozen=True):
    """How a harvest of one case ended."""

    report: Report
    records: dict[str, Received]
    requests: int
    struck: int
    hung: bool


def run(
    listener: Listener,
    honest: Honest,
    fault: Fault | None = None,
    once: bool = False,
    checkpoint: Checkpoint = FRESH,
    limits: Limits = LIMITS,
) -> Outcome:
    """A harvest of that server with that fault."""
    listener.case = case = Server(honest, fault, once)
    source = source_of(honest, listener.server_address[1])
    clock = Clock(monotonic=time.monotonic, sleep=lambda _: None, now=time.time)
    pages: list[Page] = []
    try:
        with transport(source, limits, clock) as fetch:
            pages.extend(walk(source, fetch, checkpoint))
    finally:
        case.over.set()
    account = tally([*checkpoint.traces, *map(trace, pages)], checkpoint.since is not None)
    records = {record.native_id: record for page in pages for record in page.records}
    empty = {key: "is empty" for key, record in records.items() if not (record.body or record.deleted)}
    return Outcome(
        report=report(account, empty),
        records=records,
        requests=case.requests,
        struck=case.struck,
        hung=case.requests > MOST_REQUESTS,
    )


def silent(outcome: Outcome, truth: tuple[str, ...] = IDS) -> str | None:
    """What a harvest lost or made up without a word; None if nothing."""
    found = outcome.report
    total = found.published + found.quarantined + found.held + found.deleted + found.skipped + found.missing
    if total != found.matched:
        return f"the numbers do not add up: {found}"
    for native_id, record in outcome.records.items():
        excused = record.anonymous or record.deleted or native_id in found.quarantine or native_id in found.vanished
        own = f"Title of {native_id}".encode() in record.body
        if not excused and (not own or (found.verdict == "COMPLETE" and native_id not in truth)):
            return f"an alien record was taken: {native_id}"
    if found.verdict != "COMPLETE":
        return None if found.reasons else f"{found.verdict} without a reason"
    kept = {key for key in outcome.records if key not in found.vanished} | set(found.quarantine)
    lost = [key for key in truth if key not in kept]
    if lost and not found.nameless:
        return f"COMPLETE without {lost}"
    if lost and found.may_withdraw:
        return f"COMPLETE without {lost}, which could be withdrawn"
    return None


# What any server may send in the place of its answer.


def on_page(reply: Callable[[Server, Ask], Reply]) -> Fault:
    """A fault of the struck page."""
    return lambda server, ask: reply(server, ask) if server.honest.strikes(ask) else None


def anywhere(reply: Callable[[Server, Ask], Reply]) -> Fault:
    """A fault of every answer."""
    return lambda server, ask: reply(server, ask)


def instead(body: bytes, status: int = 200, **headers: str) -> Fault:
    """Another answer in the place of the struck page."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return on_page(lambda _server, _ask: Reply(body, status, named))


def verbatim(make: Callable[[bytes], bytes], **how: bool) -> Fault:
    """The struck page sent byte for byte as `make` has it."""
    return on_page(lambda server, ask: Reply(raw=make(server.honest.answer(ask).body), **how))


def changed(make: Callable[[bytes], bytes], **headers: str) -> Fault:
    """The honest answer of the struck page, with its body changed."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return on_page(lambda server, ask: Reply(make(server.honest.answer(ask).body), 200, named))


def _redirect(target: str, status: int = 302) -> Fault:
    return on_page(lambda _server, ask: Reply(status=status, headers={"Location": target.format(base=ask.base)}))


def _moved_within(server: Server, ask: Ask) -> Reply | None:
    """A redirect that is right: the same page at another path of the same host."""
    if ask.path.startswith("/moved"):
        return server.honest.answer(msgspec.structs.replace(ask, path=ask.path.removeprefix("/moved")))
    if server.honest.strikes(ask):
        query = "&".join(f"{name}={value}" for name, value in ask.query.items())
        return Reply(status=307, headers={"Location": f"/moved{ask.path}?{query}".replace(" ", "%20")})
    return None


def _head(length: int, *headers: str) -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", f"Content-Length: {length}", *headers, "", ""]).encode()


_HTML = b"<!DOCTYPE html><html><head><title>Maintenance</title></head><body>Back soon</body></html>"
_LOGIN = b"<html><body><form action='/login'><input name='user'></form></body></html>"
_BOMB = gzip.compress(b" " * 40_000_000)
_CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

COMMON: dict[str, Fault] = {
    "status 500": instead(b"oops", 500),
    "status 502": instead(b"bad gateway", 502),
    "status 503": instead(b"busy", 503),
    "status 503, come back in a second": instead(b"busy", 503, Retry_After="1"),
    "status 429, come back in ten days": instead(b"slow down", 429, Retry_After="864000"),
    "status 404": instead(b"nothing here", 404),
    "status 403 of a firewall": instead(_HTML, 403),
    "status 304 nobody asked for": instead(b"", 304),
    "an HTML page with status 200": instead(_HTML),
    "a login page with status 200": instead(_LOGIN),
    "an empty body": instead(b""),
    "a body of blanks": instead(b"\n\n  \n"),
    "plain text": instead(b"Service temporarily unavailable"),
    "half the body, announced as such": changed(lambda body: body[: len(body) // 2]),
    "half the body of the announced length": verbatim(lambda body: _head(len(body)) + body[: len(body) // 2]),
    "chunks without an end": verbatim(lambda body: _CHUNKED + b"%x\r\n" % len(body) + body[: len(body) // 2]),
    "a chunk of nonsense length": verbatim(lambda body: _CHUNKED + b"zz\r\n" + body),
    "the connection closed before an answer": verbatim(lambda _body: b""),
    "a status line of nonsense": verbatim(lambda _body: b"HELLO\r\n\r\n"),
    "silence before the answer": verbatim(lambda _body: b"", stall=True),
    "silence in mid-answer": verbatim(lambda body: _head(len(body)) + body[:100], stall=True),
    "a body byte by byte": verbatim(lambda body: _head(1_000_000) + body[:100], drip=True),
    "headers byte by byte": verbatim(lambda _body: b"HTTP/1.1 200 OK\r\nX-Slow: ", drip=True),
    "gzip that is none": changed(lambda body: body, Content_Encoding="gzip"),
    "gzip cut short": changed(lambda body: gzip.compress(body)[:-20], Content_Encoding="gzip"),
    "a gzip bomb": changed(lambda _body: _BOMB, Content_Encoding="gzip"),
    "an unknown compression": changed(lambda body: body, Content_Encoding="br"),
    "a body too large": changed(lambda body: body + b" " * 1_100_000),
    "a redirect in circles": on_page(
        lambda _s, ask: Reply(
            status=302,
            headers={
                "Location": ask.path + "?" + "&".join(f"{k}={v}" for k, v in ask.query.items()).replace(" ", "%20")
            },
        )
    ),
    "a redirect to another host": _redirect("http://other.example/"),
    "a redirect to this machine's files": _redirect("file:///etc/hostname"),
    "a redirect to another port": _redirect("http://127.0.0.1:9/"),
    "a redirect without a target": instead(b"", 302),
    "a redirect within the host": _moved_within,
    "the answer of the page before": on_page(lambda server, _ask: server.last),
    "blank lines before the document": changed(lambda body: b"\n\n" + body),
    "bytes after the document": changed(lambda body: body + b"\n<junk>"),
}
"""Faults of any HTTP server, each on the struck page."""

BENIGN = frozenset({"a redirect within the host", "blank lines before the document"})
"""What no harvest has a reason to stumble over."""
