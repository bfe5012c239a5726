"""The basket in a real Chromium: filled, kept, shared, exported, read offline; hostile links do nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser import open_browser
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

FIVE = ("argo-gdac", "iasi-co", "theia-forms-t", "geoscope", "taxref")
EXPORTS = {
    "notebook", "eodag", "citation", "bibtex", "ris", "csl", "datacite", "ro-crate", "galaxy-fetch", "galaxy-table",
    "process",
}  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def profile(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(reduced_motion="reduce", accept_downloads=True)
    yield context
    context.close()


def _page(profile: BrowserContext) -> tuple[Page, list[str]]:
    page = profile.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    return page, errors


def _fill(page: Page, served: str, lang: str = "fr") -> None:
    for dataset in FIVE:
        page.goto(f"{served}{lang}/datasets/{dataset}/")
        page.locator("article.dataset .actions .basket-add").click()


def _ids(page: Page) -> list[str]:
    return [
        item.get_attribute("data-dataset") or ""
        for item in page.locator(".basket-page > .basket-list > li[data-dataset]").all()
    ]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_five_datasets_of_five_poles_are_gathered_ordered_noted_and_kept(
    profile: BrowserContext, served: str, lang: str
) -> None:
    page, errors = _page(profile)
    _fill(page, served, lang)
    expect(page.locator(".basket-count")).to_have_text("5")
    page.goto(f"{served}{lang}/basket/")
    expect(page.locator(".basket-page > .basket-list > li[data-dataset]")).to_have_count(5)
    page.locator("[data-act='down:argo-gdac']").click()
    assert _ids(page)[:2] == ["iasi-co", "argo-gdac"]
    page.locator("li[data-dataset='taxref'] textarea").fill("Les noms d’espèces")
    page.locator("li[data-dataset='taxref'] textarea").blur()
    page.locator("[data-act='remove:geoscope']").click()
    assert len(_ids(page)) == 4
    page.get_by_role("button", name="Annuler" if lang == "fr" else "Undo").click()
    assert _ids(page) == ["iasi-co", "argo-gdac", "theia-forms-t", "geoscope", "taxref"]
    page.reload()
    expect(page.locator("li[data-dataset='taxref'] textarea")).to_have_value("Les noms d’espèces")
    assert errors == []


def test_a_link_gives_the_basket_to_a_fresh_profile_and_asks_before_it_keeps_it(
    browser: Browser, profile: BrowserContext, served: str
) -> None:
    page, _ = _page(profile)
    _fill(page, served)
    page.goto(f"{served}fr/basket/")
    share = page.locator("[data-act='share']")
    share.click()
    page.wait_for_function("document.querySelector('[data-act=share]').dataset.url")
    link = share.get_attribute("data-url") or ""
    other = browser.new_context()
    try:
        fresh, errors = _page(other)
        fresh.goto(link)
        expect(fresh.locator(".basket-received li[data-dataset]")).to_have_count(5)
        assert fresh.evaluate("localStorage.length") == 0
        fresh.locator(".basket-received .button.primary").click()
        expect(fresh.locator(".basket-page > .basket-list > li[data-dataset]")).to_have_count(5)
        assert _ids(fresh) == list(FIVE)
        assert errors == []
    finally:
        other.close()


def test_every_export_of_a_basket_is_downloaded_and_names_its_datasets(
    profile: BrowserContext, served: str, tmp_path: Path
) -> None:
    page, errors = _page(profile)
    _fill(page, served)
    page.goto(f"{served}fr/basket/")
    buttons = page.locator(".use-files [data-export]")
    expect(buttons.first).to_be_visible()
    shown = {button.get_attribute("data-export") or "" for button in buttons.all()}
    assert {"notebook", "eodag", "bibtex", "ro-crate"} <= shown <= EXPORTS
    for name in sorted(shown):
        page.reload()  # Chromium lets a page save ten files, then asks the reader
        with page.expect_download() as download:
            page.locator(f"[data-export='{name}']").click()
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        text = file.read_text("utf-8")
        if name in (
            "notebook",
            "citation",
            "bibtex",
            "ris",
            "csl",
            "datacite",
            "ro-crate",
        ):
            assert "Argo" in text
            assert "FORMS-T" in text
        if file.suffix in (".json", ".ipynb"):
            json.loads(text)
    assert errors == []


def test_a_file_takes_a_basket_away_and_brings_it_back(profile: BrowserContext, served: str, tmp_path: Path) -> None:
    page, _ = _page(profile)
    _fill(page, served)
    page.goto(f"{served}en/basket/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the file").click()
    file = tmp_path / "basket.json"
    download.value.save_as(file)
    page.get_by_role("button", name="New basket").click()
    expect(page.locator(".basket-page > .basket-list > li[data-dataset]")).to_have_count(0)
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".basket-page > .basket-list > li[data-dataset]")).to_have_count(5)
    (tmp_path / "other.json").write_text('{"x": 1}')
    page.locator("input[type=file]").set_input_files(tmp_path / "other.json")
    expect(page.locator("[role=alert]", has_text="not a basket")).to_be_visible()


def test_a_shared_link_is_read_without_a_network_after_one_visit(profile: BrowserContext, served: str) -> None:
    page, _ = _page(profile)
    _fill(page, served)
    page.goto(f"{served}fr/basket/")
    page.locator("[data-act='share']").click()
    page.wait_for_function("document.querySelector('[data-act=share]').dataset.url")
    link = page.locator("[data-act='share']").get_attribute("data-url") or ""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload(wait_until="networkidle")
    page.close()
    profile.set_offline(True)
    offline = profile.new_page()
    offline.goto(link)
    expect(offline.locator(".basket-received li[data-dataset]")).to_have_count(5)
    expect(offline.locator(".basket-received")).to_contain_text("FORMS-T")
    profile.set_offline(False)


@pytest.mark.parametrize(
    "fragment", ["#basket=1.!!!", "#basket=1.AAAA", "#basket=9.x", "#basket=1." + "A" * 5000], ids=str.__len__
)
def test_a_damaged_link_says_so_and_leaves_the_baskets_alone(
    profile: BrowserContext, served: str, fragment: str
) -> None:
    page, errors = _page(profile)
    page.goto(f"{served}fr/basket/{fragment}")
    expect(page.locator("[role=alert]", has_text="Ce lien est abîmé")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    assert errors == []


def test_unknown_datasets_and_hostile_notes_are_named_and_run_nothing(profile: BrowserContext, served: str) -> None:
    page, errors = _page(profile)
    page.goto(f"{served}fr/basket/")
    note = "<img src=x onerror='window.ran = 1'><script>window.ran = 1</script>"
    kept = {
        "current": "b1",
        "baskets": [
            {
                "key": "b1",
                "name": note,
                "note": note,
                "choices": [{"id": "no-such-dataset", "note": note}, {"id": "../x", "note": ""}],
            }
        ],
    }
    page.evaluate("kept => localStorage.setItem('terra-baskets', kept)", json.dumps(kept))
    page.reload()
    expect(page.locator("li[data-dataset='no-such-dataset'] .basket-state")).to_have_text(
        "Ce jeu de données n’est pas dans le catalogue."
    )
    expect(page.locator(".basket-page > .basket-list > li[data-dataset]")).to_have_count(1)
    assert page.evaluate("window.ran") is None
    assert [error for error in errors if "404" not in error] == []


def test_a_browser_that_keeps_nothing_is_told_of(profile: BrowserContext, served: str) -> None:
    profile.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page, _ = _page(profile)
    page.goto(f"{served}en/datasets/argo-gdac/")
    page.locator("article.dataset .actions .basket-add").click()
    expect(page.locator(".basket-count")).to_have_text("1")
    page.goto(f"{served}en/basket/")
    expect(page.locator("[role=alert]", has_text="keeps nothing")).to_be_visible()


def test_a_full_storage_is_told_of_and_the_basket_can_still_be_taken_away(
    profile: BrowserContext, served: str, tmp_path: Path
) -> None:
    page, errors = _page(profile)
    page.goto(f"{served}fr/datasets/argo-gdac/")
    # Really full: nothing is put in the place of the browser's own storage.
    page.evaluate(
        "for (let size = 1 << 22, n = 0; size >= 1; size >>= 1)"
        " for (;;) try { localStorage.setItem(`filler-${n++}`, 'x'.repeat(size)) } catch { break }"
    )
    page.goto(f"{served}fr/basket/")
    page.locator("[data-act='new']").click()
    expect(page.locator(".basket-page > [role=alert]", has_text="pleine")).to_be_visible()
    page.locator("#basket-name").fill("Marées")
    page.locator("#basket-name").blur()
    with page.expect_download() as download:
        page.get_by_role("button", name="Enregistrer le fichier").click()
    download.value.save_as(tmp_path / "basket.json")
    assert json.loads((tmp_path / "basket.json").read_text("utf-8"))["name"] == "Marées"
    assert errors == []


def test_a_basket_too_many_is_not_lost_but_waits(profile: BrowserContext, served: str) -> None:
    page, errors = _page(profile)
    _fill(page, served)
    page.goto(f"{served}fr/basket/")
    page.locator("[data-act='share']").click()
    page.wait_for_function("document.querySelector('[data-act=share]').dataset.url")
    link = page.locator("[data-act='share']").get_attribute("data-url") or ""
    many = [{"key": f"b{n}", "name": f"Panier {n}", "choices": []} for n in range(1, 51)]
    page.evaluate("kept => localStorage.setItem('terra-baskets', kept)", json.dumps({"current": "b1", "baskets": many}))
    page.goto("about:blank")
    page.goto(link)
    page.locator(".basket-received .button.primary").click()
    expect(page.locator("[role=alert]", has_text="50 paniers")).to_be_visible()
    expect(page.locator(".basket-received li[data-dataset]")).to_have_count(5)
    page.get_by_role("button", name="Supprimer ce panier").click()
    page.locator(".basket-received .button.primary").click()
    expect(page.locator(".basket-page > .basket-list > li[data-dataset]")).to_have_count(5)
    assert errors == []


def test_the_keyboard_stays_where_it_was_when_the_page_is_made_anew(profile: BrowserContext, served: str) -> None:
    page, _ = _page(profile)
    _fill(page, served)
    page.goto(f"{served}en/basket/")
    for name, then in (
        ("down:argo-gdac", "down:argo-gdac"),
        ("remove:argo-gdac", "undo"),
        ("undo", "undo"),
        ("new", "new"),
        ("discard", "discard"),
    ):
        page.locator(f"[data-act='{name}']").press("Enter")
        expect(page.locator(f"[data-act='{then}']")).to_be_focused()


def test_a_phone_has_the_button_on_the_page_of_a_dataset_and_nothing_wider_than_it(
    browser: Browser, served: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    page, errors = _page(context)
    _fill(page, served)
    page.locator("details.use > summary").click()
    expect(page.locator("details.use button").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.goto(f"{served}fr/basket/", wait_until="networkidle")
    expect(page.locator(".basket-page > .basket-list > li[data-dataset]")).to_have_count(5)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert errors == []
    context.close()


def test_the_cards_of_lists_have_the_button_too_and_a_shared_basket_is_copied(
    profile: BrowserContext, served: str
) -> None:
    page, errors = _page(profile)
    page.goto(f"{served}fr/baskets/volcanic-so2/")
    expect(page.locator(".card .basket-add")).to_have_count(4)
    page.locator(".card .basket-add").first.click()
    expect(page.locator(".basket-count")).to_have_text("1")
    page.get_by_role("button", name="Reprendre dans mes paniers").click()
    expect(page.locator(".basket-page > .basket-list > li[data-dataset]")).to_have_count(4)
    assert errors == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_axe_finds_nothing_serious_on_a_full_basket_and_an_open_panel(
    browser: Browser, served: str, lang: str, dark: bool
) -> None:
    axe = (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")
    context = browser.new_context(color_scheme="dark" if dark else "light", reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    _fill(page, served, lang)
    for path in ("basket/", "baskets/volcanic-so2/", "datasets/argo-gdac/"):
        page.goto(f"{served}{lang}/{path}", wait_until="networkidle")
        if path.startswith("datasets"):
            page.locator("details.use > summary").click()
            expect(page.locator(".use-files button").first).to_be_visible()
        page.evaluate(axe)
        found = page.evaluate(
            "axe.run(document).then(r => r.violations.filter(v => ['serious', 'critical'].includes(v.impact)))"
        )
        assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found] == []
    context.close()
