"""Folders of pure browser modules joined into one file each: a page asks for one file where it asked for a dozen."""

import re
from collections.abc import Mapping
from functools import partial
from posixpath import dirname, normpath

FOLDERS = ("search", "understand", "discovery")
"""Folders below `theme/assets/js` that are published as `<folder>/index.js`."""

_IMPORT = re.compile(r'^import (\{[^}]*\}|\* as \w+) from "([^"]+)";$', re.MULTILINE)
_PASSED_ON = re.compile(r'^export (\{[^}]*\}) from "([^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function|class|const) (\w+)", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_TARGET = re.compile(r'((?:from |import\()")(\.\.?/[^"]+)(?=")')


class ChunkError(ValueError):
    """Modules that cannot be joined: a fault of ours, which the first build finds."""


def joined(modules: Mapping[str, str]) -> dict[str, str]:
    """Modules without comments, by path below `js/`; those of each folder of FOLDERS are replaced by one `index.js`.

    Raises:
        ChunkError: modules of a folder import each other in a circle, export the same name, or are written in a way
            that this linker does not know.
    """
    found = {path: text for path, text in modules.items() if path.partition("/")[0] not in FOLDERS}
    for folder in FOLDERS:
        if mine := {path: text for path, text in modules.items() if path.startswith(f"{folder}/")}:
            found[f"{folder}/index.js"] = _chunk(mine)
    return {path: _TARGET.sub(partial(_led, path), text) for path, text in found.items()}


def _led(path: str, match: re.Match[str]) -> str:
    """An import of a module of another folder that was joined, led to the whole."""
    before, target = match.groups()
    folder, _, name = normpath(f"{dirname(path)}/{target}").lstrip("/").partition("/")
    if folder not in FOLDERS or not name or path.startswith(f"{folder}/"):
        return match[0]
    return before + target.removesuffix(name) + "index.js"


def _chunk(modules: Mapping[str, str]) -> str:
    """Each module in a function of its own, after those it imports; what all export is exported."""
    exported = [name for text in modules.values() for name in _exports(text)]
    if twice := sorted({name for name in exported if exported.count(name) > 1}):
        raise ChunkError(f"{min(modules)} and its neighbours export {', '.join(twice)} twice. Give one another name.")
    outside: dict[str, str] = {}
    inside: dict[str, str] = {}
    bodies = []
    for path in _ordered(modules):
        inside[path] = f"m{len(inside)}"
        bodies.append(_wrapped(path, modules[path], inside, outside))
    imports = [f'import * as {name} from "{target}";' for target, name in outside.items()]
    return "\n".join([*imports, *bodies]) + "\n"


def _exports(text: str) -> list[str]:
    passed_on = [name.strip() for names, _ in _PASSED_ON.findall(text) for name in names.strip("{} ").split(",")]
    return [*(name for _, name in _EXPORT.findall(text)), *passed_on]


def _ordered(modules: Mapping[str, str]) -> list[str]:
    """The paths, each after those it imports."""
    order: list[str] = []
    under_way: list[str] = []

    def visit(path: str) -> None:
        if path in order:
            return
        if path in under_way:
            raise ChunkError(f"js/{path} imports itself through others. Break the circle.")
        under_way.append(path)
        for _, target in (*_IMPORT.findall(modules[path]), *_PASSED_ON.findall(modules[path])):
            if target.startswith("./"):
                visit(_neighbour(path, target))
        order.append(path)

    for path in sorted(modules):
        visit(path)
    return order


def _neighbour(path: str, target: str) -> str:
    return f"{path.rpartition('/')[0]}/{target[2:]}"


def _wrapped(path: str, text: str, inside: Mapping[str, str], outside: dict[str, str]) -> str:
    """A module as a function that returns what it exports."""

    def source(target: str) -> str:
        if target.startswith("./"):
            return inside[_neighbour(path, target)]
        return outside.setdefault(target, f"o{len(outside)}")

    def bound(match: re.Match[str]) -> str:
        names, target = match.groups()
        if names.startswith("*"):
            return f"const {names.removeprefix('* as ')} = {source(target)};"
        return f"const {names.replace(' as ', ': ')} = {source(target)};"

    exports = ", ".join(_exports(text))
    body = _EXPORT.sub(r"\1 \2", _PASSED_ON.sub(bound, _IMPORT.sub(bound, text)))
    if left := _LEFT.search(body):
        raise ChunkError(f"js/{path}: {left[0]!r} is written in a way that the build does not join. See chunks.py.")
    name = inside[path]
    return f"const {name} = (() => {{\n{body}return {{ {exports} }};\n}})();\nexport const {{ {exports} }} = {name};"
