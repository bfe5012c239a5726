"""The STAC Catalogs above the Collections: the root, the poles, views by compartment and variable, shared baskets.

A pole or a view with more than 200 datasets lists numbered parts of 200, so that no client opens a list of thousands.
Every dataset is below its pole; compartments and variables list the same Collections again, and the root points to
them as `related`, so that a crawler that follows `child` from the root meets each dataset once.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import orjson

from terra_build.catalogue import Catalogue
from terra_build.machine_texts import CATALOGUE_DESCRIPTION, CATALOGUE_TITLE
from terra_build.output import Output
from terra_build.stac import LANGUAGES, VERSION
from terra_build.stac_extensions import LANGUAGE
from terra_catalog.baskets import Basket
from terra_catalog.dataset import Dataset
from terra_vocab.concept import Concept
from terra_vocab.text import LANGS, Lang, Text

PART = 200
"""The most Collections that one Catalog lists."""

Json = dict[str, Any]
Names = Mapping[str, bytes]
"""By dataset id, the end of its `child` link: `<id>/collection.json` and the title, as JSON."""

_VIEWS = ("compartments", "variables")


def outputs(catalogue: Catalogue) -> Iterator[Output]:
    """`stac/catalog.json`, then each pole, compartment and variable that has datasets."""
    names = {d.id: _name(d) for d in catalogue.datasets}
    poles = _with_datasets(catalogue, "poles")
    views = {scheme: _with_datasets(catalogue, scheme) for scheme in _VIEWS}
    yield _root(catalogue, poles, views)
    for scheme, concepts in (("poles", poles), *views.items()):
        for concept in concepts:
            yield from _catalogs(catalogue, scheme, concept, names)
    for basket in catalogue.community.baskets:
        yield _basket(catalogue, basket, names)


def _basket(catalogue: Catalogue, basket: Basket, names: Names) -> Output:
    """The Catalog of a shared basket: its datasets in its author's order."""
    path = f"stac/baskets/{basket.id}.json"
    one = _catalog(catalogue, f"baskets-{basket.id}", basket.title, basket.description, path, "..")
    one["links"].append(_link("parent", "../catalog.json", CATALOGUE_TITLE))
    for lang in LANGS:
        one["links"].append(_page_link(f"{catalogue.site_url}{lang}/baskets/{basket.id}/", lang, basket.title))
    datasets = [catalogue.by_id[c.dataset] for c in basket.datasets if c.dataset in catalogue.by_id]
    return Output(path, _listing(one, datasets, names, "../"))


def _with_datasets(catalogue: Catalogue, scheme: str) -> list[Concept]:
    return [c for c in catalogue.thesaurus.of(scheme) if catalogue.count(c.key)]


def _root(catalogue: Catalogue, poles: Sequence[Concept], views: Mapping[str, Sequence[Concept]]) -> Output:
    root = _catalog(catalogue, "terra-catalogue", CATALOGUE_TITLE, CATALOGUE_DESCRIPTION, "stac/catalog.json", ".")
    links = root["links"]
    links += [_link("child", f"poles/{c.id}.json", c.label) for c in poles]
    for scheme, concepts in views.items():
        links += [_link("related", f"{scheme}/{c.id}.json", c.label) for c in concepts]
    links += [_link("related", f"baskets/{b.id}.json", b.title) for b in catalogue.community.baskets]
    links += [_page_link(f"{catalogue.site_url}{lang}/", lang, CATALOGUE_TITLE) for lang in LANGS]
    links.append(
        {"rel": "describedby", "href": f"{catalogue.site_url}dcat/catalog.jsonld", "type": "application/ld+json"}
    )
    return Output("stac/catalog.json", orjson.dumps(root, option=orjson.OPT_SORT_KEYS))


def _catalogs(catalogue: Catalogue, scheme: str, concept: Concept, names: Names) -> Iterator[Output]:
    datasets = catalogue.having(concept.key)
    path = f"stac/{scheme}/{concept.id}.json"
    one = _catalog(catalogue, f"{scheme}-{concept.id}", concept.label, concept.definition, path, "..")
    one["links"].append(_link("parent", "../catalog.json", CATALOGUE_TITLE))
    one["links"].append({"rel": "about", "href": catalogue.uri(concept), "type": "text/html"})
    if len(datasets) <= PART:
        yield Output(path, _listing(one, datasets, names, "../"))
        return
    iterator = iter(datasets)
    for number in range(1, -(-len(datasets) // PART) + 1):
        part_path = f"stac/{scheme}/{concept.id}/{number}.json"
        label = Text(
            fr=f"{concept.label.fr} ({number})" if concept.label.fr else None,
            en=f"{concept.label.en} ({number})" if concept.label.en else None,
        )
        part = _catalog(catalogue, f"{scheme}-{concept.id}-{number}", label, concept.definition, part_path, "../..")
        part["links"].append(_link("parent", f"../{concept.id}.json", concept.label))
        one["links"].append(_link("child", f"{concept.id}/{number}.json", label))
        yield Output(part_path, _listing(part, list(islice(iterator, PART)), names, "../../"))
    yield Output(path, orjson.dumps(one, option=orjson.OPT_SORT_KEYS))


def _listing(catalog: Json, datasets: Sequence[Dataset], names: Names, up: str) -> bytes:
    """The Catalog with a `child` link per dataset: the links are bytes already, shared by every list they are in."""
    links = orjson.dumps(catalog.pop("links"), option=orjson.OPT_SORT_KEYS)
    start = b',{"href":"' + up.encode() + b"collections/"
    children = b"".join([start + names[d.id] for d in datasets])
    catalog["links"] = orjson.Fragment(links[:-1] + children + b"]")
    return orjson.dumps(catalog, option=orjson.OPT_SORT_KEYS)


def _name(dataset: Dataset) -> bytes:
    title = orjson.dumps(dataset.title.shown("fr")[0])
    return dataset.id.encode() + b'/collection.json","rel":"child","title":' + title + b',"type":"application/json"}'


def _catalog(catalogue: Catalogue, id_: str, title: Text, description: Text, path: str, up: str) -> Json:
    shown, lang = title.shown("fr")
    out: Json = {
        "type": "Catalog",
        "stac_version": VERSION,
        "stac_extensions": [LANGUAGE],
        "id": id_,
        "title": shown,
        "description": description.shown(lang)[0] or shown,
        "language": LANGUAGES[lang],
        "links": [
            _link("root", f"{up}/catalog.json", CATALOGUE_TITLE),
            {"rel": "self", "href": f"{catalogue.site_url}{path}", "type": "application/json"},
        ],
    }
    if lang == "fr" and title.en:
        out["languages"] = [LANGUAGES["en"]]
        out["terra:translation"] = {"language": "en", "title": title.en, "description": description.en or title.en}
    return out


def _link(rel: str, href: str, title: Text) -> Json:
    return {"rel": rel, "href": href, "type": "application/json", "title": title.shown("fr")[0]}


def _page_link(href: str, lang: Lang, title: Text) -> Json:
    return {"rel": "alternate", "href": href, "type": "text/html", "hreflang": lang, "title": title.shown(lang)[0]}
