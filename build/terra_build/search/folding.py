"""The words of a text as the search knows them: no case, no accents, no elided article; the browser does the same."""

import re
import unicodedata

from terra_build.search.english import stem_english
from terra_build.search.french import stem_french
from terra_vocab.text import Lang

LONGEST = 64
"""A word is cut after so many characters: a record must not fill a shard with one word."""

_FRENCH = """
a ainsi au aux avec ce ces cet cette chez comme dans de des dont du elle en entre et eux il ils je la le les leur leurs
lors lui mais meme ne ni nos notre nous ou par pas plus pour qu quand que qui sa sans se sera ses si sont sous sur ta
tes tu un une vers vos votre vous y ete est etre
"""
_ENGLISH = """
about an and any are as at be been but by can for from has have how in into is it its not of or our than that the their
then there these they this those to was we were what when which who will with you your
"""
STOP_WORDS = frozenset(_FRENCH.split() + _ENGLISH.split())
"""Words that say nothing of a subject, folded, in both languages: a page is searched in both. "car" and "son", which
mean something in the other language, are not among them."""

_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ς": "σ"}
    | dict.fromkeys("’ʼ‘`", "'")  # every sign that people use as an apostrophe
)
_ELISION = re.compile(r"(?<![^\W_])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)'")
_POSSESSIVE = re.compile(r"'s(?![^\W_])")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_WORD = re.compile(r"[^\W_]+(?:(?<=\d)\.(?=\d)[^\W_]+)*")
_PLAIN = re.compile(r"[a-z]+\Z")
_GLUED = re.compile(r"(?<![^\W_])([a-z]{4,})\d{1,2}[a-z]?(?![^\W_])")
_DIGIT = re.compile(r"[0-9]")
_COMPOUND = re.compile(r"(?<![^\W_])([a-z]+)[-_](\d+[a-z]?)(?![^\W_])")


def fold(text: str) -> str:
    """Lower case, accents dropped, ligatures opened, one kind of apostrophe."""
    if text.isascii():
        return text.lower().replace("`", "'")
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] != "M")
    return bare.lower().translate(_LETTERS)


def words_of(text: str) -> list[str]:
    """The folded words of a text, stop words included. A number keeps its decimals, "PM2,5" being "pm2.5"."""
    if text.isascii() and text.isalnum():
        return [text.lower()[:LONGEST]]
    folded = fold(text)
    if "'" in folded:
        folded = _POSSESSIVE.sub(" ", _ELISION.sub(" ", folded))
    return [word[:LONGEST] for word in _WORD.findall(_DECIMAL_COMMA.sub(".", folded))]


def stem(word: str, lang: Lang) -> str:
    """The stem of a folded word by lunr's stemmer of that language; a code or a word of another script is its own."""
    if _PLAIN.match(word) is None:
        return word
    return stem_french(word) if lang == "fr" else stem_english(word)


def terms_of(text: str, lang: Lang) -> list[str]:
    """The terms that a text asks for on the page of a language."""
    return [stem(word, lang) for word in words_of(text) if word not in STOP_WORDS]


def joined_names(text: str) -> list[str]:
    """Names with a number as people also write them: "Sentinel-2" is found by "sentinel2", "LANDSAT8" by "landsat"."""
    if not _DIGIT.search(text):
        return []
    folded = fold(text)
    return [*(f"{name}{number}" for name, number in _COMPOUND.findall(folded)), *_GLUED.findall(folded)]
