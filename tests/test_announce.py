"""Sources that were never harvested are announced to the build once, and no run is ever overwritten."""

from pathlib import Path

from tests.conftest import ROOT

from terra_catalog.status import Run, SourceStatus, read_statuses, status_bytes
from terra_harvest.announce import announce
from terra_harvest.source import load_sources
from terra_vocab.text import Text


def test_every_source_without_a_status_gets_one_that_says_so_and_the_others_stay(tmp_path: Path) -> None:
    sources = load_sources(ROOT / "harvest/sources")
    run = Run(verdict="COMPLETE", started="2026-11-21T02:00:00Z", ended="2026-11-21T02:01:00Z")
    known = status_bytes(SourceStatus(source="seanoe", title=Text(fr="SEANOE"), last=run))
    (tmp_path / "catalog/status").mkdir(parents=True)
    (tmp_path / "catalog/status/seanoe.json").write_bytes(known)
    assert announce(tmp_path, sources) == [source.id for source in sources if source.id != "seanoe"]
    assert (tmp_path / "catalog/status/seanoe.json").read_bytes() == known
    told = {status.source: status for status in read_statuses(tmp_path / "catalog/status")}
    assert set(told) == {source.id for source in sources}
    assert told["aeris"].last is None
    assert (told["aeris"].title, told["aeris"].failures) == (next(s.title for s in sources if s.id == "aeris"), 0)
    assert announce(tmp_path, sources) == []
