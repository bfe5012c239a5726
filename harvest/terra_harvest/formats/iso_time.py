"""Dates and periods of ISO records, as written."""

import msgspec

from terra_harvest.formats.iso_texts import code, word
from terra_harvest.original import Period
from terra_harvest.xml import NAME, Element, trimmed


class Dated(msgspec.Struct, frozen=True):
    """A date and what happened then ("publication", "revision")."""

    date: str
    event: str | None


def dated(holder: Element) -> list[Dated]:
    """The dates of a `gmd:date` or `mdb:dateInfo`: CI_Date, or a bare date where one was written in its place."""
    found: list[Dated] = []
    for element in holder[:]:
        name = NAME[element.tag]
        if name == "CI_Date":
            date = event = None
            for part in element[:]:
                kind = NAME[part.tag]
                if kind == "date":
                    date = word(part)
                elif kind == "dateType":
                    event = code(part)
            if date:
                found.append(Dated(date, event))
        elif name in ("Date", "DateTime") and (date := trimmed(element.text)):
            found.append(Dated(date, None))
    return found


def first_dated(dates: list[Dated], *events: str) -> str | None:
    """The date of the first of these events that is known; "" stands for any event."""
    for event in events:
        for item in dates:
            if not event or (item.event or "").casefold() == event:
                return item.date
    return None


def periods(temporal: Element) -> list[Period]:
    """The periods of an EX_TemporalExtent: TimePeriod or TimeInstant of GML 3.1 or 3.2, wherever it holds them."""
    found: list[Period] = []
    for holder in temporal[:]:
        if NAME[holder.tag] != "extent":
            continue
        for element in holder[:]:
            name = NAME[element.tag]
            if name == "TimePeriod":
                period = _period(element)
            elif name == "TimeInstant":
                instant, word_of_it = _position(element)
                period = Period(start=instant, end=instant, end_word=word_of_it)
            else:
                continue
            if period != _NO_PERIOD:
                found.append(period)
    return found


_NO_PERIOD = Period()


def _period(element: Element) -> Period:
    start = end = end_word = None
    for part in element[:]:
        name = NAME[part.tag]
        if name in ("beginPosition", "begin"):
            start = _position(part)[0]
        elif name in ("endPosition", "end"):
            end, end_word = _position(part)
    return Period(start=start, end=end, end_word=end_word)


def _position(element: Element) -> tuple[str | None, str | None]:
    """The date of a position (`beginPosition`, or `begin/TimeInstant/timePosition`) and its indeterminate word."""
    holder = element
    while len(holder):
        inner = next((part for part in holder if NAME[part.tag] in ("TimeInstant", "timePosition")), None)
        if inner is None:
            break
        holder = inner
    return trimmed(holder.text), trimmed(holder.get("indeterminatePosition"))
