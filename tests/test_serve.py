"""The preview answers as a static host does: ranges, types, and the site's own page for what is not there."""

import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from terra_build.serve import make_server


@pytest.fixture
def host(tmp_path: Path) -> Iterator[HTTPConnection]:
    (tmp_path / "data.bin").write_bytes(bytes(range(100)))
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text("page", "utf-8")
    (tmp_path / "c.jsonld").write_text("{}", "utf-8")
    (tmp_path / "404.html").write_text("nowhere", "utf-8")
    server = make_server(tmp_path, quiet=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    connection = HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    yield connection
    connection.close()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("asked", "status", "body", "said"),
    [
        ("bytes=0-9", 206, bytes(range(10)), "bytes 0-9/100"),
        ("bytes=90-", 206, bytes(range(90, 100)), "bytes 90-99/100"),
        ("bytes=-5", 206, bytes(range(95, 100)), "bytes 95-99/100"),
        ("bytes=90-1000", 206, bytes(range(90, 100)), "bytes 90-99/100"),
        ("bytes=100-", 416, b"", "bytes */100"),
        ("bytes=9-3", 416, b"", "bytes */100"),
    ],
)
def test_a_range_gets_its_bytes(host: HTTPConnection, asked: str, status: int, body: bytes, said: str) -> None:
    host.request("GET", "/data.bin", headers={"Range": asked})
    answer = host.getresponse()
    assert (answer.status, answer.read(), answer.headers["Content-Range"]) == (status, body, said)


@pytest.mark.parametrize("asked", ["", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"])
def test_what_is_no_single_range_gets_the_whole_file(host: HTTPConnection, asked: str) -> None:
    host.request("GET", "/data.bin", headers={"Range": asked} if asked else {})
    answer = host.getresponse()
    assert (answer.status, len(answer.read())) == (200, 100)


def test_what_is_not_there_gets_the_site_s_own_page(host: HTTPConnection) -> None:
    host.request("GET", "/nowhere/")
    answer = host.getresponse()
    assert (answer.status, answer.read()) == (404, b"nowhere")


def test_machine_formats_have_their_types(host: HTTPConnection) -> None:
    host.request("GET", "/c.jsonld")
    answer = host.getresponse()
    answer.read()
    assert answer.headers["Content-Type"] == "application/ld+json"


def test_nothing_above_the_site_is_served(host: HTTPConnection) -> None:
    host.request("GET", "/../../../../etc/passwd")
    answer = host.getresponse()
    assert (answer.status, answer.read()) == (404, b"nowhere")
