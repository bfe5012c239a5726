"""HTML in texts turned into words: blocks become lines, lists get hyphens, exponents their own characters."""

import re

from terra_catalog.rules.texts import HTML_TAGS

_TAG = re.compile(rf"<(/?)({'|'.join(HTML_TAGS.split())})(?=[\s/>])([^<>]{{0,4000}}+)>", re.IGNORECASE)
_HREF = re.compile(r"\bhref\s*=\s*[\"']?\s*(https?://[^\s\"'<>]{1,2000})", re.IGNORECASE)
_MARKS = tuple(
    (re.compile(re.escape(opening), re.IGNORECASE), closing)
    for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!doctype", ">"), ("<?xml", ">"))
)

# What stands inside is no text, but for the rare page that forgets to end it.
_SILENT = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "head"})
_PARAGRAPHS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "table",
        "blockquote",
        "pre",
        "hr",
        "section",
        "article",
        "header",
        "footer",
        "figure",
        "form",
    ]
)
_LINES = frozenset(["br", "tr", "dt", "dd", "option", "figcaption", "legend", "body"])
_CELLS = frozenset({"td", "th"})

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def without_markup(text: str) -> str:
    """The text without the elements of HTML; `<` that starts none of them stays, as in "c < 0.1"."""
    if "<" not in text:
        return text
    if "<!" in text or "<?" in text:
        text = _without_marks(text)
    parts: list[str] = []
    at = 0
    link = ""
    small = 0
    endless: set[str] = set()
    for found in _TAG.finditer(text):
        if found.start() < at:
            continue
        before = text[at : found.start()]
        at = found.end()
        name, closes = found[2].lower(), bool(found[1])
        if small and closes and name in ("sup", "sub"):
            before = _shifted(before, name)
        small = (not closes) if name in ("sup", "sub") else small
        parts.append(before)
        if name == "a":
            if closes and link:
                if link not in "".join(parts[-3:]):
                    parts.append(f" ({link})")
                link = ""
            elif not closes and (href := _HREF.search(found[3])):
                link = href[1]
        elif name in _SILENT and not closes and name not in endless:
            end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, at)
            if end:
                at = end.end()
            else:
                endless.add(name)
        else:
            parts.append(_break(name, closes))
    parts.append(text[at:])
    return "".join(parts)


def _break(name: str, closes: bool) -> str:
    if name in _PARAGRAPHS:
        return "\n\n"
    if name == "li":
        return "" if closes else "\n- "
    if name in _LINES:
        return "\n"
    return " " if name in _CELLS else ""


def _shifted(text: str, name: str) -> str:
    """An exponent or an index in its own characters where each has one: 10⁻⁸ is not 10-8."""
    table = _RAISED if name == "sup" else _LOWERED
    return text.translate(table) if len(text) <= 12 and all(ord(c) in table for c in text) else text


def _without_marks(text: str) -> str:
    """Without comments and declarations; CDATA sections lose their frame only."""
    for opening, closing in _MARKS:
        parts: list[str] = []
        at = 0
        while found := opening.search(text, at):
            parts.append(text[at : found.start()])
            end = text.find(closing, found.end())
            if end < 0:
                # Never closed: only the mark goes, what follows is read.
                at = found.end()
                break
            if closing == "]]>":
                parts.append(text[found.end() : end])
            at = end + len(closing)
        if at:
            text = "".join([*parts, text[at:]])
    return text
