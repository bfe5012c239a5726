"""A project of a test: everything of this one but its records and sources; and what the harvest left in it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

EPOCH = "1795226400"
"""2026-11-21T02:00:00Z: the time of every run of a test, so that runs can be compared byte for byte."""

DAY = 86_400


def a_project(folder: Path) -> Path:
    """An empty project in a new folder."""
    (folder / "catalog/curated").mkdir(parents=True)
    (folder / "harvest/sources").mkdir(parents=True)
    for name in ("theme", "vocab", "node_modules"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def add_source(
    project: Path, name: str, endpoint: str, protocol: str = "csw", seconds: int = 60, page_size: int = 20, **more: str
) -> None:
    """Adds a source of the test's server."""
    form = {"stac-api": "stac"}.get(protocol, "iso19139")
    options = {"oai-pmh": "prefix: iso19139"}.get(protocol, "")
    lines = [f"{key}: {value}" for key, value in more.items()]
    text = f"""id: {name}
title: {{fr: Essai {name}, en: Trial {name}}}
endpoint: {endpoint}
protocol: {protocol}
format: {form}
pole: odatis
certainty: high
politeness: {{delay: 0, page_size: {page_size}}}
budget: {{seconds: {seconds}}}
options: {{{options}}}
"""
    (project / f"harvest/sources/{name}.yml").write_text(text + "\n".join([*lines, ""]), "utf-8")


def command(project: Path, *arguments: str) -> list[str]:
    """The command `terra` in a process of its own, in that project."""
    return [sys.executable, "-m", "terra_build", "--root", str(project), *arguments]


def environment(day: int = 0) -> dict[str, str]:
    """The environment of a run, so many days after the first."""
    return {**os.environ, "SOURCE_DATE_EPOCH": str(int(EPOCH) + day * DAY)}


def terra(project: Path, *arguments: str, day: int = 0) -> "subprocess.CompletedProcess[str]":
    """Runs `terra` to its end."""
    return subprocess.run(
        command(project, *arguments), capture_output=True, text=True, env=environment(day), timeout=300, check=False
    )


def written(project: Path) -> dict[str, bytes]:
    """Every file that a harvest writes into git, with its bytes."""
    folders = (project / "catalog", project / "harvest")
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    return {str(file.relative_to(project)): file.read_bytes() for file in sorted(files)}


def records(project: Path, source: str) -> list[Path]:
    """The record files of a source."""
    return sorted((project / "catalog/records" / source).glob("*.json"))
