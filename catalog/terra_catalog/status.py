"""How the harvest of a source went: `catalog/status/<source>.json`, written by the harvest and read by the build.

Both sides know only this file of each other, so its shape stands here, below both.
"""

from pathlib import Path
from typing import Literal

import msgspec

from terra_vocab.text import Text

Verdict = Literal["COMPLETE", "PARTIAL", "FAILED"]
Scope = Literal[
    "full",  # the whole list was asked for
    "changes",  # only what changed since an earlier run
    "limited",  # a trial of a few records, or since a date that a person chose
]

HISTORY = 30
"""Runs that a status remembers."""

UNMATCHED = 50
"""Keywords without a concept that a status names: the most frequent ones."""


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A frozen part of a status."""


class Outcomes(_Part, frozen=True, kw_only=True):
    """What became of the records of a source in one run."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    failed: int = 0


class Run(_Part, frozen=True, kw_only=True):
    """One run of one source. Times are UTC ("2026-11-21T02:00:00Z").

    matched = published + quarantined + held + deleted + skipped + missing.
    """

    verdict: Verdict
    scope: Scope = "full"
    started: str
    ended: str
    matched: int = 0
    received: int = 0
    published: int = 0
    quarantined: int = 0
    held: int = 0
    deleted: int = 0
    skipped: int = 0
    missing: int = 0
    outcomes: Outcomes = Outcomes()

    @property
    def adds_up(self) -> bool:
        """Whether every record that the server says it has is accounted for."""
        known = self.published + self.quarantined + self.held + self.deleted + self.skipped + self.missing
        return self.matched == known


class Unmatched(_Part, frozen=True, kw_only=True):
    """A keyword of the source that no concept of the thesaurus bears, and how many records have it."""

    text: str
    count: int


class SourceStatus(_Part, frozen=True, kw_only=True):
    """The state of a source after its last run; one that was never harvested has no `last`, and says so on the site.

    `last_complete` is when the last COMPLETE run began, `last_full` the last COMPLETE one of the whole list: what is
    published of a source is that fresh. `reasons` say why the last run is not COMPLETE, `held` why changes wait for a
    person, `quarantine` which records are kept out and why. `records` counts the published ones. `history` holds the
    last runs, oldest first, the last one included. `recipe` is the digest of what made datasets of the originals.
    """

    source: str
    title: Text
    endpoint: str = ""
    pole: str | None = None
    schedule: str = "nightly"
    standing: Literal["pole", "aggregator"] = "pole"
    records: int = 0
    last: Run | None = None
    last_complete: str | None = None
    last_full: str | None = None
    reasons: tuple[str, ...] = ()
    held: str | None = None
    quarantine: dict[str, str] = {}
    unmatched: tuple[Unmatched, ...] = ()
    history: tuple[Run, ...] = ()
    recipe: str | None = None

    @property
    def failures(self) -> int:
        """How many of the latest runs in a row were not COMPLETE."""
        runs = list(reversed(self.history or ((self.last,) if self.last else ())))
        return next((number for number, run in enumerate(runs) if run.verdict == "COMPLETE"), len(runs))


class StatusError(ValueError):
    """A status file that cannot be read; the message says which, why and what to do."""


def read_status(file: Path) -> SourceStatus:
    """The status in a file. [I/O]

    Raises:
        StatusError: the file is no status.
    """
    try:
        return msgspec.json.decode(file.read_bytes(), type=SourceStatus)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        message = f"{file}: no status of a source: {error}. Delete it; the next harvest writes it again."
        raise StatusError(message) from None


def read_statuses(folder: Path) -> list[SourceStatus]:
    """The status of every source that was harvested, by the name of the source. [I/O]

    Raises:
        StatusError: for the first file that is none.
    """
    return [read_status(file) for file in sorted(folder.glob("*.json"), key=lambda file: file.stem)]


def status_bytes(status: SourceStatus) -> bytes:
    """The bytes of a status file: the same status always gives the same ones, one field a line."""
    return msgspec.json.format(msgspec.json.encode(status), indent=2) + b"\n"
