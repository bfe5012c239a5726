"""Former addresses of datasets: `catalog/redirects/*.yml` maps each former id to the present one."""

from collections.abc import Collection, Mapping
from pathlib import Path

from terra_catalog.issue import Issue
from terra_catalog.quote import quote, shown
from terra_catalog.rules.identity import is_free_id
from terra_catalog.strict_yaml import YamlError, read_yaml

_HEAD = "# Former id of a dataset: its present id. The former address leads to the present one.\n"
_HOPS = 50


def file_text(redirects: Mapping[str, str]) -> str:
    """The text of a file of redirects; ids stand between quotes, because YAML takes some of them for numbers."""
    return _HEAD + "".join(f'"{old}": "{new}"\n' for old, new in sorted(redirects.items()))


def load_redirects(folder: Path, root: Path) -> tuple[dict[str, str], list[Issue]]:
    """Every redirect of `folder`; what cannot be used becomes an issue. [I/O]"""
    redirects: dict[str, str] = {}
    issues: list[Issue] = []
    for file in sorted(folder.glob("*.yml")) if folder.is_dir() else ():
        name = file.relative_to(root).as_posix()
        try:
            document = read_yaml(file.read_text("utf-8"))
        except (YamlError, OSError, UnicodeDecodeError) as error:
            line = error.line if isinstance(error, YamlError) else 0
            issues.append(_issue(name, line, "", f"{shown(str(error), 200)}"))
            continue
        entries = document.value if isinstance(document.value, dict) else {"": None}
        for old, new in entries.items():
            line = document.line(str(old))
            if not (isinstance(old, str) and isinstance(new, str) and is_free_id(old) and is_free_id(new)):
                issues.append(_issue(name, line, shown(str(old)), 'two ids expected: `"former": "present"`.'))
            elif redirects.setdefault(old, new) != new:
                issues.append(_issue(name, line, old, f"it already leads to `{redirects[old]}`. Keep one."))
    return redirects, issues


def resolved(redirects: Mapping[str, str], ids: Collection[str]) -> tuple[dict[str, str], list[str]]:
    """Former id -> id of a dataset that is there, through any chain; and the former ids that lead nowhere.

    An id that a dataset has today is no former one: the dataset wins.
    """
    found: dict[str, str] = {}
    lost: list[str] = []
    for old in sorted(redirects):
        if old in ids:
            continue
        now, hops = redirects[old], 0
        while now not in ids and now in redirects and hops < _HOPS:
            now, hops = redirects[now], hops + 1
        if now in ids:
            found[old] = now
        else:
            lost.append(old)
    return found, lost


def lost_issue(old: str, new: str) -> Issue:
    """The issue of a redirect that leads nowhere."""
    message = f"`{old}` leads to {quote(new)}, which is no dataset. Correct the id, or the address is dead."
    return _issue("catalog/redirects", 0, old, message)


def _issue(file: str, line: int, id_: str, message: str) -> Issue:
    return Issue(file=file, line=line, id=id_, path="", rule="redirect", level="warning", message=message)
