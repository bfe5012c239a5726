"""`terra numbers` gives new datasets a number and takes none away."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def _terra(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "terra_build", "--root", str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_new_datasets_get_the_next_numbers_and_a_lost_one_keeps_its_own(tmp_path: Path) -> None:
    (tmp_path / "catalog").mkdir()
    (tmp_path / "vocab").symlink_to(ROOT / "vocab")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "catalog/curated/aeris", tmp_path / "catalog/curated/aeris")
    numbers = tmp_path / "catalog/numbers.txt"
    numbers.write_text("a-lost-dataset\niagos\n")

    done = _terra(tmp_path, "numbers")

    assert done.returncode == 0, done.stderr
    first, second, *others = numbers.read_text().splitlines()
    assert (first, second) == ("a-lost-dataset", "iagos")
    assert f"{len(others)} datasets given a number, {len(others) + 2} in all." in done.stdout
    assert sorted([*others, "iagos"]) == sorted(f.stem for f in (tmp_path / "catalog/curated/aeris").glob("*.yml"))
    before = numbers.read_bytes()
    assert "0 datasets given a number" in _terra(tmp_path, "numbers").stdout
    assert numbers.read_bytes() == before


def test_a_registry_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalog").mkdir()
    (tmp_path / "vocab").symlink_to(ROOT / "vocab")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "catalog/curated/pndb", tmp_path / "catalog/curated/pndb")
    (tmp_path / "catalog/numbers.txt").write_bytes(b"\xff\n")
    done = _terra(tmp_path, "numbers")
    assert done.returncode == 2
    assert "catalog/numbers.txt" in done.stderr
    assert "Restore it from git" in done.stderr


def test_the_numbers_of_this_catalogue_name_each_dataset_once() -> None:
    names = (ROOT / "catalog/numbers.txt").read_text("utf-8").splitlines()
    assert len(names) == len(set(names))
