"""Read what stands before a night, and write what it changes: atomically file by file, nicknames first. [I/O]"""

from pathlib import Path

from terra_harvest.night import Known, Night


class SaveError(OSError):
    """A file could not be written. The message names it; what was there before stays."""


def load_known(root: Path, source: str) -> Known:
    """What stands before a run of `source` in the project at `root`. [I/O]

    Raises:
        LedgerError, HoldError: a file of the harvest cannot be trusted.
    """
    raise NotImplementedError


def save(night: Night, root: Path) -> None:
    """Write the night into the project at `root`. [I/O]

    Raises:
        SaveError: a file could not be written; run the night again.
    """
    raise NotImplementedError
