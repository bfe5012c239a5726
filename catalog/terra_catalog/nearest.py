"""Answer a word that the thesaurus does not know with the concepts nearest to it."""

import difflib
import unicodedata
from functools import lru_cache

from terra_catalog.quote import shown
from terra_vocab.concept import Concept, Thesaurus

_NOUNS = {
    "compartments": "compartment",
    "variables": "variable",
    "platforms": "platform",
    "poles": "pole",
    "data-centres": "data centre",
    "protocols": "protocol",
    "formats": "format",
    "licences": "licence",
}
_MANY = 3
_MAX_WORD = 80
_FEW_CONCEPTS = 12

Table = dict[str, list[Concept]]


def unknown(thesaurus: Thesaurus, scheme: str, word: str) -> str:
    """The message about a word that is no concept of the scheme: what it is not, and what comes nearest.

    "`sea-level-anomly` is no variable of the thesaurus. Nearest: sea-level-anomaly (Anomalie du niveau de la mer)."
    """
    return _unknown(thesaurus, scheme, word[: _MAX_WORD + 1])


@lru_cache(maxsize=1024)
def _unknown(thesaurus: Thesaurus, scheme: str, word: str) -> str:
    """The same, kept: one unknown word of a source comes back in each of its records, and a search takes a while."""
    said = f"`{shown(word)}` is no {_NOUNS.get(scheme, 'concept')} of the thesaurus."
    near = nearest(thesaurus, scheme, word)
    if near:
        return f"{said} Nearest: {', '.join(_named(c) for c in near)}."
    concepts = thesaurus.of(scheme)
    if 0 < len(concepts) <= _FEW_CONCEPTS:
        return f"{said} Expected one of: {', '.join(c.id for c in concepts)}."
    return f"{said} See vocab/concepts/{scheme}.ttl for those it holds."


def nearest(thesaurus: Thesaurus, scheme: str, word: str) -> list[Concept]:
    """At most three concepts of the scheme whose id, labels or code come near the word, the nearest first."""
    table = _table(thesaurus, scheme)
    folded = fold(word[:_MAX_WORD])
    if not folded:
        return []
    keys = [folded] if folded in table else difflib.get_close_matches(folded, table, n=12, cutoff=0.7)
    if not keys:
        keys = [key for key in table if f" {folded} " in f" {key} " or f" {key} " in f" {folded} "]
        keys.sort(key=lambda key: (abs(len(key) - len(folded)), key))
    found: dict[str, Concept] = {}
    for key in keys:
        for concept in table[key]:
            found.setdefault(concept.id, concept)
    return list(found.values())[:_MANY]


def fold(text: str) -> str:
    """Lower case without accents, with one space for whatever is no letter or digit: "Sea-Level" is "sea level"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


@lru_cache(maxsize=64)
def _table(thesaurus: Thesaurus, scheme: str) -> Table:
    """The concepts of a scheme by every folded name they have: built once, at the first unknown word."""
    table: Table = {}
    for concept in thesaurus.of(scheme):
        alt = concept.alt
        names = (concept.id, concept.label.fr, concept.label.en, concept.notation, *alt.fr, *alt.en, *alt.any)
        for key in {fold(name) for name in names if name} - {""}:
            table.setdefault(key, []).append(concept)
    return table


def _named(concept: Concept) -> str:
    label = concept.label.shown("fr")[0]
    return f"{concept.id} ({label})" if label else concept.id
