"""Online resources of ISO records: downloads, services, pages, overviews."""

import math
from collections.abc import Iterator

from terra_harvest.formats.iso_texts import NOTHING, Languages, code, texts, word
from terra_harvest.original import Link
from terra_harvest.xml import NAME, Element, trimmed

# transferSize is in megabytes (ISO 19115:2003, 398) unless unitsOfDistribution names another unit of bytes.
_UNITS = {"": 10**6, "mb": 10**6, "megabyte": 10**6, "megabytes": 10**6, "mo": 10**6, "kb": 10**3, "ko": 10**3}
_UNITS |= {"gb": 10**9, "go": 10**9, "gigabyte": 10**9, "gigabytes": 10**9, "tb": 10**12, "to": 10**12, "bytes": 1}


def online(holder: Element, languages: Languages, size: int | None = None) -> Iterator[Link]:
    """The links of a property that holds CI_OnlineResource; one without an address is no link."""
    for resource in holder[:]:
        url = protocol = function = media_type = None
        name = description = NOTHING
        for part in resource[:]:
            kind = NAME[part.tag]
            if kind == "linkage":
                url = address(part, languages)
            elif kind == "protocol":
                protocol = word(part)
            elif kind == "name":
                name = texts(part, languages)
                media_type = _media_type(part) or media_type
            elif kind == "description":
                description = texts(part, languages)
            elif kind == "function":
                function = code(part)
            elif kind == "applicationProfile" and "/" in (profile := word(part) or "") and " " not in profile:
                media_type = media_type or (None if "://" in profile else profile)
        if url:
            yield Link(
                url=url,
                protocol=protocol,
                name=name,
                description=description,
                function=function,
                media_type=media_type,
                size=size,
            )


def address(linkage: Element, languages: Languages) -> str | None:
    """The address of a `linkage`; the French one where each language has its own and none is for all."""
    for part in linkage[:]:
        if not len(part) and (url := trimmed(part.text)):
            return url
    found = texts(linkage, languages)
    if url := found.any or found.fr or found.en:
        return url
    return next((url for part in linkage.iter() if (url := trimmed(part.text))), None)


def transfer(holder: Element, languages: Languages) -> Iterator[Link]:
    """The links of MD_DigitalTransferOptions; a size that is for one link goes with it."""
    for options in holder[:]:
        lines: list[Element] = []
        amount, unit = None, ""
        for part in options[:]:
            kind = NAME[part.tag]
            if kind == "onLine":
                lines.append(part)
            elif kind == "transferSize":
                amount = word(part)
            elif kind == "unitsOfDistribution":
                unit = word(part) or ""
        size = _bytes(amount, unit) if len(lines) == 1 else None
        for line in lines:
            yield from online(line, languages, size)


def overviews(holder: Element, languages: Languages) -> Iterator[Link]:
    """The pictures of an MD_BrowseGraphic."""
    for graphic in holder[:]:
        url = media_type = None
        name = NOTHING
        for part in graphic[:]:
            kind = NAME[part.tag]
            if kind == "fileName":
                url = word(part) or next((source for inner in part if (source := trimmed(inner.get("src")))), None)
            elif kind == "fileDescription":
                name = texts(part, languages)
            elif kind == "fileType":
                media_type = word(part)
            elif kind == "linkage":
                url = next((link.url for link in online(part, languages)), url)
        if url:
            yield Link(url=url, name=name, function="browseGraphic", media_type=media_type)


def operations(holder: Element, languages: Languages, service_type: str | None) -> Iterator[Link]:
    """The connect points of an SV_OperationMetadata, named by the operation when nothing else names them."""
    for operation in holder[:]:
        name = NOTHING
        points: list[Link] = []
        for part in operation[:]:
            kind = NAME[part.tag]
            if kind == "operationName":
                name = texts(part, languages)
            elif kind == "connectPoint":
                points += online(part, languages)
        for point in points:
            yield Link(
                url=point.url,
                protocol=point.protocol or service_type,
                name=point.name or name,
                description=point.description,
                function=point.function,
                media_type=point.media_type,
            )


def _media_type(name: Element) -> str | None:
    """The type on a MimeFileType that stands in the place of a name."""
    return next((found for part in name if (found := trimmed(part.get("type"))) and "/" in found), None)


def _bytes(amount: str | None, unit: str) -> int | None:
    factor = _UNITS.get(unit.casefold().rstrip("."))
    try:
        number = float(amount or "") * (factor or math.nan)
    except ValueError:
        return None
    return int(number) if 0 < number < 2**63 else None
