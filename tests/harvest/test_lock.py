"""Only one run at a time, whoever comes, and however the one before ended."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from terra_harvest.lock import LockedError, only_run

HOLDER = """
import sys, os, signal
from pathlib import Path
from terra_harvest.lock import only_run
with only_run(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_run_is_refused_with_the_number_of_the_first_and_comes_in_after_it(tmp_path: Path) -> None:
    file = tmp_path / "deep/lock"
    with only_run(file):
        pass
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LockedError, match=rf"process {holder.pid}, .*/deep/lock"), only_run(file):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with only_run(file):
        pass
