"""The built site in a real Chromium: accessible, silent towards other hosts, useful without script."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page
from tests.browser import open_browser
from tests.conftest import ROOT

PAGES = (
    "",
    "datasets/",
    "datasets/theia-forms-t/",
    "datasets/argo-gdac/",
    "compartments/",
    "compartments/oceans/",
    "subdomains/",
    "subdomains/seismicity/",
    "variables/",
    "variables/sea-level/",
    "poles/",
    "poles/odatis/",
    "centres/",
    "centres/sedoo/",
    "map/",
    "search/",
    "contribute/",
    "api/",
    "about/",
    "status/",
    "vocab/licences/cc-by-4.0/",
)
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


def _open(browser: Browser, address: str, *, dark: bool = False, width: int = 1280, script: bool = True) -> Page:
    context = browser.new_context(
        color_scheme="dark" if dark else "light",
        viewport={"width": width, "height": 900},
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle" if script else "load")
    return page


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_axe_finds_nothing_serious_on_any_page_type(browser: Browser, served: str, lang: str, dark: bool) -> None:
    axe = (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")
    found = []
    for path in PAGES:
        page = _open(browser, f"{served}{lang}/{path}", dark=dark)
        page.evaluate(axe)  # evaluated by the test, not by the page: the page's own policy stays as it is
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        for violation in result["violations"]:
            if violation["impact"] in ("serious", "critical"):
                found.append(f"{lang}/{path}: {violation['id']} {violation['nodes'][0]['html'][:160]}")
        page.context.close()
    assert found == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_page_asks_another_host_breaks_its_policy_or_logs_an_error(browser: Browser, served: str, lang: str) -> None:
    host = urlsplit(served).netloc
    context = browser.new_context()
    strangers: list[str] = []
    trouble: list[str] = []
    page = context.new_page()
    page.on(
        "request",
        lambda r: None if urlsplit(r.url).netloc == host or r.url.startswith("data:") else strangers.append(r.url),
    )
    page.on("console", lambda m: trouble.append(f"{page.url}: {m.text}") if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: trouble.append(f"{page.url}: {e}"))
    for path in PAGES:
        page.goto(f"{served}{lang}/{path}", wait_until="networkidle")
    context.close()
    assert (strangers, trouble) == ([], [])


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_page_scrolls_sideways(browser: Browser, served: str, lang: str, width: int) -> None:
    wide = []
    for path in PAGES:
        page = _open(browser, f"{served}{lang}/{path}", width=width)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wide.append(f"{lang}/{path}: {over} px")
        page.context.close()
    assert wide == []


def test_a_dataset_page_is_complete_without_script(browser: Browser, served: str) -> None:
    address = f"{served}fr/datasets/theia-forms-t/"
    texts = []
    for script in (True, False):
        page = _open(browser, address, script=script)
        texts.append(set(page.locator("main").inner_text().split()))
        page.context.close()
    with_script, without = texts
    tools = {"Copier", "Copié", "le", "lien", "Ajouter", "au", "panier", "Utiliser", "ces", "données"}
    assert with_script <= without | tools  # buttons that only a script can answer; every fact stands without them


def test_the_language_switch_stays_on_the_same_page(browser: Browser, served: str) -> None:
    page = _open(browser, f"{served}fr/datasets/argo-gdac/")
    page.locator("header a[hreflang=en]").first.click()
    assert page.url == f"{served}en/datasets/argo-gdac/"
    page.context.close()


def test_the_theme_that_a_reader_chose_is_kept(browser: Browser, served: str) -> None:
    page = _open(browser, f"{served}fr/")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("[data-terra=theme-toggle]").first.click()
    page.goto(f"{served}fr/datasets/")
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.context.close()
    assert before != after


def test_the_site_works_below_a_folder_of_its_host(browser: Browser, site: Path, tmp_path: Path) -> None:
    import threading

    from terra_build.serve import make_server

    (tmp_path / "catalogue").symlink_to(site.resolve())
    server = make_server(tmp_path, quiet=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        missing: list[str] = []
        page = browser.new_page()
        page.on("response", lambda r: missing.append(r.url) if r.status >= 400 else None)
        for path in ("fr/", "fr/datasets/argo-gdac/", "en/map/", "fr/datasets/"):
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/catalogue/{path}", wait_until="networkidle")
        assert missing == []
        page.close()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
