"""The honest CSW server, and the faults that only a CSW can have."""

import re
from collections.abc import Callable

from faults import COMMON, IDS, STRUCK, Ask, Fault, Honest, Reply, Server, changed, instead, on_page

_CSW = "http://www.opengis.net/cat/csw/2.0.2"
_EXCEPTION = (
    b'<?xml version="1.0"?><ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows" version="1.2.0">'
    b'<ows:Exception exceptionCode="NoApplicableCode"><ows:ExceptionText>null</ows:ExceptionText></ows:Exception>'
    b"</ows:ExceptionReport>"
)


def record(native_id: str) -> str:
    """A record of ISO 19139."""
    return (
        '<gmd:MD_Metadata xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco">'
        f"<gmd:fileIdentifier><gco:CharacterString>{native_id}</gco:CharacterString></gmd:fileIdentifier>"
        f"<gmd:title><gco:CharacterString>Title of {native_id}, été</gco:CharacterString></gmd:title>"
        "</gmd:MD_Metadata>"
    )


def brief(native_id: str) -> str:
    """The same record, with its identifier only."""
    before, _, after = record(native_id).partition("<gmd:title>")
    return before + after.partition("</gmd:title>")[2]


def page(records: list[str], matched: object, following: object, returned: object = None) -> bytes:
    """A GetRecordsResponse."""
    count = len(records) if returned is None else returned
    claims = f'numberOfRecordsMatched="{matched}" ' if matched is not None else ""
    claims += f'numberOfRecordsReturned="{count}" '
    claims += f'nextRecord="{following}"' if following is not None else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><csw:GetRecordsResponse xmlns:csw="{_CSW}"><csw:SearchStatus/>'
        f"<csw:SearchResults {claims}>{''.join(records)}</csw:SearchResults></csw:GetRecordsResponse>"
    ).encode()


class Csw(Honest):
    """Answers GetRecords, full or brief, and GetRecordById."""

    name = "csw"

    def answer(self, ask: Ask) -> Reply:
        if ask.query["request"] == "GetRecordById":
            found = [record(ask.query["id"])] if ask.query["id"] in IDS else []
            body = f'<csw:GetRecordByIdResponse xmlns:csw="{_CSW}">{"".join(found)}</csw:GetRecordByIdResponse>'
            return Reply(body.encode())
        start, size = asked(ask)
        found = IDS[start - 1 : start - 1 + size]
        write = record if ask.query["elementSetName"] == "full" else brief
        return Reply(page([write(native_id) for native_id in found], len(IDS), _next(start, size)))

    def strikes(self, ask: Ask) -> bool:
        if ask.query.get("elementSetName") != "full" or ask.query["request"] != "GetRecords":
            return False
        start, size = asked(ask)
        return start <= STRUCK < start + size


def asked(ask: Ask) -> tuple[int, int]:
    """Position and size of the page asked for."""
    return int(ask.query["startPosition"]), int(ask.query["maxRecords"])


def _lists(ask: Ask) -> bool:
    return ask.query["request"] == "GetRecords"


def _paged(make: Callable[[int, int], bytes]) -> Fault:
    """Every page of records or identifiers made another way."""
    return lambda _server, ask: Reply(make(*asked(ask))) if _lists(ask) else None


def _full(make: Callable[[int, int], bytes]) -> Fault:
    """Every page of whole records made another way; the brief ones stay right."""
    return lambda _server, ask: (
        Reply(make(*asked(ask))) if _lists(ask) and ask.query["elementSetName"] == "full" else None
    )


def _claiming(matched: Callable[[int], object], following: Callable[[int, int], object]) -> Callable[[int, int], bytes]:
    def make(start: int, size: int) -> bytes:
        found = IDS[start - 1 : start - 1 + size]
        return page([record(i) for i in found], matched(start), following(start, size))

    return make


def _next(start: int, size: int) -> int:
    return start + size if start + size <= len(IDS) else 0


def _shown(ids: Callable[[int, int], list[str]], matched: int | None = len(IDS)) -> Callable[[int, int], bytes]:
    return lambda start, size: page([record(i) for i in ids(start, size)], matched, _next(start, size))


def _unstable(start: int, size: int) -> list[str]:
    """An order that depends on the page: the last record of a page comes again first on the next."""
    found = list(IDS[start - 1 : start - 1 + size])
    if start > 1 and found:
        found[0] = IDS[start - 2]
    return found


def _poison(body: bytes) -> bytes:
    return body.replace(f"Title of {IDS[STRUCK - 1]}".encode(), b"Title & <b>")


def _poison_everywhere(server: Server, ask: Ask) -> Reply | None:
    """The record breaks every document that it is in, its own included."""
    body = server.honest.answer(ask).body
    return Reply(_poison(body)) if _poison(body) != body else None


def _refused_everywhere(server: Server, ask: Ask) -> Reply | None:
    """The record turns every document that it is in into an exception, except where only its identifier is asked."""
    hit = server.honest.strikes(ask) or (ask.query["request"] == "GetRecordById" and ask.query["id"] == IDS[STRUCK - 1])
    return Reply(_EXCEPTION) if hit else None


def _by_id(body: bytes) -> Fault:
    """Nothing can be had one by one, and the struck page is broken."""

    def fault(server: Server, ask: Ask) -> Reply | None:
        if ask.query["request"] == "GetRecordById":
            return Reply(body)
        return Reply(_EXCEPTION) if server.honest.strikes(ask) else None

    return fault


def _beyond(make: Callable[[int, int], Reply]) -> Fault:
    """Positions after the last record."""
    return lambda _server, ask: make(*asked(ask)) if _lists(ask) and asked(ask)[0] > len(IDS) else None


def _twin(body: bytes) -> bytes:
    """One record under the identifier of another."""
    return body.replace(f"CharacterString>{IDS[STRUCK - 1]}<".encode(), f"CharacterString>{IDS[STRUCK - 3]}<".encode())


def _endless(start: int, size: int) -> bytes:
    return page([record(f"rec-{n:03d}") for n in range(start, start + size)], 10**6, start + size)


def _moving(start: int) -> int:
    return len(IDS) + start % 3


FAULTS: dict[str, Fault] = {
    **COMMON,
    "an exception with status 200": instead(_EXCEPTION),
    "an exception with status 400": instead(_EXCEPTION, 400),
    "JSON for XML": instead(b'{"error": "no"}'),
    "capabilities for records": instead(f'<csw:Capabilities xmlns:csw="{_CSW}"/>'.encode()),
    "no SearchResults": instead(f'<csw:GetRecordsResponse xmlns:csw="{_CSW}"/>'.encode()),
    "a DTD with entities": instead(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    "Latin-1 that says UTF-8": changed(lambda body: body.decode().encode("cp1252")),
    "a control character": changed(lambda body: body.replace("été".encode(), b"\x0bt\x01")),
    "a prefix nobody declared": changed(lambda body: body.replace(b"<gmd:title>", b'<gmd:title xlink:href="a">', 1)),
    "nextRecord 0 in mid-list": _paged(_claiming(lambda _: len(IDS), lambda *_: 0)),
    "nextRecord 1 for ever": _paged(_claiming(lambda _: len(IDS), lambda *_: 1)),
    "nextRecord missing": _paged(_claiming(lambda _: len(IDS), lambda *_: None)),
    "nextRecord beyond the list": _paged(_claiming(lambda _: len(IDS), lambda *_: 999)),
    "no total": _paged(_claiming(lambda _: None, _next)),
    "a total of 0": _paged(_claiming(lambda _: 0, _next)),
    "a total of nonsense": _paged(_claiming(lambda _: "many", _next)),
    "a total too low": _paged(_claiming(lambda _: 20, _next)),
    "a total too high": _paged(_claiming(lambda _: 60, _next)),
    "a total far too high": _paged(_claiming(lambda _: 100_000, _next)),
    "a total that moves": _paged(_claiming(_moving, _next)),
    "a total that is the page's": _paged(
        lambda s, n: page([record(i) for i in IDS[s - 1 : s - 1 + n]], len(IDS[s - 1 : s - 1 + n]), _next(s, n))
    ),
    "pages shorter than asked": _paged(_shown(lambda s, _n: list(IDS[s - 1 : s + 6]))),
    "pages longer than asked": _paged(_shown(lambda s, _n: list(IDS[s - 1 : s + 24]))),
    "everything on every page": _paged(_shown(lambda _s, _n: list(IDS))),
    "the position ignored": _paged(_shown(lambda _s, n: list(IDS[:n]))),
    "an unstable order": _paged(_shown(_unstable)),
    "an unstable order of whole records": _full(_shown(_unstable)),
    "positions from 0": _paged(_shown(lambda s, n: list(IDS[s : s + n]))),
    "pages that overlap": _paged(_shown(lambda s, n: list(IDS[max(0, s - 2) : s - 1 + n]))),
    "an empty page in mid-list": on_page(lambda _s, _a: Reply(page([], len(IDS), 0))),
    "no record although there is a total": _paged(_shown(lambda _s, _n: [])),
    "one record left out": _full(_shown(lambda s, n: [i for i in IDS[s - 1 : s - 1 + n] if i != IDS[STRUCK - 1]])),
    "one record left out everywhere": _paged(
        _shown(lambda s, n: [i for i in IDS[s - 1 : s - 1 + n] if i != IDS[STRUCK - 1]])
    ),
    "a record that breaks its page": changed(_poison),
    "a record that breaks even its own document": _poison_everywhere,
    "a record that is an exception everywhere": _refused_everywhere,
    "an exception in the place of a record": changed(
        lambda body: body.replace(record(IDS[STRUCK - 1]).encode(), _EXCEPTION.partition(b"?>")[2])
    ),
    "a record without identifier": changed(
        lambda body: re.sub(
            f"<gmd:fileIdentifier><gco:CharacterString>{IDS[STRUCK - 1]}<.*?</gmd:fileIdentifier>".encode(), b"", body
        )
    ),
    "two records under one identifier": changed(_twin),
    "GetRecordById that answers another record": _by_id(
        f'<csw:GetRecordByIdResponse xmlns:csw="{_CSW}">{record(IDS[0])}</csw:GetRecordByIdResponse>'.encode()
    ),
    "GetRecordById that answers nothing": _by_id(f'<csw:GetRecordByIdResponse xmlns:csw="{_CSW}"/>'.encode()),
    "an exception after the last record": _beyond(lambda _s, _n: Reply(_EXCEPTION)),
    "the last page again after the last record": _beyond(
        lambda _s, n: Reply(_shown(lambda _a, _b: list(IDS[-n:]))(1, n))
    ),
    "the first page again after the last record": _beyond(
        lambda _s, n: Reply(_shown(lambda _a, _b: list(IDS[:n]))(1, n))
    ),
    "records without end": _paged(_endless),
    "no brief records, and a broken page": lambda server, ask: (
        Reply(_EXCEPTION) if ask.query["elementSetName"] == "brief" or server.honest.strikes(ask) else None
    ),
    "everything an exception": lambda _s, _a: Reply(_EXCEPTION),
    "everything an HTML page": lambda _s, _a: Reply(b"<html><body>Moved</body></html>"),
}
"""Every fault of the CSW, by its name."""
