"""Texts of EML: paragraphs, sections and lists flattened to lines, and the translations written inside them."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from terra_harvest.formats.languages import Said, gather
from terra_harvest.original import Texts
from terra_harvest.xml import Element, local

Language: TypeAlias = str | None
"""The code of the language that an element around gives."""

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BLOCKS = {
    "para",
    "section",
    "title",
    "itemizedlist",
    "orderedlist",
    "listitem",
    "literalLayout",
    "markdown",
    "abstract",
}


def children(element: Element, name: str) -> Iterator[Element]:
    """The children of that name, whatever their namespace."""
    return (inner for inner in element if local(inner.tag) == name)


def child(element: Element, name: str) -> Element | None:
    """The first child of that name."""
    return next(children(element, name), None)


def words(element: Element | None) -> str | None:
    """The words of an element on one line, without the translations inside it; None if there are none."""
    if element is None:
        return None
    if not len(element):
        return " ".join(element.text.split()) or None if element.text else None
    return " ".join("".join(_own(element)).split()) or None


def all_words(elements: Iterable[Element]) -> list[str]:
    """The words of each element that has some."""
    return [found for element in elements if (found := words(element))]


def said(element: Element, language: Language) -> list[Said]:
    """The text of an element and its translations (`value xml:lang`, EML 2.2), each with its language."""
    here = element.get(_LANG) or language
    found: list[Said] = [(_lines(element), here)]
    for value in element.iter("value"):
        found.append((" ".join("".join(_own(value)).split()), value.get(_LANG) or here))
    return found


def said_all(elements: Iterable[Element], language: Language) -> list[Said]:
    """The texts of several elements, with their translations."""
    return [part for element in elements for part in said(element, language)]


def text_of(element: Element | None, language: Language) -> Texts:
    """The `Texts` of an element, its paragraphs a blank line apart."""
    return gather(said(element, language), joint="\n\n") if element is not None else Texts()


def _lines(element: Element) -> str:
    blocks = "".join(_own(element)).split("\0")
    return "\n\n".join(line for block in blocks if (line := " ".join(block.split())))


def _own(element: Element) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        name = local(inner.tag)
        if name in _BLOCKS:
            yield "\0"
        if name != "value":
            yield from _own(inner)
        if name in _BLOCKS:
            yield "\0"
        yield inner.tail or ""
