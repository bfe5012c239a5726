"""Texts as a page shows them: no HTML, no invisible character, spaces and lines in order."""

import html
import re
import unicodedata

from terra_catalog.rules.texts import HTML, UNSAFE
from terra_harvest.normalise.markup import without_markup

MAX_TEXT = 20_000
"""Characters of a description; the longest real ones hold less than half of it."""

# What Windows-1252 has where Unicode has control characters that nobody types: HTML reads them so too.
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_LINE_ENDS = {0x0B: "\n", 0x0C: "\n", 0x2028: "\n", 0x2029: "\n"}
_BLANKS = re.compile(r"[ \t\u00a0]{2,}|\t")
_LINE_EDGES = re.compile(r"[ \t]*\n[ \t]*")
_GAPS = re.compile(r"\n{3,}")
_ANY_BLANKS = re.compile(r"[ \t\n]+|\u00a0{2,}")
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\(\s*(https?://[^\s()<>]{1,1000})\s*\)")
_BOLD = re.compile(r"\*\*([^*\n]{1,500})\*\*")
_HEADING = re.compile(r"^#{2,6} +", re.MULTILINE)
_ROUNDS = 4


def plain(text: str) -> str:
    """The text in paragraphs: HTML and Markdown turned into words, spaces and empty lines in order, NFC."""
    found = _visible(text)
    if "\n" in found:
        found = _GAPS.sub("\n\n", _LINE_EDGES.sub("\n", found))
    return _BLANKS.sub(" ", found).strip()


def line(text: str) -> str:
    """The text on one line: a title, a name, a keyword."""
    found = _visible(text)
    # `split` would take the no-break spaces of French too.
    return " ".join(found.split()) if found.isascii() else _ANY_BLANKS.sub(" ", found).strip()


def cut(text: str, limit: int) -> str:
    """The text, or its start up to a word with an ellipsis, of at most `limit` characters."""
    if len(text) <= limit:
        return text
    start = text[: limit - 1]
    if not text[limit - 1].isspace():
        # One word longer than the limit is cut inside: there is no other way.
        start = start.rpartition(" ")[0] or start
    return start.rstrip(" \n,;:.-–—(") + "…"


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        if "<" not in text and "&" not in text and "](" not in text and "**" not in text:
            return text
    else:
        text = _shown(text)
    if "](" in text:
        text = _LINK.sub(_link, text)
    if "**" in text:
        text = _BOLD.sub(r"\1", text)
    if "##" in text:
        text = _HEADING.sub("", text)
    # Last, since what stood between two parts of a tag may just have gone.
    return _words(text) if "<" in text or "&" in text else text


def _shown(text: str) -> str:
    """Without what does not show; line ends as one character."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if UNSAFE.search(text):
        text = UNSAFE.sub(_instead, text)
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _words(text: str) -> str:
    for _ in range(_ROUNDS):
        # HTML is often written as text once more (&lt;p&gt;): what the entities hide is markup too.
        found = html.unescape(without_markup(text)) if "&" in text else without_markup(text)
        if found == text:
            break
        text = _shown(found)
    # What is left is no element that ends: the sign is kept, and can no longer be taken for one.
    return HTML.sub(lambda found: f"< {found[0][1:]}", text)


def _instead(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _WINDOWS.get(code) or _LINE_ENDS.get(code, "")


def _link(found: re.Match[str]) -> str:
    words, address = found[1].strip(), found[2]
    return address if address.rstrip("/") == words.rstrip("/") else f"{words} ({address})"
