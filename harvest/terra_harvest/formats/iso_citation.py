"""Citations of ISO records (CI_Citation): titles, identifiers, dates, edition."""

import msgspec

from terra_harvest.formats.iso_links import online
from terra_harvest.formats.iso_parties import parties
from terra_harvest.formats.iso_texts import NOTHING, Languages, anchored, href, texts, word
from terra_harvest.formats.iso_time import Dated, dated
from terra_harvest.original import Link, Party, Texts
from terra_harvest.xml import NAME, Element


class Citation(msgspec.Struct):
    """What a CI_Citation says."""

    title: Texts = NOTHING
    alternate_titles: list[Texts] = []
    identifiers: list[str] = []
    dates: list[Dated] = []
    edition: str | None = None
    parties: list[Party] = []
    links: list[Link] = []


def citation(element: Element, languages: Languages) -> Citation:
    """Reads a CI_Citation. An identifier whose code is an Anchor gives its text and its address."""
    found = Citation()
    for part in element[:]:
        kind = NAME[part.tag]
        if kind == "title":
            title, address = anchored(part, languages)
            found.title = found.title or title
            if address and address not in found.identifiers:
                found.identifiers.append(address)
        elif kind == "alternateTitle":
            if title := texts(part, languages):
                found.alternate_titles.append(title)
        elif kind == "date":
            found.dates += dated(part)
        elif kind == "identifier":
            found.identifiers += identifiers(part)
        elif kind == "edition":
            found.edition = found.edition or word(part)
        elif kind == "citedResponsibleParty":
            found.parties += parties(part)
        elif kind == "onlineResource":
            found.links += online(part, languages)
    return found


def identifiers(holder: Element) -> list[str]:
    """The codes of MD_Identifier or RS_Identifier, and the address of a code that is an Anchor."""
    found: list[str] = []
    for identifier in holder[:]:
        for part in identifier[:]:
            if NAME[part.tag] == "code":
                for text in (word(part), href(part)):
                    if text and text not in found:
                        found.append(text)
    if not found and (text := word(holder)):
        found.append(text)
    return found
