"""Settle a run: from what the source holds tonight and what we know, the changes of one night. Pure."""

from collections.abc import Iterable

from terra_harvest.accounting import Report
from terra_harvest.night import Item, Known, Night


def settle(source: str, items: Iterable[Item], report: Report, known: Known, today: str) -> Night:
    """The changes of one night.

    Args:
        source: the id of the source.
        items: every record that the source holds and this run saw, in any order, each identifier once.
        report: of the accounting: whether absences count.
        known: what stands before the run.
        today: the day, YYYY-MM-DD, which becomes `created` and `updated`.
    """
    raise NotImplementedError
