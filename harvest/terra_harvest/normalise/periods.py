"""Periods to intervals: what has a sure beginning and a sure end, or goes on; everything else is noted."""

import re

from terra_catalog.dataset import Interval
from terra_catalog.dates import instants
from terra_catalog.quote import quote
from terra_harvest.normalise.dates import is_midnight, read_date
from terra_harvest.normalise.notes import Note, Notes
from terra_harvest.original import Period

MAX_INTERVALS = 50
"""More than these are the periods of single stations or files: the time from the first to the last stands for them."""

_GOES_ON = re.compile(
    r"(?:until |to |jusqu['’]à )?(?:now|present|today|ongoing|on-going|continuing|open|current(?:ly)?|to date|after|"
    r"aujourd['’]hui|présent|à ce jour|en cours|actuel(?:lement)?|maintenant|\.\.)",
    re.IGNORECASE,
).fullmatch
_UNKNOWN = re.compile(
    r"unknown|unknwon|none|null|n/?a|nan|not (?:available|applicable)|inconnue?|non (?:renseigné|communiqué)|[-?]+|",
    re.IGNORECASE,
).fullmatch
_FAR = re.compile(r"(?:9999|2999|23[0-9][1-9]|2[4-9]\d\d|[3-9]\d{3})(?:-.*)?", re.DOTALL).fullmatch
_FUTURE = re.compile(
    r"scenario|scénario|projec|projet[ée]|simul|\brcp|\bssp\d|cmip|forecast|prévision|model|modèl|prospecti|outlook|"
    r"climate change|changement climatique|future|futur",
    re.IGNORECASE,
).search
_YEARS_AHEAD = 30


def intervals_of(periods: tuple[Period, ...], about: str, today: str, notes: Notes) -> tuple[Interval, ...]:
    """The intervals of a record, each once, in the order of time.

    A missing end means that the data go on, so a period whose end cannot be read is left out whole; a start that
    cannot be read is left open. An end more than thirty years ahead means "goes on", unless `about` (the title and
    the description) speaks of the future: several catalogues write 2099 or 2100 for that.
    """
    found: dict[Interval, None] = {}
    for period in periods:
        interval = _interval(period, about, today, notes)
        if interval is not None:
            found[interval] = None
    intervals = sorted(found, key=lambda interval: (interval.start or "", interval.end or "9"))
    if len(intervals) <= MAX_INTERVALS:
        return tuple(intervals)
    notes.append(
        Note("intervals", "too-many", f"{len(intervals)} periods: the time from the first to the last is kept")
    )
    return (_whole(intervals),)


def _interval(period: Period, about: str, today: str, notes: Notes) -> Interval | None:
    start = _start(period.start, notes)
    if period.start and not start and not (period.end or period.end_word):
        return None
    end, goes_on = _end(period, about, today, notes)
    if end is None and not goes_on:
        return None
    if start is None and end is None:
        return None
    days = _days(period)
    if end and start and not days and "T" not in end and period.end and is_midnight(period.end):
        # Beside an exact start, a midnight is an instant like any other.
        end = _instant(period.end) or end
    if start and end and _before(end, start):
        shown = f"from {quote(period.start)} to {quote(period.end)}"
        notes.append(Note("intervals", "period-unusable", f"{shown}: the end is before the start"))
        return None
    return Interval(start=start, end=end)


def _start(text: str | None, notes: Notes) -> str | None:
    if not text or _UNKNOWN(text.strip()):
        return None
    found = read_date(text)
    if found is None:
        notes.append(
            Note("intervals", "date-unreadable", f"the start {quote(text)} is no date that can be read surely")
        )
    return found


def _end(period: Period, about: str, today: str, notes: Notes) -> tuple[str | None, bool]:
    """The end, and whether the data go on instead."""
    text, word = (period.end or "").strip(), (period.end_word or "").strip()
    if not text and not word:
        return None, True
    if not text:
        if _GOES_ON(word):
            return None, True
        notes.append(Note("intervals", "period-unusable", f"the end is {quote(word)}: when the data end is not known"))
        return None, False
    if _GOES_ON(text):
        return None, True
    if _FAR(text):
        notes.append(Note("intervals", "period-open", f"the end {quote(text)} can only mean that the data go on"))
        return None, True
    found = read_date(text)
    if found is None:
        what = "not known" if _UNKNOWN(text) else "no date that can be read surely"
        notes.append(Note("intervals", "period-unusable", f"the end {quote(text)} is {what}"))
        return None, False
    if int(found[:4]) - int(today[:4]) > _YEARS_AHEAD and not _FUTURE(about):
        notes.append(Note("intervals", "period-open", f"the end {quote(text)} of observations: taken as going on"))
        return None, True
    if found.endswith("T23:59:59Z"):
        found = found[:10]
    return found, False


def _days(period: Period) -> bool:
    """Whether the period is one of whole days, however it is written."""
    return not period.start or "T" not in (read_date(period.start) or "")


def _instant(text: str) -> str | None:
    day = read_date(text)
    return f"{day}T00:00:00Z" if day else None


def _before(end: str, start: str) -> bool:
    first, last = instants(start), instants(end)
    return bool(first and last and last[1] < first[0])


def _whole(intervals: list[Interval]) -> Interval:
    starts = [interval.start for interval in intervals if interval.start]
    ends = [interval.end for interval in intervals if interval.end]
    return Interval(start=min(starts, default=None), end=max(ends) if len(ends) == len(intervals) and ends else None)
