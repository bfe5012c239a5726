"""Resolutions to metres and a time step: only from units that are lengths and durations."""

import re

from terra_catalog.dataset import Resolution
from terra_catalog.dates import is_duration
from terra_catalog.quote import quote
from terra_harvest.normalise.notes import Note, Notes
from terra_harvest.normalise.placeholders import says_nothing

_MEASURE = re.compile(r"(\d{1,9}(?:\.\d{1,12})?|\.\d{1,12})\s*([^\d\s].*)", re.ASCII | re.DOTALL).fullmatch
_METRES = {
    **dict.fromkeys(("m", "metre", "metres", "meter", "meters", "mètre", "mètres", "urn:ogc:def:uom:epsg::9001"), 1.0),
    **dict.fromkeys(("km", "kilometre", "kilometres", "kilometer", "kilometers", "kilomètre", "kilomètres"), 1000.0),
    **dict.fromkeys(("cm", "centimetre", "centimetres", "centimeter", "centimeters"), 0.01),
}
_STEPS = {
    **dict.fromkeys(("s", "sec", "second", "seconds", "seconde", "secondes"), "PT{}S"),
    **dict.fromkeys(("min", "minute", "minutes"), "PT{}M"),
    **dict.fromkeys(("h", "hour", "hours", "heure", "heures"), "PT{}H"),
    **dict.fromkeys(("day", "days", "jour", "jours"), "P{}D"),
    **dict.fromkeys(("week", "weeks", "semaine", "semaines"), "P{}W"),
    **dict.fromkeys(("month", "months", "mois"), "P{}M"),
    **dict.fromkeys(("year", "years", "an", "ans", "année", "années"), "P{}Y"),
}
_PARTS = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?").fullmatch
_EARTH = 1e8


def resolution_of(words: tuple[str, ...], notes: Notes) -> Resolution | None:
    """The finest of the stated lengths in metres, and the first time step. Scales and degrees are neither."""
    metres: list[float] = []
    steps: list[str] = []
    for written in words:
        text = written.strip()
        if text.startswith("P") and (step := _duration(text)):
            steps.append(step)
            continue
        found = _MEASURE(text)
        unit = found[2].strip().lower().rstrip(".") if found else ""
        if found and unit in _METRES:
            length = round(float(found[1]) * _METRES[unit], 6)
            if 0 < length < _EARTH:
                metres.append(length)
        elif found and unit in _STEPS:
            whole = _STEPS[unit].format(int(float(found[1])))
            if float(found[1]).is_integer() and is_duration(whole):
                steps.append(whole)
        elif text.startswith(("P", "p")) and not says_nothing(text):
            notes.append(Note("resolution", "duration-unreadable", f"{quote(text)} is no duration"))
    if not metres and not steps:
        return None
    return Resolution(metres=min(metres, default=None), step=steps[0] if steps else None)


def _duration(text: str) -> str | None:
    """An ISO 8601 duration without its zeros: "P0Y0M7DT0H0M0S" is "P7D"."""
    found = _PARTS(text)
    if not found:
        return text if is_duration(text) else None
    date = "".join(f"{int(n)}{unit}" for n, unit in zip(found.groups()[:3], "YMD", strict=True) if n and int(n))
    time = "".join(f"{int(n)}{unit}" for n, unit in zip(found.groups()[3:], "HMS", strict=True) if n and int(n))
    step = f"P{date}" + (f"T{time}" if time else "")
    return step if is_duration(step) else None
