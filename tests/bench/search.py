"""The search beside whole lunr and Pagefind: bytes, time to first result, build.

`python -m tests.bench.search [COUNT ...]` measures catalogues of 10,000 and 50,000 made-up datasets in one run.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
import orjson
from playwright.sync_api import Browser
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from tests.bench.measure import Cost, cost_of
from tests.bench.project import ROOT, real_thesaurus
from tests.bench.synthetic import datasets
from tests.browser import open_browser

from terra_build import search
from terra_build.assets import theme_files
from terra_build.catalogue import Catalogue
from terra_build.output import Output
from terra_build.search.fields import FIELDS, Reader
from terra_catalog.dataset import Dataset
from terra_vocab.text import Lang

COUNTS = (10_000, 50_000)
LUNR_UP_TO = 10_000
PATIENCE = 60_000
"""Milliseconds after which a query counts as unanswered."""
LANG: Lang = "fr"
QUERIES = (
    "salinité de surface de la mer",
    "ozone Méditerranée",
    "température de l’air dans les Alpes",
    "humidité du sol",
    "qualité des mesures, série",
    "TERRA-004242",
)
LINES = {"unthrottled": None, "10 Mbit/s, 40 ms": (10e6 / 8, 40)}

_OURS = """
const base = new URL("/ours/search/", location.href);
const { openEngine, openDocuments } = await import("/assets/search/index.js");
const engine = await openEngine(base, "fr");
const found = await engine.search(q);
const documents = openDocuments(base, "fr");
const [first] = await documents.load(found.hits.slice(0, 1).map((hit) => hit.number));
show(first?.title, found.total);
await documents.load(found.hits.map((hit) => hit.number));
window.whole = true;
"""
_PAGEFIND = """
const pagefind = await import("/pagefind/pagefind.js");
await pagefind.options({ excerptLength: 10 });
await pagefind.init();
const found = await pagefind.search(q);
const first = await found.results[0]?.data();
show(first?.meta.title, found.results.length);
await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
window.whole = true;
"""
_LUNR = """
const script = document.createElement("script");
script.src = "/node_modules/lunr/lunr.min.js";
const loaded = new Promise((resolve) => { script.onload = resolve; });
document.head.append(script);
const [index, titles, { termsOf }] = await Promise.all([
  fetch("/lunr/index.json").then((answer) => answer.json()),
  fetch("/lunr/titles.json").then((answer) => answer.json()),
  import("/assets/search/index.js"), loaded]);
const whole = lunr.Index.load(index);
const found = whole.query((query) => termsOf(q, "fr").forEach((term) => query.term(term, { usePipeline: false })));
show(titles[found[0]?.ref], found.length);
window.whole = true;
"""
_FACETS = """
const { openColumns } = await import("/assets/search/index.js");
const columns = await openColumns(new URL("/ours/search/", location.href), "fr");
const times = [];
for (let i = 0; i < 20; i++) {
  const before = performance.now();
  columns.tally(i % 2 ? { platform: ["satellite"] } : {});
  times.push(performance.now() - before);
}
show(times.sort((a, b) => a - b)[10], columns.numbers);
window.whole = true;
"""


class Look(msgspec.Struct, frozen=True):
    """One cold query: milliseconds until the first result stood, bytes of data and of scripts, what it showed."""

    milliseconds: float
    data: int
    scripts: int
    files: int
    shown: str
    total: int


def main(counts: tuple[int, ...]) -> None:
    """Print the figures of each count, ours first, its peers below."""
    for count in counts:
        with tempfile.TemporaryDirectory(prefix="terra-search-") as scratch:
            _measure(count, Path(scratch))


def _measure(count: int, folder: Path) -> None:
    print(f"{count} datasets", flush=True)
    thesaurus = real_thesaurus()
    catalogue = Catalogue(thesaurus, datasets(count, thesaurus), "https://catalogue.example/")
    _write(theme_files(ROOT / "theme/assets"), folder)
    _build_ours(catalogue, folder / "ours")
    engines = {"ours": _OURS, "pagefind": _PAGEFIND}
    documents = _documents(catalogue, lunr=count <= LUNR_UP_TO)
    (folder / "documents.json").write_bytes(orjson.dumps(documents))
    del documents
    _say_build("pagefind, one language", _peer("pagefind", folder))
    if count <= LUNR_UP_TO:
        engines["whole lunr"] = _LUNR
        _say_build("whole lunr, one language", _peer("lunr", folder))
    pages = {f"/{name}.html": _page(script, name) for name, script in {**engines, "facets": _FACETS}.items()}
    folders = {
        "ours": folder / "ours",
        "pagefind": folder / "pagefind",
        "lunr": folder / "lunr",
        "assets": folder / "assets/js",
        "node_modules": ROOT / "node_modules",
    }
    with serving(folders, pages) as host, open_browser() as browser:
        facets = _look(browser, host, "facets", "", None)
        print(f"  facets: {facets.data / 1000:.1f} KB, all counts in {float(facets.shown):.2f} ms", flush=True)
        for line, limits in LINES.items():
            # Query by query, so that what else the machine does meets every engine alike.
            looks: dict[str, list[Look]] = {name: [] for name in engines}
            for query in QUERIES:
                for name in engines:
                    looks[name].append(_look(browser, host, name, query, limits))
            for name, found in looks.items():
                _say_looks(name, line, found)
            _say_aims(count, looks["ours"], looks["pagefind"])


@contextmanager
def serving(folders: dict[str, Path], pages: dict[str, str]) -> Iterator[str]:
    """The address of a static host in a process of its own."""
    asked = json.dumps({"folders": {name: str(path) for name, path in folders.items()}, "pages": pages})
    command = ["node", str(ROOT / "tests/bench/static_host.js"), asked]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def _served(host: str) -> list[tuple[str, int]]:
    """Path and bytes of what was asked for since the last call."""
    with urllib.request.urlopen(f"{host}/served") as answer:
        found: list[tuple[str, int]] = json.load(answer)
    return found


def _build_ours(catalogue: Catalogue, folder: Path) -> None:
    began = time.process_time()
    outputs = list(search.outputs(catalogue))
    cpu = time.process_time() - began
    print(f"  build, ours, two languages: {cpu:.1f} s CPU, {len(outputs)} files", flush=True)
    _write(outputs, folder)


def _write(outputs: Iterable[Output], folder: Path) -> None:
    for output in outputs:
        file = folder / output.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(output.body)


def _documents(catalogue: Catalogue, *, lunr: bool) -> dict[str, Any]:
    """The same texts for the peers. Pagefind gets no labels of concepts, which only our index has."""
    reader = Reader(catalogue.thesaurus, LANG)
    return {
        "lang": LANG,
        "fields": list(FIELDS.items()),
        "documents": [
            {
                "id": dataset.id,
                "title": dataset.title.shown(LANG)[0],
                "content": _content(dataset),
                "terms": reader.fields_of(dataset) if lunr else None,
            }
            for dataset in sorted(catalogue.datasets, key=lambda d: (d.created, d.id))
        ],
    }


def _content(dataset: Dataset) -> str:
    texts = (dataset.title, dataset.summary, dataset.description)
    return " ".join((*(text.shown(LANG)[0] for text in texts), *dataset.names, *dataset.keywords.fr))


def _peer(name: str, folder: Path) -> Cost:
    script = str(ROOT / "tests/bench/search_peers.js")
    heap = "--max-old-space-size=6000"
    return cost_of(["node", heap, script, name, str(folder / "documents.json"), str(folder / name)], cwd=ROOT)


def _page(script: str, name: str) -> str:
    """A page that asks its query at once and shows the title of the first result."""
    preload = ""
    if name == "ours":
        modules = ("search/index.js", "fold.js")
        preload = "".join(f'<link rel="modulepreload" href="/assets/{module}">' for module in modules)
        preload += '<link rel="preload" as="fetch" crossorigin href="/ours/search/fr/index.json">'
    if name == "pagefind":
        preload = '<link rel="modulepreload" href="/pagefind/pagefind.js">'
    return f"""<!doctype html><html lang="{LANG}"><meta charset="utf-8"><title>{name}</title><script>
const began = performance.now();
const q = new URLSearchParams(location.search).get("q");
function show(title, total) {{
  document.querySelector("h1").textContent = title;
  window.shown = {{ title: String(title), total, milliseconds: performance.now() - began }};
}}
</script>{preload}<h1></h1><script type="module">{script}</script></html>"""


def _look(browser: Browser, host: str, name: str, query: str, limits: tuple[float, int] | None) -> Look:
    """One query in a browser that has nothing yet."""
    context = browser.new_context()
    try:
        page = context.new_page()
        if limits:
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            down, latency = limits
            session.send(
                "Network.emulateNetworkConditions",
                {"offline": False, "latency": latency, "downloadThroughput": down, "uploadThroughput": down},
            )
        _served(host)
        page.goto(f"{host}/{name}.html?q={query}", wait_until="commit")
        shown: dict[str, Any] = {"milliseconds": PATIENCE, "title": "no answer", "total": 0}
        with suppress(PlaywrightTimeout):
            page.wait_for_function("window.shown", timeout=PATIENCE)
            shown = page.evaluate("window.shown")
            page.wait_for_function("window.whole", timeout=PATIENCE)
        asked = _served(host)
    finally:
        context.close()
    # The page itself and the icon that a browser asks for are nobody's search.
    served = [(path, size) for path, size in asked if not path.endswith((".html", ".ico"))]
    # Pagefind's engine is a script and two packed WebAssembly files ("wasm.fr.pagefind").
    scripts = sum(size for path, size in served if path.endswith(".js") or "/wasm." in path)
    data = sum(size for _, size in served) - scripts
    return Look(shown["milliseconds"], data, scripts, len(served), shown["title"], shown["total"])


def _say_build(what: str, cost: Cost) -> None:
    print(f"  build, {what}: {cost.cpu:.1f} s CPU, {cost.wall:.1f} s clock, {cost.memory:.0f} MB", flush=True)


def _say_aims(count: int, ours: list[Look], theirs: list[Look]) -> None:
    """The bounds of the project, on medians: bytes of data, all bytes and time beside Pagefind's."""

    def median(looks: list[Look], of: Callable[[Look], float]) -> float:
        return statistics.median(of(look) for look in looks)

    everything = lambda look: (look.data + look.scripts) / 1000  # noqa: E731
    limit = 30 if count <= 10_000 else 90
    for what, value, bound in (
        ("KB of data to the first result", median(ours, lambda look: look.data / 1000), limit),
        ("KB with the engine", median(ours, everything), limit),
        ("all bytes / Pagefind's", median(ours, everything) / median(theirs, everything), 1 / 8),
        ("time / Pagefind's", median(ours, lambda k: k.milliseconds) / median(theirs, lambda k: k.milliseconds), 1 / 4),
    ):
        shown = f"1/{1 / value:.1f}" if bound < 1 else f"{value:.1f}"
        wanted = f"1/{1 / bound:.0f}" if bound < 1 else f"{bound:g}"
        print(f"  {'reached    ' if value <= bound else 'NOT REACHED'} {what}: {shown} (at most {wanted})", flush=True)


def _say_looks(name: str, line: str, looks: list[Look]) -> None:
    data = [look.data / 1000 for look in looks]
    scripts = [look.scripts / 1000 for look in looks]
    times = [look.milliseconds for look in looks]
    print(
        f"  {line}, {name}: data {statistics.median(data):.1f} KB (most {max(data):.1f}), "
        f"scripts {statistics.median(scripts):.1f} KB, {looks[0].files} files, "
        f"first result after {statistics.median(times):.0f} ms (most {max(times):.0f})",
        flush=True,
    )
    if line == "unthrottled":
        for query, look in zip(QUERIES, looks, strict=True):
            print(f"    {query}: {look.total} hits, {look.data / 1000:.1f} KB, first “{look.shown}”", flush=True)


if __name__ == "__main__":
    main(tuple(int(count) for count in sys.argv[1:]) or COUNTS)
