"""The absolute addresses that feeds, STAC, GeoDCAT and schema.org give to a dataset and to its files."""

import re

from terra_vocab.concept import Concept
from terra_vocab.text import Lang

_PAGES = {
    "compartments": "compartments",
    "subdomains": "subdomains",
    "variables": "variables",
    "poles": "poles",
    "data-centres": "centres",
}


def page(site_url: str, lang: Lang, dataset_id: str) -> str:
    """The page of a dataset in one language."""
    return f"{site_url}{lang}/datasets/{dataset_id}/"


def dataset_iri(site_url: str, dataset_id: str) -> str:
    """The name of a dataset in RDF: the address of its French page, because a name must resolve to something."""
    return f"{site_url}fr/datasets/{dataset_id}/"


def collection(site_url: str, dataset_id: str) -> str:
    """The STAC Collection of a dataset."""
    return f"{site_url}stac/collections/{dataset_id}/collection.json"


def dcat_file(site_url: str, dataset_id: str) -> str:
    """The GeoDCAT-AP description of a dataset, as JSON-LD."""
    return f"{site_url}dcat/datasets/{dataset_id}.jsonld"


def concept_page(concept: Concept, lang: Lang) -> str:
    """The page of a concept in one language, as a path below the site."""
    own = _PAGES.get(concept.scheme)
    return f"{lang}/{own}/{concept.id}/" if own else f"{lang}/vocab/{concept.key}/"


def doi_url(doi: str) -> str:
    """The resolving address of a DOI; what an IRI cannot hold is percent-encoded."""
    return "https://doi.org/" + doi.translate(_NOT_IN_IRI)


_NOT_IN_IRI = {ord(c): f"%{ord(c):02X}" for c in ' "<>\\^`{|}%#?'}


def email(text: str | None) -> str | None:
    """The e-mail address as it is when it plainly is one, else None: STAC refuses others, and RDF breaks on them."""
    return text if text and _EMAIL(text) else None


_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(
    rf"[A-Za-z0-9_%+-]{{1,64}}(?:\.[A-Za-z0-9_%+-]{{1,64}}){{0,8}}@{_LABEL}(?:\.{_LABEL}){{1,8}}"
).fullmatch
