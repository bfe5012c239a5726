"""The tables, images and other files of an EML dataset: their links, formats and attributes."""

from collections.abc import Iterator

from terra_harvest.formats.eml_texts import Language, child, children, said, words
from terra_harvest.formats.languages import gather
from terra_harvest.formats.loose import size
from terra_harvest.original import Link, Measured, Texts
from terra_harvest.xml import Element, local

_ENTITIES = ("dataTable", "spatialRaster", "spatialVector", "otherEntity", "view", "storedProcedure")
_BYTES = ("byte", "bytes", "B", None)


def entity_links(resource: Element) -> Iterator[Link]:
    """The addresses where the files of a dataset are read."""
    for entity in _entities(resource):
        name = gather([(words(child(entity, "entityName")), None)])
        for physical in children(entity, "physical"):
            length = child(physical, "size")
            for url in physical.findall("distribution/online/url"):
                if address := words(url):
                    yield Link(
                        url=address,
                        name=name,
                        function=url.get("function") or "download",
                        media_type=_format(physical),
                        size=size(words(length)) if length is not None and length.get("unit") in _BYTES else None,
                    )


def entity_formats(root: Element) -> tuple[str, ...]:
    """The formats of the files of a record, each once."""
    return tuple(dict.fromkeys(found for physical in root.iter("physical") if (found := _format(physical))))


def variables_of(resource: Element, language: Language) -> tuple[Measured, ...]:
    """The attributes of the tables, each once, with unit and annotation where they have one."""
    found: dict[tuple[Texts, str | None], Measured] = {}
    for entity in _entities(resource):
        for attribute in entity.iter("attribute"):
            if measured := _measured(attribute, language):
                found.setdefault((measured.name, measured.unit), measured)
    return tuple(found.values())


def instruments_of(resource: Element) -> tuple[str, ...]:
    """The instruments that the methods name, each once."""
    found = (words(instrument) for instrument in resource.iter("instrumentation"))
    return tuple(dict.fromkeys(name for name in found if name))


def _entities(resource: Element) -> Iterator[Element]:
    return (inner for inner in resource if local(inner.tag) in _ENTITIES)


def _format(physical: Element) -> str | None:
    described = child(physical, "dataFormat")
    if described is None:
        return None
    external = described.find("externallyDefinedFormat/formatName")
    if external is not None:
        return words(external)
    if child(described, "textFormat") is not None:
        return "text"
    return "binary raster" if child(described, "binaryRasterFormat") is not None else None


def _measured(attribute: Element, language: Language) -> Measured | None:
    label, name = child(attribute, "attributeLabel"), child(attribute, "attributeName")
    shown = label if words(label) else name
    if shown is None or not words(shown):
        return None
    unit = next((words(found) for tag in ("standardUnit", "customUnit") for found in attribute.iter(tag)), None)
    uri = next((words(found) for found in attribute.findall("annotation/valueURI")), None)
    return Measured(name=gather(said(shown, language)), unit=unit, uri=uri)
