"""The journal of a run: every page is on disk before the next is asked for, so that a killed run goes on. [I/O]

`pages.jsonl` has a heading, then one line per page: its trace, and where the body of each record lies in `bodies`. A
page counts once its line stands whole; both files are synchronised before the walk goes on. What a kill left behind it
is cut off when the journal is opened again. Bodies are never held in memory: 100,000 of them would fill it.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import msgspec

from terra_harvest.protocols.page import Page, Received, Trace, Validator, trace

_PAGES = "pages.jsonl"
_BODIES = "bodies"


class JournalError(OSError):
    """The journal cannot be written; the message names the path, why, and what to do."""


class _Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A frozen part of a line."""


class Heading(_Part, frozen=True, kw_only=True):
    """What a run asks for: two runs with the same `asked` can share a journal. `started` is a time in UTC."""

    asked: str
    started: str
    since: str | None = None


class Kept(_Part, frozen=True, kw_only=True):
    """A received record without its body, which is `length` bytes at `offset` of the file of bodies."""

    id: str
    url: str
    offset: int
    length: int
    format: str | None = None
    modified: str | None = None
    anonymous: bool = False
    deleted: bool = False
    unchanged: bool = False
    validator: Validator | None = None
    repairs: tuple[str, ...] = ()


class Leaf(_Part, frozen=True, kw_only=True):
    """A page in the journal."""

    trace: Trace
    records: tuple[Kept, ...] = ()


_decode = msgspec.json.Decoder(Leaf).decode
_TORN = (msgspec.DecodeError, UnicodeDecodeError)
_encode = msgspec.json.Encoder().encode


class Journal:
    """The journal of one source in `folder`, which belongs to it alone; open it by `opened` or `created`."""

    def __init__(self, folder: Path, heading: Heading) -> None:
        self.folder = folder
        self.heading = heading
        self._end = 0
        self._pages: BinaryIO | None = None
        self._bodies: BinaryIO | None = None

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def add(self, page: Page) -> None:
        """Writes a page; once this returns, no kill and no power cut takes it away.

        Raises:
            JournalError: the disk refused it (full, read-only); the pages before stand.
        """
        try:
            self._add(page)
        except OSError as error:
            raise _refused(self.folder, error) from error

    def _add(self, page: Page) -> None:
        pages, bodies = self._files()
        kept = []
        offset = self._end
        for record in page.records:
            kept.append(_kept(record, offset))
            bodies.write(record.body)
            offset += len(record.body)
        if offset > self._end:
            _sync(bodies)
        pages.write(_encode(Leaf(trace=trace(page), records=tuple(kept))) + b"\n")
        _sync(pages)
        self._end = offset

    def leaves(self) -> Iterator[Leaf]:
        """The pages written so far, in their order."""
        with (self.folder / _PAGES).open("rb") as lines:
            next(lines)
            for line in lines:
                yield _decode(line)

    def records(self) -> dict[str, Kept]:
        """Each record as it came last, by its identifier."""
        return {kept.id: kept for leaf in self.leaves() for kept in leaf.records}

    def received(self, kept: Kept) -> Received:
        """The record with its body."""
        _, bodies = self._files()
        return Received(
            native_id=kept.id,
            url=kept.url,
            body=os.pread(bodies.fileno(), kept.length, kept.offset),
            format=kept.format,
            modified=kept.modified,
            anonymous=kept.anonymous,
            deleted=kept.deleted,
            unchanged=kept.unchanged,
            validator=kept.validator,
            repairs=kept.repairs,
        )

    def close(self) -> None:
        """Closes the files; what they hold stays."""
        for file in (self._pages, self._bodies):
            if file is not None:
                # After a refusal of the disk, closing tries to write the rest once more.
                with suppress(OSError):
                    file.close()
        self._pages = self._bodies = None

    def discard(self) -> None:
        """Forgets the run: its records are saved, or nobody wants them."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _files(self) -> tuple[BinaryIO, BinaryIO]:
        if self._pages is None or self._bodies is None:
            self._bodies = (self.folder / _BODIES).open("r+b", buffering=1 << 20)
            self._pages = (self.folder / _PAGES).open("r+b")
            self._bodies.seek(self._end)
            self._pages.seek(0, os.SEEK_END)
        return self._pages, self._bodies


def created(folder: Path, heading: Heading) -> Journal:
    """A new journal in `folder`; whatever was there is forgotten.

    Raises:
        JournalError: the disk refuses it.
    """
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / _BODIES).touch()
        with (folder / _PAGES).open("wb") as pages:
            pages.write(_encode(heading) + b"\n")
            _sync(pages)
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise _refused(folder, error) from error
    return Journal(folder, heading)


def opened(folder: Path) -> Journal | None:
    """The journal of an earlier run in `folder`, cut back to its last whole page; None if there is none."""
    try:
        whole, end, heading = _survey(folder)
        for name, length in ((_PAGES, whole), (_BODIES, end)):
            with (folder / name).open("r+b") as file:
                file.truncate(length)
    except (FileNotFoundError, *_TORN):
        return None
    except OSError as error:
        raise _refused(folder, error) from error
    journal = Journal(folder, heading)
    journal._end = end
    return journal


def _survey(folder: Path) -> tuple[int, int, Heading]:
    """How far the pages are whole, how far the bodies they speak of reach, and the heading."""
    size = (folder / _BODIES).stat().st_size
    with (folder / _PAGES).open("rb") as lines:
        first = next(lines, b"")
        heading = msgspec.json.decode(first, type=Heading)
        whole, end = len(first), 0
        for line in lines:
            try:
                leaf = _decode(line)
            except _TORN:
                break
            reach = max((kept.offset + kept.length for kept in leaf.records), default=end)
            if not line.endswith(b"\n") or reach > size:
                break
            whole += len(line)
            end = max(end, reach)
    return whole, end, heading


def _kept(record: Received, offset: int) -> Kept:
    return Kept(
        id=record.native_id,
        url=record.url,
        offset=offset,
        length=len(record.body),
        format=record.format,
        modified=record.modified,
        anonymous=record.anonymous,
        deleted=record.deleted,
        unchanged=record.unchanged,
        validator=record.validator,
        repairs=record.repairs,
    )


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _refused(folder: Path, error: OSError) -> JournalError:
    if isinstance(error, JournalError):
        return error
    reason = error.strerror or str(error)
    return JournalError(
        f"{error.filename or folder}: {reason}. What was read before stands. "
        "Free space or rights there, then run again."
    )
