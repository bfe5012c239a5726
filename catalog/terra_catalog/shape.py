"""Say in words an editor can act on why a file does not have the shape of a record."""

import difflib
import re
from functools import cache
from typing import Any

import msgspec

from terra_catalog.dataset import Dataset
from terra_catalog.quote import quote, shown

_AT = re.compile(r" - at `(?:key in )?\$\.?([^`]*)`\Z").search
_UNKNOWN_FIELD = re.compile(r"unknown field `([\s\S]+?)`(?= - at `|\Z)").search
_MISSING_FIELD = re.compile(r"missing required field `([^`]+)`").search
_NOT_TEXT = re.compile(r"Expected `str.*got `(?:float|int|bool)").search
_STEP = re.compile(r"\[[^\]]*\]|[^.\[\]]+").findall
_LONGEST = 200


def fault_path(message: str) -> str:
    """The path inside msgspec's message: "... - at `$.variables[0].concept`" gives "variables[0].concept"."""
    parts = [_place(message)]
    if unknown := _UNKNOWN_FIELD(message):
        parts.append(unknown[1])
    return shown(".".join(part for part in parts if part), _LONGEST)


def explain(message: str, kind: type = Dataset, manual: str = "catalog/README.md") -> str:
    """What msgspec's message about a `kind` means: what is wrong, what was expected, what to do."""
    node = _node(_place(message), kind)
    if unknown := _UNKNOWN_FIELD(message):
        near = difflib.get_close_matches(unknown[1][:80], node.get("properties", ()), n=1)
        return f"unknown field {quote(unknown[1])}. " + (f"Did you mean `{near[0]}`?" if near else "Remove it.")
    if missing := _MISSING_FIELD(message):
        return f"the field `{missing[1]}` is required. Add it."
    what = shown(re.sub(r" - at `[^`]*`\Z", "", message), _LONGEST)
    if "enum" in node:
        return f"{what}. Write one of: {', '.join(node['enum'])}."
    if _NOT_TEXT(what):
        return f"{what}. Put the value between quotes."
    return f"{what}. See {manual} for what the field accepts."


def _place(message: str) -> str:
    found = _AT(message)
    return found[1].removesuffix("[...]") if found else ""


@cache
def _schema(kind: type) -> dict[str, Any]:
    return msgspec.json.schema(kind)


def _node(path: str, kind: type) -> dict[str, Any]:
    """The JSON Schema of the field at that path; empty when there is none."""
    node = _resolved(_schema(kind), kind)
    for step in _STEP(path)[:20]:
        below = node.get("items") if step.startswith("[") else node.get("properties", {}).get(step)
        node = _resolved(below if isinstance(below, dict) else {}, kind)
    return node


def _resolved(node: dict[str, Any], kind: type) -> dict[str, Any]:
    """The node itself, behind a reference or a choice between it and null."""
    for choice in node.get("anyOf", ()):
        if choice.get("type") != "null":
            node = choice
    reference = node.get("$ref")
    return _schema(kind)["$defs"][reference.rpartition("/")[2]] if reference else node
