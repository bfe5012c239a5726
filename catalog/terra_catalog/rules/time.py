"""Rules about when the data are, and when the record was written."""

from collections.abc import Iterator

from terra_catalog.dataset import Dataset
from terra_catalog.dates import instants, is_duration, is_full_date
from terra_catalog.quote import quote
from terra_catalog.rule import Finding, record_rule
from terra_vocab.concept import Thesaurus

_EARLY = "1500"
_DATES = "Write YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ, from 0001 to 2300"


@record_rule("error")
def interval_dates(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """The start and the end of an interval are ISO 8601 dates of any precision; one of the two may be left out.

    Accepted: `intervals: [{start: "1993", end: "2020-06-30"}]`, `[{start: "2018-01-01T00:00:00Z"}]`.
    """
    for index, interval in enumerate(dataset.intervals):
        if interval.start is None and interval.end is None:
            yield f"intervals[{index}]", "neither start nor end. Write one of them, or remove the interval."
        if interval.start is not None and instants(interval.start) is None:
            yield f"intervals[{index}].start", f"{quote(interval.start)} is no date. {_DATES}."
        if interval.end is not None and instants(interval.end) is None:
            yield f"intervals[{index}].end", f"{quote(interval.end)} is no date. {_DATES}, or nothing if it goes on."


@record_rule("error")
def interval_order(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """An interval does not end before it starts.

    Accepted: `intervals: [{start: "2018-05", end: "2018"}]`, since 2018 ends in December.
    """
    for index, interval in enumerate(dataset.intervals):
        if interval.start is not None and interval.end is not None:
            start, end = instants(interval.start), instants(interval.end)
            if start and end and end[1] < start[0]:
                yield (
                    f"intervals[{index}]",
                    f"ends on {interval.end}, before it starts on {interval.start}. Exchange or correct the two.",
                )


@record_rule("warning")
def interval_early(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """An interval that starts before 1500 is rare enough to be looked at twice.

    Accepted: `intervals: [{start: "1850"}]`, and an older start when a past climate is meant.
    """
    for index, interval in enumerate(dataset.intervals):
        start = interval.start
        if start is not None and start < _EARLY and instants(start) is not None:
            yield f"intervals[{index}].start", f"starts in the year {start[:4]}. Correct it, unless that is meant."


@record_rule("error")
def record_dates(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """A record says on which day it was created and last updated, in this order.

    Accepted: `created: "2026-11-21"` and `updated: "2026-12-01"`.
    """
    created, updated = dataset.created, dataset.updated
    for field, text in (("created", created), ("updated", updated)):
        if not is_full_date(text):
            yield field, f"{quote(text)} is no full date. Write YYYY-MM-DD."
    first, last = instants(created), instants(updated)
    if first and last and last[1] < first[0]:
        yield "updated", f"{updated} is before `created` ({created}). Write the day of the last change."


@record_rule("error")
def upstream_date(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """The date at which the source changed its record is an ISO 8601 date.

    Accepted: `provenance: {source: odatis-csw, modified: "2025-03-14"}`.
    """
    modified = dataset.provenance.modified if dataset.provenance else None
    if modified is not None and instants(modified) is None:
        yield "provenance.modified", f"{quote(modified)} is no date. {_DATES}."


@record_rule("error")
def time_step(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """A time step is an ISO 8601 duration longer than nothing.

    Accepted: `resolution: {step: P1D}` for a day, `PT10M` for ten minutes, `P1M` for a month.
    """
    step = dataset.resolution.step if dataset.resolution else None
    if step is not None and not is_duration(step):
        yield (
            "resolution.step",
            f"{quote(step)} is no duration. Write P1D for a day, PT1H for an hour, P1M for a month.",
        )
