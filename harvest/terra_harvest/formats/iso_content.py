"""What is measured and with what, in ISO records: bands, sample dimensions, platforms, instruments."""

from collections.abc import Iterator

from terra_harvest.formats.iso_texts import NOTHING, Languages, anchored, href, texts, word
from terra_harvest.original import Measured, Texts
from terra_harvest.xml import NAME, Element, trimmed

_EQUIPMENT = {"platform": "platform", "parameterDeterminationInstrument": "instrument", "instrument": "instrument"}
_DIMENSIONS = {"MD_Band", "MI_Band", "MD_SampleDimension", "MD_RangeDimension"}


def variables(content: Element, languages: Languages) -> Iterator[Measured]:
    """The variables of a `contentInfo`: its dimensions; else the attribute that the whole coverage is said to be."""
    found = False
    description = NOTHING
    for element in content.iter():
        kind = NAME[element.tag]
        if kind in _DIMENSIONS:
            if variable := _dimension(element, languages):
                found = True
                yield variable
        elif kind == "attributeDescription":
            description = description or texts(element, languages)
    if description and not found:
        yield Measured(name=description)


def _dimension(element: Element, languages: Languages) -> Measured | None:
    name = description = short = NOTHING
    unit = uri = None
    for part in element[:]:
        kind = NAME[part.tag]
        if kind == "name":
            name, uri = _identifier(part, languages)
        elif kind in ("descriptor", "description"):
            description = texts(part, languages)
        elif kind == "sequenceIdentifier":
            short = _member_name(part, languages)
        elif kind == "units":
            unit = _unit(part)
    best = name or description or short
    return Measured(name=best, unit=unit, uri=uri) if best else None


def _identifier(holder: Element, languages: Languages) -> tuple[Texts, str | None]:
    """The code of an MD_Identifier, and its address: an Anchor, or a code space that is one."""
    name, uri = NOTHING, None
    for identifier in holder[:]:
        for part in identifier[:]:
            kind = NAME[part.tag]
            if kind == "code":
                name, address = anchored(part, languages)
                uri = address or uri
            elif kind == "codeSpace" and uri is None:
                uri = next((text for text in (word(part),) if text and text.startswith("http")), None)
    return name, uri


def _member_name(holder: Element, languages: Languages) -> Texts:
    for element in holder[:]:
        for part in element[:]:
            if NAME[part.tag] == "aName":
                return texts(part, languages)
    return NOTHING


def _unit(units: Element) -> str | None:
    """The name or symbol of a GML unit, else what the property points to ("...#Celsius")."""
    names: dict[str, str] = {}
    for part in units.iter():
        if text := trimmed(part.text):
            names.setdefault(NAME[part.tag], text)
    pointed = (href(units) or "").rpartition("#")[2].rpartition("/")[2]
    return names.get("catalogSymbol") or names.get("name") or names.get("identifier") or pointed or None


def data_parameters(holder: Element, languages: Languages) -> Iterator[tuple[str, Measured | str]]:
    """The parameters of the Australian marine profile: ("variable", ...), ("platform", ...), ("instrument", ...)."""
    for element in holder.iter():
        if NAME[element.tag] != "DP_DataParameter":
            continue
        name, unit, uri = NOTHING, None, None
        for part in element[:]:
            kind = NAME[part.tag]
            text, address = _term(part, languages)
            if kind == "parameterName":
                name, uri = name or text, uri or address
            elif kind == "parameterUnits":
                unit = unit or text.en or text.fr or text.any
            elif kind in _EQUIPMENT and (said := text.en or text.fr or text.any):
                yield _EQUIPMENT[kind], said
        if name:
            yield "variable", Measured(name=name, unit=unit, uri=uri)


def _term(holder: Element, languages: Languages) -> tuple[Texts, str | None]:
    for element in holder[:]:
        text, uri = NOTHING, None
        for part in element[:]:
            kind = NAME[part.tag]
            if kind in ("term", "name"):
                text = text or texts(part, languages)
            elif kind in ("vocabularyTermURL", "vocabularyListURL"):
                uri = word(part)
        if text:
            return text, uri
    return NOTHING, None


def acquisition(holder: Element) -> Iterator[tuple[str, str]]:
    """The platforms and instruments of an MI_AcquisitionInformation, each once by name: ("platform", "Sentinel-2A")."""
    for element in holder.iter():
        kind = NAME[element.tag]
        if kind == "MI_Platform":
            if name := _named(element, ("citation", "identifier", "description")):
                yield "platform", name
        elif kind == "MI_Instrument" and (name := _named(element, ("citation", "identifier", "type", "description"))):
            yield "instrument", name


def _named(element: Element, order: tuple[str, ...]) -> str | None:
    parts = {NAME[part.tag]: part for part in reversed(list(element))}
    for kind in order:
        if kind in parts and (name := _first_name(parts[kind])):
            return name
    return None


def _first_name(holder: Element) -> str | None:
    """The title, code or text of a property; an authority is cited beside a code and names something else."""
    for element in holder[:]:
        for part in element[:]:
            if NAME[part.tag] in ("title", "code") and (name := word(part)):
                return name
        if not len(element):
            return trimmed(element.text)
    return None
