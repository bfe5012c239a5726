"""Work in a child process that can be killed: what hangs, crashes or eats the memory takes only its own source along.

A child is a fork: it has the thesaurus without reading it again. It tells what it does on a pipe, and keeps the name of
what it has in hands in memory that its parent sees, so that a parent who kills it knows what it was stuck on. [I/O]
"""

import ctypes
import mmap
import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection

import msgspec

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux
_HAND = 4096

_fork = multiprocessing.get_context("fork")


class Told(msgspec.Struct, frozen=True, tag=True):
    """How far the work is: `done` of `total` (unknown: None)."""

    done: int
    total: int | None = None


class Finished(msgspec.Struct, frozen=True, tag=True):
    """The work came to its end, with this result in JSON."""

    result: msgspec.Raw


class Broken(msgspec.Struct, frozen=True, tag=True):
    """The work failed. `disk`: the machine is at fault (full, read-only); `died`: it could not even say why."""

    message: str
    disk: bool = False
    died: bool = False


Message = Told | Finished | Broken
_decoder: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)
_encode = msgspec.json.Encoder().encode


class Voice:
    """What the work in a child speaks to its parent with."""

    def __init__(self, pipe: Connection, hand: mmap.mmap) -> None:
        self._pipe = pipe
        self._hand = hand

    def tell(self, done: int, total: int | None = None) -> None:
        """Says how far the work is."""
        self._pipe.send_bytes(_encode(Told(done, total)))

    def take(self, name: str) -> None:
        """Says what the work has in hands from now on; it costs less than a microsecond."""
        data = name.encode("utf-8", "replace")[: _HAND - 2]
        self._hand[: 2 + len(data)] = len(data).to_bytes(2, "big") + data


Work = Callable[[Voice], object]
"""Work whose result msgspec can write as JSON. What it changes in memory stays in the child."""


class Child:
    """A child at work."""

    def __init__(self, work: Work, disk_errors: tuple[type[Exception], ...] = (OSError,)) -> None:
        self._hand = mmap.mmap(-1, _HAND)
        self.pipe, theirs = _fork.Pipe(duplex=False)
        self._process = _fork.Process(
            target=_run, args=(work, theirs, self._hand, disk_errors, os.getpid()), daemon=True
        )
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid or 0

    @property
    def in_hands(self) -> str:
        """What it has, or had last, in hands; "" if it never said."""
        size = int.from_bytes(self._hand[:2], "big")
        return self._hand[2 : 2 + size].decode("utf-8", "replace")

    def hear(self) -> Message:
        """Its next message. Waits for it: ask only when `pipe` is ready. A child that died without a word is Broken."""
        try:
            return _decoder.decode(self.pipe.recv_bytes())
        except EOFError:
            self._process.join()
            return Broken(f"its process {_end_of(self._process.exitcode)}", died=True)

    def end(self) -> None:
        """Ends it, whatever it does, and waits until it is gone: nothing of it stays behind, no zombie either."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.pipe.close()
        self._hand.close()


def _run(work: Work, pipe: Connection, hand: mmap.mmap, disk_errors: tuple[type[Exception], ...], parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted too, and ends us
    with suppress(OSError, AttributeError):
        # Else a killed run would leave children that go on writing, and hold the lock.
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    message: Message
    try:
        message = Finished(msgspec.Raw(_encode(work(Voice(pipe, hand)))))
    except disk_errors as error:
        message = Broken(str(error), disk=True)
    except BaseException as error:  # noqa: BLE001  whatever it is, the parent must hear of it
        where = traceback.extract_tb(error.__traceback__)[-1:]
        at = f" ({os.path.basename(where[0].filename)}:{where[0].lineno})" if where else ""  # noqa: PTH119
        message = Broken(f"{type(error).__name__}: {error}{at}")
    with suppress(BrokenPipeError):
        pipe.send_bytes(_encode(message))


def _end_of(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"was ended by {signal.Signals(-code).name}"
    return f"ended with {code}"
