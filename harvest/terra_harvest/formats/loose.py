"""Values of a JSON record whose shape nobody promised: asked for as a text, a list or an object, absent otherwise."""

from collections.abc import Iterator

from terra_harvest.strict_json import Json


def mapping(value: Json) -> dict[str, Json]:
    """An object as it is; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def several(value: Json) -> list[Json]:
    """A list as it is, nothing for null, any other value alone: publishers write one of something without a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def mappings(value: Json) -> Iterator[dict[str, Json]]:
    """The objects of a list, or the one object that stands without its list."""
    return (entry for entry in several(value) if isinstance(entry, dict))


def text(value: Json) -> str | None:
    """A text, trimmed, or a number as JSON writes it; None for blanks and everything else."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return str(value)


def first_text(*values: Json) -> str | None:
    """The first that is a text."""
    for value in values:
        if found := text(value):
            return found
    return None


def texts_of(value: Json) -> tuple[str, ...]:
    """The texts of a list (or the one text that stands alone), each once."""
    return tuple(dict.fromkeys(found for entry in several(value) if (found := text(entry))))


def size(value: Json) -> int | None:
    """A number of bytes, written as a number or as digits; None if it is neither or negative."""
    if isinstance(value, str) and value.strip().isdecimal() and len(value) < 19:
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 2**63:
        return None
    return int(value)
