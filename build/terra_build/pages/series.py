"""The pages of a series: its siblings in the order of their titles, a hundred and twenty to a page, each reachable."""

from collections.abc import Iterator

from markupsafe import Markup

from terra_build.maps import hero_svg
from terra_build.output import Output
from terra_build.pages.card import Cards
from terra_build.pages.edition import Edition
from terra_build.pages.engine import BASE, ROOT, markup
from terra_build.pages.pager import pager
from terra_catalog.series import Series

PER_PAGE = 240
"""Lines on a page: a title and years each, so that the hundred pages of 24,594 stations stay light."""


def outputs(edition: Edition, cards: Cards) -> Iterator[Output]:
    """series/<id>/, series/<id>/page/2/ and so on."""
    for series in edition.catalogue.series.values():
        yield from _pages(series, edition, cards)


def _pages(series: Series, edition: Edition, cards: Cards) -> Iterator[Output]:
    words = edition.words
    datasets = sorted(series.datasets, key=lambda d: (d.title.shown(edition.lang)[0].casefold(), d.id))
    pages = -(-len(datasets) // PER_PAGE)
    title, _ = series.title.shown(edition.lang)
    count = words.count("n-datasets", len(datasets))
    entry = edition.catalogue.entry(series.id)
    hue = entry.compartments[0] if entry.compartments else ""
    shared = {
        "title": edition.text(series.title),
        "summary": edition.text(series.summary),
        "sentence": words("series-sentence", count=count),
        "hue": hue,
        "glyph": edition.glyph(hue),
        "crumbs": edition.crumbs([markup(f'<a href="{BASE}datasets/">{Markup.escape(words("datasets"))}</a>')]),
        "map": markup(hero_svg(datasets, ROOT)) if any(d.boxes for d in datasets) else "",
        "variables": edition.links([f"variables/{v.concept}" for v in entry.variables], " · "),
    }
    for number in range(1, pages + 1):
        shown = datasets[(number - 1) * PER_PAGE : number * PER_PAGE]
        path = f"series/{series.id}/" if number == 1 else f"series/{series.id}/page/{number}/"
        suffix = f" ({words('list-page', n=str(number), all=str(pages))})" if number > 1 else ""
        links = pager(number, pages, f"{BASE}series/{series.id}/", edition)
        content = edition.templates("series", {**shared, "lines": cards.lines(shown), "pager": links})
        yield edition.page(path, title + suffix, content, description=shared["sentence"], section="datasets")
