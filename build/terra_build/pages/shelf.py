"""A shelf: the datasets of a concept on its page, and where to go when there are none."""

from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup

from terra_build.escaping import escape
from terra_build.pages.card import Cards
from terra_build.pages.edition import FOLDERS, Edition
from terra_build.pages.engine import BASE, markup
from terra_catalog.dataset import Dataset
from terra_vocab.concept import Concept

_CARDS = 12
_LINES = 300
_NEAREST = 6

_FACETS = {
    "compartments": "compartment",
    "variables": "variable",
    "platforms": "platform",
    "poles": "pole",
    "data-centres": "centre",
    "licences": "licence",
}


def shelf(concept: Concept, edition: Edition, cards: Cards) -> Markup:
    """The section of a concept's page with its datasets: cards, then lines, then the filtered list.

    Without datasets it says so and points to the nearest concepts that have some.
    """
    datasets = edition.catalogue.having(concept.key)
    shown = list(edition.catalogue.grouped(datasets))
    rest = shown[_CARDS:]
    near = [] if datasets else nearest(concept, edition)
    return markup(
        edition.templates(
            "shelf",
            {
                "count": edition.words.count("n-datasets", len(datasets)),
                "cards": cards.all(shown[:_CARDS]),
                "rest": cards.lines(rest[:_LINES]),
                "list": _filtered(concept, edition) if len(datasets) > 1 else "",
                "nearest": tiles(near, edition),
                "search": edition.words("concept-none-search", name=edition.plain[concept.key]),
                "query": quote(edition.plain[concept.key]),
            },
        )
    )


def _filtered(concept: Concept, edition: Edition) -> str:
    """The list page with its filters set to this concept; empty when no filter can say it."""
    if concept.scheme == "subdomains":
        parts = [v for v in edition.thesaurus.narrower(concept.key) if edition.catalogue.count(v.key)]
        return f"{BASE}datasets/?" + "&".join(f"variable={v.id}" for v in parts) if parts else ""
    facet = _FACETS.get(concept.scheme)
    return f"{BASE}datasets/?{facet}={concept.id}" if facet else ""


def siblings(concept: Concept, edition: Edition) -> list[Concept]:
    """The other concepts of the same sub-domain (else compartment) or part of the same whole, in the file's order."""
    thesaurus = edition.thesaurus
    found: dict[str, Concept] = {}
    # A variable may stand in further compartments too: what else stands there is no neighbour of it.
    for key in [key for key in concept.broader if key.startswith("subdomains/")] or concept.broader:
        found |= {c.key: c for c in thesaurus.narrower(key) if c.scheme == concept.scheme}
    for key in concept.part_of:
        found |= {c.key: c for c in thesaurus.parts(key)}
    found.pop(concept.key, None)
    return list(found.values())


def nearest(concept: Concept, edition: Edition) -> list[Concept]:
    """The concepts with datasets that are nearest: related, siblings, then cousins, then the rest of the scheme."""
    thesaurus, catalogue = edition.thesaurus, edition.catalogue
    circles: list[Sequence[Concept]] = [
        [thesaurus.concepts[key] for key in concept.related if key in thesaurus.concepts],
        thesaurus.narrower(concept.key),
        siblings(concept, edition),
        [
            cousin
            for above in thesaurus.ancestors(concept.key)
            for sub in thesaurus.narrower(above.key)
            for cousin in (sub, *thesaurus.narrower(sub.key))
            if cousin.scheme == concept.scheme
        ],
        thesaurus.of(concept.scheme),
    ]
    found: dict[str, Concept] = {}
    for circle in circles:
        filled = [c for c in circle if catalogue.count(c.key) and c.key != concept.key]
        filled.sort(key=lambda c: -catalogue.count(c.key))
        found |= {c.key: c for c in filled if c.key not in found}
        if len(found) >= _NEAREST:
            break
    return list(found.values())[:_NEAREST]


def tiles(concepts: Sequence[Concept], edition: Edition) -> Markup:
    """Small cards of concepts with their counts, as list items; those without datasets are muted and say so."""
    return markup("\n".join([_tile(c, edition) for c in concepts]))


def _tile(concept: Concept, edition: Edition) -> str:
    count = edition.catalogue.count(concept.key)
    words = edition.words.count("n-datasets", count) if count else edition.words("no-dataset-yet")
    hue = edition.hue[concept.key]
    return (
        f'<li class="tile small{"" if count else " none"}"'
        + (f' data-compartment="{hue}">' if hue else ">")
        + f'<h3>{edition.link[concept.key]}</h3><p class="tile-count">{escape(words)}</p></li>'
    )


def counted(concepts: Sequence[Concept], edition: Edition) -> Markup:
    """A list of links with their counts, muted where there is none."""
    items = []
    for concept in concepts:
        link, count = edition.link[concept.key], edition.catalogue.count(concept.key)
        if count:
            items.append(f"<li>{link} <small>{edition.words.number(count)}</small></li>")
        else:
            why = escape(edition.words("no-dataset-yet"))
            items.append(f'<li class="none">{link} <small class="visually-hidden">{why}</small></li>')
    return markup("".join(items))


def crumbs_to(concept: Concept, edition: Edition) -> Markup:
    """The way to a concept: its index, then what is above it, nearest last."""
    folder = FOLDERS.get(concept.scheme)
    start = {"subdomains": "compartments", "variables": "compartments"}.get(concept.scheme, folder or "")
    word = {"compartments": "compartments", "poles": "poles", "centres": "centres"}.get(start, "")
    steps = [markup('<a href="{}{}/">{}</a>').format(markup(BASE), start, edition.words(word))] if word else []
    line: list[Markup] = []
    above = next(iter(concept.broader), None) or next(iter(concept.part_of), None)
    while above and above in edition.link and len(line) < 5:
        line.insert(0, edition.link[above])
        above = next(iter(edition.thesaurus.concepts[above].broader), None)
    return edition.crumbs([*steps, *line])


def first_years(datasets: Sequence[Dataset]) -> str:
    """The year in which the longest series begins; empty when no period is stated."""
    return min((i.start[:4] for d in datasets for i in d.intervals if i.start), default="")
