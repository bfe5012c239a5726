"""Overlays: what people know better than a source, `catalog/overlays/<id>.yml`, laid over the harvested record.

A field given replaces that of the record; texts are replaced language by language, `identifiers` and `keywords` part
by part. Below `add`, the entries of a list are added to those of the record. Everything else stays as harvested.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from terra_catalog.dataset import Dataset
from terra_catalog.issue import Issue, Level
from terra_catalog.load import Record
from terra_catalog.quote import quote, shown
from terra_catalog.regular_file import read_bytes
from terra_catalog.shape import explain, fault_path
from terra_catalog.strict_yaml import Document, YamlError, read_yaml

_KEPT = frozenset({"id", "created", "provenance", "geometry"})
"""Fields that no overlay may touch: they say which record it is, and where it comes from."""

_BY_PART = frozenset({"title", "summary", "description", "rights", "identifiers", "keywords"})

_OPEN = [field for field in msgspec.structs.fields(Dataset) if field.name not in _KEPT]
_LISTS = [field for field in _OPEN if field.default == ()]
_ADDED = msgspec.defstruct(
    "Added", [(f.name, f.type, ()) for f in _LISTS], frozen=True, kw_only=True, forbid_unknown_fields=True
)
_PATCH = msgspec.defstruct(
    "Patch",
    [*((f.name, f.type | msgspec.UnsetType, msgspec.UNSET) for f in _OPEN), ("add", _ADDED, _ADDED())],
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
)


class Overlay(msgspec.Struct, frozen=True):
    """One overlay: the id it is for, its file, and its content with the lines of its fields."""

    id: str
    file: str
    document: Document


class OverlaidRecord(Record, frozen=True):
    """A record under an overlay; a fault in what the overlay gives is told with its file and line."""

    overlay: str = ""
    lines: Document = Document(None, {})

    def issue(self, rule: str, level: Level, path: str, message: str) -> Issue:
        """An issue about this record, where the faulty field was written."""
        found = super().issue(rule, level, path, message)
        if not self.gives(path):
            return found
        return msgspec.structs.replace(found, file=self.overlay, line=self.lines.line(path))

    def gives(self, path: str) -> bool:
        """Whether the overlay gives the field at that path, or a part of it."""
        while path:
            if path in self.lines.lines:
                return True
            path = path.rpartition("[" if path.endswith("]") else ".")[0]
        return False


def load_overlays(folder: Path, root: Path) -> tuple[list[Overlay], list[Issue]]:
    """Every overlay of `folder`, by id; what cannot be read becomes an issue. [I/O]"""
    overlays: list[Overlay] = []
    issues: list[Issue] = []
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        found = _read(file, file.relative_to(root).as_posix())
        if isinstance(found, Issue):
            issues.append(found)
        else:
            overlays.append(found)
    return overlays, issues


def _read(file: Path, name: str) -> Overlay | Issue:
    if file.suffix != ".yml":
        return _issue(name, 0, "", "an overlay is named <id>.yml. Rename it, or move it elsewhere.")
    raw = read_bytes(str(file))
    if isinstance(raw, str):
        return _issue(name, 0, "", raw)
    try:
        document = read_yaml(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _issue(name, raw.count(b"\n", 0, error.start) + 1, "", "not UTF-8. Save the file as UTF-8.")
    except YamlError as error:
        return _issue(name, error.line, "", str(error))
    if isinstance(document.value, dict):
        for field in document.value.keys() & _KEPT:
            return _issue(name, document.line(field), field, "an overlay cannot change it. Remove it.")
    try:
        msgspec.convert(document.value, _PATCH)
    except msgspec.ValidationError as error:
        path = fault_path(str(error))
        return _issue(name, document.line(path), path, explain(str(error), _PATCH))
    return Overlay(file.stem, name, document)


def overlaid(
    records: Iterable[Record], overlays: Iterable[Overlay], redirects: Mapping[str, str]
) -> tuple[list[Record], list[Issue]]:
    """The records with their overlays, and what is wrong with these.

    An overlay follows its record to a new id; the record of an overlay that does not fit stays as it is.
    """
    found = list(records)
    issues: list[Issue] = []
    place: dict[str, int] = {}
    for number, record in enumerate(found):
        place.setdefault(record.dataset.id, number)
    for overlay in overlays:
        at = place.get(overlay.id, place.get(redirects.get(overlay.id, ""), -1))
        if at < 0:
            issues.append(_issue(overlay.file, 1, "", f"no record has the id {quote(overlay.id)}. Correct the name."))
            continue
        record = found[at]
        if not record.file.endswith(".json"):
            issues.append(_issue(overlay.file, 1, "", f"people wrote {record.file}: change it there."))
            continue
        if isinstance(record, OverlaidRecord):
            issues.append(_issue(overlay.file, 1, "", f"{record.overlay} is for the same record. Merge the two."))
            continue
        patched = _laid(record, overlay)
        if isinstance(patched, Issue):
            issues.append(patched)
        else:
            found[at] = patched
    return found, issues


def _laid(record: Record, overlay: Overlay) -> Record | Issue:
    """The record under the overlay."""
    before: dict[str, Any] = msgspec.to_builtins(record.dataset)
    after, lines = dict(before), dict(overlay.document.lines)
    patch: dict[str, Any] = dict(overlay.document.value)
    added = patch.pop("add", None) or {}
    for field, value in patch.items():
        old = before.get(field)
        if field in _BY_PART and isinstance(old, dict) and isinstance(value, dict):
            after[field] = {**old, **value}
        else:
            after[field] = value
    if "updated" in patch:
        after["updated"] = max(str(patch["updated"]), str(before["updated"]))
    for field, values in added.items():
        have = list(after.get(field) or ())
        new = [value for value in values if value not in have]
        after[field] = have + new
        _shift(lines, f"add.{field}", field, {values.index(v): len(have) + n for n, v in enumerate(new)})
    try:
        dataset = msgspec.convert(after, Dataset)
    except msgspec.ValidationError as error:
        path = fault_path(str(error))
        return _issue(overlay.file, overlay.document.line(path), path, explain(str(error)))
    return OverlaidRecord(dataset, record.file, record.document, overlay.file, Document(None, lines))


def _shift(lines: dict[str, int], written: str, field: str, places: Mapping[int, int]) -> None:
    """Name the lines of added entries by where these stand in the record."""
    for path, line in list(lines.items()):
        for old, new in places.items():
            head = f"{written}[{old}]"
            if path == head or path.startswith((f"{head}.", f"{head}[")):
                lines[f"{field}[{new}]{path.removeprefix(head)}"] = line


def _issue(file: str, line: int, path: str, message: str) -> Issue:
    return Issue(
        file=file, line=line, id=shown(Path(file).stem), path=path, rule="overlay", level="error", message=message
    )
