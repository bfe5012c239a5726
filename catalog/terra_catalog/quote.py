"""Show a value of a record inside a message: short, on one line, and harmless on any terminal."""

MAX_SHOWN = 80
"""Characters shown of a value; the rest becomes an ellipsis."""


def quote(value: object) -> str:
    """`value` between backquotes, as `shown` gives it."""
    return f"`{shown(value)}`"


def shown(value: object, limit: int = MAX_SHOWN) -> str:
    """`value` cut to `limit` characters, with every character that does not print written as its code (\\u202e).

    A record may hold a megabyte, a line that looks like a command of the CI, or half a surrogate pair on which
    `print` fails: none of that must reach a log.
    """
    text = value if isinstance(value, str) else _number_or_type(value)
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return cut if cut.isprintable() else "".join(c if c.isprintable() or c in "\u00a0\u202f" else _code(c) for c in cut)


def _number_or_type(value: object) -> str:
    if value is None or isinstance(value, bool | float):
        return str(value)
    if isinstance(value, int):
        # Python refuses to print an integer of more than 4300 digits.
        return str(value) if abs(value) < 10**MAX_SHOWN else "an integer of more than 80 digits"
    return f"a {type(value).__name__}"


def _code(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
