"""Keywords by language, each once, as the record writes them."""

from terra_catalog.dataset import NO_KEYWORDS, Keywords
from terra_harvest.normalise.notes import Note, Notes
from terra_harvest.normalise.placeholders import says_nothing
from terra_harvest.normalise.plain import line
from terra_harvest.original import Word

MAX_KEYWORDS = 100
_LONGEST = 120
_SIDES = ("fr", "en", "any")


def keywords_of(words: tuple[Word, ...], notes: Notes) -> Keywords:
    """The keywords of a record; a sentence is none, and one field that holds a list holds several."""
    found: dict[str, dict[str, str]] = {side: {} for side in _SIDES}
    for word in words:
        for side in _SIDES:
            if text := getattr(word.text, side):
                for one in _several(text):
                    found[side].setdefault(one.casefold(), one)
    for key in found["fr"].keys() | found["en"].keys():
        found["any"].pop(key, None)
    count = max(len(side) for side in found.values())
    if count > MAX_KEYWORDS:
        notes.append(Note("keywords", "too-many", f"{count} keywords: the first {MAX_KEYWORDS} are kept"))
    if not count:
        return NO_KEYWORDS
    return Keywords(**{side: tuple(said.values())[:MAX_KEYWORDS] for side, said in found.items()})


def _several(text: str) -> list[str]:
    words = line(text)
    parts = [words]
    for mark in (";", "|", ","):
        # Only a long field is cut: short ones have commas of their own ("Soil Temperature, 5 cm").
        if len(words) > _LONGEST and mark in words:
            parts = [part.strip() for part in words.split(mark)]
            break
    return [part for part in parts if part and len(part) <= _LONGEST and not says_nothing(part)]
