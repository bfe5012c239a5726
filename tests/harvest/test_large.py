"""Two thousand records: memory stays flat, and a night in which 1 % changed asks for, reads and writes hardly more."""

from pathlib import Path

import pytest
from nights import night
from projects import a_project, add_source, command, environment, records
from shelf import Shelf, serving
from tests.bench.measure import cost_of

COUNT = 2000
CHANGED = set(range(7, 27))


def memory(project: Path) -> float:
    """The peak memory, in MB, of a first harvest by the command, its children included."""
    variables = f"SOURCE_DATE_EPOCH={environment()['SOURCE_DATE_EPOCH']}"
    return cost_of(["env", variables, *command(project, "harvest")]).memory


def test_memory_does_not_grow_with_the_bodies_of_the_records(tmp_path: Path) -> None:
    peaks = []
    for count in (COUNT // 10, COUNT):
        shelf = Shelf(count)
        project = a_project(tmp_path / str(count))
        with serving(shelf) as address:
            add_source(project, "large", f"{address}/oai", "oai-pmh")
            peaks.append(memory(project))
        assert len(records(project, "large")) == count
    bodies = COUNT * len(Shelf(1).record(1)) / 1e6
    assert peaks[1] - peaks[0] < bodies, f"{peaks} MB for {bodies:.0f} MB of bodies"


@pytest.mark.parametrize(("protocol", "share"), [("oai-pmh", 1 / 20), ("csw", 1.1)])
def test_a_night_with_one_per_cent_changed_reads_and_writes_only_that(
    tmp_path: Path, protocol: str, share: float
) -> None:
    """By OAI-PMH only the changes are sent; by CSW the whole list is, and what stayed the same is not written again."""
    shelf = Shelf(COUNT)
    project = a_project(tmp_path / "project")
    with serving(shelf) as address:
        path = protocol.partition("-")[0]
        add_source(project, "large", f"{address}/{path}", protocol, page_size=200, full_every="7")
        night(project)
        files = {file: file.stat().st_ino for file in records(project, "large")}
        first, shelf.sent, shelf.changed = shelf.sent, 0, CHANGED
        report = night(project, day=1)["large"]
    assert shelf.sent <= first * share
    assert report.run.verdict == "COMPLETE"
    assert report.run.outcomes.updated == len(CHANGED)
    touched = [file for file in records(project, "large") if files.get(file) != file.stat().st_ino]
    assert len(touched) == len(CHANGED)
