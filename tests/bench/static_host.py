"""A static host on this machine: text is gzipped as hosts do, and the bytes of every answer are counted."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".wasm": "application/wasm",
    ".css": "text/css",
}
"""Extensions of text that hosts compress; the rest is served as it lies there."""


class Host:
    """Folders served below paths, and what was asked since `forget`."""

    def __init__(self, folders: dict[str, Path], pages: dict[str, bytes]) -> None:
        self.folders = folders
        self.pages = pages
        self.served: list[tuple[str, int]] = []
        self._packed: dict[str, bytes] = {}
        self.address = ""

    def forget(self) -> None:
        """Begin to count anew."""
        self.served.clear()

    def answer(self, path: str) -> tuple[bytes, str, bool] | None:
        """The body as it goes over the wire, its type and whether it is gzipped; None when there is no such file."""
        kind = _TYPES.get(Path(path).suffix, "application/octet-stream")
        if path in self.pages:
            body = self.pages[path]
        else:
            first, _, rest = path.lstrip("/").partition("/")
            file = self.folders.get(first, Path("/nowhere")) / rest
            if not file.is_file():
                return None
            body = file.read_bytes()
        if kind == "application/octet-stream":
            return body, kind, False
        if path not in self._packed:
            self._packed[path] = gzip.compress(body, 6, mtime=0)
        return self._packed[path], kind, True


@contextmanager
def serving(host: Host) -> Iterator[Host]:
    """The host at a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            found = host.answer(path)
            body, kind, packed = found or (b"", "text/plain", False)
            host.served.append((path, len(body)))
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    Handler.wbufsize = -1  # headers and body in one packet: two would wait for each other
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    host.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
