"""The search page in a real Chromium, in both languages: words, facets, map, time, comparison, and what goes wrong."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser import open_browser
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LANGS = ["fr", "en"]
SNOW = {"fr": "neige", "en": "snow"}
HITS = "[data-part=results] > li"
READY = ".search[data-ready]"
SETTLED = ".search[data-ready]:not([data-ready=old])"
"""The results of a newer state than the one that a test marked as old."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@contextmanager
def opened(
    browser: Browser, address: str, *, width: int = 1280, dark: bool = False, quiet: bool = True, script: bool = True
) -> Iterator[Page]:
    """The page once its results stand. With `quiet`, an error or a warning in its console fails the test."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        java_script_enabled=script,
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: trouble.append(str(e)))
    page.goto(address)
    if script:
        page.wait_for_selector(READY, timeout=20_000)
    yield page
    context.close()
    if quiet:
        assert trouble == []


def ids(page: Page) -> list[str]:
    """The datasets shown, in the order of the list."""
    return [str(i) for i in page.locator(HITS).evaluate_all("hits => hits.map(hit => hit.dataset.dataset)")]


def total(page: Page) -> int:
    """How many datasets the page says it found."""
    page.wait_for_selector(READY)
    return int(page.locator(".search").get_attribute("data-ready") or "-1")


def after(page: Page, act: str, selector: str, *arguments: str) -> None:
    """Act on an element, then wait until the results of the new state stand."""
    page.evaluate("document.querySelector('.search').dataset.ready = 'old'")
    getattr(page.locator(selector).first, act)(*arguments)
    page.wait_for_selector(SETTLED)


def query(page: Page) -> dict[str, list[str]]:
    """What the address says."""
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize("lang", LANGS)
def test_words_give_hits_in_the_order_of_their_rank_each_with_its_reason(
    browser: Browser, served: str, lang: str
) -> None:
    with opened(browser, f"{served}{lang}/search/?q={SNOW[lang]}") as page:
        shown = ids(page)
        assert 3 <= len(shown) <= total(page)
        assert len(set(shown)) == len(shown)
        reasons = page.locator(HITS).locator(".card-why")
        assert reasons.count() == len(shown)
        assert SNOW[lang] in reasons.first.inner_text()
        title = page.locator(HITS).first.locator("h3").inner_text().lower()
        summary = page.locator(HITS).first.locator(".card-summary").inner_text().lower()
        assert SNOW[lang] in title + summary
        assert str(total(page)) in page.locator("[data-part=count]").inner_text()
        # The count is told to a screen reader too, once the reader pauses.
        expect(page.locator("[data-part=spoken]")).to_have_text(page.locator("[data-part=count]").inner_text())


def test_a_french_word_finds_on_the_english_page_what_it_finds_on_the_french_one(browser: Browser, served: str) -> None:
    with opened(browser, f"{served}fr/search/?q=neige") as page:
        french = ids(page)[:5]
    with opened(browser, f"{served}en/search/?q=neige") as page:
        english = ids(page)[:10]
    assert len(set(french) & set(english)) >= 3


@pytest.mark.parametrize("lang", LANGS)
def test_what_was_understood_is_a_chip_that_can_be_removed(browser: Browser, served: str, lang: str) -> None:
    words = {"fr": "neige alpes depuis 2000", "en": "snow alps since 2000"}[lang]
    with opened(browser, f"{served}{lang}/search/?q={words}") as page:
        chips = page.locator("[data-part=understood] .chip")
        assert chips.count() == 3
        assert "2000" in chips.nth(2).inner_text()
        after(page, "click", "[data-part=understood] li:nth-child(3) .chip")
        assert query(page)["q"] == [" ".join(words.split()[:2])]
        assert page.locator("#q").input_value() == " ".join(words.split()[:2])
        assert chips.count() == 2
        # Taken as they are, the words mean nothing more than themselves.
        after(page, "click", "[data-part=understood] .text-button")
        assert query(page)["plain"] == ["1"]
        assert chips.count() == 0


@pytest.mark.parametrize("lang", LANGS)
def test_an_option_gives_as_many_datasets_as_it_says_and_none_says_zero(
    browser: Browser, served: str, lang: str
) -> None:
    with opened(browser, f"{served}{lang}/search/?q={SNOW[lang]}") as page:
        before = total(page)
        counts = page.locator("[data-part=filters] .option:visible .option-count").all_inner_texts()
        assert counts
        assert "0" not in counts
        option = page.locator("[data-facet=compartment] .option:visible").last
        promised = int(option.locator(".option-count").inner_text())
        name = option.locator(".option-label").inner_text()
        after(page, "check", "[data-facet=compartment] .option:visible >> nth=-1 >> input")
        assert total(page) == promised <= before
        assert page.locator("[data-part=chips] .chip").first.inner_text().startswith(name)
        after(page, "click", "[data-part=chips] .chip-reset")
        assert total(page) == before
        assert "compartment" not in query(page)


@pytest.mark.parametrize("lang", LANGS)
def test_variables_are_a_tree_under_their_sub_domains(browser: Browser, served: str, lang: str) -> None:
    with opened(browser, f"{served}{lang}/search/") as page:
        group = page.locator(".tree > li").first
        promised = int(group.locator(".tree-head .option-count").inner_text())
        group.locator(".tree-open").click()
        inner = group.locator("ul .option")
        assert inner.count() >= 1
        assert max(int(n) for n in inner.locator(".option-count").all_inner_texts()) <= promised
        after(page, "check", ".tree > li >> nth=0 >> .tree-head input")
        assert total(page) == promised
        assert "subdomain" in query(page)
        within = int(inner.first.locator(".option-count").inner_text())
        after(page, "uncheck", ".tree > li >> nth=0 >> .tree-head input")
        after(page, "check", ".tree > li >> nth=0 >> ul input >> nth=0")
        assert total(page) == within
        page.locator("[data-facet=variable] .option-find").fill({"fr": "salin", "en": "salin"}[lang])
        labels = page.locator(".tree li:visible ul .option:visible .option-label").all_inner_texts()
        assert labels
        assert any("salin" in label.lower() for label in labels)


@pytest.mark.parametrize("lang", LANGS)
def test_the_address_restores_the_page_and_back_goes_back(browser: Browser, served: str, lang: str) -> None:
    with opened(browser, f"{served}{lang}/search/") as page:
        everything = ids(page)
        page.locator("#q").fill(SNOW[lang])
        after(page, "press", "#q", "Enter")
        words = ids(page)
        after(page, "check", "[data-facet=compartment] .option:visible >> nth=0 >> input")
        after(page, "select_option", "[data-part=sort]", "recent")
        filtered, address = ids(page), page.url
        page.evaluate("document.querySelector('.search').dataset.ready = 'old'")
        for before in ("sort", "compartment"):
            page.go_back()
            page.wait_for_url(lambda url, gone=before: f"{gone}=" not in url)  # type: ignore[misc]
            page.wait_for_selector(SETTLED)
            page.evaluate("document.querySelector('.search').dataset.ready = 'old'")
        expect(page.locator(HITS).first).to_have_attribute("data-dataset", words[0])
        page.go_back()
        expect(page.locator(HITS).first).to_have_attribute("data-dataset", everything[0])
        page.go_forward()
        expect(page.locator(HITS).first).to_have_attribute("data-dataset", words[0])
        page.locator("[data-part=copy]").click()
        assert page.evaluate("navigator.clipboard.readText()") == page.url
    with opened(browser, address) as page:
        assert ids(page) == filtered
        assert page.locator("#q").input_value() == SNOW[lang]
        assert page.locator("[data-facet=compartment] input:checked").count() == 1
        assert page.locator("[data-part=sort]").input_value() == "recent"


@pytest.mark.parametrize("lang", LANGS)
def test_the_map_is_loaded_on_demand_and_narrows_the_results(browser: Browser, served: str, lang: str) -> None:
    with opened(browser, f"{served}{lang}/search/?q={SNOW[lang]}") as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        assert not page.evaluate(
            "performance.getEntriesByType('resource').some(r => r.name.includes('vendor/leaflet'))"
        )
        everywhere = total(page)
        page.locator("[data-part=open-map]").click()
        page.wait_for_selector("[data-part=map] canvas.map-boxes")
        assert any("vendor/leaflet" in address for address in asked)
        assert query(page)["map"] == ["1"]
        assert page.locator("[data-part=map] .map-foot details summary").inner_text()
        page.locator("[data-part=map] .leaflet-control-zoom-in").click()
        after(page, "click", "[data-part=map] .map-tools button >> nth=1")
        assert "bbox" in query(page)
        assert total(page) <= everywhere
        after(page, "click", "[data-part=chips] .chip >> nth=0")
        assert "bbox" not in query(page)
        assert total(page) == everywhere


@pytest.mark.parametrize("lang", LANGS)
def test_a_zone_is_drawn_on_the_map(browser: Browser, served: str, lang: str) -> None:
    with opened(browser, f"{served}{lang}/search/?map=1") as page:
        page.wait_for_selector("[data-part=map] canvas.map-boxes")
        everywhere = total(page)
        draw = page.locator("[data-part=map] .map-tools button").first
        draw.click()
        page.keyboard.press("Escape")
        assert draw.get_attribute("aria-pressed") == "false"
        draw.click()
        view = page.locator("[data-part=map] .map-view").bounding_box()
        assert view
        page.evaluate("document.querySelector('.search').dataset.ready = 'old'")
        page.mouse.move(view["x"] + view["width"] / 4, view["y"] + view["height"] / 2)
        page.mouse.down()
        page.mouse.move(view["x"] + view["width"] / 4 + 40, view["y"] + view["height"] / 2 - 40, steps=4)
        page.mouse.up()
        page.wait_for_selector(SETTLED)
        west, south, east, north = map(float, query(page)["bbox"][0].split(","))
        assert (west < east, south < north) == (True, True)
        assert 0 < total(page) < everywhere
        expect(page.locator("path.map-zone")).to_have_count(1)


@pytest.mark.parametrize("lang", LANGS)
def test_list_and_map_light_each_other(browser: Browser, served: str, lang: str) -> None:
    with opened(browser, f"{served}{lang}/search/?q={SNOW[lang]}&map=1", width=1440) as page:
        page.wait_for_selector("[data-part=map] canvas.map-boxes")
        drawn = "document.querySelector('canvas.map-boxes').toDataURL()"
        before = page.evaluate(drawn)
        changed = False
        for hit in page.locator(HITS).all()[:8]:
            hit.hover()
            changed = changed or page.evaluate(drawn) != before
        assert changed
        view = page.locator("[data-part=map] .map-view").bounding_box()
        assert view
        lit = 0
        for x in range(1, 12):
            for y in range(1, 12):
                page.mouse.move(view["x"] + view["width"] * x / 12, view["y"] + view["height"] * y / 12)
                lit = lit or page.locator(f"{HITS}.lit").count()
        assert lit


@pytest.mark.parametrize("lang", LANGS)
def test_the_slider_narrows_the_period_with_the_keyboard(browser: Browser, served: str, lang: str) -> None:
    with opened(browser, f"{served}{lang}/search/") as page:
        everything = total(page)
        low = page.locator("[data-part=period] input[type=range]").first
        expect(page.locator(".histogram")).to_have_attribute("aria-label", re.compile(r"\d{4}"))
        after(page, "press", "[data-part=period] input[type=range] >> nth=0", "End")
        # The low thumb stops at the high one, and says its year.
        assert low.get_attribute("aria-valuetext") == query(page)["from"][0]
        assert total(page) < everything
        after(page, "press", "[data-part=period] input[type=range] >> nth=0", "Home")
        assert "from" not in query(page)
        assert total(page) == everything
        page.locator("[data-part=period] .years input").first.fill("1993")
        after(page, "press", "[data-part=period] .years input >> nth=0", "Tab")
        assert query(page)["from"] == ["1993"]
        assert page.locator("[data-part=chips] .chip").first.inner_text().find("1993") >= 0


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_found_says_what_to_drop_and_what_that_gives(browser: Browser, served: str, lang: str) -> None:
    address = f"{served}{lang}/search/?q={SNOW[lang]}&from=1800&to=1801"
    with opened(browser, address) as page:
        assert total(page) == 0
        way = page.locator("[data-part=ways] button.chip").first
        promised = int(re.findall(r"\d+", way.locator("small").inner_text())[0])
        request = page.locator("[data-part=ways] a.button").get_attribute("href") or ""
        assert request.startswith("mailto:")
        assert SNOW[lang] in request
        after(page, "click", "[data-part=ways] button.chip >> nth=0")
        assert total(page) == promised > 0
    with opened(browser, f"{served}{lang}/search/?q=zzzqqqxxx") as page:
        assert total(page) == 0
        assert page.locator("[data-part=ways] a.chip").count() >= 7


@pytest.mark.parametrize("lang", LANGS)
def test_datasets_are_compared_side_by_side_at_an_address_to_share(browser: Browser, served: str, lang: str) -> None:
    with opened(browser, f"{served}{lang}/search/?q={SNOW[lang]}") as page:
        chosen = ids(page)[:2]
        for number in (0, 1):
            after(page, "check", f"{HITS} >> nth={number} >> input[name=pick]")
        assert query(page)["compare"] == chosen
        page.locator("[data-part=tray] .primary").click()
        page.wait_for_selector(".compare-table")
        address = page.url
        assert page.evaluate("document.activeElement.id") == "compare-title"
    with opened(browser, address) as page:
        page.wait_for_selector(".compare-table")
        assert page.locator(".compare-table thead a").count() == 2
        rows = page.locator(".compare-table tbody th").all_inner_texts()
        assert len(rows) >= 8
        cells = page.locator(".compare-table tbody td").all_inner_texts()
        assert len(cells) == 2 * len(rows)
        assert all(cells)
        page.locator("[data-part=compare-body] button").first.click()
        expect(page.locator("[data-part=body]")).to_be_visible()
    with opened(
        browser, f"{served}{lang}/search/?compare={chosen[0]}&compare=no-such&view=compare", quiet=False
    ) as page:
        page.wait_for_selector(".compare-table")
        assert "no-such" in page.locator("[data-part=compare-body] .note").inner_text()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", ["", "datasets/", "search/"], ids=["home", "header", "search"])
def test_the_boxes_suggest_and_lead_to_the_search(browser: Browser, served: str, lang: str, path: str) -> None:
    box = {"": "#big-q", "datasets/": ".header-search input", "search/": "#q"}[path]
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{served}{lang}/{path}", wait_until="networkidle")
    field = page.locator(box)
    field.press_sequentially(SNOW[lang][:3])
    listbox = page.locator(f"#{field.get_attribute('aria-controls')}")
    expect(listbox.locator("[role=option]").first).to_be_visible()
    assert field.get_attribute("aria-expanded") == "true"
    assert listbox.locator("[role=group]").count() >= 1
    field.press("ArrowDown")
    active = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true"
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == SNOW[lang][:3]
    field.press("ArrowDown")
    expect(listbox.locator("[role=option]").first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_selector(f"{READY} {HITS}")
    assert f"/{lang}/search/" in page.url
    assert "q" in query(page)
    context.close()


@pytest.mark.parametrize("lang", LANGS)
def test_the_nearest_feeds_are_offered_and_exist(browser: Browser, served: str, lang: str) -> None:
    with opened(browser, f"{served}{lang}/search/?compartment=oceans&from=2000") as page:
        page.locator("[data-part=feeds] summary").click()
        links = page.locator("[data-part=feed-list] a")
        addresses = [str(a) for a in links.evaluate_all("links => links.map(link => link.href)")]
        assert addresses == [f"{served}{lang}/compartments/oceans/feed.xml", f"{served}{lang}/feed.xml"]
        assert "2000" in page.locator("[data-part=feed-list] li").first.inner_text()
        for address in addresses:
            assert page.request.get(address).ok


@pytest.mark.parametrize("lang", LANGS)
def test_without_script_the_plain_pages_are_offered(browser: Browser, served: str, lang: str) -> None:
    with opened(browser, f"{served}{lang}/search/?q=x", script=False) as page:
        links = [str(a) for a in page.locator(".search-ways a").evaluate_all("a => a.map(link => link.href)")]
        assert f"{served}{lang}/datasets/" in links
        assert len(links) >= 11
        for address in links[:4]:
            assert page.request.get(address).ok
        assert page.locator("[data-part=body]").is_hidden()


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "\"'><script>alert(1)</script>",
    "%E2%80%AE%D8%B3%D9%84%D8%A7%D9%85",
    "%ED%A0%80%ED%A0%80",
    "%",
    "a" * 10_000,
    "😀" * 500,
    "((((((*:^~+-",
    "__proto__ constructor toString",
    "..%2F..%2Fetc",
]


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_in_the_address_breaks_the_page(browser: Browser, served: str, lang: str) -> None:
    links = [f"?q={text}" for text in HOSTILE]
    links += [
        "?compartment=no-such&variable=__proto__",
        "?bbox=9,9,9,9&from=x&page=1e9",
        "?view=compare",
        "?compare=a&compare=b",
    ]
    for link in links:
        with opened(browser, f"{served}{lang}/search/{link}") as page:
            page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
            assert total(page) >= 0
            assert page.locator("[data-part=count]").inner_text()
            assert page.locator(".search img, .search script").count() == 0


@pytest.mark.parametrize("lang", LANGS)
def test_an_index_that_does_not_load_leaves_the_titles(browser: Browser, served: str, lang: str) -> None:
    for lost in (f"{lang}/index.json", "facets.bin", f"{lang}/terms/", f"{lang}/"):
        context = browser.new_context()
        page = context.new_page()
        failed: list[str] = []
        page.on("requestfailed", lambda request: failed.append(request.url))  # noqa: B023 - the page closes below
        page.route(re.compile(f"^{re.escape(served)}search/{lost}"), lambda route: route.abort())
        page.goto(f"{served}{lang}/search/?q={SNOW[lang]}")
        page.wait_for_selector(READY)
        assert len(failed) > len(set(failed)), f"{lost}: a file that fails is asked for once more"
        expect(page.locator("[data-part=trouble]")).not_to_be_empty()
        assert total(page) >= 1, lost
        assert SNOW[lang] in page.locator(HITS).first.inner_text().lower()
        context.close()


@pytest.mark.parametrize("lang", LANGS)
def test_without_any_data_the_list_that_needs_no_script_is_offered(browser: Browser, served: str, lang: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route(re.compile(f"^{re.escape(served)}search/"), lambda route: route.abort())
    page.goto(f"{served}{lang}/search/?q=x")
    expect(page.locator("[data-part=trouble] a")).to_have_attribute("href", re.compile("datasets/$"))
    context.close()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("lost", ["discovery/index.js", "components/search/facets.js"])
def test_a_script_that_does_not_load_is_said_with_the_way_to_all_datasets(
    browser: Browser, served: str, lang: str, lost: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route(f"**/assets/js/{lost}", lambda route: route.abort())
    page.goto(f"{served}{lang}/search/?q=x")
    link = page.locator("[data-part=unstarted] a")
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", re.compile("datasets/$"))
    context.close()


@pytest.mark.parametrize("lang", LANGS)
def test_what_cannot_be_understood_for_a_lost_file_is_said_and_the_words_are_searched(
    browser: Browser, served: str, lang: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/search/understanding/**", lambda route: route.abort())
    page.goto(f"{served}{lang}/search/?q={SNOW[lang]}")
    page.wait_for_selector(READY)
    assert total(page) > 0
    expect(page.locator("[data-part=trouble]")).to_be_visible()
    assert page.locator("[data-part=understood] .chip").count() == 0
    context.close()


STATES = ["", "?q={snow}&map=1", "?q={snow}&from=1800&to=1801", "?compare=argo-gdac&compare=theia-forms-t&view=compare"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_nothing_in_any_state_of_the_page(browser: Browser, served: str, lang: str, dark: bool) -> None:
    axe = (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")
    found = []
    for state in STATES:
        with opened(browser, f"{served}{lang}/search/{state.format(snow=SNOW[lang])}", dark=dark) as page:
            if "map" in state:
                page.wait_for_selector("canvas.map-boxes")
            if not state:
                page.locator("[data-part=feeds] summary").click()
                page.locator("#q").press_sequentially(SNOW[lang][:3])
                page.wait_for_selector("[role=option]")
            page.evaluate(axe)
            result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            found += [f"{state} {v['id']}: {v['nodes'][0]['html'][:200]}" for v in result["violations"]]
    assert found == []


@pytest.mark.parametrize("lang", LANGS)
def test_on_a_phone_the_filters_are_a_sheet(browser: Browser, served: str, lang: str) -> None:
    with opened(browser, f"{served}{lang}/search/?q={SNOW[lang]}&map=1", width=360) as page:
        page.wait_for_selector("canvas.map-boxes")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        expect(page.locator("[data-part=side]")).to_be_hidden()
        button = page.locator("[data-part=open-filters]")
        button.click()
        promised = int(page.locator("[data-facet=compartment] .option:visible .option-count").first.inner_text())
        after(page, "check", "[data-facet=compartment] .option:visible >> nth=0 >> input")
        assert total(page) == promised
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        page.keyboard.press("Escape")
        expect(page.locator("[data-part=sheet]")).to_be_hidden()
        assert "1" in button.inner_text()
        assert page.evaluate("document.activeElement.dataset.part") == "open-filters"


def test_more_results_come_without_losing_the_place_of_the_reader(browser: Browser, served: str) -> None:
    with opened(browser, f"{served}fr/search/") as page:
        first = ids(page)
        after(page, "click", "[data-part=more]")
        assert ids(page)[: len(first)] == first
        assert len(ids(page)) == 2 * len(first)
        expect(page.locator(f"{HITS}:nth-child({len(first) + 1}) h3 a")).to_be_focused()
