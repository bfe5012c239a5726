"""Print what the harvest of 100,000 records costs: `python -m tests.bench.harvest [COUNT]`.

A loopback server makes the records up in a process of its own; `terra harvest` is the process that is measured, with
all its children. Takes some fifteen minutes on two cores at full size.
"""

import multiprocessing
import shutil
import sys
import tempfile
from multiprocessing.connection import Connection
from pathlib import Path

from tests.bench.measure import Cost, cost_of
from tests.bench.project import ROOT

sys.path.insert(0, str(ROOT / "tests/harvest"))

from projects import a_project, add_source, command
from shelf import Shelf, serving

FULL = 100_000
STEPS = (0.25, 1.0)
PAGE = 100


def main(count: int = FULL) -> None:
    """First nights of growing catalogues, then a night with 1 % changed, by changes and by the whole list."""
    pipe, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("fork").Process(target=_serve, args=(theirs,), daemon=True)
    server.start()
    address = pipe.recv()
    with tempfile.TemporaryDirectory(prefix="terra-bench-harvest-") as scratch:
        folder = Path(scratch)
        first = _growth(folder, count, address, pipe)
        _nights(folder, count, address, pipe, first)
    server.kill()


def _growth(folder: Path, count: int, address: str, pipe: Connection) -> Cost:
    """The first night of a quarter and of all of the records: time must grow as they do."""
    costs = []
    for step in STEPS:
        size = int(count * step)
        pipe.send((size, 0))
        project = _project(folder / str(step), f"{address}/oai", "oai-pmh")
        costs.append(_harvest(project))
        _say(f"first night, {size} records by OAI-PMH", costs[-1])
        if step < 1:
            shutil.rmtree(project)
    _bound("growth of a first night when the records are four times as many, CPU", costs[-1].cpu / costs[0].cpu, 4.4)
    _bound("peak memory of a process, MB", costs[-1].memory, 1000)
    return costs[-1]


def _nights(folder: Path, count: int, address: str, pipe: Connection, first: Cost) -> None:
    project = folder / "1.0"
    pipe.send((count, count // 100))
    changes = _harvest(project, day=1)
    _say(f"a night with {count // 100} changed, asked for by date", changes)
    _bound("that night / the first, CPU", changes.cpu / first.cpu, 1 / 20)
    _bound("that night / the first, clock", changes.wall / first.wall, 1 / 20)
    pipe.send((count, count // 100))
    whole = _harvest(project, day=30)
    _say("a night over the whole list again", whole)
    print(f"  the whole list / the first, CPU: 1/{first.cpu / whole.cpu:.1f} (every page is received and compared)")


def _project(folder: Path, endpoint: str, protocol: str) -> Path:
    project = a_project(folder)
    add_source(project, "large", endpoint, protocol, seconds=7200, page_size=PAGE, full_every="7")
    text = (project / "harvest/sources/large.yml").read_text()
    (project / "harvest/sources/large.yml").write_text(
        text.replace("budget: {seconds: 7200}", "budget: {seconds: 7200, requests: 1000000}")
    )
    return project


def _harvest(project: Path, day: int = 0) -> Cost:
    from projects import environment

    variables = [f"SOURCE_DATE_EPOCH={environment(day)['SOURCE_DATE_EPOCH']}"]
    return cost_of(["env", *variables, *command(project, "harvest")])


def _serve(pipe: Connection) -> None:
    """Serves records until it is ended; told how many there are, and how many of them have changed."""
    shelf = Shelf(0)
    with serving(shelf) as address:
        pipe.send(address)
        while True:
            shelf.count, changed = pipe.recv()
            shelf.changed = set(range(1, changed + 1))
            shelf.requests.clear()


def _say(what: str, cost: Cost) -> None:
    print(f"  {what}: {cost.cpu:.1f} s CPU, {cost.wall:.1f} s clock, {cost.memory:.0f} MB", flush=True)


def _bound(what: str, value: float, bound: float) -> None:
    shown = f"1/{1 / value:.1f}" if bound < 1 else f"{value:.2f}"
    limit = f"1/{1 / bound:.0f}" if bound < 1 else f"{bound:g}"
    print(f"{'reached    ' if value <= bound else 'NOT REACHED'} {what}: {shown} (at most {limit})", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
