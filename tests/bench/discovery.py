"""The search page in Chromium: facet counts, the map, suggestions, and time and bytes to the first result.

`python -m tests.bench.discovery [COUNT ...]` measures catalogues of 10,000 and 50,000 made-up datasets in one run.
"""

import sys
import tempfile
import threading
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page
from tests.bench.project import ROOT, real_thesaurus
from tests.bench.synthetic import datasets
from tests.browser import open_browser

from terra_build import assets, search, understanding
from terra_build.catalogue import Catalogue
from terra_build.output import Output
from terra_build.pages import search_page
from terra_build.pages.edition import Edition
from terra_build.period_bar import latest_year
from terra_build.project import find_project
from terra_build.serve import make_server
from terra_build.shell import render_shells
from terra_build.words import read_words

COUNTS = (10_000, 50_000)
QUERY = "salinité Méditerranée depuis 1993"
TIMES = 15

_COUNTS = """async (times) => {
  const { openIndex, select, parseAddress } = await import("/assets/js/discovery/index.js");
  const files = async (path) => new Uint8Array(await (await fetch("/search/" + path)).arrayBuffer());
  const tree = await (await fetch("/search/tree-fr.json")).json();
  const source = await openIndex(new URL("/search/", location), "fr", {}, files, tree);
  await Promise.all([source.loadYears(), source.loadBoxes()]);
  const measure = (address) => {
    const state = parseAddress(address);
    const found = [];
    for (let i = 0; i < times; i++) {
      const before = performance.now();
      select(source.columns, state, [], source.tree);
      found.push(performance.now() - before);
    }
    return found.sort((a, b) => a - b)[times >> 1];
  };
  return { plain: measure("?platform=satellite&access=open"), where: measure("?bbox=-5,41,10,51&from=1993&to=2010") };
}"""
_MAP = """() => new Promise((resolve) => {
  const before = performance.now();
  const look = () => {
    const canvas = document.querySelector("canvas.map-boxes");
    if (!canvas || !canvas.width) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - before)));
  };
  document.querySelector("[data-part=open-map]").click();
  look();
})"""
_ZOOM = """(times) => {
  const found = [];
  const buttons = [...document.querySelectorAll(".leaflet-control-zoom a")];
  for (let i = 0; i < times; i++) {
    const before = performance.now();
    buttons[i % 2].click();
    document.querySelector("canvas.map-boxes").getContext("2d").getImageData(0, 0, 1, 1);
    found.push(performance.now() - before);
  }
  return found.sort((a, b) => a - b)[times >> 1];
}"""
_FILTER = """() => new Promise((resolve) => {
  const page = document.querySelector(".search");
  const canvas = document.querySelector("canvas.map-boxes");
  const before = performance.now();
  const watch = new MutationObserver(() => {
    if (page.dataset.ready === undefined) return;
    watch.disconnect();
    setTimeout(() => {
      canvas.getContext("2d").getImageData(0, 0, 1, 1);
      resolve(performance.now() - before);
    });
  });
  watch.observe(page, { attributes: true, attributeFilter: ["data-ready"] });
  document.querySelector("[data-facet=compartment] .option input").click();
})"""
_SUGGEST = """async (words) => {
  const { openSuggester } = await import("/assets/js/discovery/index.js");
  const suggester = await openSuggester(new URL("/fr/search/", location));
  const found = [];
  for (const word of words) {
    for (let i = 2; i <= word.length; i++) {
      const before = performance.now();
      suggester.suggest(word.slice(0, i));
      found.push(performance.now() - before);
    }
  }
  found.sort((a, b) => a - b);
  return { median: found[found.length >> 1], worst: found.at(-1) };
}"""
_WORDS = (
    "température de l’océan",
    "salinité médi",
    "oscillation",
    "neige alpes",
    "CO2",
    "zzzzzz",
    "sea surface height",
)


def main(counts: tuple[int, ...]) -> None:
    """Print the figures of each count beside their bounds."""
    for count in counts:
        with tempfile.TemporaryDirectory(prefix="terra-discovery-") as scratch:
            site = Path(scratch) / "site"
            for path, body in _outputs(count):
                file = site / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(body)
            server = make_server(site, quiet=True)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            print(f"{count} datasets", flush=True)
            with open_browser() as browser:
                _measure(browser, f"http://127.0.0.1:{server.server_address[1]}/")
            server.shutdown()
            server.server_close()


def _outputs(count: int) -> Iterator[Output]:
    """What the search page needs, and nothing of the other pages."""
    project = find_project(ROOT, "https://catalogue.example/")
    thesaurus = real_thesaurus()
    catalogue = Catalogue(thesaurus, datasets(count, thesaurus), project.site_url)
    shell = render_shells(project).shells["fr"]
    edition = Edition(catalogue, shell, read_words()["fr"], latest_year(catalogue.datasets))
    pages = search_page.outputs(edition)
    return chain(assets.outputs(ROOT), search.outputs(catalogue), understanding.outputs(project, catalogue), pages)


def _measure(browser: Browser, base: str) -> None:
    page = _opened(browser, f"{base}fr/search/?q={QUERY}")
    first = page.evaluate("performance.now()")
    print(f"  words to results, cold: {first:.0f} ms at most; {_weight(page)}")
    counts = page.evaluate(_COUNTS, TIMES)
    _bound("all facet counts, ms", counts["plain"], 5)
    print(f"  the same with a place and a period: {counts['where']:.1f} ms")
    _bound("suggestions, a keystroke, ms (worst of all)", page.evaluate(_SUGGEST, list(_WORDS))["worst"], 16)
    page.context.close()
    page = _opened(browser, f"{base}fr/search/")
    work = _Work(page)
    _bound("map of all footprints interactive, ms", page.evaluate(_MAP), 400)
    print(f"  of which work of the page: {work.since():.0f} ms")
    _bound("map redrawn after a zoom, ms", page.evaluate(_ZOOM, TIMES), 50)
    print(f"  of which work of the page: {work.since() / TIMES:.0f} ms")
    print(f"  a filter chosen with the map open, until hits, counts and map stand: {page.evaluate(_FILTER):.0f} ms")
    print(f"  of which work of the page: {work.since():.0f} ms")
    page.context.close()


class _Work:
    """The processor time of the page's own thread, which other processes of the machine do not stretch."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self._last = self._now()

    def _now(self) -> float:
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return next(float(m["value"]) for m in metrics if m["name"] == "TaskDuration")

    def since(self) -> float:
        """Milliseconds since the last call."""
        before, self._last = self._last, self._now()
        return (self._last - before) * 1000


def _opened(browser: Browser, address: str) -> Page:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".search[data-ready]", timeout=60_000)
    return page


def _weight(page: Page) -> str:
    files: list[dict[str, Any]] = page.evaluate(
        "performance.getEntriesByType('resource').map(f => ({name: new URL(f.name).pathname, size: f.encodedBodySize}))"
    )
    data = sum(f["size"] for f in files if f["name"].startswith("/search/"))
    scripts = sum(f["size"] for f in files if f["name"].endswith(".js"))
    return f"{data / 1000:.0f} kB of data, {scripts / 1000:.0f} kB of scripts, {len(files)} files, not compressed"


def _bound(what: str, value: float, bound: float) -> None:
    print(f"{'reached    ' if value <= bound else 'NOT REACHED'} {what}: {value:.1f} (at most {bound:g})", flush=True)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or COUNTS)
