"""The honest STAC API, and the faults that only a STAC API can have."""

import json
from collections.abc import Callable
from itertools import count
from typing import Any

from faults import COMMON, IDS, STRUCK, Ask, Fault, Honest, Reply, Server, changed, instead

_ROOT = "/stac-api"


def collection(native_id: str) -> dict[str, Any]:
    """A collection, as small as they come."""
    return {
        "type": "Collection",
        "stac_version": "1.1.0",
        "id": native_id,
        "title": f"Title of {native_id}",
        "license": "other",
        "links": [],
    }


def page(collections: list[Any], **more: Any) -> bytes:
    return json.dumps({"collections": collections, **more}).encode()


class Stac(Honest):
    """Answers /collections by offset and limit, /collections/{id}, and a landing page that links to nothing."""

    name = "stac-api"

    def __init__(self, total: bool = True, method: str = "GET", landing: bool = False) -> None:
        self.total = total
        self.landing = landing
        self.options = f"method: {method}"

    def answer(self, ask: Ask) -> Reply:
        if ask.path.rstrip("/") == _ROOT:
            children = [{"rel": "child", "href": f"{ask.base}{_ROOT}/collections/{i}"} for i in IDS]
            return Reply(json.dumps({"links": children if self.landing else []}).encode())
        if ask.path != f"{_ROOT}/collections":
            native_id = ask.path.rpartition("/")[2]
            found = native_id in IDS
            return Reply(json.dumps(collection(native_id)).encode() if found else b"{}", 200 if found else 404)
        at, size = asked(ask)
        links = []
        if at + size < len(IDS):
            if ask.body:
                body = {"offset": at + size}
                links.append(
                    {"rel": "next", "href": f"{ask.base}{ask.path}", "method": "POST", "body": body, "merge": True}
                )
            else:
                links.append({"rel": "next", "href": f"{ask.base}{ask.path}?offset={at + size}&limit={size}"})
        more = {"numberMatched": len(IDS)} if self.total else {}
        return Reply(page([collection(i) for i in IDS[at : at + size]], links=links, **more))

    def strikes(self, ask: Ask) -> bool:
        if ask.path != f"{_ROOT}/collections":
            return False
        at, size = asked(ask)
        return at < STRUCK <= at + size


def asked(ask: Ask) -> tuple[int, int]:
    """Offset and limit of the page asked for."""
    body = json.loads(ask.body) if ask.body else ask.query
    return int(body.get("offset", 0)), int(body.get("limit", 10))


def _lists(ask: Ask) -> bool:
    return ask.path == f"{_ROOT}/collections"


def _edited(change: Callable[[dict[str, Any], Ask], None], everywhere: bool = True) -> Fault:
    """The honest page, changed as a document."""

    def fault(server: Server, ask: Ask) -> Reply | None:
        if not _lists(ask) or not (everywhere or server.honest.strikes(ask)):
            return None
        document = json.loads(server.honest.answer(ask).body)
        change(document, ask)
        return Reply(json.dumps(document).encode())

    return fault


def _struck(change: Callable[[dict[str, Any], Ask], None]) -> Fault:
    return _edited(change, everywhere=False)


def _next(href: str | None) -> Callable[[dict[str, Any], Ask], None]:
    def change(document: dict[str, Any], ask: Ask) -> None:
        document["links"] = [{"rel": "next", "href": href.format(base=ask.base)}] if href else []

    return change


def _put(**fields: Any) -> Callable[[dict[str, Any], Ask], None]:
    return lambda document, _ask: document.update(fields)


def _matched(total: Callable[[Ask], Any]) -> Callable[[dict[str, Any], Ask], None]:
    def change(document: dict[str, Any], ask: Ask) -> None:
        found = total(ask)
        document.pop("numberMatched", None)
        if found is not None:
            document["numberMatched"] = found

    return change


def _entry(make: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, Any], Ask], None]:
    """The struck collection replaced."""

    def change(document: dict[str, Any], _ask: Ask) -> None:
        document["collections"] = [make(c) if c["id"] == IDS[STRUCK - 1] else c for c in document["collections"]]

    return change


def _left_out(document: dict[str, Any], _ask: Ask) -> None:
    document["collections"] = [c for c in document["collections"] if c["id"] != IDS[STRUCK - 1]]


def _untold(document: dict[str, Any], ask: Ask) -> None:
    _left_out(document, ask)
    document.pop("numberMatched", None)


def _relative(document: dict[str, Any], ask: Ask) -> None:
    for link in document["links"]:
        link["href"] = link["href"].removeprefix(ask.base)


def _fixed(ids: tuple[str, ...], **more: Any) -> Fault:
    """One page for every question, and no other."""
    return lambda _s, ask: Reply(page([collection(i) for i in ids], **more)) if _lists(ask) else None


def _endless(ids: Callable[[int], list[str]]) -> Fault:
    counter = count(100)

    def fault(_server: Server, ask: Ask) -> Reply | None:
        if not _lists(ask):
            return None
        number = next(counter)
        links = [{"rel": "next", "href": f"{ask.base}{ask.path}?page={number}"}]
        return Reply(page([collection(i) for i in ids(number)], links=links))

    return fault


def _forgotten(_server: Server, ask: Ask) -> Reply | None:
    """Pages as asked, and never a link to the next."""
    if not _lists(ask):
        return None
    at, size = asked(ask)
    return Reply(page([collection(i) for i in IDS[at : at + size]], links=[]))


FAULTS: dict[str, Fault] = {
    **COMMON,
    "an error object with status 200": instead(b'{"code": "InternalError", "description": "no"}'),
    "XML for JSON": instead(b"<a/>"),
    "a list for an object": instead(b"[]"),
    "no `collections`": _struck(lambda document, _ask: document.pop("collections")),
    "`collections` null": _struck(_put(collections=None)),
    "`collections` an object": _struck(_put(collections={"rec-025": {}})),
    "items for collections": _struck(_entry(lambda c: c | {"type": "Feature"})),
    "a null among the collections": _struck(_entry(lambda _c: None)),
    "a collection without id": _struck(_entry(lambda c: {k: v for k, v in c.items() if k != "id"})),
    "a collection whose id is null": _edited(_entry(lambda c: c | {"id": None})),
    "two collections under one id": _edited(_entry(lambda c: c | {"id": IDS[STRUCK - 3]})),
    "NaN in a collection": changed(lambda body: body.replace(b'"license": "other"', b'"x": NaN', 1)),
    "half a character in a collection": changed(lambda body: body.replace(b'"license": "other"', b'"x": "\\ud800"', 1)),
    "Latin-1 in a collection": changed(lambda body: body.replace(b'"other"', b'"\xe9t\xe9"', 1)),
    "a hundred thousand brackets": changed(lambda body: body.replace(b"[]", b"[" * 100_000 + b"]" * 100_000, 1)),
    "no link to the next page": _struck(_next(None)),
    "no link to the next page, no total": _forgotten,
    "links null": _struck(_put(links=None)),
    "a link to the same page": _struck(lambda d, ask: _next(f"{{base}}{_ROOT}/collections?offset=20&limit=10")(d, ask)),
    "a link to the first page": _struck(_next(f"{{base}}{_ROOT}/collections?limit=10")),
    "a link that skips a page": _struck(_next(f"{{base}}{_ROOT}/collections?offset=40&limit=10")),
    "a link to another host": _struck(_next("http://other.example/collections?offset=30")),
    "a link to a file": _struck(_next("file:///etc/hostname")),
    "a link that is no address": _struck(_next("http://[")),
    "relative links": _edited(_relative),
    "no total": _edited(_matched(lambda _ask: None)),
    "a total of 0": _edited(_matched(lambda _ask: 0)),
    "a negative total": _edited(_matched(lambda _ask: -1)),
    "a total of nonsense": _edited(_matched(lambda _ask: "many")),
    "a total too low": _edited(_matched(lambda _ask: 20)),
    "a total too high": _edited(_matched(lambda _ask: 60)),
    "a total that moves": _edited(_matched(lambda ask: 47 + asked(ask)[0] % 3)),
    "the limit ignored, everything at once": _fixed(IDS),
    "the limit ignored, ten at once": _fixed(IDS[:10]),
    "the limit ignored, twelve at once": _fixed(IDS[:12]),
    "an empty page with a link": _struck(_put(collections=[])),
    "an empty page without link": _struck(_put(collections=[], links=[])),
    "one collection left out": _struck(_left_out),
    "one collection left out everywhere": _edited(_left_out),
    "one collection left out, no total": _struck(_untold),
    "pages without end and nothing new": _endless(lambda _n: list(IDS[:10])),
    "pages without end and nothing": _endless(lambda _n: []),
    "collections without end": _endless(lambda n: [f"rec-{n}"]),
    "everything an error object": lambda _s, _a: Reply(b'{"code": "NotFound"}'),
    "everything an HTML page": lambda _s, _a: Reply(b"<html><body>Moved</body></html>"),
}
"""Every fault of the API, by its name."""
