"""Work in a child: it speaks, fails, dies or hangs, and its parent always knows, and always gets rid of it."""

import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import msgspec

from terra_harvest.children import Broken, Child, Finished, Told, Voice


def heard(child: Child) -> list[object]:
    """Everything that a child says, to its end."""
    messages: list[object] = []
    while not messages or isinstance(messages[-1], Told):
        messages.append(child.hear())
    return messages


def is_gone(pid: int) -> bool:
    """Whether no process, no zombie either, has that number."""
    return not Path(f"/proc/{pid}").exists()


def test_a_child_tells_how_far_it_is_and_ends_with_its_result() -> None:
    def work(voice: Voice) -> dict[str, int]:
        voice.tell(1, 2)
        voice.tell(2)
        return {"sum": 3}

    child = Child(work)
    pid = child.pid
    assert heard(child) == [Told(1, 2), Told(2), Finished(msgspec.Raw(b'{"sum":3}'))]
    child.end()
    assert is_gone(pid)


def test_an_exception_is_told_with_its_place() -> None:
    def work(_voice: Voice) -> None:
        raise ValueError("no such thing")

    child = Child(work)
    (broken,) = heard(child)
    child.end()
    assert isinstance(broken, Broken)
    assert broken.message.startswith("ValueError: no such thing (test_children.py:")
    assert not broken.disk and not broken.died


def test_a_refusal_of_the_disk_is_told_apart() -> None:
    def work(_voice: Voice) -> None:
        Path("/dev/full").write_text("x")

    child = Child(work)
    (broken,) = heard(child)
    child.end()
    assert isinstance(broken, Broken)
    assert broken.disk
    assert "No space left on device" in broken.message


def test_a_child_that_dies_without_a_word_is_known_by_what_it_had_in_hands() -> None:
    def work(voice: Voice) -> None:
        voice.take("a record before")
        voice.take("été")
        os.kill(os.getpid(), signal.SIGKILL)

    child = Child(work)
    assert heard(child) == [Broken("its process was ended by SIGKILL", died=True)]
    assert child.in_hands == "été"
    child.end()


def test_a_child_that_hangs_is_ended_and_leaves_no_zombie() -> None:
    def work(voice: Voice) -> None:
        voice.take("the stuck one")
        voice.tell(0)
        signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))
        while True:
            signal.pause()

    child = Child(work)
    assert child.hear() == Told(0)
    pid = child.pid
    assert child.in_hands == "the stuck one"
    child.end()
    assert is_gone(pid)


def test_children_die_with_a_parent_that_is_killed() -> None:
    script = """
import os, signal
from terra_harvest.children import Child

def work(voice):
    voice.tell(os.getpid())
    signal.pause()

child = Child(work)
print(child.hear().done, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    # The pipe of its output closes when the last process that has it is gone: reading to the end waits for both.
    done = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    with suppress(ProcessLookupError):
        child = os.pidfd_open(int(done.stdout))
        assert select.select([child], [], [], 60)[0], "the child lives on"
        os.close(child)
