"""FAIR Signposting: the typed links of a dataset that programs follow without reading its page."""

import hashlib
from typing import NamedTuple

from terra_build.access_points import is_file, media_type
from terra_build.addresses import collection, dcat_file, doi_url
from terra_build.catalogue import Catalogue
from terra_build.escaping import escape
from terra_catalog.dataset import Dataset

TYPES = ("https://schema.org/AboutPage", "https://schema.org/Dataset")
"""What a page is, and what it is about (FAIR Signposting Profile, level 1)."""

_TYPES = "".join([f'<link rel="type" href="{kind}">' for kind in TYPES])


class TypedLink(NamedTuple):
    """A link, the same from both pages of a dataset; `type` is the media type of what it leads to, or ""."""

    rel: str
    href: str
    type: str


def typed_links(dataset: Dataset, catalogue: Catalogue) -> list[TypedLink]:
    """The links of a dataset, but for `type` and `linkset`.

    `cite-as` is the DOI, `describedby` the GeoDCAT-AP and STAC files, `license` the text of the licence where its
    address is known, `item` each file that can be downloaded.
    """
    site = catalogue.site_url
    links = [
        TypedLink("describedby", dcat_file(site, dataset.id), "application/ld+json"),
        TypedLink("describedby", collection(site, dataset.id), "application/json"),
    ]
    if dataset.identifiers.doi:
        links.append(TypedLink("cite-as", doi_url(dataset.identifiers.doi), ""))
    licence = catalogue.thesaurus.find("licences", dataset.licence) if dataset.licence else None
    if licence and licence.homepage:
        links.append(TypedLink("license", licence.homepage, ""))
    for distribution in dataset.distributions:
        if is_file(distribution):
            links.append(TypedLink("item", distribution.url, media_type(distribution, catalogue.thesaurus) or ""))
    return links


def linkset_path(dataset_id: str) -> str:
    """The linkset that holds a dataset: one of 256, by the digest of its id, so that it never moves to another.

    A file for each dataset would be a tenth more files for some hundred bytes each.
    """
    return f"linksets/{hashlib.sha256(dataset_id.encode()).hexdigest()[:2]}.json"


def head_links(dataset: Dataset, catalogue: Catalogue) -> str:
    """The `<link>` elements of a dataset page, as HTML already escaped; the same in both languages."""
    parts = [_TYPES]
    for rel, href, kind in typed_links(dataset, catalogue):
        typed = f' type="{escape(kind)}"' if kind else ""
        parts.append(f'<link rel="{rel}"{typed} href="{escape(href)}">')
    linkset = f"{catalogue.site_url}{linkset_path(dataset.id)}"
    parts.append(f'<link rel="linkset" type="application/linkset+json" href="{linkset}">')
    return "".join(parts)
