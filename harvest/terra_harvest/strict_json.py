"""JSON from strangers: what a reader could take two ways is refused, with what, where and what was expected."""

import json
import re
from typing import Any, TypeAlias

import orjson

from terra_harvest.original import UnreadableError

Json: TypeAlias = Any
"""A value of a JSON document: its shape is the publisher's, and `formats/loose.py` reads it."""

MAX_DEPTH = 64
"""Levels of nesting: real records stay under twenty, deeper ones exhaust the stack of whoever reads them."""

_NO_NUMBER = re.compile(r"[^-]?(NaN|-?Infinity)")
_BOM = b"\xef\xbb\xbf"


def read_json(body: bytes) -> Json:
    """The object or list of a JSON document.

    Raises:
        UnreadableError: not UTF-8, not JSON (NaN and Infinity included), the same key twice in an object, a lone
            surrogate, more than `MAX_DEPTH` levels, or a bare value at the top.
    """
    # RFC 8259 lets a parser ignore the mark, and real servers send it.
    body = body.removeprefix(_BOM)
    if not body.strip():
        raise UnreadableError("the document is empty; a JSON document was expected: ask for it again")
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise UnreadableError(_complaint(body, error)) from None
    if not isinstance(value, dict | list):
        raise UnreadableError(f"the JSON document is a bare {type(value).__name__}: an object or a list was expected")
    _refuse_depth(value)
    _refuse_twins(body)
    return value


def _refuse_depth(value: Json) -> None:
    level = [value]
    depth = 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise UnreadableError(_too_deep())
        inner = []
        for node in level:
            inner += [child for child in (node.values() if type(node) is dict else node) if type(child) in (dict, list)]
        level = inner


def _too_deep() -> str:
    return (
        f"the JSON is nested more than {MAX_DEPTH} levels deep: a record needs far fewer, the publisher must flatten it"
    )


def _refuse_twins(body: bytes) -> None:
    # orjson keeps the last of two equal keys without a word; only the standard library shows them.
    json.loads(body, object_pairs_hook=_refuse_twin, parse_int=_skip, parse_float=_skip)


def _skip(_text: str) -> None:
    """A number that nobody will read: `int()` itself refuses 5,000 digits."""


def _refuse_twin(pairs: list[tuple[str, Json]]) -> None:
    seen = set()
    for key, _ in pairs:
        if key in seen:
            raise UnreadableError(
                f"an object of the JSON has the key {key[:60]!r} twice: which one holds cannot be known"
            )
        seen.add(key)


def _complaint(body: bytes, error: orjson.JSONDecodeError) -> str:
    text = body.decode("utf-8", "replace")
    if "�" in text and not error.msg.startswith(("unexpected", "trailing")):
        bad = _bad_byte(body)
        if bad is not None:
            return f"the JSON is not UTF-8 at byte {bad}: JSON is always UTF-8, the publisher must encode it so"
    if "allocate" in error.msg or "depth" in error.msg:
        return _too_deep()
    start = text.lstrip()
    if start[:1] not in ("{", "["):
        return f"the document is not JSON, it starts with {start[:60]!r}: an object or a list was expected"
    if found := _NO_NUMBER.match(text, max(error.pos - 1, 0)):
        word = found[1]
        return f"the JSON holds {word} at line {error.lineno}, column {error.colno}, which is no number in JSON"
    if "surrogate" in error.msg:
        return f"the JSON holds half a character (a lone surrogate) at line {error.lineno}, column {error.colno}"
    return f"not JSON at line {error.lineno}, column {error.colno}: {error.msg}; the publisher must repair it"


def _bad_byte(body: bytes) -> int | None:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None
