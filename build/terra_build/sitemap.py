"""The sitemap, with both languages of each page and the day it last changed, and robots.txt."""

from collections.abc import Iterable, Iterator

from terra_build.addresses import concept_page
from terra_build.catalogue import Catalogue
from terra_build.output import Output

MOST = 45_000
"""Addresses in one sitemap file: the protocol allows 50,000."""

_EDITORIAL = (
    "",
    "datasets/",
    "compartments/",
    "subdomains/",
    "variables/",
    "poles/",
    "centres/",
    "map/",
    "contribute/",
    "api/",
    "about/",
    "status/",
)
"""The pages that every site has, below the folder of a language. `search/` is left out: it repeats `datasets/`."""

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

Page = tuple[str, str | None]
"""The path of a page below its language, and the day of its last change where known."""


def outputs(catalogue: Catalogue) -> Iterator[Output]:
    """`sitemap.xml` (an index of `sitemap-1.xml`... when there are too many pages for one file) and `robots.txt`."""
    site = catalogue.site_url
    urls = [url for page in pages(catalogue) for url in _urls(site, page)]
    if len(urls) <= MOST:
        yield Output("sitemap.xml", _urlset(urls))
    else:
        parts = [urls[i : i + MOST] for i in range(0, len(urls), MOST)]
        for number, part in enumerate(parts, start=1):
            yield Output(f"sitemap-{number}.xml", _urlset(part))
        listed = "".join(f"<sitemap><loc>{site}sitemap-{n}.xml</loc></sitemap>\n" for n in range(1, len(parts) + 1))
        yield Output("sitemap.xml", f"{_HEAD}<sitemapindex {_XMLNS}>\n{listed}</sitemapindex>\n".encode())
    yield Output("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {site}sitemap.xml\n".encode())


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Every page that search engines should know, once for both languages."""
    newest = max((d.updated[:10] for d in catalogue.datasets), default=None)
    for path in _EDITORIAL:
        yield path, newest if path in ("", "datasets/") else None
    for dataset in catalogue.datasets:
        yield f"datasets/{dataset.id}/", dataset.updated[:10]
    for series in catalogue.series.values():
        yield f"series/{series.id}/", max(d.updated[:10] for d in series.datasets)
    for basket in catalogue.community.baskets:
        yield f"baskets/{basket.id}/", basket.updated
    for concept in catalogue.thesaurus:
        changed = max((d.updated[:10] for d in catalogue.having(concept.key)), default=None)
        yield concept_page(concept, "fr").removeprefix("fr/"), changed


def _urls(site: str, page: Page) -> Iterator[str]:
    path, changed = page
    fr, en = f"{site}fr/{path}", f"{site}en/{path}"
    rest = (
        f'<xhtml:link rel="alternate" hreflang="fr" href="{fr}"/>'
        f'<xhtml:link rel="alternate" hreflang="en" href="{en}"/>'
        f'<xhtml:link rel="alternate" hreflang="x-default" href="{fr}"/>'
    )
    if changed:
        rest = f"<lastmod>{changed}</lastmod>{rest}"
    yield f"<url><loc>{fr}</loc>{rest}</url>\n"
    yield f"<url><loc>{en}</loc>{rest}</url>\n"


def _urlset(urls: Iterable[str]) -> bytes:
    head = f'{_HEAD}<urlset {_XMLNS} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    return (head + "".join(urls) + "</urlset>\n").encode()
