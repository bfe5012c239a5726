"""The transport, over a real server on this machine; time is given, nothing waits but sockets."""

import gzip
from collections.abc import Iterator
from email.utils import formatdate

import msgspec
import pytest
from faults import Listener, Reply, Server, listening, source_of
from scripted import LIMITS, Got, Scripted, Time, get

from terra_harvest.fetch import FetchError, Request, curl_line
from terra_harvest.http import Clock, transport
from terra_harvest.source import Source


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listening() as found:
        yield found


def test_a_body_comes_back_with_its_headers(listener):
    got = get(listener, Reply(b"hello", headers={"ETag": '"1"'}))
    assert (got.response.status, got.response.body, got.response.headers["etag"]) == (200, b"hello", '"1"')


def test_a_compressed_body_is_decompressed(listener):
    assert get(listener, Reply(gzip.compress(b"hello"), headers={"Content-Encoding": "gzip"})).response.body == b"hello"


def test_members_of_gzip_joined_together_are_all_read(listener):
    body = gzip.compress(b"hel") + gzip.compress(b"lo")
    assert get(listener, Reply(body, headers={"Content-Encoding": "gzip"})).response.body == b"hello"


def test_a_gzip_bomb_stops_at_the_limit(listener):
    bomb = gzip.compress(bytes(50_000_000))
    error = get(listener, Reply(bomb, headers={"Content-Encoding": "gzip"})).error
    assert error.kind == "too-large"
    assert "answers more than 1000000 bytes" in str(error)


def test_a_transient_failure_is_tried_again_after_growing_pauses(listener):
    got = get(listener, Reply(status=503), Reply(status=502), Reply(b"at last"))
    assert got.response.body == b"at last"
    assert got.slept == [2, 4]


def test_a_lasting_failure_says_what_came(listener):
    got = get(listener, Reply(b"<html>the  cat\nbroke it</html>", status=503))
    assert (got.error.kind, got.error.status, got.error.sample) == ("status", 503, "<html>the cat broke it</html>")
    assert len(got.asked) == 3


def test_a_server_error_is_not_asked_again_here(listener):
    assert len(get(listener, Reply(status=500)).asked) == 1


def test_retry_after_in_seconds_is_honoured(listener):
    assert get(listener, Reply(status=429, headers={"Retry-After": "120"}), Reply(b"ok")).slept == [120]


def test_retry_after_as_a_date_is_honoured(listener):
    date = formatdate(1_800_000_000 + 90, usegmt=True)
    assert get(listener, Reply(status=503, headers={"Retry-After": date}), Reply(b"ok")).slept == [90]


def test_a_retry_after_beyond_five_minutes_postpones_the_source(listener):
    got = get(listener, Reply(status=429, headers={"Retry-After": "864000"}))
    assert (got.error.kind, got.error.hopeless, got.slept) == ("postponed", True, [])
    assert "asks to come back in 864000 s: left for the next run" in str(got.error)


@pytest.mark.parametrize("said", ["soon", "-5", "1e9", "99999999999999999999"])
def test_a_retry_after_of_nonsense_is_ignored(listener, said):
    assert get(listener, Reply(status=503, headers={"Retry-After": said}), Reply(b"ok")).response.body == b"ok"


def test_silence_ends_at_the_read_timeout(listener):
    error = get(listener, Reply(raw=b"", stall=True)).error
    assert error.kind == "timeout"
    assert "stayed silent for 0.2 s" in str(error)


@pytest.mark.parametrize(
    "start",
    [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"],
    ids=["headers", "body"],
)
def test_an_answer_byte_by_byte_ends_at_the_total_timeout(listener, start):
    script = Scripted(Reply(raw=start, drip=True))
    listener.case = case = Server(script, None, once=False)
    source = source_of(script, listener.server_address[1])
    with transport(source, LIMITS, Clock(sleep=lambda _: None)) as fetch, pytest.raises(FetchError) as caught:
        fetch(Request(url=source.endpoint))
    case.over.set()
    assert caught.value.kind == "timeout"
    assert "took more than 0.4 s in all" in str(caught.value)


def test_an_answer_cut_short_is_broken(listener):
    error = get(listener, Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")).error
    assert error.kind == "broken"


def test_redirects_within_the_host_are_followed_with_their_method(listener):
    got = get(
        listener,
        Reply(status=301, headers={"Location": "/there"}),
        Reply(b"there"),
        request=Request(url=f"http://127.0.0.1:{listener.server_address[1]}/here", method="POST", body=b"question"),
    )
    assert got.response.body == b"there"
    assert [(ask.path, ask.body) for ask in got.asked] == [("/here", b"question"), ("/there", b"question")]


@pytest.mark.parametrize(
    "target",
    [
        "http://evil.example/",
        "http://127.0.0.1:1/",
        "file:///etc/hostname",
        "//evil.example/",
        "http://[",
        "ftp://127.0.0.1/",
    ],
)
def test_redirects_to_anywhere_else_are_refused(listener, target):
    got = get(listener, Reply(status=302, headers={"Location": target}))
    assert got.error.kind == "redirect"
    assert len(got.asked) == 1


def test_a_sixth_redirect_is_refused(listener):
    got = get(listener, Reply(status=302, headers={"Location": "/again"}))
    assert (got.error.kind, len(got.asked)) == ("redirect", 6)


def test_an_address_of_another_host_is_never_asked(listener):
    got = get(listener, Reply(b"no"), request=Request(url="http://evil.example/"))
    assert (got.error.kind, got.asked) == ("forbidden", [])
    assert "add it to `hosts` in the source's file" in str(got.error)


def public(listener: Listener, addresses: list[str]) -> Got:
    """A source with a name, which leads to those addresses."""
    return get(
        listener,
        Reply(b"no"),
        endpoint="http://data.example/csw",
        request=Request(url="http://data.example/csw"),
        resolve=lambda _host, _port: addresses,
    )


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "169.254.169.254",
        "::1",
        "fd00::1",
        "fe80::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "0.0.0.0",  # noqa: S104  an address that leads to this machine
        "100.64.0.1",
        "224.0.0.1",
    ],
)
def test_a_name_that_leads_to_our_own_network_is_refused(listener, address):
    got = public(listener, ["93.184.215.14", address])
    assert (got.error.kind, got.asked) == ("forbidden", [])
    assert "only public addresses are asked" in str(got.error)


def test_a_name_that_leads_nowhere_is_tried_again_and_told(listener):
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError("no such name")

    got = get(
        listener,
        Reply(b""),
        endpoint="http://data.example/",
        request=Request(url="http://data.example/"),
        resolve=unknown,
    )
    assert (got.error.kind, got.slept) == ("unreachable", [2, 4])
    assert "the name of the host is unknown" in str(got.error)


def test_the_address_that_was_checked_is_the_one_that_is_asked(listener):
    """A name that changes its mind between the check and the connection gains nothing: it is asked once."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    got = get(listener, Reply(b"ok"), resolve=lambda _host, _port: next(answers))
    assert got.response.body == b"ok"


def test_conditions_are_sent_and_an_unchanged_document_has_no_body(listener):
    url = f"http://127.0.0.1:{listener.server_address[1]}/a.xml"
    got = get(
        listener, Reply(status=304), request=Request(url=url, etag='"1"', modified="Sat, 21 Nov 2026 00:00:00 GMT")
    )
    assert got.response.unchanged
    assert got.response.body == b""
    assert got.asked[0].headers["if-none-match"] == '"1"'
    assert got.asked[0].headers["if-modified-since"] == "Sat, 21 Nov 2026 00:00:00 GMT"


def test_the_harvester_says_who_it_is(listener):
    assert get(listener, Reply(b"ok")).asked[0].headers["user-agent"].startswith("terra-catalogue/")


def test_an_unasked_304_is_an_error(listener):
    assert get(listener, Reply(status=304)).error.status == 304


def test_politeness_pauses_between_requests(listener):
    script = Scripted(Reply(b"ok"))
    listener.case = Server(script, None, once=False)
    source: Source = source_of(script, listener.server_address[1])
    polite = msgspec.structs.replace(source.politeness, delay=3)
    moment = Time()
    with transport(msgspec.structs.replace(source, politeness=polite), LIMITS, moment.clock()) as fetch:
        for _ in range(3):
            fetch(Request(url=source.endpoint))
    assert moment.slept == [3, 3]


def test_the_budget_of_requests_ends_the_source(listener):
    script = Scripted(Reply(b"ok"))
    listener.case = Server(script, None, once=False)
    source = source_of(script, listener.server_address[1])
    budget = msgspec.structs.replace(source.budget, requests=2)
    with transport(msgspec.structs.replace(source, budget=budget), LIMITS, Time().clock()) as fetch:
        fetch(Request(url=source.endpoint))
        fetch(Request(url=source.endpoint))
        with pytest.raises(FetchError, match="used up its 2 requests") as caught:
            fetch(Request(url=source.endpoint))
    assert caught.value.kind == "budget"


def test_the_budget_of_time_ends_the_source(listener):
    script = Scripted(Reply(b"ok"))
    listener.case = Server(script, None, once=False)
    source = source_of(script, listener.server_address[1])
    moment = Time()
    with transport(source, LIMITS, moment.clock()) as fetch:
        moment.now += source.budget.seconds
        with pytest.raises(FetchError, match="used up its 1200 s") as caught:
            fetch(Request(url=source.endpoint))
    assert caught.value.kind == "budget"


def test_a_pause_that_would_outlast_the_budget_is_not_made(listener):
    budget = msgspec.structs.replace(source_of(Scripted(Reply()), 1).budget, seconds=100)
    got = get(listener, Reply(status=503, headers={"Retry-After": "200"}), budget=budget)
    assert (got.error.kind, got.slept) == ("postponed", [])


def test_connections_are_kept_open_between_requests(listener):
    ports = []
    original = listener.process_request

    def counting(request: object, address: tuple[str, int]) -> None:
        ports.append(address[1])
        original(request, address)

    listener.process_request = counting  # type: ignore[method-assign]
    try:
        script = Scripted(Reply(b"ok"))
        listener.case = Server(script, None, once=False)
        source = source_of(script, listener.server_address[1])
        with transport(source, LIMITS, Time().clock()) as fetch:
            for _ in range(5):
                fetch(Request(url=source.endpoint))
    finally:
        del listener.process_request
    assert len(ports) == 1


def test_the_curl_line_asks_the_same():
    request = Request(
        url="https://a.example/?x=1&y=l'été", method="POST", body=b'{"a": 1}', content_type="application/json"
    )
    assert curl_line(request) == (
        "curl --globoff --location --header 'Content-Type: application/json' --data-binary '{\"a\": 1}' "
        "'https://a.example/?x=1&y=l'\"'\"'été'"
    )
