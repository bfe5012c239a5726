"""What a STAC object points to: links, assets, licences, providers and related records."""

from collections.abc import Iterator

from terra_harvest.formats.languages import texts
from terra_harvest.formats.loose import first_text, mapping, mappings, size, text, texts_of
from terra_harvest.original import Link, Party, Term, Texts
from terra_harvest.strict_json import Json

# The skeleton of a catalogue and of an API: it says where a document stands, not what the data are.
_SKELETON = {"root", "parent", "child", "item", "items", "collection", "next", "prev", "previous", "first", "last"}
_RELATED = {
    "cite-as",
    "related",
    "derived_from",
    "predecessor-version",
    "successor-version",
    "latest-version",
    "Related publication",
}
_LICENCE = "license"
_SERVICES = {"wms", "wmts", "xyz", "tilejson", "pmtiles", "3d-tiles", "geoparquet"}


def links_of(fields: dict[str, Json], language: str | None) -> tuple[Link, ...]:
    """The links that lead to data, services and pages, then the assets with their alternates."""
    plain = (link for link in _links(fields, language) if link.function not in _RELATED and link.function != _LICENCE)
    return tuple(dict.fromkeys([*plain, *_assets(fields, language)]))


def related_of(fields: dict[str, Json], language: str | None) -> tuple[Link, ...]:
    """The links to other records and publications."""
    return tuple(dict.fromkeys(link for link in _links(fields, language) if link.function in _RELATED))


def terms_of(fields: dict[str, Json], language: str | None) -> tuple[Term, ...]:
    """The licence word of STAC, its links, and terms of use written in full."""
    terms = [Term(code=code, kind="license") for code in texts_of(fields.get("license"))]
    for link in _links(fields, language):
        if link.function == _LICENCE:
            terms.append(Term(text=link.name, url=link.url, kind="license"))
    if words := texts(fields.get("gee:terms_of_use"), language):
        terms.append(Term(text=words, kind="use"))
    return tuple(dict.fromkeys(terms))


def parties_of(fields: dict[str, Json]) -> tuple[Party, ...]:
    """The providers, then the contacts, once per role."""
    return tuple(dict.fromkeys([*_providers(fields), *_contacts(fields)]))


def formats_of(fields: dict[str, Json]) -> tuple[str, ...]:
    """The media types of the assets, present or promised for the items, each once."""
    types = (text(asset.get("type")) for _, asset in (*_named(fields, "assets"), *_named(fields, "item_assets")))
    return tuple(dict.fromkeys(found for found in types if found))


def _links(fields: dict[str, Json], language: str | None) -> Iterator[Link]:
    for entry in mappings(fields.get("links")):
        url, rel = text(entry.get("href")), text(entry.get("rel"))
        if url and rel not in _SKELETON:
            yield Link(
                url=url,
                protocol=rel if rel in _SERVICES else None,
                name=texts(entry.get("title"), language),
                description=texts(entry.get("description"), language),
                function=rel,
                media_type=text(entry.get("type")),
                size=size(entry.get("file:size")),
            )


def _assets(fields: dict[str, Json], language: str | None) -> Iterator[Link]:
    for key, asset in _named(fields, "assets"):
        roles = " ".join(texts_of(asset.get("roles"))) or None
        name = texts(asset.get("title"), language) or Texts(any=key)
        for entry in (asset, *(alternate for _, alternate in _named(asset, "alternate"))):
            if url := text(entry.get("href")):
                yield Link(
                    url=url,
                    name=name,
                    description=texts(first_text(entry.get("description"), asset.get("description")), language),
                    function=roles,
                    media_type=first_text(entry.get("type"), asset.get("type")),
                    size=size(entry.get("file:size", asset.get("file:size"))),
                )


def _named(fields: dict[str, Json], key: str) -> Iterator[tuple[str, dict[str, Json]]]:
    found = fields.get(key)
    for name, entry in mapping(found).items():
        if isinstance(entry, dict):
            yield name, entry
    # Collections of 0.8 and some servers list their assets, each with its key.
    for entry in mappings(found) if isinstance(found, list) else ():
        yield first_text(entry.get("key"), entry.get("name")) or "", entry


def _providers(fields: dict[str, Json]) -> Iterator[Party]:
    for entry in (*mappings(fields.get("providers")), *mappings(fields.get("provider"))):
        if name := text(entry.get("name")):
            for role in texts_of(entry.get("roles")) or texts_of(entry.get("type")) or (None,):
                yield Party(organisation=name, url=text(entry.get("url")), role=role)


def _contacts(fields: dict[str, Json]) -> Iterator[Party]:
    for entry in mappings(fields.get("contacts")):
        person, organisation = text(entry.get("name")), text(entry.get("organization"))
        email = next((text(found.get("value")) for found in mappings(entry.get("emails"))), None)
        url = next((text(found.get("href")) for found in mappings(entry.get("links"))), None)
        if person or organisation:
            for role in texts_of(entry.get("roles")) or (None,):
                yield Party(organisation=organisation, person=person, email=email, url=url, role=role)
