"""The pages: complete without script, the same facts as the record, no dead end, no text that becomes markup."""

import gzip
import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from terra_build import pages
from terra_build.catalogue import Catalogue
from terra_build.output import Output
from terra_build.pages.engine import BASE
from terra_build.pages.wording import date, place, size, step, years
from terra_build.project import Project
from terra_build.shell import Shell, render_shells
from terra_build.words import THEME, Words, WordsError, read_words
from terra_catalog.dataset import Dataset, Distribution, Interval, Prefer, Provider, Related, Variable
from terra_vocab.concept import Thesaurus
from terra_vocab.text import Lang, Text

LIMIT = 14 * 1024
HOSTILE = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def shells(project: Project) -> Mapping[Lang, Shell]:
    return render_shells(project).shells


@pytest.fixture(scope="module")
def built(catalogue: Catalogue, shells: Mapping[Lang, Shell]) -> dict[str, bytes]:
    return dict(pages.outputs(catalogue, shells))


@pytest.fixture(scope="module")
def trees(built: dict[str, bytes]) -> dict[str, HtmlElement]:
    parser = HTMLParser(encoding="utf-8")
    return {path: document_fromstring(body, parser=parser) for path, body in built.items() if path.endswith(".html")}


@pytest.fixture(scope="module")
def french() -> Words:
    return read_words()["fr"]


@pytest.fixture(scope="module")
def english() -> Words:
    return read_words()["en"]


def made(**fields: object) -> Dataset:
    values = {"title": Text(fr="Titre", en="Title"), "pole": "odatis", "created": "2026-01-01", "updated": "2026-01-01"}
    return Dataset(**{"id": "made-here", **values, **fields})  # type: ignore[arg-type]


def page_of(dataset: Dataset, thesaurus: Thesaurus, shells: Mapping[Lang, Shell], lang: str = "fr") -> BeautifulSoup:
    catalogue = Catalogue(thesaurus, [dataset], "https://terra.example/")
    built: dict[str, Output] = {o.path: o for o in pages.outputs(catalogue, shells)}
    return BeautifulSoup(built[f"{lang}/datasets/{dataset.id}/index.html"].body, "lxml")


def fact(soup: BeautifulSoup, name: str) -> list[Tag]:
    return soup.select(f'[data-fact="{name}"]')


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_dataset_page_states_the_facts_of_its_record(
    lang: Lang, catalogue: Catalogue, built: dict[str, bytes]
) -> None:
    for dataset in catalogue.datasets:
        soup = BeautifulSoup(built[f"{lang}/datasets/{dataset.id}/index.html"], "lxml")
        assert fact(soup, "title")[0].get_text() == dataset.title.shown(lang)[0]
        assert [e["datetime"] for e in fact(soup, "start")] == [i.start for i in dataset.intervals if i.start]
        assert [e["datetime"] for e in fact(soup, "end")] == [i.end for i in dataset.intervals if i.end]
        assert [e["data-value"] for e in fact(soup, "licence")] == ([dataset.licence] if dataset.licence else [])
        doi = dataset.identifiers.doi
        assert [e["data-value"] for e in fact(soup, "doi")] == ([doi] if doi else [])
        shown = [tuple(map(float, box.split(","))) for e in fact(soup, "box") for box in str(e["data-value"]).split()]
        assert shown == [tuple(map(float, box)) for box in dataset.boxes]


def test_a_dataset_page_fits_in_14_kilobytes_gzipped(catalogue: Catalogue, built: dict[str, bytes]) -> None:
    sizes = {
        dataset.id: len(gzip.compress(built[f"{lang}/datasets/{dataset.id}/index.html"]))
        for dataset in catalogue.datasets
        for lang in ("fr", "en")
    }
    assert {name: bytes_ for name, bytes_ in sizes.items() if bytes_ > LIMIT} == {}


def test_every_page_has_one_title_one_main_heading_and_headings_in_order(trees: dict[str, HtmlElement]) -> None:
    for path, tree in trees.items():
        assert len(tree.findall(".//h1")) == 1, path
        levels = [int(h.tag[1]) for h in tree.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
        assert all(b <= a + 1 for a, b in pairwise(levels)), (path, levels)
        assert tree.findtext(".//title", "").strip(), path


def test_no_page_carries_a_hole_a_marker_an_inline_script_or_a_style(built: dict[str, bytes]) -> None:
    for path, body in built.items():
        text = body.decode()
        assert BASE not in text, path
        assert "@@" not in text, path
        assert "[[" not in text, path
        assert not re.search(
            r"<script(?![^>]* src=)(?![^>]*application/ld\+json)|<[^>]* style=|<[^>]* on[a-z]+=", text
        ), path


def test_nothing_is_loaded_from_another_host(trees: dict[str, HtmlElement]) -> None:
    loading = '//@src | //use/@href | //image/@href | //link[@rel="stylesheet" or @rel="icon" or @rel="preload"]/@href'
    for path, tree in trees.items():
        assert [url for url in tree.xpath(loading) if urlsplit(url).netloc] == [], path


def test_every_link_to_a_page_leads_to_one(trees: dict[str, HtmlElement]) -> None:
    editorial = {f"{lang}/{name}/index.html" for lang in ("fr", "en") for name in ("about", "api", "contribute")}
    known = trees.keys() | editorial
    broken = set()
    for path, tree in trees.items():
        if path == "404.html":
            continue  # its links are absolute: it may be shown at any depth
        for href in set(tree.xpath("//a/@href")):
            if urlsplit(href).scheme:
                continue
            target = urlsplit(urljoin(f"https://site/{path}", href)).path
            if target.endswith("/") and target.lstrip("/") + "index.html" not in known:
                broken.add((path, target))
    assert broken == set()


def test_the_language_switch_stays_on_the_same_page(trees: dict[str, HtmlElement]) -> None:
    for path, tree in trees.items():
        if path[:3] not in ("fr/", "en/"):
            continue
        (switch,) = tree.xpath('//a[@class="switch"]/@href')
        other = {"fr": "en", "en": "fr"}[path[:2]]
        expected = f"/{other}/{path[3:].removesuffix('index.html')}"
        assert urlsplit(urljoin(f"https://site/{path}", switch)).path == expected


def test_a_concept_without_datasets_says_so_and_leads_to_some_that_have(
    catalogue: Catalogue, built: dict[str, bytes]
) -> None:
    empty = [c for c in catalogue.thesaurus.of("variables") if not catalogue.count(c.key)]
    assert empty
    for concept in empty:
        nothing = BeautifulSoup(built[f"fr/variables/{concept.id}/index.html"], "lxml").select_one(".nothing")
        assert nothing is not None
        assert "Aucun jeu de données du catalogue ne porte encore sur ce sujet." in nothing.get_text()
        near = [str(a["href"]).rstrip("/").rpartition("/")[2] for a in nothing.select(".tiles a")]
        assert near
        assert all(catalogue.count(f"variables/{name}") for name in near)


def test_every_concept_has_a_page_in_each_language_and_an_address(
    catalogue: Catalogue, built: dict[str, bytes]
) -> None:
    for concept in catalogue.thesaurus:
        stub = BeautifulSoup(built[f"vocab/{concept.key}/index.html"], "lxml")
        links = [urljoin(f"https://site/vocab/{concept.key}/", str(a["href"])) for a in stub.select("a[hreflang]")]
        assert [urlsplit(link).path.lstrip("/") + "index.html" in built for link in links] == [True, True], concept.key


def test_a_missing_translation_is_shown_in_the_other_language_and_said(
    thesaurus: Thesaurus, shells: Mapping[Lang, Shell]
) -> None:
    soup = page_of(made(title=Text(en="Only in English")), thesaurus, shells)
    title = soup.select_one("h1 [lang=en]")
    assert title is not None
    assert title.get_text() == "Only in English"
    note = soup.select_one("p.note")
    assert note is not None
    assert "pas encore traduite" in note.get_text()


def test_what_the_record_does_not_state_is_said_quietly(thesaurus: Thesaurus, shells: Mapping[Lang, Shell]) -> None:
    soup = page_of(made(), thesaurus, shells)
    facts = {d.dt.get_text(): d.dd.get_text() for d in soup.select(".essentials .facts > div") if d.dt and d.dd}
    assert {name: facts[name] for name in ("Où", "Quand", "Licence", "Accès", "DOI")} == dict.fromkeys(
        ("Où", "Quand", "Licence", "Accès", "DOI"), "non renseigné"
    )
    unstated = soup.select_one(".unstated")
    assert unstated is not None
    assert "résolution" in unstated.get_text()


def test_no_text_of_a_record_becomes_markup(thesaurus: Thesaurus, shells: Mapping[Lang, Shell]) -> None:
    text = Text(fr=HOSTILE, en=HOSTILE)
    dataset = made(
        title=text,
        summary=text,
        description=text,
        names=(HOSTILE,),
        useful_for=(text,),
        prefer=(Prefer(dataset="made-here", when=text),),
        providers=(Provider(name=HOSTILE, url="javascript:alert(1)"),),
        variables=(Variable(concept="sea-level", name=HOSTILE, unit=HOSTILE, cf=HOSTILE),),
        instruments=(HOSTILE,),
        rights=text,
        version=HOSTILE,
        landing_page="javascript:alert(1)",
        distributions=(Distribution(url='https://x.example/"><script>alert(1)</script>', title=text),),
        related=(Related(kind="publication", url="javascript:alert(1)", title=text),),
        intervals=(Interval(start=HOSTILE),),
    )
    for lang in ("fr", "en"):
        soup = page_of(dataset, thesaurus, shells, lang)
        assert [s for s in soup.find_all("script") if "alert" in s.get_text() and s.get("type") is None] == []
        assert soup.select("img, [onerror]") == []
        assert [a["href"] for a in soup.select("a[href]") if str(a["href"]).lower().startswith("javascript")] == []
        assert fact(soup, "title")[0].get_text() == HOSTILE


def test_the_card_made_for_the_script_has_the_structure_of_the_others(built: dict[str, bytes]) -> None:
    soup = BeautifulSoup(built["fr/datasets/index.html"], "html.parser")
    pattern = soup.find("template", attrs={"data-part": "card"})
    assert isinstance(pattern, Tag)
    slots = {e["data-f"] for e in pattern.find_all(attrs={"data-f": True})}
    for card in soup.select('[data-part="results"] > article'):
        assert {e["data-f"] for e in card.select("[data-f]")} <= slots


def test_a_word_missing_from_the_table_stops_the_build_with_its_name(french: Words) -> None:
    with pytest.raises(WordsError) as error:
        french("no-such-word")
    assert str(error.value) == "theme/words.yml has no word 'no-such-word' (fr). Add it in both languages."


def test_a_word_without_a_language_is_refused(tmp_path: Path) -> None:
    (tmp_path / "words.yml").write_text("hello: {fr: Bonjour}\n", "utf-8")
    with pytest.raises(WordsError) as error:
        read_words(tmp_path)
    assert str(error.value) == "theme/words.yml: 'hello' has no text in 'en'. Write fr and en for each word."


def test_french_words_keep_french_typography() -> None:
    table = (THEME / "words.yml").read_text("utf-8")
    french = [v for line in table.splitlines() if not line.startswith("#") for v in re.findall(r'fr: "(.*?)"', line)]
    assert [word for word in french if re.search(r" [:;!?»]|« |[a-zé]'[a-zé]", word)] == []


def test_counting_follows_each_language(french: Words, english: Words) -> None:
    assert [french.count("n-datasets", n) for n in (0, 1, 2)] == [
        "0 jeu de données",
        "1 jeu de données",
        "2 jeux de données",
    ]
    assert [english.count("n-datasets", n) for n in (0, 1, 2)] == ["0 datasets", "1 dataset", "2 datasets"]
    assert french.number(12345) == "12\u202f345"


def test_dates_are_written_at_their_own_precision() -> None:
    assert [date(iso, "fr") for iso in ("2023-03-28", "2023-03", "2023", "1997-01-01")] == [
        "28\u00a0mars 2023", "mars 2023", "2023", "1er\u00a0janvier 1997",
    ]  # fmt: skip
    assert date("not a date", "en") == "not a date"


def test_places_periods_steps_and_sizes_are_said_in_words(french: Words, english: Words) -> None:
    assert place([(-180.0, -90.0, 180.0, 90.0)], french) == "Monde entier"
    assert place([(-5.2, 41.3, 9.6, 51.1)], english) == "41.3°\u00a0N to 51.1°\u00a0N, 5.2°\u00a0W to 9.6°\u00a0E"
    assert place([(170.0, -20.0, -170.0, -10.0)], english).endswith("170°\u00a0E to 170°\u00a0W")
    assert years((Interval(start="1993-01-01", end="2020-12-31"),), french) == "1993 – 2020"
    assert years((Interval(start="1993"),), french) == "depuis 1993"
    assert step("P1D", english) == "every day"
    assert step("PT6H", french) == "toutes les 6 heures"
    assert size(1_240_000_000, french) == "1,2\u00a0Go"


def test_two_builds_give_the_same_bytes(
    catalogue: Catalogue, shells: Mapping[Lang, Shell], built: dict[str, bytes]
) -> None:
    assert dict(pages.outputs(catalogue, shells)) == built
