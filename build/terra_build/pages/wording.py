"""Dates, periods, places, sizes and steps as people write them, in French or in English."""

import re
from collections.abc import Sequence
from functools import lru_cache

from terra_build.words import Words
from terra_catalog.dataset import Box, Interval, Resolution
from terra_vocab.text import Lang

_MONTHS: dict[Lang, tuple[str, ...]] = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_STEP = re.compile(r"P(T?)(\d+)([YMWDHS])\Z")
_UNITS: dict[Lang, tuple[str, ...]] = {
    "fr": ("o", "ko", "Mo", "Go", "To", "Po"),
    "en": ("B", "kB", "MB", "GB", "TB", "PB"),
}
_NBSP = "\u00a0"


@lru_cache(maxsize=20_000)
def date(iso: str, lang: Lang) -> str:
    """An ISO date of any precision in words: "28 mars 2023", "March 2023", "2023"; anything else as it is."""
    parts = iso[:10].split("-")
    try:
        month = _MONTHS[lang][int(parts[1]) - 1] if len(parts) > 1 else ""
        day = int(parts[2]) if len(parts) > 2 else 0
    except (ValueError, IndexError):
        return iso
    if day:
        shown = "1er" if day == 1 and lang == "fr" else str(day)
        return f"{shown}{_NBSP}{month} {parts[0]}"
    return f"{month} {parts[0]}".strip()


@lru_cache(maxsize=20_000)
def years(intervals: tuple[Interval, ...], words: Words) -> str:
    """The whole period in years, for a card: "1993 – 2020", "depuis 2015"; empty when nothing is stated."""
    start = min([i.start for i in intervals if i.start], default=None)
    ends = [i.end for i in intervals if i.end]
    end = max(ends) if ends and len(ends) == len(intervals) else None
    if start and end:
        return start[:4] if start[:4] == end[:4] else words("period-range", start=start[:4], end=end[:4])
    if start:
        return words("period-since", start=start[:4])
    return words("period-until", end=end[:4]) if end else ""


def place(boxes: Sequence[Box], words: Words) -> str:
    """The footprint in words: "Monde entier", or latitudes and longitudes of its extent; empty without a box."""
    if not boxes:
        return ""
    for box in boxes:
        if is_global(box):
            return words("whole-world")
    shown = [_sides(box, words) for box in boxes[:2]]
    if len(shown) == 1:
        return shown[0]
    more = f" ({words('boxes-more', n=str(len(boxes)))})" if len(boxes) > 2 else ""
    return "; ".join(shown) + more if words.lang == "en" else "\u202f; ".join(shown) + more


def is_global(box: Box) -> bool:
    """Whether a box covers practically all the Earth: no wider place exists to tell it from."""
    west, south, east, north = box
    return (east - west) % 360.0001 >= 350 and north - south >= 120


def _sides(box: Box, words: Words) -> str:
    west, south, east, north = box
    if (west, south) == (east, north):
        return f"{_angle(south, 'north', 'south', words)}, {_angle(west, 'east', 'west', words)}"
    latitudes = _span(_angle(south, "north", "south", words), _angle(north, "north", "south", words), words)
    if (east - west) % 360.0001 >= 350:
        return latitudes
    longitudes = _span(_angle(west, "east", "west", words), _angle(east, "east", "west", words), words)
    return f"{latitudes}, {longitudes}"


def _span(a: str, b: str, words: Words) -> str:
    return a if a == b else words("box-range", a=a, b=b)


@lru_cache(maxsize=20_000)
def _angle(degrees: float, positive: str, negative: str, words: Words) -> str:
    if degrees == 0:
        return "0°"
    return f"{words.decimal(abs(degrees))}°{_NBSP}{words(positive if degrees > 0 else negative)}"


def _length(metres: float) -> tuple[float, str]:
    return (metres / 1000, "km") if metres >= 1000 else (metres, "m") if metres >= 1 else (metres * 100, "cm")


@lru_cache(maxsize=10_000)
def resolution(value: Resolution | None, words: Words) -> str:
    """Ground sampling and time step: "25 km, chaque jour"; empty when neither is stated."""
    if value is None:
        return ""
    parts = []
    if value.metres is not None:
        number, unit = _length(value.metres)
        parts.append(f"{words.decimal(number)}{_NBSP}{unit}")
    if value.step:
        parts.append(step(value.step, words))
    return ", ".join(parts)


def step(iso: str, words: Words) -> str:
    """An ISO 8601 duration of one unit in words ("P1D": "chaque jour"); others as they are."""
    found = _STEP.match(iso)
    if not found:
        return iso
    timed, number, unit = found.groups()
    return words.count("step-TM" if timed and unit == "M" else f"step-{unit}", int(number))


def size(count: int, words: Words) -> str:
    """A number of bytes, in decimal units: "1,2 Go"."""
    value = float(count)
    units = _UNITS[words.lang]
    rank = 0
    while value >= 1000 and rank < len(units) - 1:
        value /= 1000
        rank += 1
    rounded = round(value, 0 if value >= 100 or not rank else 1)
    return f"{words.decimal(rounded)}{_NBSP}{units[rank]}"
