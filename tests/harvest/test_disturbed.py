"""Nights that are disturbed: killed, without space, two at once, with failing sources. Nothing is lost or half done."""

import multiprocessing
import os
import random
import shutil
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from nights import moment, night, tools
from projects import a_project, add_source, records, terra, written
from shelf import Shelf, Way, serving
from tests.conftest import ROOT

from terra_catalog.status import read_status
from terra_harvest.commands import BROKEN, LOCKED, SOUND, Asked, HarvestError, harvest
from terra_harvest.lock import LockedError

KILLS = 50
PAIRS = 50

_fork = multiprocessing.get_context("fork")


def a_night(project: Path, day: int) -> None:
    """A night in a process of its own; ends with the exit code that the command would have."""
    try:
        reports = night(project, day)
    except LockedError:
        os._exit(LOCKED)
    except OSError:
        os._exit(BROKEN)
    os._exit(BROKEN if any(report.error for report in reports.values()) else SOUND)


def begun(project: Path, day: int = 0) -> multiprocessing.process.BaseProcess:
    """A night that has begun."""
    tools()
    process = _fork.Process(target=a_night, args=(project, day))
    process.start()
    return process


def ended(project: Path, day: int = 0) -> int | None:
    """The exit code of a night; one that finds the lock of a dying one tries again, as an operator would."""
    for _ in range(100):
        process = begun(project, day)
        process.join()
        if process.exitcode != LOCKED:
            return process.exitcode
    return LOCKED


def test_a_night_killed_at_any_moment_goes_on_and_ends_in_the_same_bytes(tmp_path: Path) -> None:
    """The second night of a source, with records new, changed and gone; killed at moments spread over all of it."""
    shelf = Shelf(60)
    dice = random.Random(1)  # noqa: S311  a test that can be run again
    with serving(shelf) as address:
        first = a_project(tmp_path / "first")
        add_source(first, "essai", f"{address}/csw", page_size=5)
        assert ended(first) == SOUND
        shelf.count, shelf.changed, shelf.gone = 64, set(range(10, 30)), {3, 4}
        undisturbed = copied(first, tmp_path / "undisturbed")
        begin = time.monotonic()
        assert ended(undisturbed, day=1) == SOUND
        duration = time.monotonic() - begin
        expected = written(undisturbed)
        phases: Counter[str] = Counter()
        while phases.total() < KILLS:
            number = phases.total()
            project = copied(first, tmp_path / f"killed-{number}")
            shelf.sent = 0
            process = begun(project, day=1)
            process.join(timeout=duration * dice.random())
            process.kill()
            process.join()
            if written(project).get("catalog/status/essai.json") != expected["catalog/status/essai.json"]:
                phases["walking" if shelf.sent < 62 else "concluding"] += 1
                assert ended(project, day=1) == SOUND
            differ = {name for name, body in written(project).items() if expected.get(name) != body}
            assert (differ, written(project).keys() ^ expected.keys()) == (set(), set()), number
            assert shelf.sent <= 62 + 5, "more than a page was read again"
            shutil.rmtree(project)
    print(f"\nkill -9: {KILLS} nights killed and taken up again, the same bytes each time,", dict(phases))


def copied(project: Path, folder: Path) -> Path:
    """A copy of a project, its links kept."""
    shutil.copytree(project, folder, symlinks=True)
    return folder


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A disk of its own at that folder."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=30m,nr_inodes=0", "terra-test", str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def leave(disk: Path, free: int) -> Path:
    """Fills a disk with a file but for so many bytes."""
    filler = disk / "filler"
    room = os.statvfs(disk)
    filler.write_bytes(bytes(room.f_bavail * room.f_bsize - free))
    return filler


@pytest.mark.parametrize("share", [0.02, 0.2, 0.4, 0.6, 0.75, 0.85, 0.95])
def test_a_full_disk_is_said_with_its_path_and_nothing_is_lost(tmp_path: Path, share: float) -> None:
    shelf = Shelf(60)
    disk = tmp_path / "disk"
    with serving(shelf) as address:
        model = a_project(tmp_path / "model")
        add_source(model, "essai", f"{address}/csw")
        night(model)
        first = copied(model, tmp_path / "first")
        shelf.changed, shelf.count = set(range(1, 41)), 90
        night(model, day=1)
        later = written(model)
        need = sum(len(shelf.record(number)) for number in shelf.numbers()) + 30 * 4096
        with small_disk(disk):
            project = copied(first, disk / "project")
            before = written(project)
            filler = leave(disk, int(share * need))
            report = night(project, day=1)["essai"]
            assert report.error is not None, "there was space enough: the case tests nothing"
            assert str(project) in report.error
            assert "No space left on device" in report.error
            now = written(project)
            assert before.keys() <= now.keys(), "a file was lost"
            status = "catalog/status/essai.json"
            torn = [name for name, body in now.items() if body not in (before.get(name), later.get(name))]
            assert [name for name in torn if name != status] == []
            filler.unlink()
            assert night(project, day=1)["essai"].error is None
            again = written(project)
    assert {name: body for name, body in again.items() if name != status} == {
        name: body for name, body in later.items() if name != status
    }


def test_of_fifty_runs_at_once_exactly_one_writes(tmp_path: Path) -> None:
    shelf = Shelf(8)
    project = a_project(tmp_path / "project")
    others_are_done = threading.Event()
    shelf.on_request = lambda: others_are_done.wait(60)
    with serving(shelf) as address:
        add_source(project, "essai", f"{address}/csw")
        processes = [begun(project) for _ in range(PAIRS)]
        waiting = list(processes)
        while len(waiting) > 1:
            multiprocessing.connection.wait([process.sentinel for process in waiting])
            waiting = [process for process in waiting if process.is_alive()]
        others_are_done.set()
        for process in processes:
            process.join()
        codes = Counter(process.exitcode for process in processes)
    assert codes == {SOUND: 1, LOCKED: PAIRS - 1}
    assert len(shelf.requests) == 2, "more than one run asked"
    assert len(records(project, "essai")) == 8


FAILING: tuple[Way, ...] = ("html", "404", "empty", "exception", "stall", "drip")


@pytest.mark.parametrize("failing", [0, 1, 11, 29])
def test_of_thirty_sources_those_that_fail_keep_their_last_state_and_the_others_are_fresh(
    tmp_path: Path, failing: int
) -> None:
    shelf = Shelf(3)
    project = a_project(tmp_path / "project")
    names = [f"s{number:02}" for number in range(30)]
    with serving(shelf) as address:
        for name in names:
            add_source(project, name, f"{address}/csw{name}")
        # Every source is the same catalogue: the first night names them apart.
        assert all(report.sound for report in night(project, jobs=8).values())
        before = {name: [file.read_bytes() for file in records(project, name)] for name in names}
        shelf.changed = {1, 2, 3}
        bad = random.Random(failing).sample(names, failing)  # noqa: S311  a test that can be run again
        for number, name in enumerate(bad):
            shelf.ways[f"csw{name}"] = FAILING[number % len(FAILING)]
            add_source(project, name, f"{address}/csw{name}", seconds=1)
        begin = time.monotonic()
        reports = night(project, day=1, jobs=8)
        took = time.monotonic() - begin
    for name in names:
        status = read_status(project / f"catalog/status/{name}.json")
        now = [file.read_bytes() for file in records(project, name)]
        if name in bad:
            assert (reports[name].run.verdict, status.failures, now) == ("FAILED", 1, before[name])
            assert status.reasons
            assert status.last_complete == "2026-11-21T02:00:00Z"
        else:
            assert (reports[name].run.verdict, reports[name].run.outcomes.updated) == ("COMPLETE", 3), reports[name]
            assert status.last_complete == "2026-11-22T02:00:00Z"
    print(f"\nisolation: {failing} of 30 sources fail, {30 - failing} are fresh; {took:.1f} s")


def test_the_command_refuses_to_begin_while_another_is_at_work(tmp_path: Path) -> None:
    shelf = Shelf(3)
    project = a_project(tmp_path / "project")
    with serving(shelf) as address:
        add_source(project, "essai", f"{address}/csw")
        held, release = threading.Event(), threading.Event()

        def hold() -> None:
            held.set()
            release.wait(60)

        shelf.on_request = hold
        process = begun(project)
        assert held.wait(60)
        done = terra(project, "harvest")
        assert done.returncode == LOCKED
        assert f"another harvest is at work (process {process.pid}" in done.stderr
        release.set()
        process.join()


def test_a_project_that_cannot_be_written_is_said_by_its_path(tmp_path: Path) -> None:
    project = a_project(tmp_path / "project")
    add_source(project, "essai", "http://127.0.0.1:9/csw")
    (project / ".cache").write_text("in the way")
    with pytest.raises(HarvestError, match=r"\.cache"):
        harvest(project, sorted((ROOT / "vocab/concepts").glob("*.ttl")), Asked(), moment)
