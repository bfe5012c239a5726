"""An issue: what a check has to say about a record."""

from typing import Literal

import msgspec

Level = Literal["error", "warning"]


class Issue(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One finding. `message` says what is wrong, what was expected and what to do.

    `path` is the field inside the record ("variables[2].concept"); `line` counts from 1, 0 when unknown.
    An `error` keeps the record out of the catalogue, a `warning` does not.
    """

    file: str
    line: int
    id: str
    path: str
    rule: str
    level: Level
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        field = f" {self.path}:" if self.path else ""
        return f"{where}: {self.level} [{self.rule}]{field} {self.message}"
