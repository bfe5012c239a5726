"""The layers stay apart: vocab <- catalog <- {harvest, build}; each outside package has few homes."""

import ast
from pathlib import Path

from tests.conftest import ROOT

ALLOWED = {
    "terra_vocab": {"terra_vocab"},
    "terra_catalog": {"terra_vocab", "terra_catalog"},
    "terra_harvest": {"terra_vocab", "terra_catalog", "terra_harvest"},
    "terra_build": {"terra_vocab", "terra_catalog", "terra_build"},
}
EXCEPTIONS = {("terra_build/cli_harvest.py", "terra_harvest")}
HOMES = {
    "click": {"terra_build/cli.py", "terra_build/cli_harvest.py"},
    "requests": {"terra_harvest/http.py", "terra_build/schema_download.py"},
    "py3langid": {"terra_harvest/normalise/language.py"},
    "rdflib": set(),
    "rich": {"terra_harvest/commands.py", "terra_harvest/progress.py", "terra_harvest/summary.py"},
}
PACKAGES = {"terra_vocab": "vocab", "terra_catalog": "catalog", "terra_harvest": "harvest", "terra_build": "build"}


def _modules() -> list[tuple[str, str, Path]]:
    return [
        (package, file.relative_to(ROOT / folder).as_posix(), file)
        for package, folder in PACKAGES.items()
        for file in sorted((ROOT / folder / package).rglob("*.py"))
    ]


def _imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{file}: a relative import hides the layer"
            found.add(node.module.partition(".")[0])
    return found


def test_each_layer_imports_only_those_below() -> None:
    wrong = [
        f"{name} imports {other}"
        for package, name, file in _modules()
        for other in _imports(file) & set(PACKAGES)
        if other not in ALLOWED[package] and (name, other) not in EXCEPTIONS
    ]
    assert wrong == []


def test_each_outside_package_stays_at_home() -> None:
    wrong = [
        f"{name} imports {other}"
        for _, name, file in _modules()
        for other in _imports(file)
        if other in HOMES and name not in HOMES[other]
    ]
    assert wrong == []


def test_no_module_has_more_than_400_lines_or_a_name_that_says_nothing() -> None:
    vague = {"utils", "helpers", "manager", "base", "common", "misc"}
    files = [file for _, _, file in _modules()] + sorted((ROOT / "theme/assets/js").rglob("*.js"))
    long = [f"{f.name}: {n}" for f in files if (n := len(f.read_text("utf-8").splitlines())) > 400]
    assert long == []
    assert [f.name for f in files if f.stem in vague] == []


def test_the_build_folder_is_no_package() -> None:
    assert not (ROOT / "build/__init__.py").exists(), "it would shadow PyPA's `build`"
