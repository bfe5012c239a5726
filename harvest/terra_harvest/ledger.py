"""The ledger of a source: which nickname each of its records was given, once and for all; append-only, in git.

One file per source, `harvest/ledger/<source>.jsonl`, one line per event. The key of a record is its identifier at the
source in Unicode's NFC, case kept; the title is never part of it. A nickname is never given twice.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from terra_catalog.quote import quote, shown
from terra_catalog.rules.identity import is_free_id

MAX_KEY = 1000
"""Characters of the longest identifier that is believed to be one."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch
_NOT_IN_KEY = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


class LedgerError(ValueError):
    """A ledger that cannot be trusted. The message names file and line, what is wrong and what to do."""


class _Event(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="did"):
    """A line of a ledger: what happened, on which day, to which nickname."""

    on: str
    id: str


class Named(_Event, frozen=True, tag="named"):
    """The record `key` was given the nickname `id`."""

    key: str


class Rekeyed(_Event, frozen=True, tag="rekeyed"):
    """The source calls the record `key` what it called `was`; the nickname stays."""

    key: str
    was: str


class Moved(_Event, frozen=True, tag="moved"):
    """People gave the dataset `was` the nickname `id`; the old address redirects."""

    was: str


class Withdrawn(_Event, frozen=True, tag="withdrawn"):
    """The record is gone from its source; its address stays."""


class Restored(_Event, frozen=True, tag="restored"):
    """The record came back to its source."""


Line = Named | Rekeyed | Moved | Withdrawn | Restored
_decode = msgspec.json.Decoder(Line).decode
_encode = msgspec.json.Encoder().encode


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """A ledger, folded: who has which nickname today.

    `ids` maps keys to nicknames, withdrawn records included; `withdrawn` nicknames to the day; `redirects` former
    nicknames to the present one; `first` every nickname ever given to the line that gave it; `length` counts lines.
    """

    source: str
    ids: Mapping[str, str] = {}
    withdrawn: Mapping[str, str] = {}
    redirects: Mapping[str, str] = {}
    first: Mapping[str, int] = {}
    length: int = 0

    @property
    def keys(self) -> dict[str, str]:
        """The key of each present nickname."""
        return {id_: key for key, id_ in self.ids.items()}


def key_of(native_id: str) -> str | None:
    """The key of an identifier: trimmed, in NFC, case kept. None when no line of text can hold it."""
    key = unicodedata.normalize("NFC", native_id.strip())
    return None if not key or len(key) > MAX_KEY or _NOT_IN_KEY.search(key) else key


def folded(ledger: Ledger, lines: Iterable[Line]) -> Ledger:
    """The ledger with further lines.

    Raises:
        LedgerError: a line contradicts those before; nothing of it can be guessed.
    """
    ids, withdrawn = dict(ledger.ids), dict(ledger.withdrawn)
    redirects, first = dict(ledger.redirects), dict(ledger.first)
    holder = {id_: key for key, id_ in ids.items()}
    at = ledger.length
    for at, line in enumerate(lines, ledger.length + 1):
        where = f"{file_name(ledger.source)}:{at}"
        if not is_free_id(line.id) or not _DATE(line.on):
            raise LedgerError(f"{where}: {quote(line.id)} on {quote(line.on)}: an id and a day were expected. {_MEND}")
        match line:
            case Named():
                _unused(line.id, first, where, ledger.source)
                if line.key in ids:
                    raise LedgerError(f"{where}: the key {quote(line.key)} already has `{ids[line.key]}`. {_MEND}")
                ids[line.key], holder[line.id], first[line.id] = line.id, line.key, at
            case Rekeyed():
                if ids.get(line.was) != line.id or line.key in ids:
                    raise LedgerError(
                        f"{where}: {quote(line.was)} does not have `{line.id}`, or {quote(line.key)} has one. {_MEND}"
                    )
                del ids[line.was]
                ids[line.key], holder[line.id] = line.id, line.key
            case Moved():
                if line.was not in holder:
                    raise LedgerError(f"{where}: no record has the nickname {quote(line.was)}. {_MEND}")
                if redirects.get(line.id) != line.was:  # back to a former name of its own is no reuse
                    _unused(line.id, first, where, ledger.source)
                key = holder.pop(line.was)
                ids[key], holder[line.id] = line.id, key
                first.setdefault(line.id, at)
                redirects = {old: line.id if new == line.was else new for old, new in redirects.items()}
                redirects.pop(line.id, None)
                redirects[line.was] = line.id
                if line.was in withdrawn:
                    withdrawn[line.id] = withdrawn.pop(line.was)
            case Withdrawn() | Restored():
                if line.id not in holder:
                    raise LedgerError(f"{where}: no record has the nickname {quote(line.id)}. {_MEND}")
                if isinstance(line, Withdrawn):
                    withdrawn.setdefault(line.id, line.on)
                else:
                    withdrawn.pop(line.id, None)
    return Ledger(source=ledger.source, ids=ids, withdrawn=withdrawn, redirects=redirects, first=first, length=at)


def read_ledger(text: str, source: str) -> Ledger:
    """The ledger that `text` tells, line by line.

    Raises:
        LedgerError: a line cannot be read, or contradicts those before.
    """
    return folded(Ledger(source=source), _lines(text, file_name(source)))


def _lines(text: str, name: str) -> Iterable[Line]:
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else (), 1):
        try:
            yield _decode(line)
        except msgspec.MsgspecError as error:
            raise LedgerError(f"{name}:{number}: {shown(str(error), 200)}. {_MEND}") from None


def written(lines: Iterable[Line]) -> str:
    """The text of ledger lines, each on its own."""
    return "".join(_encode(line).decode() + "\n" for line in lines)


def load_ledgers(folder: Path) -> dict[str, Ledger]:
    """Every ledger of `harvest/ledger`, by source. [I/O]

    Raises:
        LedgerError: a ledger cannot be read, or two of them gave one nickname.
    """
    ledgers: dict[str, Ledger] = {}
    for file in sorted(folder.glob("*.jsonl")) if folder.is_dir() else ():
        try:
            ledgers[file.stem] = read_ledger(file.read_text("utf-8"), file.stem)
        except (OSError, UnicodeDecodeError) as error:
            raise LedgerError(f"{file_name(file.stem)}: cannot be read: {error}. {_MEND}") from None
    owners: dict[str, Ledger] = {}
    for ledger in ledgers.values():
        for id_, line in ledger.first.items():
            other = owners.setdefault(id_, ledger)
            if other is not ledger:
                raise LedgerError(
                    f"{file_name(ledger.source)}:{line}: the nickname `{id_}` was already given by "
                    f"{file_name(other.source)}:{other.first[id_]}. Keep the older line; give the other record a "
                    "nickname of its own."
                )
    return ledgers


def file_name(source: str) -> str:
    """The file of a ledger, from the root of the project."""
    return f"harvest/ledger/{source}.jsonl"


_MEND = "Restore the file from git: lines are only ever added."


def _unused(id_: str, first: Mapping[str, int], where: str, source: str) -> None:
    if id_ in first:
        raise LedgerError(
            f"{where}: the nickname `{id_}` was already given by {file_name(source)}:{first[id_]}. {_MEND}"
        )
