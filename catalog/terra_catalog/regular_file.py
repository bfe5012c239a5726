"""Read a file of the project that others may write: a regular one of a sensible size, never a link or a pipe. [I/O]"""

import errno
import os
import stat

MAX_BYTES = 1_000_000
"""A file larger than this is refused: the largest real record holds less than a tenth of it."""


def read_bytes(file: str) -> bytes | str:
    """The bytes of the file, or why it is not read."""
    try:
        # A link could lead to any file of the machine, a pipe would wait for ever, a device never ends.
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno == errno.ELOOP:
            return _IRREGULAR
        return _unreadable(error)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return _IRREGULAR
        if status.st_size > MAX_BYTES:
            return f"{status.st_size} bytes, at most {MAX_BYTES} expected. Shorten the record."
        # Asked for a whole megabyte, Python would map one and give it back for each record.
        return os.read(handle, status.st_size)
    except OSError as error:
        return _unreadable(error)
    finally:
        os.close(handle)


_IRREGULAR = "not a regular file. Put the record itself there, not a link or a folder."


def _unreadable(error: OSError | ValueError) -> str:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"cannot be read: {reason}. Check the path and its rights."
