"""Run a command as a whole process and read what the operating system counted for it."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec


class Cost(msgspec.Struct, frozen=True):
    """Seconds of processor (all processes of the command) and of the clock, and peak memory of one process in MB.

    `system` is the part of `cpu` that the kernel spent; `printed` is what the command printed.
    """

    cpu: float
    wall: float
    memory: float
    system: float = 0.0
    printed: str = ""

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(
            self.cpu + other.cpu, self.wall + other.wall, max(self.memory, other.memory), self.system + other.system
        )


def cost_of(command: Sequence[str], cwd: Path | None = None) -> Cost:
    """What `command` cost. It must exit with 0.

    Raises:
        RuntimeError: it failed; the message holds the end of what it printed.
    """
    os.sync()  # what earlier commands left to write is not this one's cost
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout is not None
        printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    if process.returncode != 0:
        raise RuntimeError(
            f"{' '.join(command)} exited {process.returncode}: {printed.decode(errors='replace')[-2000:]}"
        )
    cpu, memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    return Cost(cpu, wall, memory, usage.ru_stime, printed.decode(errors="replace"))


def python(module: str, *arguments: str) -> list[str]:
    """The command that runs a module with this interpreter."""
    return [sys.executable, "-m", module, *arguments]
