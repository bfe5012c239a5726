"""pycsw 2.6.2 in an environment of its own, made once: what it asks for (old SQLAlchemy, old Shapely) fits no other."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.conftest import ROOT

ENVIRONMENT = ROOT / ".cache/pycsw-env"
PINS = ("pycsw==2.6.2", "sqlalchemy<2", "setuptools<81", "shapely<2")


def pycsw_python() -> Path:
    """The Python that has pycsw; skips, saying why, where it cannot be installed."""
    python = ENVIRONMENT / "bin/python"
    if not (ENVIRONMENT / "ready").is_file():
        ENVIRONMENT.parent.mkdir(exist_ok=True)
        commands = (
            [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)],
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PINS],
        )
        for command in commands:
            done = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)
            if done.returncode:
                pytest.skip(f"pycsw cannot be installed here: {done.stderr.strip().splitlines()[-1:]}")
        (ENVIRONMENT / "ready").touch()
    return python


@contextmanager
def pycsw_of(folder: Path, records: dict[str, str]) -> Iterator[str]:
    """The address of a pycsw that serves these records (name of a file -> its XML)."""
    python = pycsw_python()
    (folder / "xml").mkdir(parents=True)
    for name, text in records.items():
        (folder / "xml" / f"{name}.xml").write_text(text, "utf-8")
    script = Path(__file__).with_name("pycsw_server.py")
    with subprocess.Popen(
        [str(python), "-W", "ignore", str(script), str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": ""},
    ) as server:
        try:
            assert server.stdout is not None
            port = server.stdout.readline().strip()
            assert port, "pycsw ended before it served"
            yield f"http://127.0.0.1:{int(port)}/"
        finally:
            server.kill()
