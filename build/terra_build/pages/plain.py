"""The pages outside both languages: the root, which chooses French, and the answer to a wrong address."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from terra_build.escaping import escape
from terra_build.output import Output
from terra_build.pages.edition import Edition
from terra_build.pages.engine import BASE
from terra_vocab.text import LANGS, Lang


def outputs(editions: Mapping[Lang, Edition]) -> Iterator[Output]:
    """/index.html and /404.html."""
    first = editions[LANGS[0]]
    values = {"canonical": f"{escape(first.catalogue.site_url)}fr/", "texts": _texts(editions)}
    yield Output("index.html", first.templates("root", values).encode())
    # A wrong address may be at any depth: only here are links absolute paths, below the path of the site.
    base = urlsplit(first.catalogue.site_url).path
    content = first.templates("missing", {"texts": _texts(editions)}).replace(BASE, base)
    yield Output("404.html", first.bare_page(base, first.words("missing-title"), content))


def _texts(editions: Mapping[Lang, Edition]) -> list[dict[str, str]]:
    """What both pages say, once per language."""
    keys = ("site", "site-sentence", "root-enter", "missing-title", "missing-text", "missing-home", "missing-list")
    return [{"lang": lang, **{key.replace("-", "_"): editions[lang].words(key) for key in keys}} for lang in LANGS]
