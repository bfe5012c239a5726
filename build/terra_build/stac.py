"""The STAC Collection of a dataset: STAC 1.1.0 as a plain dict, written with orjson.

Decisions, and why:

- One `collection.json` per dataset. Its language is French, or English where the French title is missing; the
  `language` extension says which. The other language is not lost: `terra:translation` holds its title and
  description, `keywords` the labels of both, and `alternate` links lead to the page of each language, under its
  title. A second file per language would double the files of the build for two strings.
- No indentation: a Collection is read by programs, and every byte is published 10,000 times.
- STAC demands an extent. A dataset whose box or period is not stated gets the whole world or an open interval, and
  `terra:spatial_extent` or `terra:temporal_extent` says "not stated"; pages, GeoDCAT and schema.org say nothing.
- `parent` is the pole, whatever numbered part of the pole lists the dataset: a new dataset moves no other file.
- No `storage`, `datacube`, `cf` or `cmip6`: their mandatory fields (platform of the store, dimensions, variable of
  each file) are in no record. `web-map-links` waits for the same reason: it demands the names of the layers.
"""

import re
from functools import lru_cache
from typing import Any

import orjson

from terra_build.addresses import collection, dcat_file, doi_url, email, page
from terra_build.catalogue import Catalogue
from terra_build.extents import boxes_of, first_second, overall, spans, union
from terra_build.machine_texts import LICENCE_NOT_STATED
from terra_build.stac_assets import add_assets
from terra_build.stac_extensions import CONTACTS, LANGUAGE, SCIENTIFIC, THEMES, VERSIONING
from terra_catalog.dataset import Contact, Dataset, Provider
from terra_vocab.text import LANGS, Lang

Json = dict[str, Any]

VERSION = "1.1.0"

LANGUAGES: dict[Lang, Json] = {"fr": {"code": "fr", "name": "Français"}, "en": {"code": "en", "name": "English"}}
NOT_STATED = "not stated"
WORLD = [-180, -90, 180, 90]

# What the `scientific` extension accepts; the few DOIs with a divided prefix are given as `cite-as` links only.
_STAC_DOI = re.compile(r"10\.[0-9a-zA-Z]{4,}/[^\s]+").fullmatch
_SPDX = re.compile(r"[\w.+-]+", re.ASCII).fullmatch
_RELATIONS = {
    "derived": "derived_from",
    "previous": "predecessor-version",
    "next": "successor-version",
}


def collection_bytes(dataset: Dataset, catalogue: Catalogue) -> bytes:
    """The file `stac/collections/<id>/collection.json`. Keys stay in the order in which they are set."""
    return orjson.dumps(as_collection(dataset, catalogue))


def as_collection(dataset: Dataset, catalogue: Catalogue, items: tuple[str, ...] = ()) -> Json:
    """The Collection of a dataset; `items` are the ids of its Items, below `items/`."""
    shared = _shared(catalogue)
    title, lang = dataset.title.shown("fr")
    extensions = [LANGUAGE]
    out: Json = {
        "type": "Collection",
        "stac_version": VERSION,
        "id": dataset.id,
        "title": title,
        "description": dataset.description.shown(lang)[0] or dataset.summary.shown(lang)[0] or title,
        "language": LANGUAGES[lang],
        "created": first_second(dataset.created),
        "updated": first_second(dataset.updated),
        "stac_extensions": extensions,
        "links": _links(dataset, catalogue, items),
    }
    _translate(out, dataset, lang)
    _place_in_space_and_time(out, dataset)
    if keywords := shared.keywords(dataset):
        out["keywords"] = keywords
    if themes := shared.themes(dataset):
        out["themes"] = themes
        extensions.append(THEMES)
    if dataset.providers:
        out["providers"] = [_provider(p) for p in dataset.providers]
    if publisher := shared.publisher(dataset):
        out["terra:publisher"] = publisher
    if dataset.contacts:
        out["contacts"] = [_contact(c) for c in dataset.contacts]
        extensions.append(CONTACTS)
    _license(out, dataset, catalogue)
    _cite(out, dataset, extensions)
    if dataset.version or dataset.status in ("superseded", "withdrawn"):
        extensions.append(VERSIONING)
        if dataset.version:
            out["version"] = dataset.version
        if dataset.status in ("superseded", "withdrawn"):
            out["deprecated"] = True
    _summarise(out, dataset)
    add_assets(out, dataset, catalogue, lang, extensions)
    if dataset.access:
        access = dataset.access
        stated = {"condition": access.condition, "until": access.until, "note": access.note.shown(lang)[0] or None}
        out["terra:access"] = {key: value for key, value in stated.items() if value}
    if dataset.eodag:
        out["terra:eodag"] = {"provider": dataset.eodag.provider, "collection": dataset.eodag.collection}
    return out


def _translate(out: Json, dataset: Dataset, lang: Lang) -> None:
    other: Lang = "en" if lang == "fr" else "fr"
    if title := dataset.title.get(other):
        out["languages"] = [LANGUAGES[other]]
        translation: Json = {"language": other, "title": title}
        if description := dataset.description.get(other) or dataset.summary.get(other):
            translation["description"] = description
        out["terra:translation"] = translation


def _place_in_space_and_time(out: Json, dataset: Dataset) -> None:
    boxes, periods = boxes_of(dataset), spans(dataset.intervals)
    if not boxes:
        out["terra:spatial_extent"] = NOT_STATED
    if not periods:
        out["terra:temporal_extent"] = NOT_STATED
    # With several parts STAC wants the whole first, then each: one entry, or three and more.
    out["extent"] = {
        "spatial": {"bbox": [union(boxes), *boxes] if len(boxes) > 1 else list(boxes) or [WORLD]},
        "temporal": {"interval": [overall(periods), *periods] if len(periods) > 1 else periods or [(None, None)]},
    }


def _provider(provider: Provider) -> Json:
    out: Json = {"name": provider.name, "roles": provider.roles}
    if provider.url:
        out["url"] = provider.url
    return out


def _contact(contact: Contact) -> Json:
    out: Json = {"name": contact.name}
    if address := email(contact.email):
        out["emails"] = [{"value": address}]
    if contact.url:
        out["links"] = [{"href": contact.url, "rel": "about", "type": "text/html"}]
    if contact.role:
        out["roles"] = [contact.role]
    return out


def _license(out: Json, dataset: Dataset, catalogue: Catalogue) -> None:
    """An SPDX id where the licence has one, else "other" with the words of the licence in `terra:licence`."""
    concept = catalogue.thesaurus.find("licences", dataset.licence) if dataset.licence else None
    spdx = concept.notation if concept and concept.notation and _SPDX(concept.notation) else None
    out["license"] = spdx or "other"
    lang: Lang = out["language"]["code"]
    if not spdx:
        stated = concept.label if concept else dataset.rights
        out["terra:licence"] = stated.shown(lang)[0] or dataset.licence or LICENCE_NOT_STATED.shown(lang)[0]
    if concept:
        href = concept.homepage or catalogue.uri(concept)
        out["links"].append(
            {"rel": "license", "href": href, "type": "text/html", "title": concept.label.shown(lang)[0]}
        )


def _cite(out: Json, dataset: Dataset, extensions: list[str]) -> None:
    doi = dataset.identifiers.doi
    if doi and _STAC_DOI(doi):
        out["sci:doi"] = doi
    publications = [{"doi": r.doi} for r in dataset.related if r.kind == "publication" and r.doi and _STAC_DOI(r.doi)]
    if publications:
        out["sci:publications"] = publications
    if "sci:doi" in out or publications:
        extensions.append(SCIENTIFIC)


def _summarise(out: Json, dataset: Dataset) -> None:
    summaries: Json = {}
    if dataset.platforms:
        summaries["platform"] = dataset.platforms
    if dataset.instruments:
        summaries["instruments"] = dataset.instruments
    if dataset.missions:
        summaries["mission"] = dataset.missions
    if dataset.resolution and dataset.resolution.metres:
        summaries["gsd"] = [dataset.resolution.metres]
    if summaries:
        out["summaries"] = summaries


def _links(dataset: Dataset, catalogue: Catalogue, items: tuple[str, ...]) -> list[Json]:
    site, id_ = catalogue.site_url, dataset.id
    pole = f"../../poles/{dataset.pole}.json"
    links: list[Json] = [
        {"rel": "root", "href": "../../catalog.json", "type": "application/json"},
        {"rel": "parent", "href": pole, "type": "application/json"},
        {"rel": "self", "href": collection(site, id_), "type": "application/json"},
        {"rel": "describedby", "href": dcat_file(site, id_), "type": "application/ld+json"},
    ]
    for lang in LANGS:
        links.append(
            {
                "rel": "alternate",
                "href": page(site, lang, id_),
                "type": "text/html",
                "hreflang": lang,
                "title": dataset.title.shown(lang)[0],
            }
        )
    for item in items:
        links.append({"rel": "item", "href": f"items/{item}.json", "type": "application/geo+json"})
    if dataset.identifiers.doi:
        links.append({"rel": "cite-as", "href": doi_url(dataset.identifiers.doi)})
    if dataset.landing_page:
        links.append({"rel": "about", "href": dataset.landing_page, "type": "text/html"})
    if dataset.successor:
        links.append(_to_dataset("successor-version", dataset.successor))
    for related in dataset.related:
        if related.dataset:
            links.append(_to_dataset(_RELATIONS.get(related.kind, "related"), related.dataset))
        elif href := doi_url(related.doi) if related.doi else related.url:
            link = {"rel": "related", "href": href}
            if title := related.title.shown("fr")[0]:
                link["title"] = title
            links.append(link)
    return links


def _to_dataset(rel: str, dataset_id: str) -> Json:
    return {"rel": rel, "href": f"../{dataset_id}/collection.json", "type": "application/json"}


class _Shared:
    """The parts that the Collections of a catalogue have in common: themes and keywords of each concept."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._themes: dict[str, Json] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        for concept in catalogue.thesaurus:
            uri = catalogue.uri(concept)
            self._themes[concept.key] = {"id": uri, "title": concept.label.shown("fr")[0], "url": uri}
            labels = (concept.label.shown("fr")[0], concept.label.shown("en")[0])
            self._words[concept.key] = tuple(dict.fromkeys(filter(None, labels)))
        self._schemes = {scheme: f"{catalogue.site_url}vocab/{scheme}" for scheme in ("compartments", "variables")}

    def publisher(self, dataset: Dataset) -> str:
        """The data centre, else the pole: whom a citation names as publisher."""
        key = f"data-centres/{dataset.data_centre}" if dataset.data_centre else f"poles/{dataset.pole}"
        return self._words.get(key, ("",))[0]

    def themes(self, dataset: Dataset) -> list[Json]:
        """Concepts by scheme. Their ids are our SKOS addresses."""
        known = self._themes
        named = {
            "compartments": [known[k] for c in dataset.compartments if (k := f"compartments/{c}") in known],
            "variables": [known[k] for v in dataset.variables if (k := f"variables/{v.concept}") in known],
        }
        return [{"scheme": self._schemes[s], "concepts": concepts} for s, concepts in named.items() if concepts]

    def keywords(self, dataset: Dataset) -> list[str]:
        """Labels of the concepts in both languages, then the free words, each once."""
        words, free = self._words, dataset.keywords
        found: dict[str, None] = {}
        for concept in dataset.compartments:
            found.update(dict.fromkeys(words.get(f"compartments/{concept}", ())))
        for variable in dataset.variables:
            found.update(dict.fromkeys(words.get(f"variables/{variable.concept}", ())))
        found.update(dict.fromkeys((*free.fr, *free.en, *free.any)))
        return list(found)


@lru_cache(maxsize=2)
def _shared(catalogue: Catalogue) -> _Shared:
    return _Shared(catalogue)
