"""Read the dates of a record, of any precision, as the first and the last second that they cover.

Only what ISO 8601 and the record share is read: a year, a month, a day, or a day and a time in UTC. Nothing is
guessed: `2018` is the whole year, `03/04/2018` is not a date.
"""

import re
from functools import lru_cache

LAST_YEAR = 2300
"""No simulation of the catalogue goes further; the year 9999 of a badly filled form does."""

_DATE = re.compile(
    r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01])"
    r"(?:T([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.[0-9]{1,9})?)?Z)?)?)?"
).fullmatch
_DAYS = ("", "31", "28", "31", "30", "31", "30", "31", "31", "30", "31", "30", "31")
_LONGEST = 30

_DURATION = re.compile(
    r"P(?=.)(?:[0-9]{1,6}W|(?:[0-9]{1,6}Y)?(?:[0-9]{1,6}M)?(?:[0-9]{1,6}D)?"
    r"(?:T(?=.)(?:[0-9]{1,6}H)?(?:[0-9]{1,6}M)?(?:[0-9]{1,6}(?:\.[0-9]{1,6})?S)?)?)"
).fullmatch
_NOT_ZERO = re.compile(r"[1-9]").search


def instants(text: str) -> tuple[str, str] | None:
    """The first and the last second of a date, as ISO 8601 texts that compare in time order; None for no date.

    "2018" gives ("2018-01-01T00:00:00Z", "2018-12-31T23:59:59Z"); an exact time gives the same second twice.
    The years 0001 to 2300 are read; fractions of a second are dropped.
    """
    return _instants(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=65_536)
def _instants(text: str) -> tuple[str, str] | None:
    """The same, kept: several rules read each date, and the dates of a catalogue are few."""
    found = _DATE(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = found.groups()
    if not "0001" <= year <= f"{LAST_YEAR:04d}":
        return None
    if hour:
        moment = f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}Z"
        return None if day > _last_day(year, month) else (moment, f"{moment[:17]}{second or '59'}Z")
    if day:
        if day > "28" and day > _last_day(year, month):
            return None
        return f"{text}T00:00:00Z", f"{text}T23:59:59Z"
    if month:
        return f"{text}-01T00:00:00Z", f"{text}-{_last_day(year, month)}T23:59:59Z"
    return f"{year}-01-01T00:00:00Z", f"{year}-12-31T23:59:59Z"


def is_full_date(text: str) -> bool:
    """Whether the text names a day, with or without a time, and not only a month or a year."""
    return len(text) >= len("2018-01-01") and instants(text) is not None


def is_duration(text: str) -> bool:
    """Whether the text is an ISO 8601 duration longer than nothing: "P1D", "PT10M", "P1Y6M"."""
    return len(text) <= _LONGEST and _DURATION(text) is not None and _NOT_ZERO(text) is not None


def _last_day(year: str, month: str) -> str:
    if month != "02":
        return _DAYS[int(month)]
    number = int(year)
    return "29" if number % 4 == 0 and (number % 100 or number % 400 == 0) else "28"
