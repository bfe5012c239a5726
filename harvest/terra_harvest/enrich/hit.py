"""A hit: a text of the record that has the form of a concept, before the record as a whole has decided."""

import msgspec

from terra_harvest.enrich.forms import Form
from terra_harvest.enrich.reason import Confidence, Kind


class Hit(msgspec.Struct, frozen=True, gc=False):
    """Where it was read, what it may mean, and the unit written beside it.

    `alone`: between two pauses of the text; `far`: past the first sentences of an abstract.
    """

    text: str
    form: Form
    kind: Kind
    confidence: Confidence
    unit: str | None = None
    alone: bool = False
    far: bool = False


def spelt_right(form: Form, written: str) -> bool:
    """Whether a short acronym is written as it must be: "CO", not "Co"."""
    return not form.spelt or written in form.spelt
