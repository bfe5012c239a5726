"""The columns that the list page and the map filter on: one row per dataset, labels and sentences apart by language."""

from collections.abc import Callable, Iterator

import orjson

from terra_build.catalogue import Catalogue
from terra_build.output import Output
from terra_catalog.dataset import Dataset
from terra_catalog.dates import instants
from terra_vocab.concept import Concept
from terra_vocab.text import LANGS, Lang

OPEN_END = 9999
"""The end year of a period that goes on. JavaScript knows it under the same name."""

ACCESS = ("open", "account", "request", "embargo")

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
"""Facet -> scheme of the thesaurus. `access` has words of the interface instead of concepts."""

Cell = int | list[int]
"""What a dataset has in one facet: the row of a table, several of them, or -1 for nothing stated."""


def outputs(catalogue: Catalogue) -> Iterator[Output]:
    """/search/list.json, /search/boxes.json, and per language /search/list-<lang>.json, /search/summaries-<lang>.json.

    The four have one row per dataset, in the order of ids.
    """
    tables = {
        facet: [c for c in catalogue.thesaurus.of(scheme) if catalogue.count(c.key)]
        for facet, scheme in _SCHEMES.items()
    }
    yield Output("search/list.json", orjson.dumps(_rows(catalogue, tables)))
    yield Output("search/boxes.json", orjson.dumps([_flat(d) for d in catalogue.entries]))
    for lang in LANGS:
        yield Output(f"search/list-{lang}.json", orjson.dumps(_labels(catalogue, tables, lang)))
        yield Output(f"search/summaries-{lang}.json", orjson.dumps(_texts(catalogue, lambda d: d.summary.shown, lang)))


def _rows(catalogue: Catalogue, tables: dict[str, list[Concept]]) -> dict[str, object]:
    """What does not depend on the language: ids, the tables of the facets, the cells, the periods."""
    row = {facet: {concept.id: i for i, concept in enumerate(table)} for facet, table in tables.items()}
    compartment, variable, platform = row["compartment"], row["variable"], row["platform"]
    pole, centre, licence = row["pole"], row["centre"], row["licence"]
    access = {condition: i for i, condition in enumerate(ACCESS)}
    datasets = catalogue.entries
    years = [period(d) for d in datasets]
    return {
        "ids": [d.id for d in datasets],
        "tables": {**{facet: [c.id for c in table] for facet, table in tables.items()}, "access": list(ACCESS)},
        "cells": {
            "compartment": [_cell(compartment, d.compartments) for d in datasets],
            "variable": [_cell(variable, tuple(v.concept for v in d.variables)) for d in datasets],
            "platform": [_cell(platform, d.platforms) for d in datasets],
            "pole": [pole.get(d.pole, -1) for d in datasets],
            "centre": [centre.get(d.data_centre or "", -1) for d in datasets],
            "licence": [licence.get(d.licence or "", -1) for d in datasets],
            "access": [access[d.access.condition] if d.access else -1 for d in datasets],
            "format": [_cell(row["format"], tuple(x.format or "" for x in d.distributions)) for d in datasets],
            "protocol": [_cell(row["protocol"], _protocols(d)) for d in datasets],
        },
        "start": [start for start, _ in years],
        "end": [end for _, end in years],
        "updated": [d.updated[:10] for d in datasets],
    }


def _protocols(dataset: Dataset) -> tuple[str, ...]:
    return (*(s.protocol for s in dataset.services), *(x.protocol or "" for x in dataset.distributions))


def _cell(rows: dict[str, int], ids: tuple[str, ...]) -> Cell:
    """The rows of the ids that have one, each once, in the order of the record."""
    if len(ids) == 1:
        return rows.get(ids[0], -1)
    found = list(dict.fromkeys(rows[i] for i in ids if i in rows))
    return -1 if not found else found[0] if len(found) == 1 else found


def period(dataset: Dataset) -> tuple[int | None, int | None]:
    """First and last year over all intervals: None when not stated, OPEN_END when it goes on."""
    start: int | None = None
    end: int | None = None
    for interval in dataset.intervals:
        first = instants(interval.start) if interval.start else None
        last = instants(interval.end) if interval.end else None
        if first:
            year = int(first[0][:4])
            start = year if start is None or year < start else start
        if last:
            year = int(last[1][:4])
            end = year if end is None or year > end else end
        elif first and not interval.end:
            end = OPEN_END
    return start, end


def _flat(dataset: Dataset) -> list[float]:
    """The boxes as one list of west, south, east, north, to a hundredth of a degree (a kilometre)."""
    return [_short(value) for box in dataset.boxes for value in box]


def _short(value: float) -> float:
    """Rounded, and whole when it is: 180.0 takes two characters more than 180."""
    rounded = round(value, 2)
    whole = int(rounded)
    return whole if whole == rounded else rounded


def _labels(catalogue: Catalogue, tables: dict[str, list[Concept]], lang: Lang) -> dict[str, object]:
    """Titles, the labels of every table, and the other names of variables, by which people find them too."""
    return {
        **_texts(catalogue, lambda d: d.title.shown, lang),
        "labels": {facet: [c.label.shown(lang)[0] for c in table] for facet, table in tables.items()},
        "names": [" ".join((*c.alt.fr, *c.alt.en, *c.alt.any)) for c in tables["variable"]],
    }


def _texts(
    catalogue: Catalogue, shown: Callable[[Dataset], Callable[[Lang], tuple[str, Lang]]], lang: Lang
) -> dict[str, object]:
    """One text per dataset, and the rows whose text is in the other language because this one is missing."""
    pairs = [shown(d)(lang) for d in catalogue.entries]
    return {"texts": [text for text, _ in pairs], "other": [i for i, (_, real) in enumerate(pairs) if real != lang]}
