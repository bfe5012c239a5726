"""An output: one file to publish, as a path below the site and its bytes."""

import re
from typing import NamedTuple

_SAFE = re.compile(r"(?:[A-Za-z0-9_@-][A-Za-z0-9_.@-]*/)*[A-Za-z0-9_@-][A-Za-z0-9_.@-]*\Z")


class Output(NamedTuple):
    """`path` is relative to the site, with forward slashes; `body` is the whole file."""

    path: str
    body: bytes


class UnsafePathError(ValueError):
    """A path that could leave the site or surprise a file system. A fault of ours, never of the data."""


def checked(path: str) -> str:
    """`path` itself when it is plain: segments of letters, digits and `_.@-`, none starting with a dot.

    Raises:
        UnsafePathError: for anything else ("..", an absolute path, a space, an empty segment).
    """
    if _SAFE.match(path) is None:
        raise UnsafePathError(f"{path!r} is no path of the site: expected segments of [A-Za-z0-9_.@-]")
    return path
