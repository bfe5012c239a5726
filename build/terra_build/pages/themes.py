"""The pages of compartments and sub-domains, and the indexes of compartments, sub-domains and variables."""

from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup

from terra_build.maps import hero_svg
from terra_build.output import Output
from terra_build.pages.card import Cards
from terra_build.pages.edition import Edition, path_of
from terra_build.pages.engine import ROOT, markup
from terra_build.pages.home import latest
from terra_build.pages.shelf import counted, crumbs_to, first_years, shelf, siblings, tiles
from terra_catalog.dataset import Dataset
from terra_vocab.concept import Concept

_LATEST = 5


def outputs(edition: Edition, cards: Cards) -> Iterator[Output]:
    """Indexes, then one page per compartment and per sub-domain."""
    yield _index(edition, "compartments")
    yield _index(edition, "subdomains")
    yield _index(edition, "variables")
    for concept in edition.thesaurus.of("compartments"):
        yield _compartment(concept, edition, cards)
    for concept in edition.thesaurus.of("subdomains"):
        yield _subdomain(concept, edition, cards)


def _below(concept: Concept, scheme: str, edition: Edition) -> list[Concept]:
    return [c for c in edition.thesaurus.narrower(concept.key) if c.scheme == scheme]


def _index(edition: Edition, scheme: str) -> Output:
    """Every concept of a scheme below its compartment."""
    words = edition.words
    groups = []
    for compartment in edition.thesaurus.of("compartments"):
        subdomains = _below(compartment, "subdomains", edition)
        entries = [
            {
                "label": edition.link[s.key],
                "items": counted(_below(s, "variables", edition), edition) if scheme == "variables" else "",
            }
            for s in subdomains
        ]
        groups.append(
            {
                "id": compartment.id,
                "glyph": edition.glyph(compartment.id),
                "link": edition.link[compartment.key],
                "definition": edition.text(compartment.definition),
                "count": words.count("n-datasets", edition.catalogue.count(compartment.key)),
                "entries": entries if scheme == "variables" else [],
                "items": "" if scheme == "variables" else counted(subdomains, edition),
            }
        )
    title, sentence = words(scheme), words(f"{scheme}-sentence")
    tabs = [(name, words(name)) for name in ("compartments", "subdomains", "variables")]
    values = {"title": title, "sentence": sentence, "groups": groups, "tabs": tabs, "current": scheme}
    content = edition.templates("themes", values)
    return edition.page(f"{scheme}/", title, content, description=sentence, section="themes")


def _figures(datasets: list[Dataset], subdomains: int, edition: Edition) -> list[tuple[str, str]]:
    """The key figures of a set of datasets: number, and what it counts."""
    words = edition.words
    variables = len({v.concept for d in datasets for v in d.variables})
    centres = len({d.data_centre for d in datasets if d.data_centre})
    ongoing = sum(d.status == "ongoing" for d in datasets)
    figures = [
        (words.number(n), words.count(word, n))
        for n, word in (
            (len(datasets), "word-datasets"),
            (subdomains, "word-subdomains"),
            (variables, "word-variables"),
            (centres, "word-centres"),
            (ongoing, "word-ongoing"),
        )
        if n
    ]
    since = first_years(datasets)
    return [*figures, (since, words("figure-since"))] if since else figures


def _compartment(concept: Concept, edition: Edition, cards: Cards) -> Output:
    datasets = edition.catalogue.having(concept.key)
    subdomains = _below(concept, "subdomains", edition)
    centres = Counter(f"data-centres/{d.data_centre}" for d in datasets if d.data_centre)
    poles = Counter(f"poles/{d.pole}" for d in datasets)
    shared = Counter(f"compartments/{c}" for d in datasets for c in d.compartments if c != concept.id)
    values = {
        **_head(concept, datasets, edition),
        "figures": _figures(datasets, len(subdomains), edition),
        "subdomains": [
            {
                "link": edition.link[s.key],
                "definition": edition.text(s.definition),
                "count": edition.catalogue.count(s.key),
                "words": _count_words(s, edition),
                "variables": counted(_below(s, "variables", edition), edition),
            }
            for s in subdomains
        ],
        "actors": _ranked(poles + centres, edition),
        "latest": cards.lines(latest(datasets, _LATEST)),
        "shared": [
            (edition.link[key], edition.words.count("shared-n", n), key.partition("/")[2])
            for key, n in shared.most_common()
            if key in edition.link
        ],
        "shelf": shelf(concept, edition, cards),
    }
    content = edition.templates("compartment", values)
    sentence = concept.definition.shown(edition.lang)[0]
    return edition.page(path_of(concept), edition.plain[concept.key], content, description=sentence, section="themes")


def _subdomain(concept: Concept, edition: Edition, cards: Cards) -> Output:
    datasets = edition.catalogue.having(concept.key)
    values = {
        **_head(concept, datasets, edition),
        "variables": tiles(_below(concept, "variables", edition), edition),
        "siblings": tiles(siblings(concept, edition), edition),
        "shelf": shelf(concept, edition, cards),
    }
    content = edition.templates("subdomain", values)
    sentence = concept.definition.shown(edition.lang)[0]
    return edition.page(path_of(concept), edition.plain[concept.key], content, description=sentence, section="themes")


def _head(concept: Concept, datasets: list[Dataset], edition: Edition) -> dict[str, object]:
    hue = edition.hue[concept.key]
    return {
        "id": concept.id,
        "crumbs": crumbs_to(concept, edition),
        "hue": hue,
        "glyph": edition.glyph(hue),
        "label": edition.label[concept.key],
        "definition": edition.text(concept.definition),
        "scoped": edition.words("search-in", name=edition.plain[concept.key]),
        "map": markup(hero_svg(datasets, ROOT)) if datasets else "",
    }


def _ranked(counter: Counter[str], edition: Edition) -> list[tuple[Markup, str]]:
    return [(edition.link[k], edition.words.number(n)) for k, n in counter.most_common() if k in edition.link]


def _count_words(concept: Concept, edition: Edition) -> str:
    count = edition.catalogue.count(concept.key)
    return edition.words.count("n-datasets", count) if count else edition.words("no-dataset-yet")
