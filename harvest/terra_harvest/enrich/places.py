"""Places among the keywords of a record: those that the record calls so, and those whose name a gazetteer has."""

import re
from collections.abc import Iterator, Mapping

from terra_harvest.enrich.fold import folded
from terra_harvest.original import Word

_KINDS = frozenset({"place", "spatial", "location", "region"})
# "Soultz-sous-Forêts (67250)": French communes are often written with their code, which tells that they are communes.
_CODE = re.compile(r"\S\s*\(\d{5}\)\Z")


def place_names(gazetteer: Mapping[object, object]) -> Iterator[str]:
    """The names in a gazetteer: kinds of places, in each the places by id with `fr`, `en` and `alt` names."""
    for places in gazetteer.values():
        for place in places.values() if isinstance(places, dict) else ():
            if isinstance(place, dict):
                others = place.get("alt")
                for name in (place.get("fr"), place.get("en"), *(others if isinstance(others, list) else ())):
                    if isinstance(name, str):
                        yield name


def is_called_place(word: Word) -> bool:
    """Whether the record says that a keyword is a place."""
    return (word.kind or "").lower() in _KINDS


def is_place(text: str, names: frozenset[str]) -> bool:
    """Whether a keyword is one of these folded names of places, or a French commune with its code."""
    return folded(text) in names or _CODE.search(text) is not None
