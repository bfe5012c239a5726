"""FAIR Signposting: the typed links in the head of a dataset page that programs follow without reading the page."""

from terra_build.access_points import is_file, media_type
from terra_build.addresses import collection, dcat_file, doi_url
from terra_build.catalogue import Catalogue
from terra_build.escaping import escape
from terra_catalog.dataset import Dataset

# `type` says what the page is and what it is about (FAIR Signposting Profile, level 1).
_TYPES = '<link rel="type" href="https://schema.org/AboutPage"><link rel="type" href="https://schema.org/Dataset">'


def head_links(dataset: Dataset, catalogue: Catalogue) -> str:
    """The `<link>` elements of a dataset page, as HTML already escaped; the same in both languages.

    `cite-as` is the DOI, `describedby` the GeoDCAT-AP and STAC files, `license` the text of the licence where its
    address is known, `item` each file that can be downloaded.
    """
    site = catalogue.site_url
    links = [
        _TYPES,
        f'<link rel="describedby" type="application/ld+json" href="{dcat_file(site, dataset.id)}">',
        f'<link rel="describedby" type="application/json" href="{collection(site, dataset.id)}">',
    ]
    if dataset.identifiers.doi:
        links.append(f'<link rel="cite-as" href="{escape(doi_url(dataset.identifiers.doi))}">')
    licence = catalogue.thesaurus.find("licences", dataset.licence) if dataset.licence else None
    if licence and licence.homepage:
        links.append(f'<link rel="license" href="{escape(licence.homepage)}">')
    for distribution in dataset.distributions:
        if is_file(distribution):
            kind = media_type(distribution, catalogue.thesaurus)
            typed = f' type="{escape(kind)}"' if kind else ""
            links.append(f'<link rel="item"{typed} href="{escape(distribution.url)}">')
    return "".join(links)
