"""The number of each dataset in the files of the search, the same from night to night."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from terra_build.project import ProjectError
from terra_catalog.dataset import Dataset

REGISTRY = "catalog/numbers.txt"
"""One id per line: the line (from 0) is the number. `terra numbers` appends to it and never takes a line away."""


class NumbersError(ProjectError):
    """The registry cannot be used."""


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
    return [*registry, *(dataset.id for dataset in places[len(registry) :] if dataset)]


def read_registry(root: Path) -> list[str]:
    """The ids of the registry of the project at `root`; none when it keeps no registry. [I/O]

    Raises:
        NumbersError: the file is not text.
    """
    file = root / REGISTRY
    try:
        return file.read_text("utf-8").split("\n")[:-1]
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise NumbersError(f"{file}: {error}. Restore it from git: the numbers of the search are in it.") from error


def write_registry(root: Path, registry: Iterable[str]) -> None:
    """Write the registry. [I/O]"""
    (root / REGISTRY).write_text("".join(f"{name}\n" for name in registry), "utf-8")
