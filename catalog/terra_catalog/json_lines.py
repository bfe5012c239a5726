"""Give the issues of JSON records their line, by reading again the few files that have one. [I/O]"""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from terra_catalog.issue import Issue
from terra_catalog.strict_yaml import Document, YamlError, read_yaml


def with_lines(issues: Iterable[Issue], root: Path) -> list[Issue]:
    """The same issues; those about a JSON record below `root` say the line of their field.

    The harvest's records are read without their lines, ten thousand times faster than with them. A file that cannot
    be read a second time keeps its issues as they are.
    """
    seen: dict[str, Document | None] = {}
    return [_with_line(issue, root, seen) for issue in issues]


def _with_line(issue: Issue, root: Path, seen: dict[str, Document | None]) -> Issue:
    if issue.line or not issue.file.lower().endswith(".json"):
        return issue
    if issue.file not in seen:
        seen[issue.file] = _read(root / issue.file)
    document = seen[issue.file]
    return msgspec.structs.replace(issue, line=document.line(issue.path)) if document else issue


def _read(file: Path) -> Document | None:
    try:
        return read_yaml(file.read_text("utf-8-sig"))  # JSON is YAML, and that reader knows where things stand
    except (OSError, UnicodeDecodeError, YamlError):
        return None
