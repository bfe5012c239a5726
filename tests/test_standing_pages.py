"""Former addresses, tombstones, series and the status page: no address dies, and what is missing is said."""

import json
from collections.abc import Mapping
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from terra_build import facets, harvest_sums, pages, search, sitemap
from terra_build.catalogue import Catalogue
from terra_build.dcat_catalog import outputs as dcat_outputs
from terra_build.machine import outputs as machine_outputs
from terra_build.pages.trend import share_bar, trend
from terra_build.project import Project
from terra_build.shell import Shell, render_shells
from terra_catalog.assemble import Assembled
from terra_catalog.dataset import Dataset, Identifiers, Interval, Provenance, Provider, Variable
from terra_catalog.duplicates import Pair
from terra_catalog.series import Series
from terra_catalog.status import Outcomes, Run, SourceStatus, Unmatched
from terra_vocab.concept import Thesaurus
from terra_vocab.text import Lang, Text

HOSTILE = "</dl><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
SITE = "https://terra.example/catalogue/"


@pytest.fixture(scope="module")
def shells(project: Project) -> Mapping[Lang, Shell]:
    return render_shells(project).shells


def dataset(id_: str, title: str = "", **fields: object) -> Dataset:
    origin = Provenance(source="seanoe", upstream_id=f"up-{id_}", url=f"https://seanoe.example/{id_}")
    values = {"title": Text(fr=title or f"Jeu {id_}", en=f"Set {id_}"), "pole": "odatis", "created": "2026-11-01",
              "updated": "2026-11-19", "provenance": origin}  # fmt: skip
    return Dataset(**{"id": id_, **values, **fields})  # type: ignore[arg-type]


def run(day: str = "11-21", verdict: str = "COMPLETE", matched: int = 10, published: int = 10, **parts: object) -> Run:
    moment = {"started": f"2026-{day}T02:00:00Z", "ended": f"2026-{day}T02:10:00Z"}
    return Run(verdict=verdict, matched=matched, published=published, **moment, **parts)  # type: ignore[arg-type]


def status(source: str = "seanoe", **fields: object) -> SourceStatus:
    return SourceStatus(source=source, title=Text(fr=f"Source {source}", en=f"The source {source}"), **fields)  # type: ignore[arg-type]


GONE = dataset(
    "gone-tides", "Marées", status="withdrawn", successor="new-tides", identifiers=Identifiers(doi="10.17882/9"),
    providers=(Provider(name="Shom & fils"),), intervals=(Interval(start="1990", end="1999"),),
)  # fmt: skip
SIBLINGS = [
    dataset(
        f"station-{n:03}",
        f"Station {n:03}",
        variables=(Variable(concept="water-level"),),
        compartments=("land-surfaces",),
        boxes=((float(n % 90), 1.0, float(n % 90), 1.0),),
        intervals=(Interval(start=f"{1990 + n % 9}"),),
    )
    for n in range(500)
]


@pytest.fixture(scope="module")
def catalogue(thesaurus: Thesaurus) -> Catalogue:
    rivers = Series(id="hydro-rivers", title=Text(fr="Rivières", en="Rivers"), summary=Text(), datasets=tuple(SIBLINGS))
    datasets = [dataset("new-tides"), dataset("other-set"), GONE, *SIBLINGS]
    statuses = [
        status(last=run(matched=12, quarantined=1, skipped=1), last_complete="2026-11-21T02:00:00Z",
               quarantine={HOSTILE: HOSTILE}, unmatched=(Unmatched(text=HOSTILE, count=3),),
               history=(run("11-20"), run())),
        status("aeris", last=run("11-20", "PARTIAL", 10, 7, missing=3), last_complete="2026-11-18T02:00:00Z",
               reasons=(HOSTILE,), history=tuple(run(f"11-{d}", "PARTIAL", 10, 7, missing=3) for d in (18, 19, 20))),
        status("pndb", last=run("11-21", "COMPLETE", 90, 0, held=90), records=99,
               held="9 of the 90 records are missing."),
        status("easydata"),
    ]  # fmt: skip
    assembled = Assembled(
        datasets=datasets,
        redirects={"old-tides": "new-tides", "older-tides": "gone-tides"},
        doubtful=[Pair("new-tides", "other-set", "doi")],
        series=[rivers],
        statuses=statuses,
        issues=[],
    )
    return Catalogue(thesaurus, datasets, SITE, assembled=assembled)


@pytest.fixture(scope="module")
def built(catalogue: Catalogue, shells: Mapping[Lang, Shell]) -> dict[str, bytes]:
    return dict(pages.outputs(catalogue, shells))


def soup(built: dict[str, bytes], path: str) -> BeautifulSoup:
    return BeautifulSoup(built[path], "lxml")


@pytest.mark.parametrize(
    ("path", "to", "canonical"),
    [
        ("datasets/old-tides/", "../../datasets/new-tides/", "datasets/new-tides/"),
        ("datasets/older-tides/", "../../datasets/gone-tides/", "datasets/gone-tides/"),
        ("datasets/hydro-rivers/", "../../series/hydro-rivers/", "series/hydro-rivers/"),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_former_address_leads_to_the_present_one_in_its_language_without_script(
    built: dict[str, bytes], lang: str, path: str, to: str, canonical: str
) -> None:
    page = soup(built, f"{lang}/{path}index.html")
    assert page.html["lang"] == lang
    assert page.select_one('meta[http-equiv="refresh"]')["content"] == f"0; url={to}"
    assert page.select_one('link[rel="canonical"]')["href"] == f"{SITE}{lang}/{canonical}"
    assert page.select_one("main a")["href"] == to
    assert page.find("script") is None
    assert f"{lang}/{canonical}index.html" in built
    assert page.select_one('link[rel="stylesheet"]')["href"] == "../../../assets/css/site.css"


def test_a_tombstone_says_since_when_by_whom_and_what_follows(built: dict[str, bytes]) -> None:
    page = soup(built, "fr/datasets/gone-tides/index.html")
    text = page.select_one("main").get_text(" ", strip=True)
    assert "La source Source seanoe ne le présente plus depuis le 19\u00a0novembre 2026." in text.replace(
        " .", "."
    ).replace("le  ", "le ")
    assert page.select_one('main a[href="../../datasets/new-tides/"]').get_text() == "Jeu new-tides"
    assert page.select_one('a[href="https://doi.org/10.17882/9"]')
    assert "Shom & fils. Marées" in text
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"
    english = soup(built, "en/datasets/gone-tides/index.html").select_one("main").get_text(" ", strip=True)
    assert "has not shown it since" in english


def test_a_withdrawn_dataset_is_in_no_list_no_search_no_stac_and_no_dcat(
    catalogue: Catalogue, built: dict[str, bytes]
) -> None:
    everything = dict(built) | {o.path: o.body for o in (*facets.outputs(catalogue), *search.outputs(catalogue))}
    everything |= dict(machine_outputs(catalogue)) | dict(dcat_outputs(catalogue)) | dict(sitemap.outputs(catalogue))
    naming = {path for path, body in everything.items() if b"gone-tides" in body}
    own = {f"{lang}/datasets/{id_}/index.html" for lang in ("fr", "en") for id_ in ("gone-tides", "older-tides")}
    gone = "access/gone.json"  # what became of a dataset, for the baskets that still hold it
    assert naming == own | {gone}


def test_five_hundred_siblings_are_one_card_one_row_and_one_search_document(
    catalogue: Catalogue, built: dict[str, bytes]
) -> None:
    cards = soup(built, "fr/datasets/index.html").select(".cards .card")
    assert len(cards) == 3
    [card] = [card for card in cards if "Rivières" in card.get_text()]
    assert "Série de 500 jeux de données." in card.get_text()
    assert "fr/datasets/page/2/index.html" not in built
    rows = json.loads(next(o.body for o in facets.outputs(catalogue) if o.path == "search/list.json"))
    assert len(rows["ids"]) == 3
    shelf = soup(built, "fr/variables/water-level/index.html")
    assert len(shelf.select(".shelf .card")) == 1
    assert "500\u00a0jeux" in shelf.get_text().replace("500 jeux", "500\u00a0jeux")


def test_every_sibling_can_be_reached_from_the_page_of_its_series(built: dict[str, bytes]) -> None:
    reached: set[str] = set()
    for number in (1, 2, 3):
        path = "en/series/hydro-rivers/" + (f"page/{number}/" if number > 1 else "")
        page = soup(built, f"{path}index.html")
        depth = "../" * (path.count("/") - 1)
        reached |= {a["href"].removeprefix(f"{depth}datasets/").strip("/") for a in page.select(".lines a")}
        assert page.select_one('.pager [aria-current="page"]').get_text() == str(number)
    assert reached == {d.id for d in SIBLINGS}
    assert "en/series/hydro-rivers/page/4/index.html" not in built


def test_the_entry_of_a_series_has_the_place_period_and_themes_of_its_siblings(catalogue: Catalogue) -> None:
    entry = catalogue.entry("hydro-rivers")
    assert entry.boxes == ((0.0, 1.0, 89.0, 1.0),)
    assert entry.intervals == (Interval(start="1990"),)
    assert [v.concept for v in entry.variables] == ["water-level"]
    assert len(catalogue.datasets) == 502
    assert catalogue.count("variables/water-level") == 500


def test_the_status_page_shows_first_what_needs_a_person(built: dict[str, bytes]) -> None:
    page = soup(built, "en/status/index.html")
    assert [li["id"] for li in page.select(".source")] == ["pndb", "aeris", "easydata", "seanoe"]
    text = {li["id"]: li.get_text(" ", strip=True) for li in page.select(".source")}
    assert "9 of the 90 records are missing." in text["pndb"]
    assert "99 records of earlier runs stay online." in text["pndb"]
    assert "7 of 10 announced records published" in text["aeris"]
    assert "3 missing" in text["aeris"]
    assert "3 runs in a row did not see everything." in text["aeris"]
    assert "18\u00a0November 2026 (3 days ago)" in text["aeris"].replace("( ", "(").replace(" )", ")")
    assert "Never harvested" in text["easydata"]
    assert page.select_one(".beacon time")["datetime"] == "2026-11-21T02:10:00Z"
    assert "112 = 17 published + 1 in quarantine + 90 held back + 1 left out + 3 missing" in page.get_text()


def test_nothing_that_a_source_says_becomes_markup(built: dict[str, bytes]) -> None:
    page = soup(built, "fr/status/index.html")
    assert page.find("img") is None
    assert not [s for s in page.find_all("script") if "alert" in s.get_text()]
    assert page.get_text().count(HOSTILE) == 4


def test_maintainers_see_doubtful_pairs_and_unmatched_keywords(built: dict[str, bytes]) -> None:
    page = soup(built, "fr/status/index.html")
    row = page.select_one(".upkeep tbody tr")
    assert [a["href"] for a in row.select("a")] == ["../datasets/new-tides/", "../datasets/other-set/"]
    assert "deux DOI" in row.get_text()
    assert "1 jeu de données retiré" in page.get_text()
    assert "2 anciennes adresses" in page.get_text()


def test_without_any_status_the_page_says_that_no_harvest_has_run(
    thesaurus: Thesaurus, shells: Mapping[Lang, Shell]
) -> None:
    alone = Catalogue(thesaurus, [dataset("new-tides")], SITE)
    page = BeautifulSoup(dict(pages.outputs(alone, shells))["fr/status/index.html"], "lxml")
    assert page.select_one("#status-none").get_text() == "Aucun moissonnage n’a encore eu lieu"
    assert page.select_one(".beacon time")["datetime"] == "2026-11-19"
    assert page.select(".source") == []
    told = json.loads(next(harvest_sums.outputs(alone)).body)
    assert (told["data_of"], told["sources"], told["adds_up"]) == (None, [], True)


def test_status_json_adds_up_and_says_which_source_does_not(catalogue: Catalogue, thesaurus: Thesaurus) -> None:
    told = json.loads(next(harvest_sums.outputs(catalogue)).body)
    parts = [told["sums"][name] for name in harvest_sums.PARTS]
    assert told["sums"]["matched"] == sum(parts) == 112
    assert told["adds_up"] is True
    assert {s["source"]: s["state"] for s in told["sources"]} == {
        "seanoe": "complete",
        "aeris": "partial",
        "pndb": "held",
        "easydata": "never",
    }
    assert told["doubtful"] == [["new-tides", "other-set", "doi"]]
    odd = status(last=run(matched=11))
    beside = SimpleNamespace(**{**vars(Catalogue(thesaurus, [], SITE)), "statuses": [odd]})
    told = json.loads(next(harvest_sums.outputs(beside)).body)  # type: ignore[arg-type]
    assert told["adds_up"] is False
    assert told["sources"][0]["adds_up"] is False


def test_one_lost_record_among_a_hundred_thousand_is_still_seen_in_the_bar() -> None:
    bar = BeautifulSoup(share_bar(run(matched=100_000, published=99_999, missing=1), "label"), "xml")
    widths = {rect["class"]: float(rect["width"]) for rect in bar.find_all("rect")}
    assert widths == {"share-got": 992, "share-lost": 8}
    bar = BeautifulSoup(share_bar(run(matched=100_000, published=1, missing=99_999), "label"), "xml")
    assert float(bar.find(class_="share-got")["width"]) == 8


def test_the_trend_marks_runs_that_did_not_see_everything_and_stays_in_its_frame() -> None:
    history = [run("11-18"), run("11-19", "PARTIAL", 10, 2, missing=8), run("11-20", "FAILED", 0, 0), run()]
    drawing = BeautifulSoup(trend(history, "label"), "xml")
    assert [c["class"] for c in drawing.find_all("circle")] == ["trend-partial", "trend-failed"]
    ys = [float(p.split(",")[1]) for line in drawing.find_all("polyline") for p in line["points"].split()]
    assert min(ys) >= 0
    assert max(ys) <= 34
    assert trend([run()], "label") == ""
    assert "nan" not in trend([run(matched=0, published=0)] * 3, "label")


def test_the_outcomes_of_a_run_are_told_in_words(thesaurus: Thesaurus, shells: Mapping[Lang, Shell]) -> None:
    told = status(last=run(outcomes=Outcomes(created=1, updated=2, unchanged=7)))
    assembled = Assembled([], {}, [], [], [told], [])
    built = dict(pages.outputs(Catalogue(thesaurus, [dataset("a-set")], SITE, assembled=assembled), shells))
    assert "1 nouvelle, 2 modifiées" in BeautifulSoup(built["fr/status/index.html"], "lxml").get_text()


def test_the_same_build_twice_gives_the_same_pages(catalogue: Catalogue, shells: Mapping[Lang, Shell]) -> None:
    wanted = ("fr/status/index.html", "en/series/hydro-rivers/index.html", "fr/datasets/gone-tides/index.html")
    one, two = (dict(pages.outputs(catalogue, shells)) for _ in range(2))
    assert [one[path] for path in wanted] == [two[path] for path in wanted]
