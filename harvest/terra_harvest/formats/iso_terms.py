"""Conditions of access and use in ISO records: limitations, restriction codes, licences."""

from collections.abc import Iterator

from terra_harvest.formats.iso_citation import citation
from terra_harvest.formats.iso_texts import NOTHING, Languages, anchored, code, texts, word
from terra_harvest.original import Term
from terra_harvest.xml import NAME, Element


def terms(holder: Element, languages: Languages) -> Iterator[Term]:
    """The terms of a `resourceConstraints`.

    `kind` says which: "access" or "use" (restrictions of a legal constraint), "limitation" (useLimitation, where
    records often put the licence), "licence" (a reference to one), "security". Other constraints are of access or of
    use by the restriction code that they stand beside, and just "other" when there are codes of both or none.
    """
    for element in (holder[0],) if len(holder) == 1 else holder[:]:
        if NAME[element.tag] == "MD_SecurityConstraints":
            yield from _security(element, languages)
        else:
            yield from _legal(element, languages)


def _legal(element: Element, languages: Languages) -> Iterator[Term]:
    access: list[str] = []
    use: list[str] = []
    others: list[Element] = []
    for part in element[:]:
        kind = NAME[part.tag]
        if kind == "useLimitation":
            yield from _said(part, languages, "limitation", None)
        elif kind == "accessConstraints":
            access += filter(None, [code(part)])
        elif kind == "useConstraints":
            use += filter(None, [code(part)])
        elif kind == "otherConstraints":
            others.append(part)
        elif kind == "reference":
            yield from _reference(part, languages)
        elif kind in ("licenseLink", "licenseName"):  # Creative Commons in the Australian profiles (MD_Commons)
            yield from _said(part, languages, "licence", None)
        elif kind == "attributionConstraints":
            yield from _said(part, languages, "use", None)
    kind = "other" if bool(access) == bool(use) else "access" if access else "use"
    codes = access + use
    said = [term for part in others for term in _said(part, languages, kind, codes[0] if codes else None)]
    yield from said
    # A code that the words above explain is already there.
    explained = {codes[0]} if said and codes else set()
    yield from (Term(code=value, kind="access") for value in access if value not in explained)
    yield from (Term(code=value, kind="use") for value in use if value not in explained)


def _said(holder: Element, languages: Languages, kind: str, value: str | None) -> Iterator[Term]:
    text, url = anchored(holder, languages)
    if text is not NOTHING or url:
        yield Term(text=text, url=url, code=value, kind=kind)


def _reference(holder: Element, languages: Languages) -> Iterator[Term]:
    for element in (holder[0],) if len(holder) == 1 else holder[:]:
        found = citation(element, languages)
        urls = [link.url for link in found.links] + [text for text in found.identifiers if "://" in text]
        if found.title or urls:
            yield Term(text=found.title, url=urls[0] if urls else None, kind="licence")


def _security(element: Element, languages: Languages) -> Iterator[Term]:
    text, value = NOTHING, None
    for part in element[:]:
        kind = NAME[part.tag]
        if kind == "classification":
            value = code(part) or word(part)
        elif kind in ("userNote", "useLimitation"):
            text = text or texts(part, languages)
    if text or value:
        yield Term(text=text, code=value, kind="security")
