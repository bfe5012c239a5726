"""STAC documents (0.6 to 1.1) to `Original`: collections, items as kind "item", catalogs as kind "catalog"."""

from collections.abc import Iterator

from terra_harvest.formats.doi import first_doi
from terra_harvest.formats.doi_mention import find_doi
from terra_harvest.formats.languages import gather, texts
from terra_harvest.formats.loose import first_text, mapping, mappings, text, texts_of
from terra_harvest.formats.stac_extent import areas_of, periods_of
from terra_harvest.formats.stac_links import formats_of, links_of, parties_of, related_of, terms_of
from terra_harvest.formats.stac_themes import facet, keywords_of, measures_of
from terra_harvest.original import Link, Original, UnreadableError
from terra_harvest.strict_json import Json, read_json

FORMAT = "stac"


def read(body: bytes) -> Iterator[Original]:
    """The records of a STAC document: one, or those of a page of collections or items."""
    found = list(_documents(read_json(body)))
    if not found:
        raise UnreadableError("no STAC object in the JSON: a Collection, a Feature or a Catalog was expected")
    for document in found:
        yield from_document(document)


def kind_of(document: dict[str, Json]) -> str | None:
    """Collection, item or catalog, in lower case, as `type` says since 1.0 and the fields before; else None."""
    kind = text(document.get("type"))
    if kind == "Collection" or ("extent" in document and "license" in document):
        return "collection"
    if kind == "Feature" and ("stac_version" in document or "assets" in document):
        return "item"
    if kind == "Catalog" or ("stac_version" in document and "links" in document and kind is None):
        return "catalog"
    return None


def from_document(document: dict[str, Json]) -> Original:
    """One record of a Collection, an Item or a Catalog."""
    kind = kind_of(document)
    if kind is None:
        raise UnreadableError("the JSON object is no STAC object: it says neither type nor stac_version with links")
    # Items keep their fields in properties; so did collections before 1.0 for those common to all their items.
    fields = {**mapping(document.get("properties")), **document}
    language = _language(fields)
    links = links_of(fields, language)
    related = related_of(fields, language)
    cited = (link.url for link in related if link.function == "cite-as")
    return Original(
        format=FORMAT,
        native_id=first_text(document.get("id")),
        kind=kind,
        title=texts(fields.get("title"), language),
        abstract=texts(fields.get("description"), language),
        language=language,
        identifiers=tuple(_identifiers(fields)),
        doi=first_doi(text(fields.get("sci:doi")), *texts_of(facet(fields, "sci:doi")), *cited),
        parent=first_text(document.get("collection")) if kind == "item" else None,
        modified=first_text(fields.get("updated")),
        published=first_text(fields.get("published")),
        keywords=keywords_of(fields, language),
        parties=parties_of(fields),
        areas=areas_of(document, kind),
        periods=periods_of(fields, kind),
        links=links,
        terms=terms_of(fields, language),
        variables=measures_of(fields, language),
        platforms=tuple(
            dict.fromkeys([*_all(fields, "platform"), *_all(fields, "constellation"), *_all(fields, "mission")])
        ),
        instruments=tuple(dict.fromkeys([*_all(fields, "instruments"), *_all(fields, "instrument")])),
        formats=formats_of(fields),
        resolution=tuple(f"{width} m" for width in dict.fromkeys([*_all(fields, "gsd"), *_all(fields, "eo:gsd")])),
        update=first_text(fields.get("dashboard:time_density")),
        status="deprecated"
        if fields.get("deprecated") is True
        else first_text(fields.get("osc:status"), fields.get("gee:status")),
        version=first_text(fields.get("version"), fields.get("collection version")),
        lineage=gather([(found, language) for found in texts_of(facet(fields, "processing:lineage"))]),
        related=(*related, *_publications(fields)),
    )


def _documents(document: Json) -> Iterator[dict[str, Json]]:
    for entry in mappings(document):
        if kind_of(entry):
            yield entry
        else:
            yield from (inner for inner in mappings(entry.get("collections")) if kind_of(inner))
            yield from (inner for inner in mappings(entry.get("features")) if kind_of(inner) or _is_bare_item(inner))


def _is_bare_item(document: dict[str, Json]) -> bool:
    return text(document.get("type")) == "Feature" and "id" in document and "properties" in document


def _language(fields: dict[str, Json]) -> str | None:
    own = fields.get("language")
    return first_text(own, mapping(own).get("code"))


def _identifiers(fields: dict[str, Json]) -> Iterator[str]:
    for key in ("sci:doi", "cmip6:pid", "cmip6:instance_id", "linz:slug"):
        yield from texts_of(fields.get(key))
    for entry in mappings(fields.get("external_ids")):
        if identifier := first_text(entry.get("id"), entry.get("value")):
            yield identifier


def _all(fields: dict[str, Json], name: str) -> tuple[str, ...]:
    return texts_of(facet(fields, name))


def _publications(fields: dict[str, Json]) -> Iterator[Link]:
    for entry in mappings(fields.get("sci:publications")):
        citation = text(entry.get("citation"))
        if doi := text(entry.get("doi")) or find_doi(citation):
            yield Link(url=doi, protocol="DOI", function="publication", name=texts(citation))
    # How to cite the data: its DOI may be that of an article, so that it is not taken for the record's own.
    for citation in texts_of(facet(fields, "sci:citation")):
        if doi := find_doi(citation):
            yield Link(url=doi, protocol="DOI", function="citation", name=texts(citation))
