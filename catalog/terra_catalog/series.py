"""Series: siblings by the thousand (the stations of a network) that lists show as one card. Pure but for the reading.

`catalog/series/<id>.yml` declares one: its title, and which records are its siblings (by the pattern of their titles
or of their identifiers at the source, or by what their provenance calls the series). Siblings that nobody declared,
which their source gives one parent, make a series too when there are enough of them.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from terra_catalog.dataset import Dataset
from terra_catalog.issue import Issue
from terra_catalog.quote import quote, shown
from terra_catalog.regular_file import read_bytes
from terra_catalog.rules.identity import is_free_id
from terra_catalog.shape import explain, fault_path
from terra_catalog.slug import slug
from terra_catalog.strict_yaml import Document, YamlError, read_yaml
from terra_vocab.text import Text

FEWEST = 5
"""Siblings that make a series of their own accord: a parent with three children is better shown child by child."""


_ALIKE, _SHORT = 0.4, 5
"""The part of the shortest title, and the characters, that siblings must have in common to look alike."""


class Declared(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A series as people declare it. Records of `source` belong to it that match what is given, all of it."""

    title: Text
    source: str
    summary: Text = Text()
    titles: str | None = None
    identifiers: str | None = None
    series: str | None = None


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """A series of the catalogue: its id is a part of its address, its datasets stand in the order of their ids."""

    id: str
    title: Text
    summary: Text
    datasets: tuple[Dataset, ...]


def load_series(folder: Path, root: Path) -> tuple[dict[str, Declared], list[Issue]]:
    """Every declared series by id; what cannot be used becomes an issue. [I/O]"""
    declared: dict[str, Declared] = {}
    issues: list[Issue] = []
    for file in sorted(folder.glob("*.yml")) if folder.is_dir() else ():
        found = _read(file, file.relative_to(root).as_posix())
        if isinstance(found, Issue):
            issues.append(found)
        else:
            declared[file.stem] = found
    return declared, issues


def _read(file: Path, name: str) -> Declared | Issue:
    raw = read_bytes(str(file))
    if isinstance(raw, str):
        return _issue(name, 0, "", raw)
    try:
        document = read_yaml(raw.decode("utf-8-sig"))
    except (YamlError, UnicodeDecodeError) as error:
        return _issue(name, error.line if isinstance(error, YamlError) else 0, "", shown(str(error), 200))
    try:
        declared = msgspec.convert(document.value, Declared)
    except msgspec.ValidationError as error:
        path = fault_path(str(error))
        return _issue(name, document.line(path), path, explain(str(error), Declared))
    return _fault(declared, document, name, file.stem) or declared


def _fault(declared: Declared, document: Document, name: str, id_: str) -> Issue | None:
    """What the types cannot say."""
    if not is_free_id(id_):
        return _issue(name, 1, "", f"{quote(id_)} is no id. Name the file with a-z, 0-9 and hyphens.")
    if not declared.title:
        return _issue(name, document.line("title"), "title", "no title. Write `fr:` and `en:`.")
    given = [field for field in ("titles", "identifiers", "series") if getattr(declared, field) is not None]
    if not given:
        return _issue(name, 1, "", "it takes in every record. Write `titles`, `identifiers` or `series`.")
    for field in ("titles", "identifiers"):
        try:
            re.compile(getattr(declared, field) or "")
        except re.error as error:
            return _issue(name, document.line(field), field, f"{shown(str(error))}. Write a regular expression.")
    return None


def series_of(datasets: Sequence[Dataset], declared: dict[str, Declared]) -> list[Series]:
    """The series among `datasets`, by id; a dataset belongs to one at most, and withdrawn ones to none."""
    rules = [_Rule(id_, rule) for id_, rule in sorted(declared.items())]
    members: dict[str, list[Dataset]] = {}
    loose: dict[tuple[str, str], list[Dataset]] = {}
    for dataset in datasets:
        origin = dataset.provenance
        if origin is None or dataset.status == "withdrawn" or not (rules or origin.series):
            continue
        rule = next((rule for rule in rules if rule.takes(dataset)), None)
        if rule:
            members.setdefault(rule.id, []).append(dataset)
        elif origin.series:
            loose.setdefault((origin.source, origin.series), []).append(dataset)
    taken = {dataset.id for dataset in datasets}
    found = [
        Series(id=_free(id_, taken), title=declared[id_].title, summary=declared[id_].summary, datasets=_sorted(some))
        for id_, some in sorted(members.items())
        if len(some) > 1
    ]
    parents = {_name_there(dataset): dataset.title for dataset in datasets} if loose else {}
    for (source, name), siblings in sorted(loose.items()):
        shared = _common(siblings) if len(siblings) >= FEWEST else Text()
        if shared:
            id_ = _free(f"{source}-{slug(name, 40) or 'series'}"[:70], taken)
            title = parents.get((source, name)) or shared
            found.append(Series(id=id_, title=title, summary=Text(), datasets=_sorted(siblings)))
    return sorted(found, key=lambda series: series.id)


class _Rule:
    """A declared series, its patterns compiled."""

    def __init__(self, id_: str, declared: Declared) -> None:
        self.id = id_
        self._source, self._series = declared.source, declared.series
        self._titles = re.compile(declared.titles).search if declared.titles else None
        self._identifiers = re.compile(declared.identifiers).search if declared.identifiers else None

    def takes(self, dataset: Dataset) -> bool:
        """Whether the dataset is one of the siblings."""
        origin = dataset.provenance
        if origin is None or origin.source != self._source:
            return False
        if self._series is not None and origin.series != self._series:
            return False
        if self._identifiers and not self._identifiers(origin.upstream_id or ""):
            return False
        return self._titles is None or any(self._titles(t) for t in (dataset.title.fr, dataset.title.en) if t)


def _sorted(datasets: Iterable[Dataset]) -> tuple[Dataset, ...]:
    return tuple(sorted(datasets, key=lambda dataset: dataset.id))


def _name_there(dataset: Dataset) -> tuple[str, str]:
    """The source of a dataset and its identifier there, by which siblings name their parent."""
    origin = dataset.provenance
    return (origin.source, origin.upstream_id or "") if origin else ("", "")


def _common(datasets: Sequence[Dataset]) -> Text:
    """What the titles of siblings begin with, in each language; empty when they are not alike.

    A project is the parent of many datasets that have nothing else in common: lists must not hide these.
    """
    return Text(
        fr=_beginning([d.title.fr for d in datasets if d.title.fr]),
        en=_beginning([d.title.en for d in datasets if d.title.en]),
    )


def _beginning(titles: Sequence[str]) -> str | None:
    """The beginning that all titles share, cut between two words, if it is a good part of each."""
    if len(titles) < FEWEST:
        return None
    low, high = min(titles), max(titles)
    size = next((i for i, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), min(len(low), len(high)))
    shared = low[:size] if size in (len(low), len(high)) else low[:size].rpartition(" ")[0]
    shared = shared.strip(" ,;:-–—_/(")
    return shared if len(shared) >= max(_SHORT, _ALIKE * min(len(title) for title in titles)) else None


def _free(id_: str, taken: set[str]) -> str:
    """The id itself, or with a number behind it: two parents may have one name."""
    number, free = 1, id_
    while free in taken:
        number += 1
        free = f"{id_}-{number}"
    taken.add(free)
    return free


def _issue(file: str, line: int, path: str, message: str) -> Issue:
    known_as = shown(Path(file).stem)
    return Issue(file=file, line=line, id=known_as, path=path, rule="series", level="error", message=message)
