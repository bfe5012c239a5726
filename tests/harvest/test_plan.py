"""What a run asks of a source, and when: decided by its file, its last status and the clock that is passed in."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from fetching import a_source

from terra_catalog.status import Run, SourceStatus, Verdict
from terra_harvest.plan import KEPT, Plan, goes_on, heading, is_due, plan, time_of, time_text
from terra_harvest.source import Budget, Politeness, Schedule
from terra_vocab.text import Text

NOW = datetime(2026, 11, 21, 2, 0, 0, tzinfo=UTC)
OAI = msgspec.structs.replace(a_source("oai-pmh"), full_every=7)


def before(days: float, verdict: Verdict = "COMPLETE", full: float | None = None, **more: object) -> SourceStatus:
    """The status of a source whose last run was so many days ago."""
    started = time_text(NOW - timedelta(days=days))
    whole = time_text(NOW - timedelta(days=days if full is None else full))
    run = Run(verdict=verdict, started=started, ended=started)
    fields = {"last_complete": started, "last_full": whole, "recipe": "r", **more}
    return SourceStatus(source="trial", title=Text(fr="x"), last=run, **fields)  # type: ignore[arg-type]


def test_a_moment_is_written_and_read_in_utc():
    assert time_text(NOW) == "2026-11-21T02:00:00Z"
    assert time_of("2026-11-21T02:00:00Z") == NOW


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (None, Plan("full")),
        (before(1), Plan("changes", "2026-11-18")),
        (before(1, full=6.4), Plan("changes", "2026-11-18")),
        (before(1, full=6.6), Plan("full")),
        (before(1, recipe="another"), Plan("full")),
        (before(1, recipe=None), Plan("full")),
        (before(1, held="too much is gone"), Plan("full")),
        (before(1, last_full=None), Plan("full")),
        (before(1, last_complete=None), Plan("full")),
    ],
)
def test_changes_are_asked_for_only_where_the_last_state_can_be_trusted(status, expected):
    assert plan(OAI, status, "r", NOW) == expected


def test_a_protocol_that_cannot_tell_changes_is_read_whole():
    source = msgspec.structs.replace(a_source("csw"), full_every=7)
    assert plan(source, before(1), "r", NOW) == Plan("full")


def test_a_trial_is_what_a_person_asks_for():
    assert plan(OAI, before(1), "r", NOW, limit=5) == Plan("limited")
    assert plan(OAI, before(1), "r", NOW, since="2026-01-01") == Plan("limited", "2026-01-01")


@pytest.mark.parametrize(
    ("schedule", "status", "due"),
    [
        ("nightly", before(0.1), True),
        ("weekly", None, True),
        ("weekly", before(6), False),
        ("weekly", before(6.6), True),
        ("weekly", before(1, "PARTIAL"), True),
        ("manual", None, False),
    ],
)
def test_whose_turn_it_is(schedule: Schedule, status, due):
    assert is_due(msgspec.structs.replace(OAI, schedule=schedule), status, NOW) is due


def test_a_run_goes_on_from_a_journal_of_the_same_question_that_is_not_old():
    wanted = heading(OAI, Plan("full"), NOW)
    assert goes_on(heading(OAI, Plan("full"), NOW - KEPT), wanted)
    assert not goes_on(heading(OAI, Plan("full"), NOW - KEPT - timedelta(seconds=1)), wanted)
    assert not goes_on(heading(OAI, Plan("full"), NOW + timedelta(hours=1)), wanted)
    assert not goes_on(heading(OAI, Plan("changes", "2026-11-18"), NOW), wanted)
    larger = msgspec.structs.replace(OAI, budget=Budget(seconds=7000))
    assert goes_on(heading(larger, Plan("full"), NOW), wanted)
    other_pages = msgspec.structs.replace(OAI, politeness=Politeness(page_size=7))
    assert not goes_on(heading(other_pages, Plan("full"), NOW), wanted)
