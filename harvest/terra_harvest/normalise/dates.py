"""Dates as the record knows them, from those that can be read in one way only."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from terra_catalog.dates import instants

_ISO = re.compile(
    r"(\d{4})(?:([-/])(\d{1,2})(?:\2(\d{1,2}))?)?"
    r"(?:[T ]\s?(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?)?"
    r"\s?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?",
    re.ASCII | re.IGNORECASE,
).fullmatch
_BASIC = re.compile(r"(1[89]\d\d|2[0-2]\d\d)(\d\d)(\d\d)", re.ASCII).fullmatch
_DAY_FIRST = re.compile(r"(?:(\d{1,2})(?:er|st|nd|rd|th)?\s+)?([^\W\d_]{3,9})\.?,?\s+(\d{4})", re.IGNORECASE).fullmatch
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE).fullmatch
_CLOCK = re.compile(
    r"(?:[A-Za-z]{3}\s+)?([A-Za-z]{3})\s+(\d{1,2})\s+(\d{2}:\d{2}:\d{2})\s+(?:UTC|GMT|Z)\s+(\d{4})", re.ASCII
).fullmatch
_LONGEST = 60

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv january jan",
            "février fevrier févr fevr fév fev february feb",
            "mars march mar",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "août aout august aug",
            "septembre sept september sep",
            "octobre october oct",
            "novembre november nov",
            "décembre decembre déc december dec",
        ),
        1,
    )
    for name in names.split()
}


@lru_cache(maxsize=16_384)
def read_date(text: str) -> str | None:
    """A date of the record (YYYY, YYYY-MM, YYYY-MM-DD, YYYY-MM-DDThh:mm:ssZ), or None if there is no sure one.

    Read are ISO 8601 (in UTC afterwards, without fractions of a second; without a time zone, or at midnight, the day
    alone is sure), its basic form 20170322, years first with slashes, and months by name in French and English. Not
    read is what has two readings (03/04/2018), and what is no day (2015-14-12): nothing is exchanged or completed.
    """
    words = " ".join(text.split()) if len(text) <= _LONGEST else ""
    if found := _ISO(words):
        year, slash, month, day, hour, minute, second, zone = found.groups()
        if slash == "/" and not day:
            return None
        date = "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
        if hour:
            return _moment(date, f"{hour}:{minute}:{second or '00'}", zone) if day else None
        return _sure(date)
    if found := _BASIC(words):
        return _sure("-".join(found.groups()))
    if found := _DAY_FIRST(words):
        return _named(found[3], found[2], found[1])
    if found := _MONTH_FIRST(words):
        return _named(found[3], found[1], found[2])
    if found := _CLOCK(words):
        named = _named(found[4], found[1], found[2])
        return _moment(named, found[3], "Z") if named else None
    return None


def is_midnight(text: str) -> bool:
    """Whether a date as written is the first moment of a day, in whatever zone."""
    return bool((found := _ISO(text.strip())) and found[5] and not (found[5] + found[6] + (found[7] or "")).strip("0"))


def _moment(date: str, time: str, zone: str | None) -> str | None:
    if _sure(date) is None or _sure(f"{date}T{time}Z") is None:
        return None
    # Forms write the days they ask for with a midnight; and without a zone the hour may be any other.
    if time == "00:00:00" or zone is None:
        return date
    if zone[0] not in "+-" or not zone[1:].strip("0:"):
        return f"{date}T{time}Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if shift >= timedelta(days=1):
        return None
    local = datetime.fromisoformat(f"{date}T{time}").replace(tzinfo=timezone(shift if zone[0] == "+" else -shift))
    try:
        return _sure(local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0"))
    except OverflowError:
        return None


def _named(year: str, month: str, day: str | None) -> str | None:
    number = _MONTHS.get(month.lower())
    if number is None:
        return None
    return _sure(f"{year}-{number:02d}" + (f"-{int(day):02d}" if day else ""))


def _sure(date: str) -> str | None:
    return date if instants(date) else None
