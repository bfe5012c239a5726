"""Recognise an answer before anything is read in it: its root element, its keys, or an error that says what came."""

import re
from typing import TypeVar

import msgspec

from terra_catalog.quote import quote, shown
from terra_harvest.fetch import Request, Response, sample
from terra_harvest.original import UnreadableError
from terra_harvest.protocols.page import AnswerError, AnswerFault
from terra_harvest.xml import Element, local, parse_repaired

T = TypeVar("T")

_BOM = b"\xef\xbb\xbf"
_NO_NUMBER = re.compile(rb'"(?:[^"\\]++|\\.)*+"|(-?Infinity|NaN)', re.DOTALL)


def xml_answer(request: Request, response: Response, *roots: str) -> tuple[Element, tuple[str, ...]]:
    """The root of an XML answer, one of `roots` (names without namespace), and the repairs it needed.

    Raises:
        AnswerError: it is no XML, an error report of the server, or another document.
    """
    try:
        root, repairs = parse_repaired(response.body)
    except UnreadableError as error:
        message = f"{quote(request.url)}: {error}"
        raise AnswerError("not-xml", request, message, sample(response.body)) from None
    name = local(root.tag)
    if name in ("ExceptionReport", "ServiceExceptionReport", "Exception"):
        raise AnswerError("exception", request, _exception(request, root), sample(response.body))
    if name not in roots:
        expected = " or ".join(f"<{root}>" for root in roots)
        message = f"{quote(request.url)} answers <{shown(name)}> where {expected} was expected."
        raise AnswerError("wrong-root", request, message, sample(response.body))
    return root, repairs


def _exception(request: Request, root: Element) -> str:
    """What an OGC exception report says."""
    codes = [value for node in root.iter() if (value := node.get("exceptionCode") or node.get("code"))]
    words = " ".join(" ".join(root.itertext()).split())
    code = f" {shown(codes[0])}" if codes else ""
    return f"{quote(request.url)} answers with the exception{code}: {shown(words, 200) or 'no text'}."


def json_answer(request: Request, response: Response, shape: type[T], expected: str) -> T:
    """A JSON answer of the given shape; `expected` says it in words.

    Only the fields of the shape are read: records stay bytes (msgspec.Raw), so that one bad record cannot spoil the
    others, and no key is lost or reordered on the way to its reader. NaN and Infinity, which Python's servers write and
    JSON does not know, become a number beyond all: the reader of the record that holds it refuses that one.

    Raises:
        AnswerError: it is no JSON, or JSON of another shape.
    """
    body = response.body.removeprefix(_BOM)
    try:
        try:
            return msgspec.json.decode(body, type=shape)
        except msgspec.ValidationError:
            raise
        except msgspec.DecodeError:
            return msgspec.json.decode(_NO_NUMBER.sub(_beyond, body), type=shape)
    except msgspec.ValidationError as error:
        what = f"JSON that is not {expected} ({shown(str(error), 120)})"
        kind: AnswerFault = "wrong-root"
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        start = body.lstrip()[:1]
        html = start == b"<"
        what = "a page of HTML or XML" if html else f"no JSON ({shown(str(error), 120)})"
        kind = "wrong-root" if html else "not-json"
    message = f"{quote(request.url)} answers {what}; {expected} was expected."
    raise AnswerError(kind, request, message, sample(response.body))


def _beyond(found: re.Match[bytes]) -> bytes:
    return b"1e999" if found[1] else found[0]


def integer(text: str | None) -> int | None:
    """A count as servers write it; None for none, for nonsense and for negative ones."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def looks_like_xml(request: Request, response: Response) -> None:
    """Refuses a body that is no XML document at first sight: an error page in the place of a file.

    Raises:
        AnswerError: what came instead.
    """
    start = response.body[:200].lstrip(_BOM + b" \t\r\n").lower()
    if not start.startswith(b"<") or start.startswith((b"<!doctype html", b"<html")):
        message = f"{quote(request.url)} answers no XML document."
        raise AnswerError("wrong-root", request, message, sample(response.body))
