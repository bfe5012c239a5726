"""The community baskets: choices of datasets that people share by pull request, `catalog/baskets/<name>.yml`. [I/O]"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from terra_catalog.dates import is_full_date
from terra_catalog.issue import Issue
from terra_catalog.known_ids import no_dataset
from terra_catalog.quote import quote
from terra_catalog.typed_yaml import Typed, read_typed
from terra_vocab.text import Text

MANUAL = "catalog/baskets/README.md"
MOST = 500
"""More datasets than that are a search, not a choice."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]{2,59}\Z").match


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A frozen value of a file that people write."""


class Choice(_Part, frozen=True):
    """A dataset of a basket, with what its author says of it."""

    dataset: str
    note: Text = Text()


class Basket(_Part, frozen=True):
    """A named choice of datasets, in the order its author wants."""

    id: str
    title: Text
    author: str
    created: str
    updated: str
    datasets: tuple[Choice, ...]
    description: Text = Text()


def load_baskets(folder: Path, root: Path, datasets: Collection[str]) -> tuple[list[Basket], list[Issue]]:
    """The baskets of a folder, by file name. One with an error is left out and its issue says why.

    `datasets` are the ids of the catalogue; a basket may hold withdrawn ones, which keep their page.
    """
    baskets: list[Basket] = []
    issues: list[Issue] = []
    for file in sorted(folder.glob("*.yml")):
        found = read_typed(file, root, Basket, MANUAL)
        wrong = [found] if isinstance(found, Issue) else list(_faults(found, file.stem, datasets))
        issues += wrong
        if not wrong and not isinstance(found, Issue):
            baskets.append(found.value)
    return baskets, issues


def _faults(read: Typed[Basket], stem: str, datasets: Collection[str]) -> Iterator[Issue]:
    basket = read.value
    if not _ID(basket.id) or basket.id != stem:
        yield read.error(
            "basket-id", "id", f"{quote(basket.id)}: the name of the file expected, 3 to 60 of a-z, 0-9, -."
        )
    if not basket.title:
        yield read.error("basket-title", "title", "no title. Write it in French, in English or in both.")
    if not basket.author.strip():
        yield read.error("basket-author", "author", "nobody is named. Write who made the basket.")
    for field, day in (("created", basket.created), ("updated", basket.updated)):
        if len(day) != len("2026-11-21") or not is_full_date(day):
            yield read.error("basket-date", field, f"{quote(day)}: a day as YYYY-MM-DD expected.")
    if not 1 <= len(basket.datasets) <= MOST:
        yield read.error("basket-size", "datasets", f"{len(basket.datasets)} datasets: 1 to {MOST} expected.")
    seen: set[str] = set()
    for index, choice in enumerate(basket.datasets):
        if choice.dataset not in datasets:
            yield read.error("basket-dataset", f"datasets[{index}].dataset", no_dataset(choice.dataset, datasets))
        elif choice.dataset in seen:
            yield read.error("basket-twice", f"datasets[{index}].dataset", f"{quote(choice.dataset)} twice. Keep one.")
        seen.add(choice.dataset)
