"""A text as it stands in an address, or as two texts are compared: no case, no accent, no punctuation."""

import re
import unicodedata

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l"})
_SPELT_OUT = re.compile("[œæßøđł]").search
# The article or preposition before a vowel says nothing: "l'océan" is asked for as "ocean".
_ELISION = re.compile(r"\b(?:[ldnsjmtc]|qu|jusqu|lorsqu)['’]")
_WORDS = re.compile(r"[a-z0-9]+").findall
_MARKS = re.compile("[\u0300-\u036f]+")
_DANGLING = re.compile(
    r"(?:a|an|and|at|au|aux|by|d|de|des|du|en|et|for|from|in|l|la|le|les|of|on|or|ou|par|pour|sur|the|to)\Z"
).match
_MOST = 1000


def folded(text: str) -> str:
    """The Latin words of `text` in lower case without accents, one space between them: what a comparison needs."""
    plain = text[:_MOST].lower()
    if "'" in plain or "’" in plain:
        plain = _ELISION.sub(" ", plain)
    if not plain.isascii():
        if _SPELT_OUT(plain):  # replacing letters one by one is slow, and most texts have none of these
            plain = plain.translate(_LETTERS)
        plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain))
    return " ".join(_WORDS(plain))


def slug(text: str, longest: int) -> str:
    """The words of `text` with hyphens, cut between two of them and never after an article; maybe empty."""
    words = folded(text).split()
    kept: list[str] = []
    for word in words:
        if len("-".join([*kept, word])) > longest:
            break
        kept.append(word)
    if not kept and words:
        return words[0][:longest]
    while 1 < len(kept) < len(words) and _DANGLING(kept[-1]):
        kept.pop()
    return "-".join(kept)
