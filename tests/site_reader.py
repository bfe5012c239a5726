"""Read a built site as a crawler would: its pages, their links, their parts."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

LOADING = ("script/@src", "img/@src", "iframe/@src", "image/@href", "use/@href", "source/@src", "source/@srcset")


def pages(site: Path) -> Iterator[Path]:
    """Every HTML file of the site."""
    yield from sorted(site.resolve().rglob("*.html"))


@lru_cache(maxsize=4096)
def parsed(file: Path) -> html.HtmlElement:
    """The page as a tree."""
    return html.fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def links(tree: html.HtmlElement) -> list[str]:
    """Every address that the page names, in links and in what it loads."""
    return [
        str(value)
        for path in ("//@href", "//@src")
        for value in tree.xpath(path)
        if not str(value).startswith(("data:", "mailto:"))
    ]


def loaded(tree: html.HtmlElement) -> list[str]:
    """What a browser would fetch by itself to show the page."""
    found = [str(v) for path in LOADING for v in tree.xpath(f"//{path}")]
    wanted = ("stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch", "preconnect", "dns-prefetch")
    for link in tree.xpath("//link[@rel and @href]"):
        if set(link.get("rel").lower().split()) & set(wanted):
            found.append(str(link.get("href")))
    return found


def target(site: Path, page: Path, href: str, site_url: str) -> Path | None:
    """The file that a link of `page` points to; None for a link to somewhere else."""
    if href.startswith(site_url):
        base, rest = site.resolve(), href.removeprefix(site_url)
    elif urlsplit(href).scheme or href.startswith("//"):
        return None
    else:
        base, rest = page.parent, href
        prefix = urlsplit(site_url).path
        if href.startswith("/"):
            # Only the 404 page is served at any depth and so names the site's own prefix.
            base, rest = site.resolve(), href.removeprefix(prefix) if href.startswith(prefix) else "outside-of-the-site"
    path = unquote(urlsplit(rest).path)
    found = (base / path).resolve() if path else (page if base == page.parent else base)
    return found / "index.html" if found.is_dir() else found


def fragment(href: str) -> str:
    """The part after "#"."""
    return unquote(urlsplit(href).fragment)
