"""Other records that an ISO record points to: its parent, the larger work, sources, what a service gives."""

from collections.abc import Iterator

from terra_harvest.formats.iso_citation import citation, identifiers
from terra_harvest.formats.iso_texts import NOTHING, XLINK_HREF, Languages, code, word
from terra_harvest.original import Link
from terra_harvest.xml import NAME, Element, trimmed


def associated(holder: Element, languages: Languages) -> Iterator[Link]:
    """The records of an MD_AggregateInformation (19139) or MD_AssociatedResource (19115-3).

    `function` is the code of the association. One that is only named (a project) has an empty address.
    """
    for element in holder[:]:
        name, urls = NOTHING, list[str]()
        association = None
        for part in element[:]:
            kind = NAME[part.tag]
            if kind in ("aggregateDataSetName", "name"):
                for cited in part[:]:
                    found = citation(cited, languages)
                    name = name or found.title
                    urls += found.identifiers + [link.url for link in found.links]
            elif kind == "aggregateDataSetIdentifier":
                urls += identifiers(part)
            elif kind == "metadataReference":
                urls += [address for address in (reference(part),) if address]
            elif kind == "associationType":
                association = code(part)
        if urls or name:
            # An address that can be followed is worth more than an identifier of some catalogue.
            best = next((url for url in urls if "://" in url), urls[0] if urls else "")
            yield Link(url=best, name=name, function=association)


def documentation(holder: Element, languages: Languages) -> Iterator[Link]:
    """The documents that a property cites; `function` is the name of the property."""
    for element in holder[:]:
        found = citation(element, languages)
        urls = [link.url for link in found.links] + found.identifiers
        if urls or found.title:
            yield Link(url=urls[0] if urls else "", name=found.title, function=NAME[holder.tag])


def parent_of(holder: Element) -> str | None:
    """The identifier of the parent: `parentIdentifier`, or what `parentMetadata` refers to or cites."""
    if found := reference(holder):
        return found
    for element in holder[:]:
        for part in element[:]:
            if NAME[part.tag] == "identifier":
                return next(iter(identifiers(part)), None)
    return next((word(holder) for element in holder if not len(element)), trimmed(holder.text))


def referenced(holder: Element, function: str) -> Link | None:
    """The link of a property that points elsewhere (`operatesOn`): its address, else the identifier there."""
    url = trimmed(holder.get(XLINK_HREF)) or reference(holder)
    return Link(url=url, function=function) if url else None


def reference(holder: Element) -> str | None:
    """What a property refers to in place of saying it: an identifier, or an address."""
    return trimmed(holder.get("uuidref")) or trimmed(holder.get(XLINK_HREF))
