"""A run of one source: what it writes, what it reads again the next night, what stays when something fails."""

import os
import signal
from pathlib import Path

import msgspec
import pytest
from made_records import iso_record, native_id
from nights import Silent, night
from projects import a_project, add_source, records, written
from shelf import PAGE, Shelf, serving

from terra_catalog.dataset import Dataset
from terra_catalog.status import SourceStatus, read_status
from terra_harvest import stages

COUNT = 45


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(COUNT)


def status_of(project: Path, source: str = "essai") -> SourceStatus:
    return read_status(project / f"catalog/status/{source}.json")


def datasets(project: Path, source: str = "essai") -> dict[str, Dataset]:
    """The records of a source by their identifier there."""
    found = [msgspec.json.decode(file.read_bytes(), type=Dataset) for file in records(project, source)]
    return {str(dataset.provenance and dataset.provenance.upstream_id): dataset for dataset in found}


def test_every_record_becomes_a_dataset_with_what_the_thesaurus_knows_of_it(tmp_path: Path, shelf: Shelf) -> None:
    project = a_project(tmp_path / "project")
    with serving(shelf) as address:
        add_source(project, "essai", f"{address}/csw")
        watcher = Silent()
        report = night(project, watcher=watcher)["essai"]
    assert (report.run.verdict, report.run.published, report.run.outcomes.created) == ("COMPLETE", COUNT, COUNT)
    assert report.sound
    found = datasets(project)
    assert set(found) == {native_id(number) for number in shelf.numbers()}
    one = found[native_id(1)]
    assert one.title.fr == f"Salinité de surface de la mer sur la Méditerranée, série 1. Title of {native_id(1)}"
    assert one.title.en == f"Sea surface salinity, series 1. Title of {native_id(1)}"
    assert [variable.concept for variable in one.variables] == ["sea-surface-salinity"]
    assert (one.compartments, one.licence, one.boxes) == (("oceans",), "cc-by-4.0", ((-6, 30, 36, 46),))
    assert ("walking", "essai", COUNT, COUNT) in watcher.heard
    assert ("concluding", "essai", COUNT, COUNT) in watcher.heard
    assert not (project / ".cache/harvest/essai/journal").exists()


def test_a_second_night_reads_nothing_again_and_changes_no_record(tmp_path: Path, shelf: Shelf) -> None:
    project = a_project(tmp_path / "project")
    with serving(shelf) as address:
        add_source(project, "essai", f"{address}/csw")
        night(project)
        before = {file: (file.read_bytes(), file.stat().st_ino) for file in records(project, "essai")}
        report = night(project, day=1)["essai"]
    assert report.run.outcomes.unchanged == COUNT
    assert {file: (file.read_bytes(), file.stat().st_ino) for file in records(project, "essai")} == before
    assert [run.started[:10] for run in status_of(project).history] == ["2026-11-21", "2026-11-22"]


def test_a_changed_record_is_updated_and_its_fields_are_named(tmp_path: Path, shelf: Shelf) -> None:
    project = a_project(tmp_path / "project")
    with serving(shelf) as address:
        add_source(project, "essai", f"{address}/csw")
        night(project)
        shelf.changed = {7}
        report = night(project, day=1)["essai"]
    assert (report.run.outcomes.updated, report.run.outcomes.unchanged) == (1, COUNT - 1)
    assert set(report.fields) >= {"description"}
    assert report.fields["description"].count == 1
    assert datasets(project)[native_id(7)].updated == "2026-11-22"


def test_another_recipe_reads_every_record_again(tmp_path: Path, shelf: Shelf) -> None:
    project = a_project(tmp_path / "project")
    with serving(shelf) as address:
        add_source(project, "essai", f"{address}/oai", "oai-pmh", full_every="7")
        night(project)
        first = shelf.sent
        night(project, day=1)
        assert shelf.sent == first, "nothing changed since, so nothing was to be sent"
        night(project, day=2, recipe=b"another")
    assert shelf.sent == 2 * first
    assert [run.scope for run in status_of(project).history] == ["full", "changes", "full"]


def test_between_two_readings_of_the_whole_list_only_changes_are_asked_for(tmp_path: Path) -> None:
    shelf = Shelf(3 * PAGE)
    project = a_project(tmp_path / "project")
    with serving(shelf) as address:
        add_source(project, "essai", f"{address}/oai", "oai-pmh", full_every="3")
        night(project)
        shelf.changed, shelf.gone = {5, 250}, {9}
        shelf.sent, shelf.requests = 0, []
        report = night(project, day=1)["essai"]
        assert (shelf.sent, len(shelf.requests)) == (2, 1)
        assert (report.run.verdict, report.run.scope, report.run.outcomes.updated) == ("COMPLETE", "changes", 2)
        assert (status_of(project).records, len(records(project, "essai"))) == (300, 300)
        whole = night(project, day=3)["essai"]
    assert (whole.run.scope, whole.run.matched) == ("full", 299)


def test_a_bad_record_is_kept_out_by_name_and_the_others_are_published(tmp_path: Path, shelf: Shelf) -> None:
    project = a_project(tmp_path / "project")
    untitled = iso_record(7).replace("<gmd:title>", "<gmd:titre>").replace("</gmd:title>", "</gmd:titre>")
    shelf.poison = {7: untitled}
    with serving(shelf) as address:
        add_source(project, "essai", f"{address}/csw")
        for day in range(3):
            report = night(project, day=day)["essai"]
            assert (report.run.verdict, report.run.published, report.run.quarantined) == ("COMPLETE", COUNT - 1, 1)
            assert list(report.quarantine) == [native_id(7)]
            assert list(status_of(project).quarantine) == [native_id(7)]
    assert len(records(project, "essai")) == COUNT - 1


def test_the_last_good_state_of_a_record_that_broke_stays(tmp_path: Path, shelf: Shelf) -> None:
    project = a_project(tmp_path / "project")
    with serving(shelf) as address:
        add_source(project, "essai", f"{address}/csw")
        night(project)
        before = datasets(project)
        shelf.poison = {7: iso_record(7).replace("gmd:title", "gmd:titre")}
        for day in (1, 2, 3, 4, 5):
            night(project, day=day)
    assert datasets(project) == before


def test_a_record_gone_for_three_complete_nights_is_withdrawn_and_no_trial_counts(tmp_path: Path, shelf: Shelf) -> None:
    project = a_project(tmp_path / "project")
    with serving(shelf) as address:
        add_source(project, "essai", f"{address}/csw")
        night(project)
        shelf.gone = {7}
        for day in range(1, 9):
            night(project, day=day, limit=COUNT + 5)
            night(project, day=day, since="2026-01-01")
        assert all(dataset.status != "withdrawn" for dataset in datasets(project).values())
        outcomes = [night(project, day=day)["essai"].run.outcomes.withdrawn for day in (10, 11, 12)]
    assert outcomes == [0, 0, 1]
    assert datasets(project)[native_id(7)].status == "withdrawn"
    assert status_of(project).records == COUNT - 1


def test_a_source_that_lost_a_tenth_is_held_and_nothing_of_it_changes(tmp_path: Path, shelf: Shelf) -> None:
    project = a_project(tmp_path / "project")
    with serving(shelf) as address:
        add_source(project, "essai", f"{address}/csw")
        night(project)
        before = datasets(project)
        shelf.gone, shelf.changed = set(range(1, 7)), {20}
        report = night(project, day=1)["essai"]
    assert report.held
    assert not report.sound
    assert status_of(project).held == report.held
    assert status_of(project).last_complete == "2026-11-21T02:00:00Z"
    assert datasets(project) == before


def test_a_trial_of_a_few_records_takes_as_many_and_no_more(tmp_path: Path, shelf: Shelf) -> None:
    project = a_project(tmp_path / "project")
    with serving(shelf) as address:
        add_source(project, "essai", f"{address}/csw", page_size=10)
        report = night(project, limit=13)["essai"]
    assert (report.run.verdict, report.run.scope, report.run.published) == ("PARTIAL", "limited", 13)
    assert (len(records(project, "essai")), len(shelf.requests)) == (13, 2)
    assert status_of(project).last_complete is None


def test_a_dry_run_reports_and_writes_nothing(tmp_path: Path, shelf: Shelf) -> None:
    project = a_project(tmp_path / "project")
    with serving(shelf) as address:
        add_source(project, "essai", f"{address}/csw")
        before = written(project)
        report = night(project, dry=True)["essai"]
    assert report.run.outcomes.created == COUNT
    assert written(project) == before
    assert [path.name for path in (project / ".cache/harvest").iterdir() if path.is_file()] == ["lock"]
    assert not list((project / ".cache/harvest").glob("essai/*"))


@pytest.mark.parametrize("way", ["stall", "drip"])
def test_a_source_that_dawdles_ends_within_its_budget_and_keeps_what_it_had(tmp_path: Path, way: str) -> None:
    shelf = Shelf(9)
    project = a_project(tmp_path / "project")
    with serving(shelf) as address:
        add_source(project, "essai", f"{address}/csw")
        night(project)
        before = datasets(project)
        add_source(project, "essai", f"{address}/csw", seconds=1)
        shelf.ways["csw"] = way  # type: ignore[assignment]
        report = night(project, day=1)["essai"]
    assert (report.run.verdict, report.run.received) == ("FAILED", 0)
    assert any("1 s" in reason for reason in report.reasons), report.reasons
    assert datasets(project) == before
    assert (status_of(project).records, status_of(project).failures) == (9, 1)


def test_a_stuck_walk_is_ended_and_what_came_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child is stopped by a signal, so that nothing in it can end it: only its parent can."""
    monkeypatch.setattr(stages, "GRACE", 0.2)
    shelf = Shelf(60)
    project = a_project(tmp_path / "project")

    class Stopping(Silent):
        def walking(self, source: str, done: int, total: int | None) -> None:
            super().walking(source, done, total)
            if done == 40:
                os.kill(_only_child(), signal.SIGSTOP)

    with serving(shelf) as address:
        add_source(project, "essai", f"{address}/csw", seconds=5)
        report = night(project, watcher=Stopping())["essai"]
        assert (report.run.verdict, report.run.published, report.run.missing) == ("PARTIAL", 40, 20)
        assert "was still at work after 5 s" in report.reasons[0]
        assert _children() == []
        shelf.sent = 0
        again = night(project, day=1)["essai"]
    assert (again.run.verdict, again.run.outcomes.created, again.run.outcomes.unchanged) == ("COMPLETE", 20, 40)
    assert shelf.sent <= 20 + 20, "the walk began again instead of going on"


@pytest.mark.parametrize(
    ("blow", "why"), [(signal.SIGKILL, "was ended by SIGKILL"), (signal.SIGSTOP, "took more than")]
)
def test_a_record_that_its_reader_dies_or_hangs_on_is_left_out_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, blow: signal.Signals, why: str
) -> None:
    monkeypatch.setattr(stages, "RECORD", 2.0)
    shelf = Shelf(800)
    project = a_project(tmp_path / "project")

    class Striking(Silent):
        """Strikes the child that concludes, once, while it has one of its records in hands."""

        def concluding(self, source: str, done: int, total: int | None) -> None:
            if done == 100 and not any(what == "concluding" for what, *_ in self.heard):
                os.kill(_only_child(), blow)
                super().concluding(source, done, total)

    with serving(shelf) as address:
        add_source(project, "essai", f"{address}/csw", page_size=200)
        report = night(project, watcher=Striking())["essai"]
    assert (report.run.verdict, report.run.published, report.run.quarantined) == ("COMPLETE", 799, 1), report
    assert all(why in reason for reason in report.quarantine.values())


def _children() -> list[int]:
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return [int(pid) for pid in listed]


def _only_child() -> int:
    (pid,) = _children()
    return pid
