"""What a hit shows, in small blocks by number: only the blocks of the hits on the screen are loaded."""

from collections.abc import Iterator, Sequence

import orjson

from terra_build.output import Output
from terra_build.search.packing import packed
from terra_catalog.dataset import Dataset
from terra_vocab.text import Lang, Text

BLOCK = 8
"""Datasets in a block: ten hits far from each other cost about a kilobyte each."""

_VARIABLES_SHOWN = 3


Period = tuple[int | None, int | None]
"""First and last year."""


def outputs(datasets: Sequence[Dataset | None], periods: Sequence[Period], lang: Lang, folder: str) -> Iterator[Output]:
    """`folder`/documents/<block>.bin: JSON rows, null for a number without a dataset."""
    for first in range(0, len(datasets), BLOCK):
        block = slice(first, first + BLOCK)
        rows = [
            _row(dataset, years, lang) if dataset else None
            for dataset, years in zip(datasets[block], periods[block], strict=True)
        ]
        yield Output(f"{folder}/documents/{first // BLOCK}.bin", packed(orjson.dumps(rows)))


def _row(dataset: Dataset, years: Period, lang: Lang) -> list[object]:
    """The values of a card, in the order that `documents.js` knows; empty ones at the end are left out."""
    row: list[object] = [
        dataset.id,
        *_shown(dataset.title, lang),
        *_shown(dataset.summary, lang),
        [value for box in dataset.boxes for value in box],
        *years,
        dataset.compartments,
        [variable.concept for variable in dataset.variables[:_VARIABLES_SHOWN]],
        len(dataset.variables),
        dataset.platforms,
        dataset.pole,
        dataset.data_centre,
        dataset.licence,
        dataset.access.condition if dataset.access else None,
    ]
    while not row[-1]:
        row.pop()
    return row


def _shown(text: Text, lang: Lang) -> tuple[str, int]:
    """The text, and 1 when it is in the other language because this one is missing."""
    shown, real = text.shown(lang)
    return shown, int(real != lang)
