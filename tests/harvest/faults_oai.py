"""The honest OAI-PMH server, and the faults that only an OAI-PMH server can have."""

from collections.abc import Callable
from itertools import count

import msgspec
from faults import COMMON, IDS, PAGE, STRUCK, Ask, Fault, Honest, Reply, Server, changed, instead, on_page

_OAI = "http://www.openarchives.org/OAI/2.0/"


class Shape(msgspec.Struct, frozen=True):
    """How the server writes its lists: whether with a total, which one, and what token after a position."""

    total: bool = True


def _date(native_id: str) -> str:
    return f"2026-01-{int(native_id[4:]) % 28 + 1:02d}"


def header(native_id: str, deleted: bool = False) -> str:
    status = ' status="deleted"' if deleted else ""
    return f"<header{status}><identifier>{native_id}</identifier><datestamp>{_date(native_id)}</datestamp></header>"


def record(native_id: str) -> str:
    """A record in Dublin Core."""
    return (
        f"<record>{header(native_id)}<metadata>"
        '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>Title of {native_id}, été</dc:title></oai_dc:dc></metadata></record>"
    )


def envelope(inner: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="{_OAI}">{inner}</OAI-PMH>'.encode()


def error(code: str, words: str = "sorry") -> bytes:
    return envelope(f'<error code="{code}">{words}</error>')


def listing(verb: str, entries: list[str], token: str | None, total: object, cursor: object = 0) -> bytes:
    """A page of a list; `token` None leaves the element out."""
    claims = f' completeListSize="{total}"' if total is not None else ""
    after = f'<resumptionToken{claims} cursor="{cursor}">{token}</resumptionToken>' if token is not None else ""
    return envelope(f"<{verb}>{''.join(entries)}{after}</{verb}>")


class Oai(Honest):
    """Answers ListRecords, ListIdentifiers and GetRecord; pages of 10, with a total or without."""

    name = "oai-pmh"

    def __init__(self, total: bool = True) -> None:
        self.total = total

    def answer(self, ask: Ask) -> Reply:
        verb = ask.query["verb"]
        if verb == "GetRecord":
            native_id = ask.query["identifier"]
            return Reply(
                envelope(f"<GetRecord>{record(native_id)}</GetRecord>") if native_id in IDS else error("idDoesNotExist")
            )
        ids, at = self.wanted(ask)
        if not ids:
            return Reply(error("noRecordsMatch"))
        write = record if verb == "ListRecords" else header
        following = at + PAGE
        token = self.token(ask, following) if following < len(ids) else ("" if self.total else None)
        entries = [write(native_id) for native_id in ids[at : at + PAGE]]
        return Reply(listing(verb, entries, token, len(ids) if self.total else None))

    def token(self, ask: Ask, following: int) -> str:
        start, until = self.window(ask)
        return f"{start}/{until}/{following}"

    def window(self, ask: Ask) -> tuple[str, str]:
        if "resumptionToken" in ask.query:
            start, until, _ = ask.query["resumptionToken"].split("/")
            return start, until
        return ask.query.get("from", ""), ask.query.get("until", "")

    def wanted(self, ask: Ask) -> tuple[list[str], int]:
        """The identifiers of the list asked for, and where its page begins."""
        start, until = self.window(ask)
        ids = [i for i in IDS if (not start or _date(i) >= start) and (not until or _date(i) <= until)]
        token = ask.query.get("resumptionToken")
        return ids, int(token.rpartition("/")[2]) if token else 0

    def strikes(self, ask: Ask) -> bool:
        return ask.query["verb"] == "ListRecords" and position(ask) == STRUCK // PAGE * PAGE


def position(ask: Ask) -> int:
    """Where the page asked for begins, in its list."""
    return int(ask.query.get("resumptionToken", "//0").rpartition("/")[2])


def _paged(make: Callable[[str, int], bytes]) -> Fault:
    """Every page of ListRecords and ListIdentifiers without dates made another way."""
    return lambda _server, ask: (
        Reply(make(ask.query["verb"], position(ask))) if ask.query["verb"].startswith("List") else None
    )


def _records_only(make: Callable[[str, int], bytes]) -> Fault:
    return lambda _server, ask: (
        Reply(make(ask.query["verb"], position(ask))) if ask.query["verb"] == "ListRecords" else None
    )


def _entries(verb: str, at: int, size: int = PAGE) -> list[str]:
    return [(record if verb == "ListRecords" else header)(i) for i in IDS[at : at + size]]


def _page(
    token: Callable[[int], str | None], total: Callable[[int], object], cursor: object = 0
) -> Callable[[str, int], bytes]:
    return lambda verb, at: listing(verb, _entries(verb, at), token(at), total(at), cursor)


def _token(at: int) -> str:
    return f"//{at + PAGE}" if at + PAGE < len(IDS) else ""


def _size(_at: int) -> int:
    return len(IDS)


def _none(_at: int) -> None:
    return None


def _tokened(token: str | None, total: int | None = len(IDS)) -> Fault:
    """The struck page ending on that token."""
    return on_page(
        lambda _s, ask: Reply(listing(ask.query["verb"], _entries(ask.query["verb"], position(ask)), token, total))
    )


def _cut(after: int, total: int | None) -> Fault:
    """Every list ends after so many records, whatever the question, as if that were all."""

    def fault(server: Server, ask: Ask) -> Reply | None:
        honest = server.honest
        if not ask.query["verb"].startswith("List") or not isinstance(honest, Oai):
            return None
        ids, at = honest.wanted(ask)
        ids = ids[:after]
        if not ids:
            return Reply(error("noRecordsMatch"))
        write = record if ask.query["verb"] == "ListRecords" else header
        token = honest.token(ask, at + PAGE) if at + PAGE < len(ids) else None
        return Reply(listing(ask.query["verb"], [write(i) for i in ids[at : at + PAGE]], token, total))

    return fault


def _endless(make: Callable[[int], list[str]]) -> Fault:
    """A new token for ever."""
    counter = count(100)
    return lambda _s, ask: (
        Reply(listing(ask.query["verb"], make(next(counter)), f"//{next(counter)}", None))
        if ask.query["verb"].startswith("List")
        else None
    )


def _without(left_out: str) -> Callable[[bytes], bytes]:
    return lambda body: body.replace(record(left_out).encode(), b"").replace(header(left_out).encode(), b"")


def _everywhere(change: Callable[[bytes], bytes]) -> Fault:
    """Every answer changed, where the change finds something."""

    def fault(server: Server, ask: Ask) -> Reply | None:
        body = server.honest.answer(ask).body
        return Reply(change(body)) if change(body) != body else None

    return fault


def _poison(body: bytes) -> bytes:
    return body.replace(f"Title of {IDS[STRUCK - 1]}".encode(), b"Title & <b>")


def _replaced(verbs: str, reply: bytes) -> Fault:
    return lambda _s, ask: Reply(reply) if ask.query["verb"] == verbs else None


_SAID = IDS[STRUCK - 1]

FAULTS: dict[str, Fault] = {
    **COMMON,
    "badResumptionToken": instead(error("badResumptionToken")),
    "badArgument": instead(error("badArgument")),
    "an error without code": instead(envelope("<error/>")),
    "noRecordsMatch in mid-list": instead(error("noRecordsMatch")),
    "noRecordsMatch at the start": lambda _s, ask: (
        Reply(error("noRecordsMatch")) if ask.query["verb"] == "ListRecords" and position(ask) == 0 else None
    ),
    "identifiers for records": on_page(lambda _s, _a: Reply(listing("ListIdentifiers", _entries("x", 20), "//30", 47))),
    "an answer without list": instead(envelope("<responseDate>2026-01-01</responseDate>")),
    "JSON for XML": instead(b'{"error": "no"}'),
    "a DTD with entities": instead(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    "Latin-1 that says UTF-8": changed(lambda body: body.decode().encode("cp1252")),
    "a control character": changed(lambda body: body.replace("été".encode(), b"\x0bt\x01")),
    "an empty token in mid-list": _tokened(""),
    "no token in mid-list": _tokened(None),
    "an empty token in mid-list, no total": _tokened("", None),
    "the token of the same page": _tokened("//20"),
    "the token of the first page": _tokened("//10"),
    "a token of blanks": _tokened("   "),
    "a token that skips a page": _tokened("//40"),
    "no total": _paged(_page(_token, _none)),
    "a total of 0": _paged(_page(_token, lambda _: 0)),
    "a total of nonsense": _paged(_page(_token, lambda _: "many")),
    "a total too low": _paged(_page(_token, lambda _: 20)),
    "a total too high": _paged(_page(_token, lambda _: 60)),
    "a total that moves": _paged(_page(_token, lambda at: 47 + at % 3)),
    "a total that is the page's": _paged(_page(_token, lambda at: len(IDS[at : at + PAGE]))),
    "a cursor that holds what remains": _paged(_page(_token, _size, cursor=37)),
    "tokens without end and nothing new": _endless(lambda _n: [record(i) for i in IDS[:PAGE]]),
    "tokens without end and empty pages": _endless(lambda _n: []),
    "records without end": _endless(lambda n: [record(f"rec-{n:03d}")]),
    "an empty page with a token": on_page(lambda _s, ask: Reply(listing(ask.query["verb"], [], "//30", 47))),
    "an empty page without token": on_page(lambda _s, ask: Reply(listing(ask.query["verb"], [], None, None))),
    "one record left out": changed(_without(_SAID)),
    "one record left out of ListRecords, no total": _everywhere(
        lambda body: (
            body
            if b"<GetRecord>" in body
            else body.replace(record(_SAID).encode(), b"").replace(b' completeListSize="47"', b"")
        )
    ),
    "a record that breaks its page": changed(_poison),
    "a record that breaks even its own document": _everywhere(_poison),
    "a record without metadata": _everywhere(
        lambda body: body.replace(record(_SAID).encode(), f"<record>{header(_SAID)}</record>".encode())
    ),
    "a record without identifier": changed(
        lambda body: body.replace(f"<identifier>{_SAID}</identifier>".encode(), b"")
    ),
    "a deleted record": _everywhere(
        lambda body: body.replace(
            record(_SAID).encode(), f"<record>{header(_SAID, deleted=True)}</record>".encode()
        ).replace(header(_SAID).encode(), header(_SAID, deleted=True).encode())
    ),
    "two records under one identifier": changed(
        lambda body: body.replace(f"<identifier>{_SAID}<".encode(), f"<identifier>{IDS[STRUCK - 3]}<".encode())
    ),
    "lists cut after one page": _cut(10, None),
    "lists cut after two pages": _cut(20, None),
    "lists cut within a page": _cut(23, None),
    "lists cut after two pages, with a total": _cut(20, 47),
    "no ListIdentifiers, and a broken page": lambda server, ask: (
        Reply(error("badVerb")) if ask.query["verb"] == "ListIdentifiers" or server.honest.strikes(ask) else None
    ),
    "no GetRecord, and a broken page": lambda server, ask: (
        Reply(error("badVerb")) if ask.query["verb"] == "GetRecord" or server.honest.strikes(ask) else None
    ),
    "GetRecord that answers another record": lambda server, ask: (
        Reply(envelope(f"<GetRecord>{record(IDS[0])}</GetRecord>"))
        if ask.query["verb"] == "GetRecord"
        else Reply(error("badResumptionToken"))
        if server.honest.strikes(ask)
        else None
    ),
    "no ListRecords": _replaced("ListRecords", error("cannotDisseminateFormat")),
    "everything an error": lambda _s, _a: Reply(error("badVerb")),
    "everything an HTML page": lambda _s, _a: Reply(b"<html><body>Moved</body></html>"),
}
"""Every fault of the repository, by its name."""
