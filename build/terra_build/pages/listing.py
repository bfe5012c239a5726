"""The list of all datasets, sixty to a page, with the filters that a script brings to life."""

import json
from collections.abc import Iterator

from terra_build.output import Output
from terra_build.pages.card import Cards, empty
from terra_build.pages.edition import Edition
from terra_build.pages.engine import BASE
from terra_build.pages.pager import pager

PER_PAGE = 60
FACETS = ("compartment", "variable", "platform", "pole", "centre", "licence", "access")
_CONDITIONS = ("open", "account", "request", "embargo")


def outputs(edition: Edition, cards: Cards) -> Iterator[Output]:
    """datasets/, datasets/page/2/ and so on."""
    datasets = sorted(edition.catalogue.entries, key=lambda d: d.title.shown(edition.lang)[0].casefold())
    pages = max(1, -(-len(datasets) // PER_PAGE))
    shared = {
        "words_json": json.dumps(_script_words(edition), ensure_ascii=False),
        "count": edition.words.count("n-datasets", len(datasets)),
        "facets": [(name, edition.words(f"filter-{name}")) for name in FACETS],
        "card": empty(edition),
        "lang": edition.lang,
        "compartments": edition.links([c.key for c in edition.thesaurus.of("compartments")], " · "),
    }
    for number in range(1, pages + 1):
        shown = datasets[(number - 1) * PER_PAGE : number * PER_PAGE]
        values = {**shared, "cards": cards.all(shown), "pager": pager(number, pages, f"{BASE}datasets/", edition)}
        title = edition.words("list-title")
        sentence = edition.words("list-sentence")
        suffix = f" ({edition.words('list-page', n=str(number), all=str(pages))})" if number > 1 else ""
        content = edition.templates("list", {**values, "title": title, "sentence": sentence})
        path = "datasets/" if number == 1 else f"datasets/page/{number}/"
        yield edition.page(path, title + suffix, content, description=sentence, section="datasets")


def _script_words(edition: Edition) -> dict[str, object]:
    """What the script of the list says; it puts the numbers and labels in itself."""
    words = edition.words
    return {
        "count_one": words.pattern("n-datasets", "one"),
        "count_many": words.pattern("n-datasets", "other"),
        "reset": words("filter-reset"),
        "more": words("more"),
        "less": words("script-less"),
        "find": words("script-find"),
        "remove": words("script-remove"),
        "from": words("script-from"),
        "to": words("script-to"),
        "text": words("script-text"),
        "failed": words("script-failed"),
        "access": {condition: words(f"access-{condition}") for condition in _CONDITIONS},
        "unstated": words("not-stated"),
    }
