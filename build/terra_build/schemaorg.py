"""The schema.org `Dataset` that a dataset page carries for search engines, safe inside `<script>`."""

from functools import lru_cache
from typing import Any

import orjson

from terra_build.access_points import is_file, media_type
from terra_build.addresses import dataset_iri, doi_url, page
from terra_build.catalogue import Catalogue
from terra_build.extents import boxes_of, number
from terra_build.machine_texts import CATALOGUE_TITLE
from terra_catalog.dataset import Box, Dataset, Distribution, Interval, Provider
from terra_vocab.concept import Concept
from terra_vocab.text import LANGS, Lang

Node = dict[str, Any]


def script(dataset: Dataset, catalogue: Catalogue, lang: Lang) -> str:
    """The JSON-LD of a dataset for its page in `lang`, to put inside a `<script type="application/ld+json">`; compact.

    `<`, `>` and `&` are written as JSON escapes: no text of a record can close the element or open a comment.
    What the record does not say is left out. A text missing in `lang` is given in the other language, and
    `inLanguage` then says so. The dates of a record are those of our description (`sdDatePublished`), never of the
    data: schema.org's `dateModified` would claim a change of the data that nobody stated.
    """
    return scripts(dataset, catalogue)[lang].decode()


def scripts(dataset: Dataset, catalogue: Catalogue) -> dict[Lang, bytes]:
    """The same for every language, in UTF-8: what the languages have in common is written once."""
    alike = escaped(orjson.dumps(_alike(dataset, catalogue)))[1:]
    parts = _parts(catalogue)
    return {
        lang: escaped(orjson.dumps(_in_language(dataset, catalogue, lang, parts[lang])))[:-1] + b"," + alike
        for lang in LANGS
    }


def escaped(json_bytes: bytes) -> bytes:
    """JSON made safe inside an HTML `<script>` of any type, with the same meaning once parsed."""
    return (
        json_bytes.replace(b"<", b"\\u003c")
        .replace(b">", b"\\u003e")
        .replace(b"&", b"\\u0026")
        .replace(b"\xe2\x80\xa8", b"\\u2028")
        .replace(b"\xe2\x80\xa9", b"\\u2029")
    )


def as_node(dataset: Dataset, catalogue: Catalogue, lang: Lang) -> Node:
    """The `Dataset` node before it is written."""
    return _in_language(dataset, catalogue, lang, _parts(catalogue)[lang]) | _alike(dataset, catalogue)


def _in_language(dataset: Dataset, catalogue: Catalogue, lang: Lang, parts: "_Parts") -> Node:
    """What differs from one language to the other."""
    title, title_lang = dataset.title.shown(lang)
    node: Node = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": title,
        "url": page(catalogue.site_url, lang, dataset.id),
        "inLanguage": title_lang,
        "includedInDataCatalog": parts.catalogue,
    }
    if publisher := parts.publisher(dataset):
        node["publisher"] = publisher
    if description := dataset.description.shown(lang)[0] or dataset.summary.shown(lang)[0]:
        node["description"] = description
    other = dataset.title.en if lang == "fr" else dataset.title.fr
    names = [n for n in (other, *dataset.names) if n and n != title]
    if names:
        node["alternateName"] = names
    if keywords := parts.keywords(dataset):
        node["keywords"] = keywords
    if dataset.variables:
        node["variableMeasured"] = [parts.variable(v.concept, v.name, v.unit) for v in dataset.variables]
    if dataset.licence and dataset.licence in parts.licences:
        node["license"] = parts.licences[dataset.licence]
    return node


def _alike(dataset: Dataset, catalogue: Catalogue) -> Node:
    """What is the same in every language."""
    node: Node = {"@id": dataset_iri(catalogue.site_url, dataset.id), "sdDatePublished": dataset.updated}
    if boxes := boxes_of(dataset):
        node["spatialCoverage"] = [{"@type": "Place", "geo": _shape(box)} for box in boxes]
    if dataset.intervals:
        node["temporalCoverage"] = [_period(i) for i in dataset.intervals]
    if creators := [_organisation(p) for p in dataset.providers if "producer" in p.roles]:
        node["creator"] = creators
    if dataset.distributions:
        node["distribution"] = [_download(d, catalogue) for d in dataset.distributions]
    if dataset.access and dataset.access.condition == "open":
        node["isAccessibleForFree"] = True
    _identify(node, dataset)
    return node


def _identify(node: Node, dataset: Dataset) -> None:
    if doi := dataset.identifiers.doi:
        url = doi_url(doi)
        node["identifier"] = {
            "@type": "PropertyValue",
            "propertyID": "https://registry.identifiers.org/registry/doi",
            "value": f"doi:{doi}",
            "url": url,
        }
        node["sameAs"] = url
    elif dataset.landing_page:
        node["sameAs"] = dataset.landing_page
    if dataset.version:
        node["version"] = dataset.version
    cited = [doi_url(r.doi) if r.doi else r.url for r in dataset.related if r.kind == "publication"]
    if cited := [c for c in cited if c]:
        node["citation"] = cited


def _shape(box: Box) -> Node:
    west, south, east, north = box
    if west == east and south == north:
        return {"@type": "GeoCoordinates", "latitude": south, "longitude": west}
    return {"@type": "GeoShape", "box": f"{number(south)} {number(west)} {number(north)} {number(east)}"}


def _period(interval: Interval) -> str:
    """An ISO 8601 interval with open ends as "..", at the precision of the record."""
    return f"{interval.start or '..'}/{interval.end or '..'}"


def _organisation(provider: Provider) -> Node:
    node: Node = {"@type": "Organization", "name": provider.name}
    if provider.url:
        node["url"] = provider.url
    return node


def _download(distribution: Distribution, catalogue: Catalogue) -> Node:
    kind = media_type(distribution, catalogue.thesaurus)
    node: Node = {"@type": "DataDownload", ("contentUrl" if is_file(distribution) else "url"): distribution.url}
    if kind:
        node["encodingFormat"] = kind
    if distribution.size is not None:
        node["contentSize"] = f"{distribution.size} B"
    return node


class _Parts:
    """What all datasets of a catalogue share in one language, written once."""

    def __init__(self, catalogue: Catalogue, lang: Lang) -> None:
        thesaurus, site = catalogue.thesaurus, catalogue.site_url
        self._lang = lang
        self.catalogue = orjson.Fragment(
            orjson.dumps({"@type": "DataCatalog", "name": CATALOGUE_TITLE.get(lang), "url": f"{site}{lang}/"})
        )
        self.licences = {c.id: _licence(c, catalogue, lang) for c in thesaurus.of("licences")}
        self._publishers = {
            c.key: orjson.Fragment(orjson.dumps(_publisher(c, lang)))
            for scheme in ("poles", "data-centres")
            for c in thesaurus.of(scheme)
        }
        self._variables = {c.id: _variable(c, catalogue, lang) for c in thesaurus.of("variables")}
        self._written = {id_: orjson.Fragment(orjson.dumps(node)) for id_, node in self._variables.items()}
        self._labels = {c.key: c.label.shown(lang)[0] for c in thesaurus}

    def publisher(self, dataset: Dataset) -> orjson.Fragment | None:
        if dataset.data_centre and (centre := self._publishers.get(f"data-centres/{dataset.data_centre}")):
            return centre
        return self._publishers.get(f"poles/{dataset.pole}")

    def keywords(self, dataset: Dataset) -> list[str]:
        free = dataset.keywords
        labels = [self._labels.get(f"compartments/{c}", "") for c in dataset.compartments]
        labels += [self._labels.get(f"variables/{v.concept}", "") for v in dataset.variables]
        words = [*labels, *(free.fr if self._lang == "fr" else free.en), *free.any]
        return list(dict.fromkeys(filter(None, words)))

    def variable(self, concept_id: str, name: str | None, unit: str | None) -> Node | orjson.Fragment:
        if name is None and unit is None:
            return self._written.get(concept_id) or {"@type": "PropertyValue", "name": concept_id}
        node: Node = dict(self._variables.get(concept_id) or {"@type": "PropertyValue", "name": concept_id})
        if name:
            node["alternateName"] = name
        if unit:
            node["unitText"] = unit
        return node


@lru_cache(maxsize=2)
def _parts(catalogue: Catalogue) -> dict[Lang, _Parts]:
    return {lang: _Parts(catalogue, lang) for lang in LANGS}


def _licence(concept: Concept, catalogue: Catalogue, lang: Lang) -> str | Node:
    if concept.homepage:
        return concept.homepage
    return {"@type": "CreativeWork", "name": concept.label.shown(lang)[0], "url": catalogue.uri(concept)}


def _publisher(concept: Concept, lang: Lang) -> Node:
    node: Node = {"@type": "Organization", "name": concept.label.shown(lang)[0]}
    if concept.homepage:
        node["url"] = concept.homepage
    return node


def _variable(concept: Concept, catalogue: Catalogue, lang: Lang) -> Node:
    # The usual unit of the concept is not the dataset's: only a unit that the record states is published.
    return {"@type": "PropertyValue", "name": concept.label.shown(lang)[0], "propertyID": catalogue.uri(concept)}
