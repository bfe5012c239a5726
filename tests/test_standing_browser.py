"""The status page, tombstones, series and former addresses in a real Chromium."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser import open_browser
from tests.conftest import ROOT

from terra_build.build import build
from terra_build.project import find_project
from terra_build.serve import make_server
from terra_catalog.dataset import Dataset, Provenance
from terra_catalog.load import canonical
from terra_catalog.redirects import file_text
from terra_catalog.status import Run, SourceStatus, Unmatched, status_bytes
from terra_vocab.text import Text

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def _project(root: Path) -> None:
    """A project with one of each: a series, a tombstone, a former address, sources in every state."""
    for name in ("theme", "vocab", "node_modules"):
        (root / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    catalog = root / "catalog"
    for name in ("records/seanoe", "redirects", "status"):
        (catalog / name).mkdir(parents=True)
    for number in range(7):
        status, series = ("withdrawn", None) if number == 6 else (None, "stations")
        dataset = Dataset(
            id=f"station-{number}",
            title=Text(fr=f"Station de mesure {number}", en=f"Measuring station {number}"),
            pole="odatis",
            created="2026-11-01",
            updated="2026-11-19",
            status=status,
            provenance=Provenance(source="seanoe", upstream_id=f"u{number}", series=series),
        )
        (catalog / f"records/seanoe/{dataset.id}.json").write_bytes(canonical(dataset))
    (catalog / "redirects/seanoe.yml").write_text(file_text({"old-station": "station-1"}), "utf-8")
    for name, verdict, held in (("seanoe", "COMPLETE", None), ("aeris", "PARTIAL", None), ("pndb", "COMPLETE", "why")):
        moment = {"started": "2026-11-21T02:00:00Z", "ended": "2026-11-21T02:10:00Z"}
        run = Run(verdict=verdict, matched=10, published=8, missing=2, **moment)  # type: ignore[arg-type]
        told = SourceStatus(
            source=name,
            title=Text(fr=f"Source {name}"),
            last=run,
            held=held,
            quarantine={"u9": "no title"},
            unmatched=(Unmatched(text="campagne", count=3),),
            history=(run, run, run),
        )
        (catalog / f"status/{name}.json").write_bytes(status_bytes(told))
    (catalog / "status/easydata.json").write_bytes(status_bytes(SourceStatus(source="easydata", title=Text(fr="E"))))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("standing")
    _project(root)
    build(find_project(root, "https://terra.example/"), root / "site")
    server = make_server(root / "site", quiet=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", ["fr/status/", "en/datasets/station-6/", "fr/series/seanoe-stations/"])
def test_axe_finds_nothing_and_no_width_scrolls(browser: Browser, address: str, path: str, dark: bool) -> None:
    axe = (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")
    context = browser.new_context(color_scheme="dark" if dark else "light", reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + path, wait_until="networkidle")
    page.evaluate(axe)
    found = page.evaluate("axe.run().then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html))")
    assert found == []
    for width in (360, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_a_former_address_leads_on_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    moves = {
        "fr/datasets/old-station/": "fr/datasets/station-1/",
        "en/datasets/seanoe-stations/": "en/series/seanoe-stations/",
    }
    for old, new in moves.items():
        page.goto(address + old)
        page.wait_for_url(address + new)
    context.close()


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-22T09:00:00Z", ""),
        ("2026-11-26T09:00:00Z", "Ces données ont 5 jours\u00a0: le moissonnage de la nuit n’a pas été publié."),
    ],
)
def test_the_status_page_says_when_what_it_shows_is_old(browser: Browser, address: str, now: str, said: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.clock.set_fixed_time(now)
    page.goto(f"{address}fr/status/", wait_until="networkidle")
    warning = page.locator(".beacon [data-part=warning]")
    assert warning.is_visible() is bool(said)
    assert warning.inner_text() == said
    context.close()
