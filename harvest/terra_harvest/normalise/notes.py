"""What a normalisation has to tell its maintainers: each thing that it withheld, repaired or could only guess."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from terra_catalog.issue import Issue
from terra_catalog.quote import shown


class Note(NamedTuple):
    """A field of the dataset, the rule that was applied, and what happened, with the value that caused it."""

    path: str
    rule: str
    message: str


Notes = list[Note]
"""Filled by the functions of this package while they read one original."""

RULES = {
    "access-unclear": "words about access from which no condition follows",
    "address-unusable": "an address without host, with a foreign scheme or incomplete: left out",
    "box-reordered": "a geometry whose axis order only its range or a box beside it tells",
    "box-unusable": "a box that is no box in degrees: left out",
    "credentials-in-address": "a user name and password inside an address: removed, an account is needed",
    "date-unreadable": "a date that is none, or that can be read in two ways: left out",
    "decimal-comma": "a number written with a decimal comma",
    "doi-unusable": "a DOI that is none, or one of a test system: left out",
    "duration-unreadable": "a resolution or a time step that cannot be read: left out",
    "email-unusable": "an e-mail address that is none: left out",
    "frequency-unknown": "an update frequency that the catalogue has no word for: left out",
    "geometry-unusable": "a shape that cannot be drawn surely: left out",
    "language-guessed": "a text in no stated language: French or English by guess",
    "language-other": "a text in a third language, shown among the English ones",
    "licence-several": "more than one licence: the terms are given in words",
    "licence-unnamed": "a licence that is only said to be another one",
    "longitude-360": "a global box counted from 0 to 360 degrees east",
    "period-open": "an end so far ahead that it means that the data go on",
    "period-unusable": "a period without readable end, or that ends before it starts: left out",
    "protocol-unknown": "a service of a kind that the thesaurus does not know",
    "status-unknown": "a status that the catalogue has no word for: left out",
    "text-shortened": "a text too long for a record: cut",
    "title-from-id": "a STAC collection without title: its id stands for it",
    "too-many": "more entries than a page can show: the first ones are kept",
}
"""The rules and what each means; `harvest/README.md` lists them for maintainers."""


def issues_of(notes: Iterable[Note], source: str, native_id: str) -> Iterator[Issue]:
    """The notes as issues of level warning about a record of a source, each once."""
    for path, rule, message in dict.fromkeys(notes):
        yield Issue(file=source, line=0, id=shown(native_id), path=path, rule=rule, level="warning", message=message)
