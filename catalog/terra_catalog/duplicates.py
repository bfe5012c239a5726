"""One dataset described by several sources is shown once: find such records, and which of them stands for all. Pure.

Certain: the same DOI or UUID, or the same title, extent and producer, across sources. Doubtful pairs are listed, never
merged: the same title alone, or names that agree where extents, periods or DOIs do not. Time grows with the records.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from terra_catalog.boxes import crosses_antimeridian
from terra_catalog.dataset import Box, Dataset, Interval, Provenance
from terra_catalog.dates import instants
from terra_catalog.load import Record
from terra_catalog.slug import folded

Standing = Literal["pole", "aggregator"]
Doubt = Literal["title", "doi", "extent", "period", "several"]

CURATED = ""
"""The source of what people wrote."""

_DOI = re.compile(r"\b10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\"<>]+").search
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}").search
_SHORT = 12
"""A title shorter than this ("Salinity") says too little to doubt anything."""


class Pair(msgspec.Struct, frozen=True, order=True):
    """Two records that may be one dataset, and what keeps them apart."""

    first: str
    second: str
    doubt: Doubt


class Merged(msgspec.Struct, frozen=True):
    """The records that stand, the id each other one redirects to, and the pairs to look at."""

    records: list[Record]
    redirects: dict[str, str]
    doubtful: list[Pair]


def merged(records: Sequence[Record], standings: Mapping[str, Standing]) -> Merged:
    """The records with each dataset once.

    Args:
        records: sound records, each id once.
        standings: whether a source is a pole or an aggregator; a source that is not there is a pole.
    """
    if len({_source(record) for record in records}) < 2:
        return Merged(list(records), {}, [])
    groups = _Groups(len(records))
    doubts: set[Pair] = set()
    for places in _by_name(records).values():
        _join(places, records, groups, doubts)
    for places in _by_title(records).values():
        _join_alike(places, records, groups, doubts)
    redirects: dict[str, str] = {}
    also: dict[str, list[str]] = {}
    for members in groups.all():
        own = [records[place] for place in members]
        if len({_source(record) for record in own}) < len(own):
            # Two records of one source are two datasets: whatever joined them is no name of one.
            doubts |= {_pair(a, b, "several") for a, b in pairwise(own) if _source(a) != _source(b)}
            continue
        winner, *others = sorted(own, key=lambda record: _rank(record, standings))
        for other in others:
            redirects[other.dataset.id] = winner.dataset.id
            also.setdefault(winner.dataset.id, []).append(_described_at(other))
    kept = [_with_also(r, also.get(r.dataset.id, [])) for r in records if r.dataset.id not in redirects]
    there = {record.dataset.id for record in kept}
    return Merged(kept, redirects, sorted(p for p in doubts if p.first in there and p.second in there))


def _rank(record: Record, standings: Mapping[str, Standing]) -> tuple[bool, int, str, str]:
    """What decides who stands for all: alive, curated, pole, aggregator; then the oldest."""
    source = _source(record)
    order = 0 if source == CURATED else 1 if standings.get(source, "pole") == "pole" else 2
    dataset = record.dataset
    return dataset.status == "withdrawn", order, dataset.created, dataset.id


def _source(record: Record) -> str:
    """The source of a record; what people wrote is one source, whatever it cites."""
    origin = record.dataset.provenance
    return origin.source if origin and record.file.endswith(".json") else CURATED


class _Groups:
    """Places joined into groups (union by the smaller place, so that the result depends on no order)."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))
        self._joined: set[int] = set()

    def root(self, place: int) -> int:
        while self._above[place] != place:
            self._above[place] = self._above[self._above[place]]
            place = self._above[place]
        return place

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._above[high] = low
        self._joined.update((one, other))

    def all(self) -> Iterable[list[int]]:
        """The groups of more than one place."""
        found: dict[int, list[int]] = {}
        for place in sorted(self._joined):
            found.setdefault(self.root(place), []).append(place)
        return found.values()


def _by_name(records: Sequence[Record]) -> dict[str, list[int]]:
    """The places of the records that bear a DOI or a UUID, by that name; names of one record left out."""
    found: dict[str, list[int]] = {}
    for place, record in enumerate(records):
        for name in _names(record.dataset):
            found.setdefault(name, []).append(place)
    return {name: places for name, places in found.items() if len(places) > 1}


def _names(dataset: Dataset) -> set[str]:
    """The names by which any catalogue in the world would mean this dataset: DOI and UUID, wherever they stand."""
    identifiers, origin = dataset.identifiers, dataset.provenance
    names = {f"doi:{identifiers.doi.casefold()}"} if identifiers.doi else set()
    if identifiers.uuid:
        names.add(f"uuid:{identifiers.uuid.lower()}")
    for text in (*identifiers.other, (origin.upstream_id if origin else None) or ""):
        # Most names are neither, which a look at two characters tells sooner than a search.
        if text.count("-") >= 4 and (uuid := _UUID(text.lower())):
            names.add(f"uuid:{uuid[0]}")
        elif not identifiers.doi and "10." in text and (doi := _DOI(text.lower())):
            names.add(f"doi:{doi[0]}")
    return names


def _join(places: list[int], records: Sequence[Record], groups: _Groups, doubts: set[Pair]) -> None:
    """Join records of one name, unless it is the name of several in one source, or they contradict each other."""
    sources = [_source(records[place]) for place in places]
    if len(set(sources)) < len(sources):
        doubts |= {_pair(records[a], records[b], "several") for a, b in _neighbours(places, records)}
        return
    for a, b in pairwise(places):
        if doubt := _contradiction(records[a].dataset, records[b].dataset):
            doubts.add(_pair(records[a], records[b], doubt))
        else:
            groups.join(a, b)


def _contradiction(a: Dataset, b: Dataset) -> Doubt | None:
    """What two records of one name do not agree on."""
    if a.boxes and b.boxes and not any(_meet(one, other) for one in a.boxes for other in b.boxes):
        return "extent"
    return "period" if _apart(a, b) else None


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes share a point; those over the antimeridian are cut there."""
    if one[1] > other[3] or other[1] > one[3]:
        return False
    return any(a <= d and c <= b for a, b in _spans(one) for c, d in _spans(other))


def _spans(box: Box) -> tuple[tuple[float, float], ...]:
    return ((box[0], 180), (-180, box[2])) if crosses_antimeridian(box) else ((box[0], box[2]),)


def _apart(a: Dataset, b: Dataset) -> bool:
    """Whether both state periods, and none of one meets any of the other."""
    one, other = [_span(i) for i in a.intervals], [_span(i) for i in b.intervals]
    return bool(one and other) and not any(x <= d and c <= y for x, y in one for c, d in other)


def _span(interval: Interval) -> tuple[str, str]:
    """First and last second, as texts that compare; an end that is not stated is never."""
    first = instants(interval.start) if interval.start else None
    last = instants(interval.end) if interval.end else None
    return first[0] if first else "", last[1] if last else "9999-99"


def _by_title(records: Sequence[Record]) -> dict[str, list[int]]:
    """The places of the records of one title, in either language; titles of one source left out."""
    found: dict[str, list[int]] = {}
    for place, record in enumerate(records):
        title = record.dataset.title
        for text in {folded(title.fr or ""), folded(title.en or "")}:
            if len(text) >= _SHORT:
                found.setdefault(text, []).append(place)
    return {t: p for t, p in found.items() if len(p) > 1 and len({_source(records[x]) for x in p}) > 1}


def _join_alike(places: list[int], records: Sequence[Record], groups: _Groups, doubts: set[Pair]) -> None:
    """Join records of one title that have the same extent and producer; list the others of different sources."""
    alike: dict[object, list[int]] = {}
    for place in places:
        dataset = records[place].dataset
        if dataset.boxes and dataset.providers:
            boxes = tuple(tuple(round(side, 1) for side in box) for box in dataset.boxes)
            alike.setdefault((boxes, folded(dataset.providers[0].name)), []).append(place)
    for same in alike.values():
        sources = {_source(records[place]) for place in same}
        for a, b in pairwise(same) if len(sources) == len(same) > 1 else ():
            one, other = records[a].dataset, records[b].dataset
            dois = {d.identifiers.doi.casefold() for d in (one, other) if d.identifiers.doi}
            if len(dois) > 1:
                doubts.add(_pair(records[a], records[b], "doi"))
            elif _apart(one, other):
                doubts.add(_pair(records[a], records[b], "period"))
            else:
                groups.join(a, b)
    for a, b in _neighbours(places, records):
        if groups.root(a) != groups.root(b) and not _known(doubts, records[a], records[b]):
            doubts.add(_pair(records[a], records[b], "title"))


def _known(doubts: set[Pair], a: Record, b: Record) -> bool:
    return any(_pair(a, b, doubt) in doubts for doubt in ("doi", "extent", "period", "several"))


def _neighbours(places: list[int], records: Sequence[Record]) -> Iterable[tuple[int, int]]:
    """Pairs across sources, one for each further source: a title of a thousand stations gives no million pairs."""
    first: dict[str, int] = {}
    for place in places:
        first.setdefault(_source(records[place]), place)
    return pairwise(first.values())


def _pair(a: Record, b: Record, doubt: Doubt) -> Pair:
    one, other = sorted((a.dataset.id, b.dataset.id))
    return Pair(one, other, doubt)


def _described_at(record: Record) -> str:
    """Where a record that does not stand for its dataset can be read: its address there, else its name there."""
    origin = record.dataset.provenance
    address = (origin.url if origin else None) or record.dataset.landing_page
    return address or f"{origin.source}: {origin.upstream_id}" if origin else address or record.dataset.id


def _with_also(record: Record, also: list[str]) -> Record:
    """The record, naming where its dataset is described too."""
    if not also:
        return record
    dataset = record.dataset
    origin = dataset.provenance or Provenance(source="curated")
    places = tuple(dict.fromkeys((*origin.also, *sorted(also))))
    told = msgspec.structs.replace(origin, also=places)
    return msgspec.structs.replace(record, dataset=msgspec.structs.replace(dataset, provenance=told))
