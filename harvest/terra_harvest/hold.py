"""A hold: a night that took too much away from a source, kept back until a person decides (`harvest/held/*.yml`)."""

import json
import re
from typing import Literal, get_args

import msgspec

from terra_catalog.quote import quote, shown
from terra_catalog.shape import fault_path
from terra_catalog.strict_yaml import YamlError, read_yaml

Decision = Literal["wait", "remove", "keep"]


class HoldError(ValueError):
    """A hold file that cannot be read. The message names file and line, and what to do."""


class Hold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What waits for a person: since when, why, and the keys of the records that the source no longer shows.

    `wait` holds the whole source; `remove` lets these keys go as any others would, after three runs; `keep` counts
    them as present until they come back.
    """

    source: str
    since: str
    reason: str
    decision: Decision = "wait"
    keys: tuple[str, ...] = ()


def read_hold(text: str, source: str) -> Hold:
    """The hold that `text` tells.

    Raises:
        HoldError: it is not written as expected.
    """
    name = file_name(source)
    try:
        document = read_yaml(text)
    except YamlError as error:
        raise HoldError(f"{name}:{error.line}: {error}") from None
    try:
        hold = msgspec.convert(document.value, Hold)
    except msgspec.ValidationError as error:
        line, choices = document.line(fault_path(str(error))), ", ".join(get_args(Decision))
        raise HoldError(f"{name}:{line}: {shown(str(error), 200)}. Write in `decision` one of: {choices}.") from None
    if hold.source != source:
        raise HoldError(
            f"{name}:{document.line('source')}: it speaks of {quote(hold.source)}. Name it after its source."
        )
    return hold


def written(hold: Hold) -> str:
    """The text of the hold file, which says what to write in it."""
    lines = [
        "# The last run of this source took more away than a normal night does, so nothing of it was published.",
        "# Look at the source, then change `decision` and commit:",
        "#   wait    nothing of this source changes (as long as nobody has looked)",
        "#   remove  the records below are really gone: they are withdrawn once three complete runs miss them",
        "#   keep    the source is at fault: everything else goes on, the records below stay as they are",
        "# The file goes away by itself when the records are back.",
        f"source: {_plain(hold.source)}",
        f"since: {_plain(hold.since)}",
        f"reason: {_plain(hold.reason)}",
        f"decision: {hold.decision}",
        "keys:" if hold.keys else "keys: []",
        *(f"  - {_plain(key)}" for key in hold.keys),
    ]
    return "\n".join(lines) + "\n"


def file_name(source: str) -> str:
    """The file of a hold, from the root of the project."""
    return f"harvest/held/{source}.yml"


_CONTROL = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def _plain(text: str) -> str:
    """A YAML text between quotes: what JSON escapes, YAML reads alike."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
