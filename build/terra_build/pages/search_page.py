"""The search page: its frame, which a script brings to life, and the words of the boxes that lead to it."""

import json
from collections.abc import Iterator

import orjson

from terra_build.output import Output
from terra_build.pages.card import empty
from terra_build.pages.edition import Edition

FACETS = (
    "compartment", "variable", "platform", "zone", "period", "pole", "centre", "access", "licence", "format",
    "protocol", "resolution",
)  # fmt: skip
"""The facets in the order of the page; `zone` and `period` are a map and a slider."""

_OPEN = ("compartment", "variable", "period")
_CONDITIONS = ("open", "account", "request", "embargo")
_COUNTED = ("n-datasets", "found", "map-shown", "map-worldwide", "picked")
_COMPARED = (
    "where",
    "when",
    "resolution",
    "update",
    "variables",
    "platforms",
    "producers",
    "format",
    "access",
    "licence",
)
_SAID = (
    "more", "script-less", "script-find", "script-remove", "script-from", "script-to", "filter-reset", "not-stated",
    "copied", "map-title", "map-zoom-in", "map-zoom-out", "map-attribution", "map-failed", "map-rest", "map-here",
    "map-global", "request-address", "script-text",
)  # fmt: skip


def outputs(edition: Edition) -> Iterator[Output]:
    """search/, the tree of variables that its facet shows, and the words of every search box."""
    words = edition.words
    themes = [(c.id, edition.link[c.key]) for c in edition.thesaurus.of("compartments")]
    content = edition.templates(
        "search",
        {
            "lang": edition.lang,
            "words_json": json.dumps(_script_words(edition), ensure_ascii=False),
            "facets": [(name, words(f"filter-{name}"), name in _OPEN) for name in FACETS],
            "card": empty(edition),
            "themes": themes,
            "count": words.count("n-datasets", len(edition.catalogue.datasets)),
        },
    )
    title, sentence = words("search-title"), words("search-sentence")
    yield edition.page("search/", title, content, description=sentence, section="search")
    yield Output(f"search/tree-{edition.lang}.json", orjson.dumps(_tree(edition)))
    yield Output(f"search/box-{edition.lang}.json", orjson.dumps(_box_words(edition)))


def _tree(edition: Edition) -> dict[str, object]:
    """The sub-domains in the order of the thesaurus, and for each variable with datasets the rows of its own."""
    subdomains = edition.thesaurus.of("subdomains")
    row = {concept.key: i for i, concept in enumerate(subdomains)}
    above = {
        variable.id: [row[key] for key in variable.broader if key in row]
        for variable in edition.thesaurus.of("variables")
        if edition.catalogue.count(variable.key)
    }
    return {
        "year": edition.this_year,
        "subdomains": [{"id": c.id, "label": edition.plain[c.key]} for c in subdomains],
        "of": {variable: rows for variable, rows in above.items() if rows},
    }


def _box_words(edition: Edition) -> dict[str, str]:
    """What the suggestions of a search box say: on every page, so in a file that only those load who use one."""
    words = edition.words
    return {
        "suggestions": words("suggestions"),
        "suggested_one": words.pattern("suggested", "one"),
        "suggested_many": words.pattern("suggested", "other"),
        **{f"group-{kind}": word for kind, word in words.starting("suggested-").items()},
    }


def _script_words(edition: Edition) -> dict[str, object]:
    """What the script says; it puts the numbers and labels in itself."""
    words = edition.words
    said: dict[str, object] = {key: words(key) for key in _SAID}
    said |= words.starting("find-")
    for key in _COUNTED:
        said[f"{key}_one"] = words.pattern(key, "one")
        said[f"{key}_many"] = words.pattern(key, "other")
    # The list of options knows these under short names, on this page as on the list of all datasets.
    said |= {"less": words("script-less"), "find": words("script-find"), "find_short": words("facet-find")}
    said["access"] = {condition: words(f"access-{condition}") for condition in _CONDITIONS}
    said["resolution"] = words.starting("resolution-")
    said["facet"] = {name: words(f"filter-{name}") for name in (*FACETS, "subdomain")}
    said["fact"] = {name: words(f"fact-{name}") for name in _COMPARED}
    return said
