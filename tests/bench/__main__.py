"""Print the measured claims of the build: `make bench`. Takes some ten minutes on two cores."""

import shutil
import tempfile
from pathlib import Path

import msgspec
from tests.bench.measure import Cost, cost_of, python
from tests.bench.peers import write_markdown
from tests.bench.project import ROOT, real_thesaurus, synthetic_project
from tests.bench.relevance import main as relevance
from tests.bench.synthetic import datasets

from terra_catalog.dataset import Dataset
from terra_catalog.load import canonical
from terra_vocab.text import LANGS

MANY = 10_000
FEW = 1_000
NAIVE = 3_000
SAMPLES = (2_000, 4_000)


def main() -> None:
    """Run every comparison in one go and print each figure beside its peer and its bound."""
    with tempfile.TemporaryDirectory(prefix="terra-bench-") as scratch:
        folder = Path(scratch)
        embedded = _build(ROOT, folder / "embedded")
        _say("embedded catalogue, first build", embedded)
        _bound("embedded catalogue, seconds", embedded.wall, 15)
        relevance(["--site", str(folder / "embedded")])
        _ours(folder)


def _ours(folder: Path) -> None:
    few = _build(synthetic_project(folder / "few", FEW), folder / "site-few")
    project = synthetic_project(folder / "many", MANY)
    many = _build(project, folder / "site-many")
    _say(f"{FEW} datasets x 2 languages", few)
    _say(f"{MANY} datasets x 2 languages", many)
    _bound(f"growth from {FEW} to {MANY}, CPU", many.cpu / few.cpu, 12)
    _bound("peak memory, MB", many.memory, 1000)
    _plain(folder, many)
    _rebuilds(project, folder / "site-many")
    _mkdocs(folder, many)
    _naive(folder)


def _build(project: Path, site: Path) -> Cost:
    """A first build, with no cache of the shell. The child is `terra build` itself."""
    shutil.rmtree(project / ".cache/shell", ignore_errors=True)
    return cost_of([*_terra(project), "--site", str(site)])


def _terra(project: Path) -> list[str]:
    return [*python("terra_build"), "--root", str(project), "build"]


def _plain(folder: Path, many: Cost) -> None:
    site = folder / "site-many"
    reading = cost_of(python("tests.bench.plain_write", str(site)), cwd=ROOT)
    both = cost_of(python("tests.bench.plain_write", str(site), str(folder / "plain")), cwd=ROOT)
    written = sum(1 for p in (folder / "plain").rglob("*") if p.is_file())
    plain = Cost(both.cpu - reading.cpu, both.wall - reading.wall, both.memory, both.system - reading.system)
    _say(f"plain write of the same {written} files", plain)
    _bound("build / plain write, CPU", many.cpu / plain.cpu, 4)
    _bound("build / plain write, clock", many.wall / plain.wall, 4)


def _rebuilds(project: Path, site: Path) -> None:
    first = _inodes(site)
    again = cost_of([*_terra(project), "--site", str(site)])
    _say("second build, nothing changed", again)
    before = _inodes(site)
    print(f"  files written: {sum(1 for path, inode in before.items() if first.get(path) != inode)} of {len(before)}")
    records = sorted((project / "catalog/records").rglob("*.json"))[:: MANY // (MANY // 100)]
    for file in records:
        dataset = msgspec.json.decode(file.read_bytes(), type=Dataset)
        changed = msgspec.structs.replace(dataset, version="2", updated="2026-11-01")
        file.write_bytes(canonical(changed))
    cost = cost_of([*_terra(project), "--site", str(site)])
    after = _inodes(site)
    touched = [path for path, inode in after.items() if before.get(path) != inode]
    pages = {p.split("/")[2] for p in touched if p.startswith(("fr/datasets/", "en/datasets/")) and p.count("/") == 3}
    changed_ids = {f.stem for f in records}
    _say(f"build after 1 % changed ({len(records)} records)", cost)
    print(
        f"  files written: {len(touched)} of {len(after)}; dataset pages written that did not change: "
        f"{len(pages - changed_ids - {'page'})}"
    )


def _inodes(site: Path) -> dict[str, int]:
    root = site.resolve()
    return {str(p.relative_to(root)): p.stat().st_ino for p in root.rglob("*") if p.is_file()}


def _mkdocs(folder: Path, many: Cost) -> None:
    thesaurus = real_thesaurus()
    made = datasets(max(SAMPLES), thesaurus)
    costs = []
    for count in SAMPLES:
        config = write_markdown(made[:count], thesaurus, folder / f"mkdocs-{count}", "fr")
        cost = cost_of(python("mkdocs", "build", "--quiet", "--config-file", str(config)))
        _say(f"mkdocs build of {count} of those pages", cost)
        costs.append(cost.cpu)
    per_page = (costs[1] - costs[0]) / (SAMPLES[1] - SAMPLES[0])
    whole = costs[1] + per_page * (2 * MANY - SAMPLES[1])
    print(f"  mkdocs, extrapolated to {2 * MANY} pages: {whole:.1f} s of CPU ({per_page * 1000:.2f} ms a page)")
    _bound("build / mkdocs, CPU (pages, STAC, GeoDCAT, search inputs against pages alone)", many.cpu / whole, 1 / 20)


def _naive(folder: Path) -> None:
    project = synthetic_project(folder / "naive", NAIVE)
    ours = _build(project, folder / "site-naive")
    _say(f"{NAIVE} datasets, this build", ours)
    thesaurus = real_thesaurus()
    made = datasets(NAIVE, thesaurus)
    naive = cost_of(python("tests.bench.peers", "naive", str(project), str(folder / "naive-out")), cwd=ROOT)
    _say(f"{NAIVE} datasets, pystac + stac-valid + rdflib + lunr", naive)
    print("  of which " + ", ".join(naive.printed.splitlines()))
    for lang in LANGS:
        config = write_markdown(made, thesaurus, folder / "naive-mkdocs", lang)
        pages = cost_of(python("mkdocs", "build", "--quiet", "--config-file", str(config)))
        _say(f"{NAIVE} pages, mkdocs, {lang}", pages)
        naive += pages
    _bound("build / naive stack, CPU", ours.cpu / naive.cpu, 1 / 50)


def _say(what: str, cost: Cost) -> None:
    print(
        f"  {what}: {cost.cpu:.2f} s CPU (of the system: {cost.system:.2f}), {cost.wall:.2f} s clock, "
        f"{cost.memory:.0f} MB",
        flush=True,
    )


def _bound(what: str, value: float, bound: float) -> None:
    shown = f"1/{1 / value:.1f}" if bound < 1 else f"{value:.2f}"
    limit = f"1/{1 / bound:.0f}" if bound < 1 else f"{bound:g}"
    print(f"{'reached    ' if value <= bound else 'NOT REACHED'} {what}: {shown} (at most {limit})", flush=True)


if __name__ == "__main__":
    main()
