"""The English stems of lunr.js: Porter's algorithm with its two departures (a word of two letters, a final y)."""

import re

_C = "[^aeiou][^aeiouy]*"
_V = "[aeiouy][aeiou]*"
_SOME = re.compile(f"(?:{_C})?{_V}{_C}")
_ONE = re.compile(f"(?:{_C})?{_V}{_C}(?:{_V})?$")
_MANY = re.compile(f"(?:{_C})?{_V}{_C}{_V}{_C}")
_VOWEL = re.compile(f"(?:{_C})?[aeiouy]")
_SHORT = re.compile(f"{_C}[aeiouy][^aeiouwxy]$")
_DOUBLE = re.compile(r"([^aeiouylsz])\1$")
_FINAL_Y = re.compile(r"(.+?[^aeiou])y$")

_SECOND = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
    "logi": "log",
}  # fmt: skip
_THIRD = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_LAST = "al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize"


def _ending(endings: str) -> re.Pattern[str]:
    """The earliest, so the longest, of the endings."""
    return re.compile(f"(.+?)({endings})$")


_SECOND_ENDING, _THIRD_ENDING, _LAST_ENDING = _ending("|".join(_SECOND)), _ending("|".join(_THIRD)), _ending(_LAST)
_ION = re.compile("(.+?[st])ion$")


def stem_english(word: str) -> str:
    """The stem of a folded word of plain letters."""
    if len(word) < 3:
        return word
    first_y = word[0] == "y"
    if first_y:
        word = "Y" + word[1:]
    word = _final_y(_past(_plural(word)))
    for ending, instead in ((_SECOND_ENDING, _SECOND), (_THIRD_ENDING, _THIRD)):
        if (found := ending.match(word)) and _SOME.match(found[1]):
            word = found[1] + instead[found[2]]
    word = _last(word)
    return "y" + word[1:] if first_y else word


def _plural(word: str) -> str:
    if (len(word) > 4 and word.endswith("sses")) or (len(word) > 3 and word.endswith("ies")):
        return word[:-2]
    if len(word) > 2 and word[-1] == "s" and word[-2] != "s":
        return word[:-1]
    return word


def _past(word: str) -> str:
    if len(word) > 3 and word.endswith("eed"):
        return word[:-1] if _SOME.match(word[:-3]) else word
    stem = word[:-2] if word.endswith("ed") else word[:-3] if word.endswith("ing") else ""
    if not stem or not _VOWEL.match(stem):
        return word
    if stem.endswith(("at", "bl", "iz")):
        return stem + "e"
    if _DOUBLE.search(stem):
        return stem[:-1]
    return stem + "e" if _SHORT.match(stem) else stem


def _final_y(word: str) -> str:
    return word[:-1] + "i" if _FINAL_Y.match(word) else word


def _last(word: str) -> str:
    if found := _LAST_ENDING.match(word):
        if _MANY.match(found[1]):
            word = found[1]
    elif (found := _ION.match(word)) and _MANY.match(found[1]):
        word = found[1]
    if len(word) > 1 and word[-1] == "e":
        stem = word[:-1]
        if _MANY.match(stem) or (_ONE.match(stem) and not _SHORT.match(stem)):
            word = stem
    return word[:-1] if word.endswith("ll") and _MANY.match(word) else word
