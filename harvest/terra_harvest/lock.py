"""One run at a time: a lock on a file of the project, which the system lifts when its holder dies. [I/O]"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class LockedError(RuntimeError):
    """Another run holds the lock; the message says which process, and what to do."""


@contextmanager
def only_run(file: Path) -> Iterator[None]:
    """Runs what follows while no other run does.

    Raises:
        LockedError: another run is at work.
        OSError: the file cannot be made.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    # Never removed: whoever waits for a removed file locks another one than the next comer.
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(handle, 20).decode("ascii", "replace").strip() or "unknown"
            raise LockedError(
                f"another harvest is at work (process {holder}, {file}). Wait for it, then run again."
            ) from None
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)
