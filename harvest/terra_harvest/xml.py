"""XML from strangers: strict, without DTD nor network, and repaired only where the repair is certain."""

import re
from codecs import register_error
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Protocol, overload

from lxml import etree  # type: ignore[import-untyped,unused-ignore]

from terra_harvest.original import UnreadableError


class Element(Protocol):
    """What readers use of an element: lxml ships no types, and nothing else may depend on it.

    `for part in element[:]` takes half the time of `for part in element` on the few children that records have: lxml's
    iterator costs more to make than to use.
    """

    tag: str  # "{namespace}name"
    text: str | None  # before the first child
    tail: str | None  # after this element
    attrib: Mapping[str, str]  # by "{namespace}name"
    nsmap: Mapping[str | None, str]  # prefixes in scope
    sourceline: int | None

    def get(self, key: str, /) -> str | None: ...  # noqa: D102
    def __iter__(self) -> Iterator["Element"]: ...
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: int, /) -> "Element": ...
    @overload
    def __getitem__(self, index: slice, /) -> "list[Element]": ...
    def iter(self, *tags: str) -> Iterator["Element"]: ...  # noqa: D102
    def itertext(self) -> Iterator[str]: ...  # noqa: D102
    def find(self, path: str, /) -> "Element | None": ...  # noqa: D102
    def findall(self, path: str, /) -> "list[Element]": ...  # noqa: D102
    def findtext(self, path: str, /) -> str | None: ...  # noqa: D102
    def getparent(self) -> "Element | None": ...  # noqa: D102


# Prefixes whose namespace no publisher disputes; only these are declared when a document forgot to.
WELL_KNOWN = {
    "gmd": "http://www.isotc211.org/2005/gmd",
    "gco": "http://www.isotc211.org/2005/gco",
    "gmx": "http://www.isotc211.org/2005/gmx",
    "gmi": "http://www.isotc211.org/2005/gmi",
    "gts": "http://www.isotc211.org/2005/gts",
    "gss": "http://www.isotc211.org/2005/gss",
    "gsr": "http://www.isotc211.org/2005/gsr",
    "srv": "http://www.isotc211.org/2005/srv",
    "gml": "http://www.opengis.net/gml/3.2",
    "xlink": "http://www.w3.org/1999/xlink",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dct": "http://purl.org/dc/terms/",
    "dcterms": "http://purl.org/dc/terms/",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "ows": "http://www.opengis.net/ows",
    "csw": "http://www.opengis.net/cat/csw/2.0.2",
}

_BLANK = b" \t\r\n"
_BOM = b"\xef\xbb\xbf"
_CONTROLS = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]"
    rb"|&#(?:[0-8]|1[124-9]|2\d|3[01]|x0?[0-8bcefBCEF]|x1[0-9a-fA-F]);"
)
_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_FIRST_TAG = re.compile(rb"<[A-Za-z_][\w.:-]*")
_UNDECLARED = re.compile(r"Namespace prefix ([\w.-]+)(?: for [\w.-]+)? on [\w.-]+ is not defined")


def _cp1252(error: UnicodeError) -> tuple[str, int]:
    """Reads as Windows-1252 the bytes that UTF-8 refuses; the five that it does not define stay an error."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end + 1]
    if bad[:1] == b"\xed" and bad[1:] >= b"\xa0":  # half of a surrogate pair: no text in any encoding
        raise error
    return error.object[error.start : error.end].decode("cp1252"), error.end


register_error("terra-cp1252", _cp1252)


def parse_xml(body: bytes) -> Element:
    """The root element of a document; UnreadableError says where and why it cannot be read."""
    return parse_repaired(body)[0]


def parse_repaired(body: bytes, blanks: bool = True) -> tuple[Element, tuple[str, ...]]:
    """The root element and the repairs that were needed, in words for `Original.remarks`; none for a sound document.

    Without `blanks`, texts that are only blanks between two elements are left out: a quarter faster, for formats whose
    texts hold no elements.
    """
    if not body or body.isspace():
        raise UnreadableError("the document is empty; an XML document was expected: ask for it again")
    try:
        return _parse(body, blanks), ()
    except etree.XMLSyntaxError as error:
        strict = error
    repaired, repairs = _repair_bytes(body)
    try:
        if repairs:
            return _parse(repaired, blanks), tuple(repairs)
    except etree.XMLSyntaxError as error:
        strict = error
    prefixes: list[str] = []
    while prefix := _undeclared(strict, prefixes):
        prefixes.append(prefix)
        try:
            root = _parse(_declare(repaired, prefixes), blanks)
        except etree.XMLSyntaxError as error:
            strict = error
        else:
            return root, (*repairs, f"prefixes without a namespace, declared here: {', '.join(prefixes)}")
    raise UnreadableError(_complaint(body, strict)) from strict


def to_bytes(element: Element) -> bytes:
    """An element alone, as a UTF-8 document with the namespaces it needs."""
    written: bytes = etree.tostring(element, encoding="utf-8", with_tail=False)
    return written


def local(tag: str) -> str:
    """The name of a tag without its namespace; "" for what is no element (a comment, an instruction)."""
    return NAME[tag]


class _Names(dict[str, str]):
    """Local names by tag, remembered: a reader asks for hundreds per record, and a lookup costs half of a call."""

    def __missing__(self, tag: str) -> str:
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if len(self) < 10_000:  # a stranger's document may not fill the memory with its own tags
            self[tag] = name
        return name


NAME = _Names()


@lru_cache(maxsize=8192)
def namespace(tag: str) -> str:
    """The namespace of a tag, "" if it has none."""
    return tag[1:].rpartition("}")[0] if isinstance(tag, str) and tag[:1] == "{" else ""


def trimmed(text: str | None) -> str | None:
    """A text without the blanks around it; None if nothing remains."""
    return (text.strip() or None) if text else None


def _parser(blanks: bool) -> etree.XMLParser:
    # Never collect_ids=False: lxml 6.1 then reads the file that a DTD names, whatever load_dtd says.
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=not blanks,
    )


_PARSERS = {True: _parser(True), False: _parser(False)}


def _parse(body: bytes, blanks: bool) -> Element:
    _refuse_dtd(body)
    root: Element = etree.fromstring(body, _PARSERS[blanks])
    # A document in UTF-16 hides its DTD from the look at its first bytes.
    if root.getroottree().docinfo.doctype:  # type: ignore[attr-defined]
        raise UnreadableError(_NO_DTD)
    return root


_NO_DTD = (
    "the document has a DTD (<!DOCTYPE>), which can hide attacks and is never read: ask the publisher to remove it"
)


def _refuse_dtd(body: bytes) -> None:
    """Refuses a DTD before any parser sees it: entities that grow without end are counted too late."""
    at = 3 if body.startswith(_BOM) else 0
    while True:
        while body[at : at + 1] in (b" ", b"\t", b"\r", b"\n"):
            at += 1
        if body.startswith(b"<?", at):
            close = b"?>"
        elif body.startswith(b"<!--", at):
            close = b"-->"
        elif body[at : at + 14].lower() == b"<!doctype html":
            raise UnreadableError(f"the document is an HTML page, not a record: {_start(body)}")
        elif body.startswith(b"<!DOCTYPE", at):
            raise UnreadableError(_NO_DTD)
        else:
            return
        end = body.find(close, at)
        if end < 0:
            return
        at = end + len(close)


def _repair_bytes(body: bytes) -> tuple[bytes, list[str]]:
    """The repairs that need no parsing; each leaves a sound document as it is."""
    repairs: list[str] = []
    start = body.lstrip(_BLANK + _BOM)
    if start != body and start.startswith(b"<") and not body.startswith(_BOM + start[:1]):
        body = start
        repairs.append("blanks or byte order marks before the XML declaration, removed")
    declared = _ENCODING.match(body)
    encoding = declared[1].lower() if declared else b"utf-8"
    if encoding not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        return body, repairs
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        try:
            body = body.decode("utf-8", "terra-cp1252").encode("utf-8")
            repairs.append("bytes that are not UTF-8, read as Windows-1252")
        except UnicodeDecodeError:
            return body, repairs
    if clean := _CONTROLS.sub(b"", body):
        if clean != body:
            repairs.append("control characters that XML forbids, removed")
        body = clean
    return body, repairs


def _undeclared(error: Exception, declared: list[str]) -> str | None:
    """The well-known prefix that the parser stumbled on, if it was not declared already."""
    found = _UNDECLARED.match(str(error))
    return found[1] if found and found[1] in WELL_KNOWN and found[1] not in declared else None


def _declare(body: bytes, prefixes: list[str]) -> bytes:
    """The document with the forgotten namespaces declared on its root."""
    at = _FIRST_TAG.search(body)
    if not at:
        return body
    known = dict(WELL_KNOWN)
    if b"http://www.opengis.net/gml/3.2" not in body:
        known["gml"] = "http://www.opengis.net/gml"
    inserted = "".join(f' xmlns:{prefix}="{known[prefix]}"' for prefix in prefixes)
    return body[: at.end()] + inserted.encode() + body[at.end() :]


def _complaint(body: bytes, error: Exception) -> str:
    """What is wrong and where, in words; what the document starts with, when that says more."""
    start = body.lstrip(_BLANK + _BOM)
    if not start.startswith(b"<"):
        return f"the document is not XML, it starts with {_start(start)}: an XML record was expected"
    if start[:5].lower() == b"<html":
        return f"the document is an HTML page, not a record: {_start(start)}"
    line, column = getattr(error, "position", (None, None))
    reason = str(getattr(error, "msg", None) or error).partition(", line ")[0]
    return f"the XML is not well formed at line {line}, column {column}: {reason}; the publisher must repair it"


def _start(body: bytes) -> str:
    return repr(body.lstrip(_BLANK)[:60].decode("utf-8", "replace"))
