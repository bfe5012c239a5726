"""Put the catalogue together: records under their overlays, former ids followed, each dataset once, series grouped."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from terra_catalog.dataset import Dataset
from terra_catalog.duplicates import Pair, Standing, merged
from terra_catalog.issue import Issue
from terra_catalog.load import Record, load_records
from terra_catalog.overlay import load_overlays, overlaid
from terra_catalog.redirects import load_redirects, lost_issue, resolved
from terra_catalog.rules.identity import references
from terra_catalog.series import Series, load_series, series_of
from terra_catalog.status import SourceStatus, StatusError, read_status

OVERLAYS = "catalog/overlays"


class Loaded(msgspec.Struct, frozen=True):
    """What was read from `catalog/`, before any rule: records as they count, and the redirects as they are written."""

    records: list[Record]
    redirects: dict[str, str]
    issues: list[Issue]


class Assembled(msgspec.Struct, frozen=True):
    """The datasets fit to publish, each once, with what leads to them and what belongs together.

    `redirects` lead from former ids to datasets that are there.
    """

    datasets: list[Dataset]
    redirects: dict[str, str]
    doubtful: list[Pair]
    series: list[Series]
    statuses: list[SourceStatus]
    issues: list[Issue]


def load_all(folders: Iterable[Path], root: Path) -> Loaded:
    """Every record below `folders` with its overlay, and the redirects of the project at `root`. [I/O]

    Whoever names a dataset by a former id is given the present one.
    """
    records, issues = load_records(folders, root)
    redirects, wrong = load_redirects(root / "catalog/redirects", root)
    overlays, bad = load_overlays(root / OVERLAYS, root)
    if overlays:
        records, unfit = overlaid(records, overlays, redirects)
        bad = [*bad, *unfit]
    records = _followed(records, redirects)
    return Loaded(records, redirects, [*issues, *wrong, *bad])


def assemble(records: Sequence[Record], redirects: Mapping[str, str], root: Path) -> Assembled:
    """The catalogue of sound records. [I/O: reads series and statuses]"""
    statuses, issues = _statuses(root / "catalog/status", root)
    standings: dict[str, Standing] = {status.source: status.standing for status in statuses}
    once = merged(records, standings)
    # A duplicate's address is a former one too, whatever a file of redirects says of it.
    ids = {record.dataset.id for record in once.records}
    known, lost = resolved({**redirects, **once.redirects}, ids)
    datasets = [record.dataset for record in _followed(once.records, once.redirects)]
    declared, faults = load_series(root / "catalog/series", root)
    return Assembled(
        datasets=datasets,
        redirects=known,
        doubtful=once.doubtful,
        series=series_of(datasets, declared),
        statuses=statuses,
        issues=[*issues, *faults, *(lost_issue(old, redirects[old]) for old in lost if old in redirects)],
    )


def _followed(records: list[Record], redirects: Mapping[str, str]) -> list[Record]:
    """The records, their links to former ids leading to the present ones."""
    if not redirects:
        return records
    ids = {record.dataset.id for record in records}
    now, _ = resolved(redirects, ids)
    return [
        msgspec.structs.replace(record, dataset=_renamed(record.dataset, now))
        if any(other in now for _, other in references(record.dataset))
        else record
        for record in records
    ]


def _renamed(dataset: Dataset, now: Mapping[str, str]) -> Dataset:
    """The dataset with present ids in place of former ones; a link that would lead to itself is dropped."""
    own = dataset.id
    successor = now.get(dataset.successor, dataset.successor) if dataset.successor else None
    prefer = [msgspec.structs.replace(p, dataset=now.get(p.dataset, p.dataset)) for p in dataset.prefer]
    related = [
        msgspec.structs.replace(r, dataset=now.get(r.dataset, r.dataset)) if r.dataset else r for r in dataset.related
    ]
    return msgspec.structs.replace(
        dataset,
        successor=None if successor == own else successor,
        prefer=tuple(p for p in prefer if p.dataset != own),
        related=tuple(r for r in related if r.dataset != own),
    )


def _statuses(folder: Path, root: Path) -> tuple[list[SourceStatus], list[Issue]]:
    """The status of every source; a file that is none becomes an issue, and the site does without it."""
    statuses: list[SourceStatus] = []
    issues: list[Issue] = []
    for file in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        try:
            statuses.append(read_status(file))
        except StatusError as error:
            name = file.relative_to(root).as_posix()
            message = str(error).partition(": ")[2]
            issues.append(
                Issue(file=name, line=0, id=file.stem, path="", rule="status-file", level="warning", message=message)
            )
    return statuses, issues
