"""The status of a source on disk: what is written is read back, and what is none is refused by name."""

from pathlib import Path

import pytest

from terra_catalog.status import Outcomes, Run, SourceStatus, StatusError, Unmatched, read_statuses, status_bytes
from terra_vocab.text import Text

COMPLETE = Run(verdict="COMPLETE", started="2026-11-20T02:00:00Z", ended="2026-11-20T02:01:00Z")
FAILED = Run(verdict="FAILED", started="2026-11-21T02:00:00Z", ended="2026-11-21T02:01:00Z")


def a_status(*runs: Run) -> SourceStatus:
    return SourceStatus(
        source="seanoe",
        title=Text(fr="SEANOE", en="SEANOE"),
        last=runs[-1],
        history=runs,
        quarantine={"r1": "no title"},
        unmatched=(Unmatched(text="salinity", count=3),),
    )


def test_a_status_is_read_as_it_was_written(tmp_path: Path) -> None:
    last = Run(
        verdict="PARTIAL", scope="changes", started="x", ended="y", matched=3, missing=3, outcomes=Outcomes(failed=3)
    )
    (tmp_path / "seanoe.json").write_bytes(status_bytes(a_status(COMPLETE, last)))
    assert read_statuses(tmp_path) == [a_status(COMPLETE, last)]


def test_failures_in_a_row_end_at_the_last_complete_run() -> None:
    assert a_status(COMPLETE).failures == 0
    assert a_status(FAILED, COMPLETE, FAILED, FAILED).failures == 2
    assert a_status(FAILED, FAILED).failures == 2


@pytest.mark.parametrize("body", [b"", b"[]", b'{"source": 1}', b"\xff", b"[" * 100_000])
def test_a_file_that_is_no_status_is_refused_by_its_name(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "seanoe.json").write_bytes(body)
    with pytest.raises(StatusError, match=r"seanoe\.json: no status of a source"):
        read_statuses(tmp_path)
