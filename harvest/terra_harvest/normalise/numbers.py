"""Numbers of a record as written: with a point, or with a comma, which is noted."""

import re

from terra_catalog.quote import quote
from terra_harvest.normalise.notes import Note, Notes

_NUMBER = re.compile(r"[-+−]?(?:\d{1,20}(?:[.,]\d{0,30})?|[.,]\d{1,30})(?:[eE][-+]?\d{1,3})?\s?°?", re.ASCII).fullmatch


def read_number(text: str, path: str, notes: Notes) -> float | None:
    """The number that a text is, or None. A comma is read as a decimal one: no degree has a thousand parts."""
    words = text.strip()
    if not _NUMBER(words):
        return None
    if "," in words:
        notes.append(Note(path, "decimal-comma", f"{quote(words)} is written with a comma"))
    number = float(words.rstrip("° ").replace("−", "-").replace(",", "."))
    return number if abs(number) < 1e300 else None
