"""Environments of their own for programs that cannot live with ours; made once, in `.cache/`."""

import fcntl
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT


def python_of(name: str, requirements: str) -> Path:
    """The Python of an environment that holds `requirements` (lines for pip); a skip that says why there is none.

    It is made again when the requirements change. Tests that run beside each other wait for the one that makes it.
    """
    folder = ROOT / f".cache/environments/{name}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(f"{sys.version}\n{requirements}".encode()).hexdigest()
    python, mark = folder / "bin/python", folder / "made-of"
    with (folder.parent / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (mark.is_file() and mark.read_text() == digest):
            shutil.rmtree(folder, ignore_errors=True)
            _run([sys.executable, "-m", "venv", str(folder)], name)
            wanted = [line for line in requirements.splitlines() if line and not line.startswith("#")]
            _run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted], name)
            mark.write_text(digest)
    return python


def _run(command: list[str], name: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"the environment {name} cannot be made: {done.stderr.strip().splitlines()[-1:]}")
