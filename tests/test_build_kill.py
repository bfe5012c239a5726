"""A build killed at any moment leaves a complete site, the old one or the new one."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from tests.bench.project import synthetic_project

from terra_catalog.dataset import Dataset
from terra_vocab.text import Text


def _tree(site: Path) -> dict[str, bytes]:
    root = site.resolve()
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def _command(project: Path) -> list[str]:
    return [sys.executable, "-m", "terra_build", "--root", str(project), "build", "--quiet"]


@pytest.mark.slow
def test_a_build_killed_at_fifty_moments_leaves_a_complete_old_or_new_site(tmp_path: Path) -> None:
    project = synthetic_project(tmp_path / "project", 150)
    records = sorted((project / "catalog/records").rglob("*.json"))
    trees = []
    for tag in ("ancienne", "nouvelle"):
        for file in records:
            dataset = msgspec.json.decode(file.read_bytes(), type=Dataset)
            file.write_bytes(msgspec.json.encode(msgspec.structs.replace(dataset, summary=Text(fr=tag, en=tag))))
        shutil.copytree(project / "catalog", tmp_path / f"catalog-{tag}")
        subprocess.run(_command(project), check=True)
        trees.append(_tree(project / "site"))
    assert trees[0].keys() == trees[1].keys()
    # Moments are shares of what a whole build takes here and now: half of them surely fall inside it.
    began = time.perf_counter()
    subprocess.run(_command(project), check=True)
    whole = time.perf_counter() - began
    killed = 0
    for moment in range(50):
        shutil.rmtree(project / "catalog")
        (project / "catalog").symlink_to(tmp_path / f"catalog-{('ancienne', 'nouvelle')[moment % 2]}")
        child = subprocess.Popen(_command(project), start_new_session=True)
        try:
            child.wait(timeout=whole * (0.3 + 0.7 * moment / 49))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            killed += 1
        assert _tree(project / "site") in trees, f"killed at moment {moment}: neither the old site nor the new one"
        (project / "catalog").unlink()
        (project / "catalog").mkdir()
    assert killed >= 10
