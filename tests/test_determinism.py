"""The same records give the same bytes, whoever builds, wherever and whenever."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def _digest(site: Path) -> dict[str, str]:
    root = site.resolve()
    return {
        p.relative_to(root).as_posix(): f"{hashlib.sha256(p.read_bytes()).hexdigest()} {p.stat().st_mode:o}"
        for p in sorted(root.rglob("*"))
        if p.is_file()
    }


def _build(root: Path, cwd: Path, umask: int = 0o022, **environment: str) -> dict[str, str]:
    # A project of its own, so with a cache of its own: MkDocs renders the shell in each of the two environments.
    root.mkdir()
    for name in ("catalog", "theme", "vocab", "node_modules"):
        (root / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    subprocess.run(
        [sys.executable, "-m", "terra_build", "--root", str(root), "build", "--quiet"],
        cwd=cwd,
        env={**os.environ, **environment},
        umask=umask,
        check=True,
    )
    return _digest(root / "site")


def test_hash_seed_time_zone_locale_folder_umask_and_mkdocs_s_day_change_no_byte(tmp_path: Path) -> None:
    # SOURCE_DATE_EPOCH is the day MkDocs takes for today; our own modules read no clock, as the next test says.
    one = _build(tmp_path / "one", ROOT, PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C", SOURCE_DATE_EPOCH="0")
    two = _build(
        tmp_path / "two",
        tmp_path,
        umask=0o077,
        PYTHONHASHSEED="4242",
        TZ="Pacific/Kiritimati",
        LC_ALL="C.UTF-8",
        SOURCE_DATE_EPOCH="4102444800",
    )
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []


def test_no_clock_is_read_by_the_builders() -> None:
    readers = ("datetime.now", "date.today", "time.time(", "utcnow", "getmtime", "st_mtime")
    guilty = [
        f"{file.relative_to(ROOT)}: {word}"
        for folder in ("vocab", "catalog", "build")
        for file in sorted((ROOT / folder).rglob("*.py"))
        if file.stem != "cli_harvest"  # the command tells the harvest what time it is; the build never asks it
        for word in readers
        if word in file.read_text("utf-8")
    ]
    assert guilty == []
