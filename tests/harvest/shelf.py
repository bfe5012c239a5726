"""A loopback server of made-up records, by CSW, OAI-PMH and STAC at once, which a test changes between two runs."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import Literal

import msgspec
from faults import Ask, Listener, Reply, listening
from made_records import iso_record, native_id

PAGE = 100
"""Records of a page of OAI-PMH."""

FIRST, LATER = "2026-01-01T00:00:00Z", "2026-11-20T22:00:00Z"
"""The datestamp of the records as they were made, and of those that changed since."""

Way = Literal["stall", "drip", "html", "404", "empty", "exception"]
"""How the server fails."""


class Shelf:
    """`count` records, of which some have changed and some are gone; `ways` says how it fails, by path."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.apart = False
        self.changed: set[int] = set()
        self.gone: set[int] = set()
        self.poison: dict[int, str] = {}
        self.ways: dict[str, Way] = {}
        self.requests: list[Ask] = []
        self.sent = 0
        self.over = threading.Event()
        self.on_request = lambda: None

    def numbers(self, part: int = 0) -> list[int]:
        """The records that are there; a third of them by each protocol when these are set `apart`."""
        present = [number for number in range(1, self.count + 1) if number not in self.gone]
        return [number for number in present if number % 3 == part] if self.apart else present

    def record(self, number: int) -> str:
        """A record as it is now."""
        self.sent += 1
        return self.poison.get(number) or iso_record(number, 2 if number in self.changed else 1)

    def reply(self, ask: Ask) -> Reply:
        """The answer to a request."""
        self.requests.append(ask)
        self.on_request()
        kind = ask.path.strip("/").partition("/")[0]
        way = self.ways.get(kind)
        if way is not None:
            return _FAILING[way]
        if kind.startswith("csw"):
            return Reply(self._csw(ask.query).encode())
        if kind.startswith("oai"):
            return Reply(self._oai(ask.query).encode())
        return self._stac(ask)

    def _csw(self, query: dict[str, str]) -> str:
        if query["request"] == "GetRecordById":
            return f"<GetRecordByIdResponse>{self.record(_number(query['id']))}</GetRecordByIdResponse>"
        start, size = int(query["startPosition"]) - 1, int(query["maxRecords"])
        numbers = self.numbers()
        records = "".join(map(self.record, numbers[start : start + size]))
        return (
            f'<GetRecordsResponse><SearchResults numberOfRecordsMatched="{len(numbers)}">{records}'
            "</SearchResults></GetRecordsResponse>"
        )

    def _oai(self, query: dict[str, str]) -> str:
        verb = query["verb"]
        if verb == "GetRecord":
            return _oai_answer(verb, self._oai_record(_number(query["identifier"])))
        since, _, at = query.get("resumptionToken", f"{query.get('from', '0')} 0").partition(" ")
        numbers = [n for n in self.numbers(1) if n in self.changed] if since > FIRST else self.numbers(1)
        page = numbers[int(at) : int(at) + PAGE]
        if not page:
            return '<OAI-PMH><error code="noRecordsMatch"/></OAI-PMH>'
        following = int(at) + PAGE
        token = f"{since} {following}" if following < len(numbers) else ""
        write = self._oai_record if verb == "ListRecords" else self._oai_header
        more = f'<resumptionToken completeListSize="{len(numbers)}">{escape(token)}</resumptionToken>'
        return _oai_answer(verb, "".join(map(write, page)) + more)

    def _oai_header(self, number: int) -> str:
        stamp = LATER if number in self.changed else FIRST
        return f"<header><identifier>{native_id(number)}</identifier><datestamp>{stamp}</datestamp></header>"

    def _oai_record(self, number: int) -> str:
        return f"<record>{self._oai_header(number)}<metadata>{self.record(number)}</metadata></record>"

    def _stac(self, ask: Ask) -> Reply:
        root, _, wanted = ask.path.partition("/collections")
        if wanted.strip("/"):
            return Reply(msgspec.json.encode(_collection(_number(wanted.strip("/")))))
        size, at = int(ask.query.get("limit", 10)), int(ask.query.get("at", 0))
        numbers = self.numbers(2)
        following = f"{ask.base}{root}/collections?limit={size}&at={at + size}"
        body = {
            "collections": [_collection(number) for number in numbers[at : at + size]],
            "links": [{"rel": "next", "href": following}] if at + size < len(numbers) else [],
            "numberMatched": len(numbers),
        }
        return Reply(msgspec.json.encode(body))


def _number(key: str) -> int:
    return int(re.split("[-:]", key)[0], 16)


def _oai_answer(verb: str, inner: str) -> str:
    return f"<OAI-PMH><{verb}>{inner}</{verb}></OAI-PMH>"


def _collection(number: int) -> dict[str, object]:
    return {
        "type": "Collection",
        "stac_version": "1.0.0",
        "id": native_id(number),
        "title": f"Sea surface temperature, series {number}",
        "description": "Daily sea surface temperature from satellites, checked before release.",
        "license": "CC-BY-4.0",
        "keywords": ["sea surface temperature"],
        "extent": {
            "spatial": {"bbox": [[-20, 40, 0, 55]]},
            "temporal": {"interval": [["2015-06-01T00:00:00Z", None]]},
        },
        "links": [],
    }


_HTML = b"<!DOCTYPE html><html><body>Maintenance</body></html>"
_EXCEPTION = b"<ExceptionReport><Exception>null</Exception></ExceptionReport>"
_FAILING: dict[Way, Reply] = {
    "stall": Reply(raw=b"", stall=True),
    "drip": Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n<", drip=True),
    "html": Reply(_HTML),
    "404": Reply(b"not here", status=404),
    "empty": Reply(b""),
    "exception": Reply(_EXCEPTION),
}


@contextmanager
def serving(shelf: Shelf) -> Iterator[str]:
    """The address of a server of that shelf."""
    with listening() as listener:
        _put(listener, shelf)
        try:
            yield f"http://127.0.0.1:{listener.server_address[1]}"
        finally:
            shelf.over.set()


def _put(listener: Listener, shelf: Shelf) -> None:
    listener.case = shelf  # type: ignore[assignment]
