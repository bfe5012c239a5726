"""The facets as binary columns by document number, with years, boxes and sort keys in files of their own."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

import orjson

from terra_build.catalogue import Catalogue
from terra_build.facets import ACCESS
from terra_build.output import Output
from terra_build.pages.quality import met
from terra_build.search.documents import Period
from terra_build.search.packing import header, packed, planes
from terra_catalog.dataset import Dataset
from terra_vocab.concept import Concept
from terra_vocab.text import LANGS, Lang

RESOLUTIONS = (("metre", 10.0), ("decametre", 100.0), ("hectometre", 1_000.0), ("kilometre", 10_000.0))
"""Classes of ground sampling and the metres where each ends; "coarse" is what is coarser than all."""

UNKNOWN_YEAR = -32_768
"""A year that is not stated. JavaScript knows it under the same name."""

_SCHEMES = {
    "compartment": "compartments",
    "variable": "variables",
    "platform": "platforms",
    "pole": "poles",
    "centre": "data-centres",
    "licence": "licences",
    "format": "formats",
    "protocol": "protocols",
}

_VALUES: dict[str, Callable[[Dataset], Iterable[str | None]]] = {
    "compartment": lambda d: d.compartments,
    "variable": lambda d: [v.concept for v in d.variables],
    "platform": lambda d: d.platforms,
    "pole": lambda d: (d.pole,),
    "centre": lambda d: (d.data_centre,),
    "licence": lambda d: (d.licence,),
    "format": lambda d: [x.format for x in d.distributions],
    "protocol": lambda d: [*(s.protocol for s in d.services), *(x.protocol for x in d.distributions)],
    "access": lambda d: (d.access.condition,) if d.access else (),
    "resolution": lambda d: (_resolution(d),),
}
"""What a dataset has in each facet, as ids of its options."""

Places = Sequence[Dataset | None]


def outputs(catalogue: Catalogue, datasets: Places, periods: Sequence[Period]) -> Iterator[Output]:
    """/search/facets.bin, variables.bin, years.bin, boxes.bin, order.bin by number; labels in facets-<lang>.json."""
    tables = {
        facet: [c for c in catalogue.thesaurus.of(scheme) if catalogue.count(c.key)]
        for facet, scheme in _SCHEMES.items()
    }
    options = {facet: [c.id for c in table] for facet, table in tables.items()}
    options |= {"access": list(ACCESS), "resolution": [*(name for name, _ in RESOLUTIONS), "coarse"]}
    variables = {"variable": options.pop("variable")}
    yield Output("search/facets.bin", packed(_facets(datasets, options), varied=True))
    yield Output("search/variables.bin", packed(_facets(datasets, variables)))
    yield Output("search/years.bin", packed(_years(periods), varied=True))
    yield Output("search/boxes.bin", packed(_boxes(datasets), varied=True))
    yield Output("search/order.bin", packed(_order(datasets), varied=True))
    for lang in LANGS:
        yield Output(f"search/facets-{lang}.json", orjson.dumps(_labels(tables, lang)))


def _facets(datasets: Places, options: dict[str, list[str]]) -> bytes:
    """The length of a JSON header, the header, then per facet: how many options each row has, then the options."""
    body = []
    facets = {}
    for facet, ids in options.items():
        row = {name: i for i, name in enumerate(ids)}
        of = _VALUES[facet]
        counts = bytearray()
        cells: list[int] = []
        for dataset in datasets:
            found = dict.fromkeys(row[v] for v in of(dataset) if v in row) if dataset else {}
            counts.append(min(len(found), 255))
            cells += list(found)[:255]
        width = 1 if len(ids) <= 256 else 2
        facets[facet] = {"options": ids, "cells": len(cells), "width": width}
        body += [bytes(counts), planes(cells, width)]
    live = bytes([dataset is not None for dataset in datasets])
    head = orjson.dumps({"numbers": len(datasets), "facets": facets})
    return b"".join((header(len(head)), head, live, *body))


def _years(periods: Sequence[Period]) -> bytes:
    """First and last year of each number, 16 bits with sign in two planes each."""
    columns = ([UNKNOWN_YEAR if pair[i] is None else pair[i] for pair in periods] for i in (0, 1))
    return b"".join(planes([(year or 0) & 0xFFFF for year in column], 2) for column in columns)


def _boxes(datasets: Places) -> bytes:
    """How many boxes each number has, then west, south, east and north of all, to a hundredth of a degree."""
    boxes = [box for dataset in datasets if dataset for box in dataset.boxes[:255]]
    counts = bytes([min(len(dataset.boxes), 255) if dataset else 0 for dataset in datasets])
    return header(len(datasets), len(boxes)) + b"".join(
        (counts, *(planes([_hundredths(box[side]) for box in boxes], 2) for side in range(4)))
    )


def _hundredths(degrees: float) -> int:
    """From -180 on, so that all are positive; what lies beyond a turn of the Earth is at its edge."""
    return min(max(round((degrees + 180) * 100), 0), 36_000)


_EPOCH = date(1970, 1, 1).toordinal()


def _order(datasets: Places) -> bytes:
    """Day of the last update since 1970 in two planes, then how many criteria of quality the record meets."""
    days = [_day(dataset.updated) if dataset else 0 for dataset in datasets]
    return planes(days, 2) + bytes([sum(met(dataset)) if dataset else 0 for dataset in datasets])


def _day(stamp: str) -> int:
    try:
        return min(max(date.fromisoformat(stamp[:10]).toordinal() - _EPOCH, 0), 0xFFFF)
    except ValueError:
        return 0


def _resolution(dataset: Dataset) -> str | None:
    metres = dataset.resolution.metres if dataset.resolution else None
    if metres is None:
        return None
    return next((name for name, end in RESOLUTIONS if metres < end), "coarse")


def _labels(tables: dict[str, list[Concept]], lang: Lang) -> dict[str, list[list[str]]]:
    """Per facet its options as id, label and the keys above; access and resolution have words of the interface."""
    return {facet: [[c.id, c.label.shown(lang)[0], *c.broader] for c in table] for facet, table in tables.items()}
