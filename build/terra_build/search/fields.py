"""What of a dataset is searched, field by field, as terms: its texts, its names, its concepts and their labels."""

from collections.abc import Iterable
from itertools import chain

from terra_build.search.folding import joined_names, stem, terms_of
from terra_catalog.dataset import Dataset
from terra_vocab.concept import Concept, Thesaurus
from terra_vocab.text import Lang

FIELDS: dict[str, int] = {
    "concepts": 10,  # the concepts of the record, as terms "c:variables/sea-level"
    "title": 6,
    "names": 6,  # nickname, names, identifiers, missions, instruments
    "broader": 4,  # what lies above those concepts
    "labels": 3,  # what people call the concepts, in both languages
    "keywords": 3,
    "other": 3,  # title and keywords in the other language
    "summary": 2,
    "description": 1,
}
"""The fields and how much a match in each counts: concept > title > keywords > abstract."""

Terms = list[str]
"""A term comes as often as the field says it."""


class Reader:
    """Turns datasets into terms for the page of one language; each word and concept is worked out once."""

    def __init__(self, thesaurus: Thesaurus, lang: Lang) -> None:
        self._thesaurus = thesaurus
        self._lang: Lang = lang
        self._other: Lang = "en" if lang == "fr" else "fr"
        self._words = _Words(lang)
        self._concepts: dict[str, tuple[str, dict[str, None], Terms] | None] = {}

    def fields_of(self, dataset: Dataset) -> list[Terms]:
        """The terms of each field, in the order of FIELDS; a term comes as often as the text says it."""
        lang, other = self._lang, self._other
        read = self._read
        title, title_lang = dataset.title.shown(lang)
        keywords = dataset.keywords
        own, others = (keywords.fr, keywords.en) if lang == "fr" else (keywords.en, keywords.fr)
        concepts, broader, labels = self._of_concepts(_keys(dataset))
        return [
            concepts,
            read((title,)),
            read(_names(dataset)),
            broader,
            labels,
            read((*own, *keywords.any)),
            # The title is here once: a record in one language shows that title on both pages.
            read((dataset.title.get(other) or "" if title_lang == lang else "", *others)),
            read((dataset.summary.shown(lang)[0], *(text.shown(lang)[0] for text in dataset.useful_for))),
            read((dataset.description.shown(lang)[0],)),
        ]

    def _read(self, texts: Iterable[str]) -> Terms:
        """The terms of texts. Words are cut at blanks first, because the same ones come again and again."""
        words = " ".join(texts).split()
        return list(chain.from_iterable(map(self._words.__getitem__, words)))

    def _of_concepts(self, keys: tuple[str, ...]) -> tuple[Terms, Terms, Terms]:
        """The concepts, those above them, and the labels of the former."""
        named: Terms = []
        broader: dict[str, None] = {}
        labels: Terms = []
        for key in keys:
            known = self._concepts.get(key)
            if known is None:
                known = self._concepts[key] = self._of_concept(key)
            if known:
                named.append(known[0])
                broader |= known[1]
                labels += known[2]
        return named, [term for term in broader if term not in named], labels

    def _of_concept(self, key: str) -> tuple[str, dict[str, None], Terms] | None:
        concept = self._thesaurus.concepts.get(key)
        if concept is None:
            return None
        above = {f"c:{a.key}": None for a in self._thesaurus.ancestors(key)}
        return f"c:{key}", above, self._read(dict.fromkeys(_labels(concept)))


class _Words(dict[str, tuple[str, ...]]):
    """The terms of each word met so far; a new one is worked out when it is asked for."""

    def __init__(self, lang: Lang) -> None:
        super().__init__()
        self._lang: Lang = lang

    def __missing__(self, word: str) -> tuple[str, ...]:
        terms = self[word] = (*terms_of(word, self._lang), *(stem(name, self._lang) for name in joined_names(word)))
        return terms


def _keys(dataset: Dataset) -> tuple[str, ...]:
    keys = [f"variables/{variable.concept}" for variable in dataset.variables]
    keys += [f"compartments/{compartment}" for compartment in dataset.compartments]
    keys += [f"platforms/{platform}" for platform in dataset.platforms]
    keys.append(f"poles/{dataset.pole}")
    if dataset.data_centre:
        keys.append(f"data-centres/{dataset.data_centre}")
    return tuple(dict.fromkeys(keys))


def _labels(concept: Concept) -> tuple[str, ...]:
    """Every name of a variable; of a compartment, platform, pole or centre, which many share, what pages call it."""
    label, alt = concept.label, concept.alt
    if concept.scheme != "variables":
        return (label.fr or "", label.en or "")
    return (label.fr or "", label.en or "", *alt.fr, *alt.en, *alt.any)


def _names(dataset: Dataset) -> list[str]:
    ids = dataset.identifiers
    names = [dataset.id.replace("-", " "), *dataset.names, *dataset.missions, *dataset.instruments, *ids.other]
    if ids.doi:
        names.append(ids.doi)
    if ids.uuid:
        # Its first part finds it, and four terms that no other dataset has stay out of the index.
        names.append(ids.uuid.partition("-")[0])
    if dataset.eodag:
        names.append(dataset.eodag.collection)
    return names
