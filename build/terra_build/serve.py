"""Serve the built site on this machine, with Range requests, as a static host would. [I/O]"""

import re
import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

_RANGE = re.compile(r"bytes=(\d*)-(\d*)\Z")


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site, one byte range at a time if asked, and the site's own 404 page."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - the base class declares it so
        **SimpleHTTPRequestHandler.extensions_map,
        ".jsonld": "application/ld+json",
        ".ttl": "text/turtle; charset=utf-8",
        ".xml": "application/xml",
        ".js": "text/javascript; charset=utf-8",
        ".woff2": "font/woff2",
    }

    def __init__(self, *args: Any, quiet: bool = False, **kwargs: Any) -> None:
        self._quiet = quiet
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        asked = _RANGE.match(self.headers.get("Range", ""))
        if asked is None or not path.is_file():
            super().do_GET()
            return
        size = path.stat().st_size
        bounds = _bounds(asked[1], asked[2], size)
        if bounds is None:
            self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            self.send_header("Content-Range", f"bytes */{size}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        first, last = bounds
        self.send_response(HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        self.send_header("Content-Length", str(last - first + 1))
        self.end_headers()
        with path.open("rb") as file:
            file.seek(first)
            self.wfile.write(file.read(last - first + 1))

    def send_head(self) -> Any:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and not self.path.split("?")[0].endswith("/"):
            return super().send_head()
        if path.is_file() or (path.is_dir() and (path / "index.html").is_file()):
            return super().send_head()
        return self._not_found()

    def _not_found(self) -> BinaryIO | None:
        page = Path(self.directory) / "404.html"
        if not page.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(page.stat().st_size))
        self.end_headers()
        return page.open("rb")

    def end_headers(self) -> None:
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        if not self._quiet:
            super().log_message(format, *args)


def _bounds(first: str, last: str, size: int) -> tuple[int, int] | None:
    """The bytes meant by "first-last" (RFC 9110, 14.1.2), or None when the file has no such bytes."""
    if first:
        start, end = int(first), min(int(last) if last else size - 1, size - 1)
    elif last:
        start, end = max(0, size - int(last)), size - 1
    else:
        return None
    return (start, end) if 0 <= start <= end else None


class _Server(ThreadingHTTPServer):
    """A server that takes no notice of browsers that leave before an answer is whole: at each page some do."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def make_server(site: Path, port: int = 0, *, quiet: bool = False) -> ThreadingHTTPServer:
    """A server of `site` on 127.0.0.1; port 0 takes a free one. The caller runs and closes it."""
    handler = partial(_Handler, directory=str(site), quiet=quiet)
    return _Server(("127.0.0.1", port), handler)
