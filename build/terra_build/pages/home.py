"""The home page: one sentence, one search box over the map of what there is, then the ways in."""

from collections.abc import Sequence
from operator import attrgetter

from terra_build.maps import hero_svg
from terra_build.output import Output
from terra_build.pages.card import Cards
from terra_build.pages.edition import Edition
from terra_build.pages.engine import ROOT, markup
from terra_catalog.dataset import Dataset

_LATEST = 6
_EXAMPLES = (
    "variables/sea-surface-temperature",
    "variables/snow-cover",
    "variables/ground-displacement",
    "variables/precipitation",
    "variables/species-occurrence",
)


def latest(datasets: Sequence[Dataset], count: int) -> list[Dataset]:
    """The most recently changed first; among equals, one of each compartment before a second of any."""
    by_date = sorted(datasets, key=attrgetter("updated"), reverse=True)
    if len(by_date) <= count:
        return by_date
    oldest = by_date[count - 1].updated
    sure = [d for d in by_date if d.updated > oldest]
    equals = [d for d in by_date if d.updated == oldest]
    seen: dict[str, int] = {}
    ranked = []
    for dataset in equals:
        first = dataset.compartments[0] if dataset.compartments else ""
        ranked.append((seen.get(first, 0), dataset))
        seen[first] = seen.get(first, 0) + 1
    ranked.sort(key=lambda pair: pair[0])
    return [*sure, *(dataset for _, dataset in ranked)][:count]


def page(edition: Edition, cards: Cards) -> Output:
    """The home page of one language."""
    catalogue, words = edition.catalogue, edition.words
    compartments = [
        {
            "id": c.id,
            "glyph": edition.glyph(c.id),
            "href": markup(edition.href[c.key]),
            "label": edition.label[c.key],
            "definition": edition.text(c.definition),
            "count": words.count("n-datasets", catalogue.count(c.key)),
        }
        for c in edition.thesaurus.of("compartments")
    ]
    poles = [
        {
            "href": markup(edition.href[p.key]),
            "label": edition.label[p.key],
            "definition": edition.text(p.definition),
            "count": words.count("n-datasets", catalogue.count(p.key)),
            "hue": edition.hue[p.key],
        }
        for p in edition.thesaurus.of("poles")
    ]
    content = edition.templates(
        "home",
        {
            "map": markup(hero_svg(catalogue.entries, ROOT)),
            "compartments": compartments,
            "poles": poles,
            "latest": cards.all(latest(catalogue.entries, _LATEST)),
            "count": words.count("n-datasets", len(catalogue.datasets)),
            "examples": [edition.link[k] for k in _EXAMPLES if k in edition.link and catalogue.count(k)],
        },
    )
    return edition.page("", words("home-title"), content, description=words("site-sentence"), section="home")
