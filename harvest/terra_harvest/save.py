"""Read what stands before a night, and write what it changes: atomically file by file, nicknames first. [I/O]

A night that is killed half-way is repaired by the next one: a nickname in the ledger without its record is written
again, a tombstone without its line in the ledger is settled again, and nothing is lost.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from terra_catalog.redirects import file_text
from terra_harvest import hold as holds
from terra_harvest.hold import Hold, HoldError, read_hold
from terra_harvest.ledger import Ledger, LedgerError, Line, file_name, folded, load_ledgers, read_ledger, written
from terra_harvest.night import Known, Night


class SaveError(OSError):
    """A file could not be written. The message names it; what was there before stays."""


class OnDisk(Mapping[str, bytes]):
    """The records of a source by id, each read when it is asked for. [I/O]"""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, id_: str) -> bytes:
        try:
            return (self._folder / f"{id_}.json").read_bytes()
        except FileNotFoundError:
            raise KeyError(id_) from None

    def __contains__(self, id_: object) -> bool:
        return (self._folder / f"{id_}.json").is_file()

    def __iter__(self) -> Iterator[str]:
        return (file.stem for file in sorted(self._folder.glob("*.json")))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def load_known(root: Path, source: str) -> Known:
    """What stands before a run of `source` in the project at `root`. [I/O]

    Raises:
        LedgerError, HoldError: a file of the harvest cannot be trusted.
    """
    ledgers = load_ledgers(root / "harvest/ledger")
    taken = {id_ for ledger in ledgers.values() for id_ in ledger.first}
    for pattern in ("curated/*/*.y*ml", "records/*/*.json"):
        taken.update(file.stem for file in (root / "catalog").glob(pattern))
    return Known(
        ledger=ledgers.get(source, Ledger(source=source)),
        taken=taken,
        records=OnDisk(root / "catalog/records" / source),
        absent=_absent(root / absent_file(source), source),
        hold=_hold(root / holds.file_name(source), source),
    )


def absent_file(source: str) -> str:
    """The file that counts the absences of a source, from the root of the project."""
    return f"harvest/absent/{source}.json"


def _absent(file: Path, source: str) -> dict[str, int]:
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, int])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.MsgspecError) as error:
        raise LedgerError(f"{absent_file(source)}: cannot be read: {error}. Restore it from git.") from None


def _hold(file: Path, source: str) -> Hold | None:
    try:
        return read_hold(file.read_text("utf-8"), source)
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise HoldError(f"{holds.file_name(source)}:1: cannot be read: {error}. Restore it from git.") from None


def save(night: Night, root: Path) -> None:
    """Write the night into the project at `root`. [I/O]

    Raises:
        SaveError: a file could not be written; run the night again.
        LedgerError: the ledger has changed since the night was settled.
    """
    append(root, night.source, night.opening)
    folder = root / "catalog/records" / night.source
    if night.changes:
        _sweep(folder)
    for change in night.changes:
        write(folder / f"{change.id}.json", change.body)
    save_redirects(root, night.source, night.redirects)
    append(root, night.source, night.closing)
    absent = msgspec.json.format(msgspec.json.encode(dict(night.absent)), indent=1) + b"\n" if night.absent else None
    put(root / absent_file(night.source), absent)
    held = root / holds.file_name(night.source)
    # What an operator wrote around an unchanged decision stays.
    if night.hold is None or night.hold != _hold(held, night.source):
        put(held, holds.written(night.hold).encode() if night.hold else None)


def append(root: Path, source: str, lines: Sequence[Line]) -> None:
    """Add lines to the ledger of a source, all of them or none. [I/O]

    Raises:
        SaveError: the ledger could not be written.
        LedgerError: the lines do not fit what it says already.
    """
    if not lines:
        return
    file = root / file_name(source)
    text = file.read_text("utf-8") if file.is_file() else ""
    folded(read_ledger(text, source), lines)
    write(file, (text + written(lines)).encode(), sync=True)


def save_redirects(root: Path, source: str, redirects: Mapping[str, str]) -> None:
    """Write `catalog/redirects/<source>.yml`, which leads the build from former addresses to present ones. [I/O]

    Raises:
        SaveError: it could not be written.
    """
    put(root / "catalog/redirects" / f"{source}.yml", file_text(redirects).encode() if redirects else None)


def put(file: Path, body: bytes | None) -> None:
    """Make `file` hold `body`; None takes it away. Nothing is written when it holds that already. [I/O]

    Raises:
        SaveError: it could not be written.
    """
    if body is None:
        file.unlink(missing_ok=True)
    elif not file.is_file() or file.read_bytes() != body:
        write(file, body)


def write(file: Path, body: bytes, *, sync: bool = False) -> None:
    """Write a file whole or not at all. [I/O]

    Raises:
        SaveError: no space, no right; the message names the file.
    """
    beside = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as stream:
            stream.write(body)
            stream.flush()
            if sync:
                os.fsync(stream.fileno())
        beside.replace(file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise SaveError(
            error.errno, f"{error.strerror}. Make room or mend its rights, then run it again", str(file)
        ) from None


def _sweep(folder: Path) -> None:
    """Take away what a killed night left half-written."""
    for file in folder.glob(".*.part"):
        file.unlink(missing_ok=True)
