"""The period of a dataset as a bar on a time axis that is the same for every dataset."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import floor

from terra_build.escaping import escape
from terra_catalog.dataset import Dataset, Interval

_STOPS = ((1840.0, 4.0), (1950.0, 34.0), (2030.0, 170.0), (2100.0, 196.0))
"""Year -> place: most datasets lie in 1950–2030, so what comes before and after is pressed together."""
_TICKS = (1950, 1970, 1990, 2010, 2030)
_NARROWEST = 2.0


def latest_year(datasets: Iterable[Dataset]) -> int:
    """The year of the last update in the catalogue: what "until now" means in a build that never reads the clock."""
    return max((int(d.updated[:4]) for d in datasets if d.updated[:4].isdecimal()), default=2000)


def period_bar_svg(intervals: Sequence[Interval], label: str, *, this_year: int, mini: bool = False) -> str:
    """The `<svg>` of the intervals, "" when none has a date. An open end is an arrow at the end of `this_year`.

    `label` says the period in words. `mini` gives the bar of a card: no texts, hidden from assistive technology.
    """
    if not intervals:
        return ""
    bars = _bars(tuple((i.start, i.end) for i in intervals), this_year)
    if not bars:
        return ""
    if mini:
        return (
            '<svg class="pb pb-mini" width="200" height="8" viewBox="0 0 200 8" preserveAspectRatio="none"'
            f' aria-hidden="true">{_AXIS_MINI}<path class="pb-bar" d="{bars}"/></svg>'
        )
    return (
        f'<svg class="pb" width="400" height="48" viewBox="0 0 200 24" role="img" aria-label="{escape(label)}">'
        f'{_AXIS}<path class="pb-bar" d="{bars}"/></svg>'
    )


@lru_cache(maxsize=65536)
def _bars(periods: tuple[tuple[str | None, str | None], ...], this_year: int) -> str:
    bars: list[str] = []
    for start, end in periods:
        first, last = _year(start), _year(end, last=True)
        if (start or end) and (first is None) == (not start) and (last is None) == (not end):
            bars.append(bar(first, last, this_year))
    return "".join(bars)


def bar(start: float | None, end: float | None, this_year: int) -> str:
    """The path of one interval in years ("2018.5"); None is an unknown start or an open end."""
    left = place(start) if start is not None else 1.0
    right = place(end) if end is not None else place(this_year + 1.0)
    if right - left < _NARROWEST:
        middle = min(max((left + right) / 2, 1.0 + _NARROWEST / 2), 199.0 - _NARROWEST / 2)
        left, right = middle - _NARROWEST / 2, middle + _NARROWEST / 2
    if end is None:
        return f"M{_n(left)} 2H{_n(right)}l4 2-4 2H{_n(left)}z"
    return f"M{_n(left)} 2H{_n(right)}v4H{_n(left)}z"


def place(year: float) -> float:
    """Where a year lies on the axis, from 1 to 199."""
    if year <= _STOPS[0][0]:
        return 1.0
    for (year0, x0), (year1, x1) in pairwise(_STOPS):
        if year <= year1:
            return x0 + (x1 - x0) * (year - year0) / (year1 - year0)
    return 199.0


def _year(date: str | None, *, last: bool = False) -> float | None:
    """A date of any precision as a number of years: its first moment, or with `last` the moment after it."""
    if not date or not date[:4].isdecimal():
        return None
    year = float(date[:4])
    month = date[5:7]
    if not month.isdecimal():
        return year + 1 if last else year
    day = date[8:10]
    if not day.isdecimal():
        return year + (int(month) - (0 if last else 1)) / 12
    return year + (int(month) - 1) / 12 + (int(day) - (0 if last else 1)) / 372


def _n(value: float) -> str:
    return f"{floor(value * 10 + 0.5) / 10:g}"  # rounds halves upwards, as JavaScript does


_AXIS_MINI = f'<path class="pb-axis" d="M0 4h200{"".join(f"M{_n(place(y))} 1v6" for y in _TICKS)}"/>'
_AXIS = (
    f'<path class="pb-axis" d="M0 4h200{"".join(f"M{_n(place(y))} 1v10" for y in _TICKS)}"/>'
    + '<text x="0" y="20">1850</text><text x="200" y="20" text-anchor="end">2100</text>'
    + "".join(f'<text x="{_n(place(y))}" y="20" text-anchor="middle">{y}</text>' for y in _TICKS)
)
