"""Which reader reads which format, and which format a document is."""

import re
from collections.abc import Callable, Iterator

from terra_harvest.formats import (
    aeris,
    datacite,
    dataverse,
    dcat,
    eml,
    esgf,
    geonetwork,
    iso19115_3,
    iso19139,
    oai_dc,
    poles,
    schemaorg,
    stac,
    theia_ozcar,
)
from terra_harvest.formats.datacite_xml import is_resource
from terra_harvest.formats.iso_documents import form_of
from terra_harvest.formats.loose import mapping, mappings, several, text
from terra_harvest.original import Original
from terra_harvest.strict_json import Json, read_json
from terra_harvest.xml import Element, local, namespace, parse_xml

Reader = Callable[[bytes], Iterator[Original]]

READERS: dict[str, Reader] = {
    iso19139.FORMAT: iso19139.read,
    iso19115_3.FORMAT: iso19115_3.read,
    eml.FORMAT: eml.read,
    datacite.FORMAT: datacite.read,
    oai_dc.FORMAT: oai_dc.read,
    stac.FORMAT: stac.read,
    dcat.FORMAT: dcat.read,
    schemaorg.FORMAT: schemaorg.read,
    esgf.FORMAT: esgf.read,
    aeris.FORMAT: aeris.read,
    geonetwork.FORMAT: geonetwork.read,
    theia_ozcar.FORMAT: theia_ozcar.read,
    dataverse.FORMAT: dataverse.read,
    poles.FORMAT: poles.read,
}
"""The reader of each format; each yields the records of a document or raises UnreadableError."""

_TURTLE = re.compile(rb"^[ \t]*(@prefix|@base|PREFIX|BASE)\s[^\n]*<", re.MULTILINE)
_HEAD = 20_000


def recognise(body: bytes) -> str | None:
    """The name of the format of a document, by its root element or its keys; None if no reader reads it.

    An answer of a protocol (OAI-PMH, CSW) is of the format of the first record inside it.

    Raises:
        UnreadableError: for a document that is not well formed, whatever its format.
    """
    start = body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if poles.are_lines(start):
        return poles.FORMAT
    if start[:1] in (b"{", b"["):
        return _of_json(read_json(body))
    if start[:1] != b"<" and _TURTLE.search(start):
        return dcat.FORMAT
    root = parse_xml(body)
    return next((name for element in root.iter() if (name := _of_element(element))), None)


def _of_element(element: Element) -> str | None:
    if form := form_of(element):
        return form
    name, space = local(element.tag), namespace(element.tag)
    if name == "eml" and "ecoinformatics.org/eml" in space:
        return eml.FORMAT
    if name == "RDF" and space.endswith("rdf-syntax-ns#"):
        return dcat.FORMAT
    if name == "resource" and is_resource(element):
        return datacite.FORMAT
    return oai_dc.FORMAT if oai_dc.is_record(element) else None


def _of_json(document: Json) -> str | None:
    first = next(mappings(document), {})
    if "@context" in first or "@graph" in first or "@type" in first:
        return _of_jsonld(document)
    if any(stac.kind_of(entry) for entry in (first, *_inside(first, "collections"), *_inside(first, "features"))):
        return stac.FORMAT
    if esgf.documents_in(first) is not None:
        return esgf.FORMAT
    if geonetwork.sources_in(first) is not None:
        return geonetwork.FORMAT
    if "datasetId" in first or ("datasets" in first and "producer" in first):
        return theia_ozcar.FORMAT
    if dataverse.version_of(mapping(first.get("data")) or first).get("metadataBlocks"):
        return dataverse.FORMAT
    if "resourceTitle" in first:
        return aeris.FORMAT
    return datacite.FORMAT if _is_datacite(first) else None


def _inside(document: dict[str, Json], key: str) -> list[dict[str, Json]]:
    return list(mappings(document.get(key)))[:1]


def _is_datacite(document: dict[str, Json]) -> bool:
    inner = next(mappings(document.get("data")), {})
    found = mapping(inner.get("attributes")) or document
    return "creators" in found and "titles" in found


def _of_jsonld(document: Json) -> str | None:
    """DCAT and schema.org both have a Dataset: the one whose vocabulary the document names first."""
    for entry in _shallow(document):
        for kind in several(entry.get("@type")):
            name = text(kind) or ""
            if name.startswith("dcat:") or "w3.org/ns/dcat#" in name:
                return dcat.FORMAT
    first = next(mappings(document), {})
    contexts = [str(context) for context in several(first.get("@context"))]
    schema = any("schema.org" in context for context in contexts)
    other = any(
        "w3.org/ns/dcat" in context or "dcat" in context.lower() or "project-open-data" in context
        for context in contexts
    )
    if other and not schema:
        return dcat.FORMAT
    plain = any(kind == "Dataset" for entry in _shallow(document) for kind in several(entry.get("@type")))
    return schemaorg.FORMAT if schema or plain else None


def _shallow(document: Json) -> Iterator[dict[str, Json]]:
    for entry in mappings(document):
        yield entry
        for key in ("@graph", "dataset", "dcat:dataset"):
            yield from list(mappings(entry.get(key)))[:3]
