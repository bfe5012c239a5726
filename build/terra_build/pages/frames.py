"""Frames: a fragment for thousands of pages, rendered once for each pattern of what is stated, and then only filled."""

import re
from collections.abc import Callable, Mapping
from operator import itemgetter

from terra_build.pages.engine import Templates

_HOLE = re.compile("\x02([a-z_]+)\x02")

Values = Mapping[str, str | bytes]
"""HTML by the name of its hole; what many pages share may be bytes already."""

_Cut = tuple[list[bytes], Callable[[Values], tuple[str | bytes, ...]]]
"""The literal pieces of a pattern, a hole between any two, and what takes the values of the holes in their order."""


class Frames:
    """One fragment of one language.

    Ten thousand records share a few dozen patterns: with or without a DOI, a summary, a related publication. The
    template decides what each pattern shows; what remains for a page is to put its values between bytes that are
    ready, which takes a quarter of the time of the template.
    """

    def __init__(self, templates: Templates, fragment: str) -> None:
        self._templates = templates
        self._fragment = fragment
        self._known: dict[tuple[bool, ...], _Cut] = {}

    def fill(self, values: Values) -> bytes:
        """The fragment with `values`: HTML already, the same keys in the same order at each call.

        The template may ask of a value only whether it is empty, and put it in as it is.
        """
        pattern = tuple(map(bool, values.values()))
        known = self._known.get(pattern)
        if known is None:
            known = self._known[pattern] = self._cut(values)
        pieces, take = known[0].copy(), known[1]
        pieces[1::2] = [value if isinstance(value, bytes) else value.encode() for value in take(values)]
        return b"".join(pieces)

    def _cut(self, values: Values) -> _Cut:
        marks = {name: f"\x02{name}\x02" if value else "" for name, value in values.items()}
        pieces = _HOLE.split(self._templates.fast(self._fragment, marks))
        return [piece.encode() for piece in pieces], itemgetter(*pieces[1::2])
