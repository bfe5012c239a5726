"""Read the records of `catalog/` from disk: people's YAML and the harvest's JSON. [I/O]"""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from terra_catalog.dataset import Dataset
from terra_catalog.issue import Issue, Level
from terra_catalog.quote import quote, shown
from terra_catalog.regular_file import read_bytes
from terra_catalog.shape import explain, fault_path
from terra_catalog.strict_yaml import Document, YamlError, read_yaml

_decode = msgspec.json.Decoder(Dataset).decode
_SUFFIXES = (".yml", ".yaml", ".json")
_NO_LINES = Document(None, {})


class Record(msgspec.Struct, frozen=True):
    """A dataset with the file it was read from (relative to the project) and the lines of its fields."""

    dataset: Dataset
    file: str
    document: Document = _NO_LINES

    def issue(self, rule: str, level: Level, path: str, message: str) -> Issue:
        """An issue about this record, with its file and line."""
        line = self.document.line(path) if self.document.lines else 0
        known_as = shown(self.dataset.id)
        return Issue(file=self.file, line=line, id=known_as, path=path, rule=rule, level=level, message=message)


def record_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The record files among and below `paths`, each once, in a stable order; JSON Schemas are no records."""
    return map(Path, _record_files(paths))


def _record_files(paths: Iterable[Path]) -> Iterator[str]:
    # Plain strings: at ten thousand records, path objects cost more than reading and decoding.
    seen: set[str] = set()
    for path in paths:
        for file in sorted(_below(str(path))) if path.is_dir() else [str(path)]:
            if file not in seen:
                seen.add(file)
                yield file


def _below(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path)
            elif entry.is_dir() or _is_record(entry.name.lower()):
                yield entry.path  # a link to a folder too: reading refuses it by name, rather than passing it over


def _is_record(name: str) -> bool:
    return name.endswith(_SUFFIXES) and not name.endswith(".schema.json")


def load_records(paths: Iterable[Path], root: Path) -> tuple[list[Record], list[Issue]]:
    """Read every record below `paths`. A file that cannot be read becomes an issue, never an exception."""
    records: list[Record] = []
    issues: list[Issue] = []
    for file in _record_files(paths):
        found = load_record(file, root)
        if isinstance(found, Issue):
            issues.append(found)
        else:
            records.append(found)
    return records, issues


def load_record(file: Path | str, root: Path) -> Record | Issue:
    """Read one record file: `.json` as the harvest writes it, anything else as strict YAML."""
    path = str(file)
    name = _printable(path.removeprefix(f"{root}/"))
    raw = read_bytes(path)
    if isinstance(raw, str):
        return _refused(name, 0, "readable-file", raw)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return _refused(name, line, "readable-file", f"byte {error.start} is not UTF-8. Save the file as UTF-8.")
    if path.lower().endswith(".json"):
        return _from_json(text, name)
    return _from_yaml(text, name)


def _from_json(text: str, name: str) -> Record | Issue:
    try:
        dataset = _decode(text)
        if msgspec.json.format(text, indent=-1) != msgspec.json.encode(dataset).decode():
            # Not as the harvest writes it, so a hand has been here: worth the slow reader, which sees repeated keys.
            json.loads(text, object_pairs_hook=_once)
        return Record(dataset, name)
    except _RepeatedKeyError as error:
        return _refused(name, 0, "strict-json", f"the key {quote(str(error))} appears twice. Keep one.")
    except msgspec.ValidationError as error:
        return _refused(name, 0, "shape", explain(str(error)), fault_path(str(error)))
    except msgspec.DecodeError as error:
        return _refused(name, 0, "strict-json", f"{shown(str(error))}. Let the harvest write the file again.")
    except RecursionError:
        return _refused(name, 0, "strict-json", "nested too deep to be read. Let the harvest write the file again.")


def canonical(dataset: Dataset) -> bytes:
    """The bytes of a record file of the harvest: the same dataset always gives the same ones, one field a line."""
    return msgspec.json.format(msgspec.json.encode(dataset), indent=2) + b"\n"


class _RepeatedKeyError(ValueError):
    pass


def _once(pairs: list[tuple[str, object]]) -> None:
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            raise _RepeatedKeyError(key)
        seen.add(key)


def _from_yaml(text: str, name: str) -> Record | Issue:
    try:
        document = read_yaml(text)
    except YamlError as error:
        return _refused(name, error.line, "strict-yaml", str(error))
    try:
        return Record(msgspec.convert(document.value, Dataset), name, document)
    except msgspec.ValidationError as error:
        path = fault_path(str(error))
        return _refused(name, document.line(path), "shape", explain(str(error)), path)


def _printable(path: str) -> str:
    """The path, its bytes that are no UTF-8 as codes: Python keeps them as surrogates, which no log shows."""
    return path if path.isascii() else path.encode("utf-8", "backslashreplace").decode()


def _refused(file: str, line: int, rule: str, message: str, path: str = "") -> Issue:
    return Issue(file=file, line=line, id=shown(Path(file).stem), path=path, rule=rule, level="error", message=message)
