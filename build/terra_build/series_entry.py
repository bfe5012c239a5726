"""A series as one entry of the lists: what its datasets have in common, in the shape of a dataset. Pure."""

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar

from terra_catalog.boxes import crosses_antimeridian
from terra_catalog.dataset import Box, Dataset, Distribution, Interval, Provenance, Variable
from terra_catalog.series import Series
from terra_vocab.text import Text

_T = TypeVar("_T", bound=Hashable)

_SHARE = 0.1
"""What a tenth of the siblings have describes the series; less is an exception."""

_MOST = 12

_PLAIN = 9999
"""Up to this, a number is written without a separator."""


def entry_of(series: Series) -> Dataset:
    """The entry: id, title and summary of the series; themes that siblings share, the place and period of them all.

    It is no dataset: only lists, maps and search show it, and its id leads to the page of the series.
    """
    siblings = series.datasets
    first = siblings[0]
    return Dataset(
        id=series.id,
        title=series.title,
        pole=_frequent([d.pole] for d in siblings)[0],
        created=min(d.created for d in siblings),
        updated=max(d.updated for d in siblings),
        summary=_told(series),
        data_centre=_shared(d.data_centre for d in siblings),
        compartments=_frequent(d.compartments for d in siblings),
        variables=tuple(Variable(concept=c) for c in _frequent({v.concept for v in d.variables} for d in siblings)),
        platforms=_frequent(d.platforms for d in siblings),
        boxes=_around([box for d in siblings for box in d.boxes]),
        intervals=_whole([interval for d in siblings for interval in d.intervals]),
        licence=_shared(d.licence for d in siblings),
        access=_shared(d.access for d in siblings),
        distributions=_ways(siblings),
        provenance=first.provenance and Provenance(source=first.provenance.source),
    )


def _told(series: Series) -> Text:
    """How many there are, which every list must say, then what people wrote of the series."""
    number = len(series.datasets)
    fr = f"{number:,}".replace(",", "\u202f") if number > _PLAIN else str(number)
    en = f"{number:,}" if number > _PLAIN else str(number)
    return Text(
        fr=f"Série de {fr} jeux de données. {series.summary.fr or ''}".strip(),
        en=f"Series of {en} datasets. {series.summary.en or ''}".strip(),
    )


def _frequent(sets: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """What at least a tenth have, the most frequent first; in one of them, the order is that of the record."""
    counts: Counter[str] = Counter()
    number = 0
    for values in sets:
        counts.update(dict.fromkeys(values, 1))
        number += 1
    return tuple(value for value, count in counts.most_common(_MOST) if count >= _SHARE * number)


def _shared(values: Iterable[_T]) -> _T | None:
    """The value of all, or None."""
    different = set(values)
    return different.pop() if len(different) == 1 else None


def _around(boxes: list[Box]) -> tuple[Box, ...]:
    """One box around all; the whole way round when one of them crosses the antimeridian."""
    if not boxes:
        return ()
    over = any(crosses_antimeridian(box) for box in boxes)
    west = -180.0 if over else min(box[0] for box in boxes)
    east = 180.0 if over else max(box[2] for box in boxes)
    return ((west, min(box[1] for box in boxes), east, max(box[3] for box in boxes)),)


def _whole(intervals: list[Interval]) -> tuple[Interval, ...]:
    """From the first beginning to the last end; open when one of them is."""
    starts = [interval.start for interval in intervals if interval.start]
    ends = [interval.end for interval in intervals if interval.end]
    if not starts and not ends:
        return ()
    open_end = any(interval.end is None for interval in intervals)
    return (Interval(start=min(starts, default=None), end=None if open_end else max(ends, default=None)),)


def _ways(siblings: Iterable[Dataset]) -> tuple[Distribution, ...]:
    """One distribution of each protocol and format, so that filters find the series by them."""
    found: dict[tuple[str | None, str | None], Distribution] = {}
    for dataset in siblings:
        for way in dataset.distributions:
            found.setdefault((way.protocol, way.format), way)
    return tuple(found.values())[:_MOST]
