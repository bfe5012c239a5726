"""Read a YAML file as YAML 1.2, refusing what makes YAML surprising, and remember the line of every field.

PyYAML reads YAML 1.1, where `NO` is false, `1.10` is 1.1 and `12:30` is 750. Here the core schema of YAML 1.2
applies (https://yaml.org/spec/1.2.2/#103-core-schema) but for its octal, hexadecimal, infinite and not-a-number
notations, which stay texts; duplicate keys, anchors, aliases, tags and several documents in one file are errors.
"""

import re
from collections.abc import Iterator
from math import isinf
from typing import Any

import msgspec
import yaml

from terra_catalog.quote import quote, shown

_NULL = {"", "~", "null", "Null", "NULL"}
_TRUE = {"true", "True", "TRUE"}
_FALSE = {"false", "False", "FALSE"}
_INT = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_MAX_DEPTH = 20
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class YamlError(ValueError):
    """A file that is not the YAML we accept. `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class Document(msgspec.Struct, frozen=True):
    """The content of a file and the line of each of its fields, by path ("variables[2].concept")."""

    value: Any
    lines: dict[str, int]

    def line(self, path: str) -> int:
        """The line of a field, or of the nearest field above it; 1 when nothing is known."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path.rpartition("[" if path.endswith("]") else ".")[0]
        return self.lines.get("", 1)


def read_yaml(text: str) -> Document:
    """Parse one strict YAML document.

    Raises:
        YamlError: with the line, what was found and what to write instead.
    """
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise YamlError(line, f"control character U+{ord(found[0]):04X}. Delete it.")
    lines: dict[str, int] = {}
    events = yaml.parse(text, Loader=yaml.CSafeLoader)
    try:
        next(events)
        if isinstance(next(events), yaml.StreamEndEvent):
            raise YamlError(1, "the file is empty. Write the fields of one dataset.")
        value = _node(next(events), events, "", lines, 0)
        next(events)
        extra = next(events)
        if not isinstance(extra, yaml.StreamEndEvent):
            raise YamlError(_line(extra), "a second document (---) starts here. Keep one per file.")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        tab = "\t" in "".join(text.splitlines()[line - 1 : line])
        remedy = "Replace the tabs by spaces." if tab else "Check indentation and quotes."
        raise YamlError(line, f"not YAML: {error.problem}. {remedy}") from None
    except yaml.YAMLError as error:
        raise YamlError(1, f"not YAML: {shown(str(error))}. Save it again as plain text.") from None
    return Document(value, lines)


def _refuse_ornaments(event: yaml.Event, line: int) -> None:
    """Refuse what makes a value depend on another place of the file, or on the program that reads it."""
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if isinstance(event, yaml.AliasEvent):
        raise YamlError(line, f"alias {quote(f'*{anchor}')}. Write the value out.")
    if anchor:
        raise YamlError(line, f"anchor {quote(f'&{anchor}')}. Remove it and write the value out where it is used.")
    if tag is not None:
        raise YamlError(line, f"tag {quote(tag)}. Remove it: plain values only.")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _node(event: yaml.Event, events: Iterator[Any], path: str, lines: dict[str, int], depth: int) -> Any:
    line = lines[path] = _line(event)
    _refuse_ornaments(event, line)
    if depth > _MAX_DEPTH:
        raise YamlError(line, f"nested more than {_MAX_DEPTH} levels deep. Flatten it.")
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event.value, line) if event.implicit[0] else event.value
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Any] = []
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            items.append(_node(item, events, f"{path}[{len(items)}]", lines, depth + 1))
        return items
    mapping: dict[str, Any] = {}
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        at = _line(key)
        _refuse_ornaments(key, at)
        if not isinstance(key, yaml.ScalarEvent):
            raise YamlError(at, "a list or a group of fields as a key. Write a plain word before the colon.")
        child = f"{path}.{key.value}" if path else key.value
        if key.value in mapping:
            raise YamlError(at, f"the key {quote(key.value)} appears twice, first on line {lines[child]}. Keep one.")
        mapping[key.value] = _node(next(events), events, child, lines, depth + 1)
        lines[child] = at
    return mapping


def _scalar(value: str, line: int) -> Any:
    """A plain scalar as the core schema reads it."""
    if value in _NULL:
        return None
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    if _INT.match(value):
        return int(value)
    if _FLOAT.match(value):
        number = float(value)
        if isinf(number):
            raise YamlError(line, f"the number {quote(value)} is too large. Correct it, or put it between quotes.")
        return number
    return value
