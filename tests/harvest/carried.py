"""Carry real records of three poles through harvest, checks and build: `python -m tests.harvest.carried`.

Reads ../shared/fixtures/poles, transforms every record, settles and saves them in a project of its own, checks it and
builds its site. Prints what became of the records, how many have a compartment and a variable, and the most frequent
keywords that no concept bears. Exits 1 when a rule of level error is broken or a share is below its bound.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
from tests.conftest import ROOT, SHARED

sys.path.insert(0, str(ROOT / "tests/harvest"))

from projects import a_project, terra

from terra_catalog.dataset import Dataset
from terra_harvest.accounting import Report, report, tally
from terra_harvest.enrich.matcher import Matcher
from terra_harvest.formats.poles import FORMAT, from_line
from terra_harvest.night import Item
from terra_harvest.protocols.page import Page, Received, trace
from terra_harvest.save import load_known, save
from terra_harvest.settle import settle
from terra_harvest.source import Source, read_source
from terra_harvest.transform import Refused, Tools, transform
from terra_vocab.skos import read_thesaurus

POLES = SHARED / "fixtures/poles"
TODAY = "2026-11-21"
COMPARTMENTS, VARIABLES = 0.85, 0.70
"""The shares of the datasets that have one, at least."""

_SOURCE = """
id: {pole}-carried
title: {{fr: {pole}, en: {pole}}}
endpoint: https://data.example/{pole}
protocol: waf
format: {form}
pole: {pole}
certainty: high
"""


class Carried(msgspec.Struct):
    """What became of the records of a pole."""

    pole: str
    report: Report
    datasets: list[Dataset] = []
    unmatched: Counter[str] = msgspec.field(default_factory=Counter)
    seconds: float = 0.0

    def share(self, field: str) -> float:
        """The share of the datasets that have this field."""
        return sum(1 for dataset in self.datasets if getattr(dataset, field)) / max(1, len(self.datasets))


def carry(project: Path, limit: int | None = None) -> list[Carried]:
    """Harvests each pole's file into the project, `limit` records of each at most."""
    thesaurus = read_thesaurus(sorted((ROOT / "vocab/concepts").glob("*.ttl")))
    tools = Tools(thesaurus, Matcher(thesaurus))
    return [_pole(project, tools, file, limit) for file in sorted(POLES.glob("*.jsonl"))]


def _pole(project: Path, tools: Tools, file: Path, limit: int | None) -> Carried:
    pole = file.name.partition("_")[0]
    source = read_source(_SOURCE.format(pole=pole, form=FORMAT), f"{pole}.yml")
    received = list(_received(file))[:limit]
    page = Page(sweep=0, aim="records", token="", records=tuple(received), length=len(received), end="whole")
    account = tally([trace(page)])
    begin = time.process_time()
    carried = Carried(pole, report(account))
    # Of records that share an identifier none can be told from the other: the accounting names them.
    twins = {key for key, _ in account.twins()}
    once = {record.native_id: record for record in received}
    items = [_item(record, source, tools, carried, record.native_id in twins) for record in once.values()]
    night = settle(source.id, items, carried.report, load_known(project, source.id), TODAY)
    save(night, project)
    carried.report = report(account, dict(night.failed), night.held)
    carried.seconds = time.process_time() - begin
    return carried


def _received(file: Path) -> Iterator[Received]:
    for line in file.read_bytes().splitlines():
        if line.strip():
            native_id = from_line(line).native_id
            assert native_id, line[:200]
            yield Received(native_id=native_id, url="https://data.example/", body=line, format=FORMAT)


def _item(record: Received, source: Source, tools: Tools, carried: Carried, twin: bool) -> Item:
    if twin:
        return Item(native_id=record.native_id, failure="shares its identifier with another record")
    found = transform(record, source, tools, TODAY)
    if isinstance(found, Refused):
        return Item(native_id=record.native_id, failure=found.reason)
    carried.datasets.append(found.dataset)
    carried.unmatched.update(found.unmatched)
    return Item(native_id=record.native_id, dataset=found.dataset)


def main() -> int:
    """Prints what became of the records; the exit code."""
    with tempfile.TemporaryDirectory(prefix="terra-carried-") as scratch:
        project = a_project(Path(scratch) / "project")
        poles = carry(project)
        sound = _print(poles)
        for command in ("check", "build"):
            begin = time.perf_counter()
            done = terra(project, command)
            last = (done.stdout.strip().splitlines() or [""])[0]
            print(f"terra {command}: exit {done.returncode}, {time.perf_counter() - begin:.1f} s: {last}")
            if done.returncode:
                print(done.stderr[-3000:])
                sound = False
    return 0 if sound else 1


def _print(poles: list[Carried]) -> bool:
    print(
        f"{'pole':<12}{'received':>9}{'published':>10}{'quarantined':>12}{'compartment':>12}{'variable':>9}{'s CPU':>7}"
    )
    for carried in poles:
        found = carried.report
        print(
            f"{carried.pole:<12}{found.received:>9}{found.published:>10}{found.quarantined:>12}"
            f"{carried.share('compartments'):>12.1%}{carried.share('variables'):>9.1%}{carried.seconds:>7.1f}"
        )
    every = Carried("all", poles[0].report, [dataset for carried in poles for dataset in carried.datasets])
    shares = {"compartments": COMPARTMENTS, "variables": VARIABLES}
    for field, bound in shares.items():
        reached = "reached    " if every.share(field) >= bound else "NOT REACHED"
        print(f"{reached} datasets with {field}: {every.share(field):.1%} (at least {bound:.0%})")
    reasons = Counter(reason for carried in poles for reason in carried.report.quarantine.values())
    for reason, count in reasons.most_common(15):
        print(f"  {count:>5} in quarantine: {reason[:160]}")
    print("the 50 most frequent keywords without a concept:")
    words = sum((carried.unmatched for carried in poles), Counter[str]())
    print("  " + ", ".join(f"{word} ({count})" for word, count in words.most_common(50)))
    return all(every.share(field) >= bound for field, bound in shares.items())


if __name__ == "__main__":
    sys.exit(main())
