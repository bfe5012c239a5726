"""The identifier that an OAI-PMH answer gives to the record inside it."""

from terra_harvest.xml import Element, local, trimmed

_LEVELS = 6


def oai_identifier(element: Element) -> str | None:
    """The `header/identifier` of the OAI record around an element; None outside of one."""
    around = element.getparent()
    for _ in range(_LEVELS):
        if around is None:
            return None
        if local(around.tag) == "record":
            break
        around = around.getparent()
    for header in around if around is not None else ():
        if local(header.tag) == "header":
            return next((trimmed(child.text) for child in header if local(child.tag) == "identifier"), None)
    return None
