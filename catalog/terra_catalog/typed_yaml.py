"""Read a YAML file that people write as a value of a known type, strictly, with the lines of its fields. [I/O]"""

from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from terra_catalog.issue import Issue
from terra_catalog.quote import shown
from terra_catalog.regular_file import read_bytes
from terra_catalog.shape import explain, fault_path
from terra_catalog.strict_yaml import Document, YamlError, read_yaml

T = TypeVar("T")


class Typed(msgspec.Struct, Generic[T], frozen=True):
    """The value of a file, with the file's name (relative to the project) and the lines of its fields."""

    value: T
    file: str
    document: Document

    def error(self, rule: str, path: str, message: str) -> Issue:
        """An error about a field of this file, at its line."""
        return _error(self.file, self.document.line(path), rule, message, path)


def read_typed(file: Path, root: Path, kind: type[T], manual: str) -> Typed[T] | Issue:
    """The file as a `kind`, or the issue that says why it is none: what, where, and what to write.

    `manual` is the page that describes the fields, for who has written one wrong.
    """
    name = str(file).removeprefix(f"{root}/")
    raw = read_bytes(str(file))
    if isinstance(raw, str):
        return _error(name, 0, "readable-file", raw)
    try:
        document = read_yaml(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return _error(name, line, "readable-file", f"byte {error.start} is not UTF-8. Save the file as UTF-8.")
    except YamlError as error:
        return _error(name, error.line, "strict-yaml", str(error))
    try:
        return Typed(msgspec.convert(document.value, kind), name, document)
    except msgspec.ValidationError as error:
        path = fault_path(str(error))
        return _error(name, document.line(path), "shape", explain(str(error), kind, manual), path)


def _error(file: str, line: int, rule: str, message: str, path: str = "") -> Issue:
    return Issue(file=file, line=line, id=shown(Path(file).stem), path=path, rule=rule, level="error", message=message)
