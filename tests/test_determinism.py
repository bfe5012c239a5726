"""The same records give the same bytes, whoever builds, wherever and whenever."""

import hashlib
import os
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


def _build(site: Path, cwd: Path, umask: int = 0o022, **environment: str) -> dict[str, str]:
    subprocess.run(
        [sys.executable, "-m", "terra_build", "--root", str(ROOT), "build", "--quiet", "--site", str(site)],
        cwd=cwd,
        env={**os.environ, **environment},
        umask=umask,
        check=True,
    )
    return _digest(site)


def test_hash_seed_time_zone_locale_folder_umask_and_day_change_no_byte(tmp_path: Path) -> None:
    one = _build(tmp_path / "one/site", ROOT, PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C")
    two = _build(
        tmp_path / "two/site",
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
        for word in readers
        if word in file.read_text("utf-8")
    ]
    assert guilty == []
