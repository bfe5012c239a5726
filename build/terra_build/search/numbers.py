"""The number of each dataset in the files of the search, the same from night to night."""

from collections.abc import Iterable, Sequence

from terra_catalog.dataset import Dataset

REGISTRY = "catalog/numbers.txt"
"""One id per line: the line (from 0) is the number. `terra numbers` appends to it and never takes a line away."""


def numbered(datasets: Iterable[Dataset], registry: Sequence[str] = ()) -> list[Dataset | None]:
    """The datasets at the places of their numbers; None where the registry knows one that is no longer there.

    Those that the registry does not know come after it, the older ones first (`created`, then id): a dataset that
    arrives moves nobody even when nobody keeps the registry.
    """
    waiting = {dataset.id: dataset for dataset in datasets}
    known = [waiting.pop(name, None) for name in registry]
    new = sorted(waiting.values(), key=lambda dataset: (dataset.created, dataset.id))
    return [*known, *new]


def appended(registry: Sequence[str], datasets: Iterable[Dataset]) -> list[str]:
    """The registry with the datasets it did not know at its end, in the order of `numbered`."""
    places = numbered(datasets, registry)
    return [*registry, *(d.id for d in places[len(registry) :] if d)]
