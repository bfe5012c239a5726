"""Write /search/understanding-<lang>.json: every name of concepts and places, and the words that are spelt right."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import orjson

from terra_build.catalogue import Catalogue
from terra_build.output import Output
from terra_build.search.folding import STOP_WORDS, terms_of, words_of
from terra_build.understanding import parts
from terra_build.understanding.gazetteer import Place
from terra_vocab.concept import Concept
from terra_vocab.text import LANGS, Lang

SCHEMES = ("variables", "subdomains", "compartments", "platforms", "poles", "data-centres", "formats", "licences")
"""What people name when they search. Protocols are not among them: nobody asks for "http"."""

MOST_WORDS = 2000
"""So many words of titles and keywords are sent, the commonest: they say how a word is spelt, no more."""

_SHORTEST_WORD = 5

RAREST = 5
"""A word that the definitions of more concepts than this use says nothing of any of them."""


def outputs(catalogue: Catalogue, places: Sequence[Place]) -> Iterator[Output]:
    """One file per language; both hold the names of both languages, its own first."""
    concepts = [concept for scheme in SCHEMES for concept in catalogue.thesaurus.of(scheme)]
    words = common_words(catalogue)
    for lang in LANGS:
        file = {
            "concepts": (named := _concepts(catalogue, concepts, lang)),
            "places": (placed := _places(places, lang)),
            "words": words,
            "told": _packed(told := told_by(concepts, lang)),
        }
        yield Output(f"search/understanding-{lang}.json", orjson.dumps(file))
        yield from parts.outputs(lang, named, placed, words, told)


def _concepts(catalogue: Catalogue, concepts: Sequence[Concept], lang: Lang) -> parts.Columns:
    """Columns with one cell per concept. `hidden` names are understood, never shown. `above` holds the places in this
    list of the broader concepts, nearest first; `counts` the datasets that carry the concept, directly or by a narrower
    one.
    """
    at = {concept.key: i for i, concept in enumerate(concepts)}
    other: Lang = "en" if lang == "fr" else "fr"
    ancestors = catalogue.thesaurus.ancestors
    return {
        "keys": list(at),
        "labels": [concept.label.shown(lang)[0] for concept in concepts],
        "other": [concept.label.get(other) or "" for concept in concepts],
        "alt": ["\n".join(_alternatives(concept, lang)) for concept in concepts],
        "hidden": ["\n".join((*c.hidden.fr, *c.hidden.en, *c.hidden.any)) for c in concepts],
        "above": [[at[c.key] for c in ancestors(concept.key) if c.key in at] for concept in concepts],
        "counts": [catalogue.count(concept.key) for concept in concepts],
    }


def _alternatives(concept: Concept, lang: Lang) -> tuple[str, ...]:
    own, others = (concept.alt.fr, concept.alt.en) if lang == "fr" else (concept.alt.en, concept.alt.fr)
    known = {concept.label.fr, concept.label.en}
    return tuple(dict.fromkeys(name for name in (*own, *others, *concept.alt.any) if name not in known))


def _places(places: Sequence[Place], lang: Lang) -> parts.Columns:
    """Columns with one cell per place; `boxes` holds four numbers a place: west, south, east, north."""
    return {
        "keys": [place.key for place in places],
        "kinds": [place.kind for place in places],
        "labels": [place.fr if lang == "fr" else place.en for place in places],
        "other": [place.en if lang == "fr" else place.fr for place in places],
        "alt": ["\n".join(place.alt) for place in places],
        "boxes": [_short(value) for place in places for value in place.box],
    }


def told_by(concepts: Sequence[Concept], lang: Lang) -> dict[str, list[int]]:
    """The stems that definitions use, and for each the places of the concepts that it tells of.

    Definitions say in plain words what a concept is: who types "hot" or "seismometer" is led to what they define.
    """
    told: dict[str, list[int]] = {}
    for at, concept in enumerate(concepts):
        for term in dict.fromkeys(terms_of(concept.definition.get(lang) or "", lang)):
            if term.isalpha() and len(term) > 2:
                told.setdefault(term, []).append(at)
    return {term: places for term, places in sorted(told.items()) if len(places) <= RAREST}


def _packed(told: Mapping[str, list[int]]) -> dict[str, object]:
    return {"terms": " ".join(told), "concepts": list(told.values())}


def _short(value: float) -> float:
    whole = int(value)
    return whole if whole == value else value


def common_words(catalogue: Catalogue) -> list[str]:
    """The folded words of five letters or more that titles and keywords use most, in alphabetical order."""
    raw: Counter[str] = Counter()
    for dataset in catalogue.datasets:
        for text in (dataset.title.fr, dataset.title.en, *dataset.keywords.fr, *dataset.keywords.en):
            if text:
                raw.update(text.split())
    folded: Counter[str] = Counter()
    for text, times in raw.items():
        for word in words_of(text):
            if len(word) >= _SHORTEST_WORD and word.isalpha() and word not in STOP_WORDS:
                folded[word] += times
    return sorted(word for word, _ in sorted(folded.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_WORDS])
