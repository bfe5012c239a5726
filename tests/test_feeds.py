"""Feeds, sitemap and robots: well-formed XML that names each page in both languages."""

from pathlib import Path

from lxml import etree
from machine_records import BARE, FULL, SITE, catalogue_of, like

from terra_build import feeds, opensearch, sitemap
from terra_build.catalogue import Catalogue
from terra_vocab.concept import Thesaurus
from terra_vocab.text import Text

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def feed(catalogue: Catalogue, lang: str = "fr") -> etree._Element:
    """The feed of a language, parsed."""
    return etree.fromstring({o.path: o.body for o in feeds.outputs(catalogue)}[f"{lang}/feed.xml"])


def test_the_newest_come_first_and_date_the_feed(thesaurus: Thesaurus) -> None:
    tree = feed(catalogue_of(thesaurus, FULL, BARE))
    assert tree.xpath("a:entry/a:id/text()", namespaces=ATOM) == [
        f"{SITE}fr/datasets/everything-stated/", f"{SITE}fr/datasets/nothing-stated/",
    ]  # fmt: skip
    assert tree.xpath("string(a:updated)", namespaces=ATOM) == "2026-11-21T00:00:00Z"


def test_each_language_has_its_feed_and_links_its_pages(thesaurus: Thesaurus) -> None:
    catalogue = catalogue_of(thesaurus, FULL, BARE)
    french, english = feed(catalogue, "fr"), feed(catalogue, "en")
    assert french.xpath("a:entry/a:title/text()", namespaces=ATOM) == ["Température de l’océan", "Bare"]
    assert english.xpath("a:entry/a:title/text()", namespaces=ATOM) == ["Ocean temperature", "Bare"]
    assert english.xpath("a:entry/a:link/@href", namespaces=ATOM)[0] == f"{SITE}en/datasets/everything-stated/"
    languages = french.xpath("a:entry/a:title/@xml:lang", namespaces=ATOM)
    assert languages == ["fr", "en"]


def test_every_entry_has_what_atom_demands(catalogue: Catalogue) -> None:
    tree = feed(catalogue)
    entries = tree.xpath("a:entry", namespaces=ATOM)
    assert len(entries) == min(len(catalogue.datasets), feeds.ENTRIES)
    assert len(set(tree.xpath("a:entry/a:id/text()", namespaces=ATOM))) == len(entries)
    for entry in entries:
        for needed in ("id", "title", "updated", "link"):
            assert entry.find(f"a:{needed}", ATOM) is not None


def test_text_that_xml_cannot_hold_does_not_break_the_feed(thesaurus: Thesaurus) -> None:
    odd = like(FULL, title=Text(fr="a\x00b\x0b<c>&\ufffe]]>"), summary=Text(fr='"<script>"'))
    tree = feed(catalogue_of(thesaurus, odd))
    assert tree.xpath("string(a:entry/a:title)", namespaces=ATOM) == "ab<c>&]]>"
    assert tree.xpath("string(a:entry/a:summary)", namespaces=ATOM) == '"<script>"'


def test_an_empty_catalogue_has_a_valid_empty_feed(thesaurus: Thesaurus) -> None:
    assert feed(catalogue_of(thesaurus)).xpath("count(a:entry)", namespaces=ATOM) == 0


def test_the_sitemap_names_each_page_in_both_languages(catalogue: Catalogue) -> None:
    made = {o.path: o.body for o in sitemap.outputs(catalogue)}
    tree = etree.fromstring(made["sitemap.xml"])
    addresses = tree.xpath("s:url/s:loc/text()", namespaces=MAP)
    assert len(addresses) == len(set(addresses))
    for dataset in catalogue.datasets:
        assert f"{catalogue.site_url}en/datasets/{dataset.id}/" in addresses
    for url in tree.xpath("s:url", namespaces=MAP):
        alternates = dict(
            zip(url.xpath("x:link/@hreflang", namespaces=MAP), url.xpath("x:link/@href", namespaces=MAP), strict=True)
        )
        assert set(alternates) == {"fr", "en", "x-default"}
        assert url.xpath("string(s:loc)", namespaces=MAP) in alternates.values()


def test_a_dataset_page_changed_when_its_record_did(thesaurus: Thesaurus) -> None:
    made = {o.path: o.body for o in sitemap.outputs(catalogue_of(thesaurus, FULL))}
    tree = etree.fromstring(made["sitemap.xml"])
    found = tree.xpath("string(s:url[contains(s:loc, 'everything-stated')]/s:lastmod)", namespaces=MAP)
    assert found == "2026-11-21"


def test_a_large_catalogue_has_an_index_of_sitemaps(thesaurus: Thesaurus) -> None:
    catalogue = catalogue_of(thesaurus, *(like(BARE, id=f"many-{n:05}") for n in range(23_000)))
    made = {o.path: o.body for o in sitemap.outputs(catalogue)}
    listed = etree.fromstring(made["sitemap.xml"]).xpath("s:sitemap/s:loc/text()", namespaces=MAP)
    assert listed == [f"{SITE}sitemap-1.xml", f"{SITE}sitemap-2.xml"]
    assert made["sitemap-1.xml"].count(b"<url>") == sitemap.MOST


def test_robots_may_read_everything_and_find_the_sitemap(thesaurus: Thesaurus) -> None:
    made = {o.path: o.body for o in sitemap.outputs(catalogue_of(thesaurus))}
    assert made["robots.txt"].decode() == f"User-agent: *\nAllow: /\n\nSitemap: {SITE}sitemap.xml\n"


def test_every_address_of_the_sitemap_is_a_page_of_the_site(catalogue: Catalogue, site: Path) -> None:
    tree = etree.fromstring((site / "sitemap.xml").read_bytes())
    paths = [a.removeprefix(catalogue.site_url) for a in tree.xpath("s:url/s:loc/text()", namespaces=MAP)]
    assert [path for path in paths if not (site / path / "index.html").is_file()] == []


def test_each_theme_with_datasets_has_a_feed_beside_its_page(catalogue: Catalogue, site: Path) -> None:
    made = {o.path: o.body for o in feeds.outputs(catalogue)}
    for scheme, folder in feeds.THEMES.items():
        for concept in catalogue.thesaurus.of(scheme):
            path = f"fr/{folder}/{concept.id}/"
            assert (f"{path}feed.xml" in made) == bool(catalogue.count(concept.key)), path
            assert (site / path / "index.html").is_file()


def test_the_feed_of_a_theme_holds_only_its_own_newest_first(thesaurus: Thesaurus) -> None:
    other = like(BARE, pole="aeris")
    made = {o.path: o.body for o in feeds.outputs(catalogue_of(thesaurus, FULL, other))}
    tree = etree.fromstring(made[f"fr/poles/{FULL.pole}/feed.xml"])
    assert tree.xpath("a:entry/a:id/text()", namespaces=ATOM) == [f"{SITE}fr/datasets/{FULL.id}/"]
    assert tree.xpath("string(a:id)", namespaces=ATOM) == f"{SITE}fr/poles/{FULL.pole}/feed.xml"
    many = [like(BARE, id=f"many-{n:02}", updated=f"2026-01-{n:02}") for n in range(1, 29)]
    tree = etree.fromstring(
        {o.path: o.body for o in feeds.outputs(catalogue_of(thesaurus, *many))}[f"en/poles/{BARE.pole}/feed.xml"]
    )
    dates = tree.xpath("a:entry/a:updated/text()", namespaces=ATOM)
    assert (len(dates), dates) == (feeds.THEME_ENTRIES, sorted(dates, reverse=True))


def test_browsers_learn_in_each_language_where_the_search_is(thesaurus: Thesaurus) -> None:
    made = {o.path: o.body for o in opensearch.outputs(catalogue_of(thesaurus))}
    names = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    for lang in ("fr", "en"):
        tree = etree.fromstring(made[f"{lang}/opensearch.xml"])
        assert tree.xpath("o:Url[@type='text/html']/@template", namespaces=names) == [
            f"{SITE}{lang}/search/?q={{searchTerms}}"
        ]
        assert 0 < len(tree.xpath("string(o:ShortName)", namespaces=names)) <= 16
