"""Fold labels and texts into words that compare: case, accents, elisions, plurals, spellings and punctuation apart."""

import html
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

BREAK = ""
"""Stands where a text pauses (comma, bracket, full stop): no label reaches across it."""

_TOKEN = re.compile(r"[^\W_]{1,60}(?:[.,]\d+)?|[,;:.()\[\]{}|>!?\n•·=]+")
_ELISION = re.compile(r"\b(?:[ldsnjmtc]|qu|jusqu|lorsqu|puisqu)['’ʼ](?=\w)", re.IGNORECASE)
_MARKUP = re.compile(r"<(/?)(\w+)[^<>]{0,200}>")
_SMALL = frozenset({"sub", "sup"})
# Words that labels have or leave out without a change of sense.
_EMPTY = frozenset(
    {"de", "du", "des", "d", "la", "le", "les", "l", "of", "the", "en", "au", "aux", "a", "an", "un", "une"}
)
# American spellings and plurals that no rule gives, to the word that stands for both.
_SAME = {
    "sulfur": "sulphur",
    "vapor": "vapour",
    "color": "colour",
    "gases": "gas",
    "gaz": "gas",
    "fluxes": "flux",
    "indices": "index",
    "indexes": "index",
    "indice": "index",
    "biomasses": "biomass",
    "masses": "mass",
    "fertilizer": "fertiliser",
    "fertilizers": "fertiliser",
    "modeling": "modelling",
    "paleoclimate": "palaeoclimate",
    "analyses": "analysis",
    "reanalyses": "reanalysis",
    "meteo": "meteo",
}
_KEYWORD = 120
_INVARIABLE = ("ss", "us", "is", "os")


@lru_cache(maxsize=100_000)
def fold_word(word: str) -> str | None:
    """One word without case, accents, plural or national spelling; None for a word without meaning of its own."""
    if not word[0].isalnum():
        return BREAK
    if word.isascii() and word.isalnum():
        plain = word.lower()
    else:
        plain = unicodedata.normalize("NFKD", word.casefold().replace("œ", "oe").replace("æ", "ae"))
        plain = "".join(c for c in plain if not unicodedata.combining(c)).replace(",", ".")
    if plain in _EMPTY:
        return None
    plain = _SAME.get(plain, plain)
    if len(plain) > 3 and not plain[-2].isdigit() and plain.isalpha():
        if plain.endswith("eaux"):
            plain = plain[:-1]
        elif plain.endswith("s") and not plain.endswith(_INVARIABLE):
            plain = _SAME.get(plain[:-1], plain[:-1])
        # "pluie" and "pluies", "density" and "densities": one ending for all.
        if len(plain) > 4 and plain.endswith("ie"):
            plain = plain[:-2] + "y"
    return plain


def unmarked(text: str) -> str:
    """A text without markup or entities: "CO<sub>2</sub>" is "CO2", a line break is a pause."""
    if "&" in text:
        # Twice: some catalogues escape what was escaped.
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _MARKUP.sub(lambda tag: "" if tag[2].lower() in _SMALL else "\n", text)
    return text


def words_of(text: str) -> tuple[Sequence[str], Sequence[str]]:
    """The folded words of a text, with `BREAK` where it pauses, and beside each the word as written.

    The underscore and the hyphen part words and do not pause: "sea-surface_temperature" has three words.
    """
    # Keywords come again in every record of a source, and a title is read twice.
    return _known(text) if len(text) <= _KEYWORD else _words_of(text)


def _words_of(text: str) -> tuple[Sequence[str], Sequence[str]]:
    text = unmarked(text)
    if "'" in text or "’" in text or "ʼ" in text:
        text = _ELISION.sub("", text)
    folded: list[str] = []
    kept: list[str] = []
    for written in _TOKEN.findall(text):
        word = fold_word(written)
        if word is not None:
            folded.append(word)
            kept.append(written)
    return folded, kept


_known = lru_cache(maxsize=20_000)(_words_of)


def folded(text: str) -> str:
    """A label as the index knows it: its folded words in their order, single spaces between."""
    return " ".join(word for word in words_of(text)[0] if word != BREAK)
