"""The built site holds together: every link leads somewhere, no page needs another host, each page is light."""

import gzip
from collections import Counter
from pathlib import Path

from tests.site_reader import fragment, links, loaded, pages, parsed, target

from terra_build.catalogue import Catalogue
from terra_build.project import Project
from terra_vocab.text import LANGS


def test_every_internal_link_leads_to_a_file_and_to_its_part(site: Path, project: Project) -> None:
    broken: Counter[str] = Counter()
    known: dict[Path, bool] = {}
    for page in pages(site):
        for href in links(parsed(page)):
            file = target(site, page, href, project.site_url)
            if file is None:
                continue
            if file not in known:
                known[file] = file.is_file()
            where = f"{page.relative_to(site.resolve())} -> {href}"
            if not known[file] or (
                (part := fragment(href)) and file.suffix == ".html" and not parsed(file).xpath("//*[@id=$id]", id=part)
            ):
                broken[where] += 1
    assert not broken, f"{len(broken)} broken: {list(broken)[:10]}"


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    strangers = {
        (page.name, address)
        for page in pages(site)
        for address in loaded(parsed(page))
        if address.startswith(("http:", "https:", "//"))
    }
    assert not strangers


def test_no_page_has_inline_script_style_or_handlers(site: Path) -> None:
    for page in pages(site):
        tree = parsed(page)
        scripts = [s for s in tree.xpath("//script[not(@src)]") if s.get("type") != "application/ld+json"]
        handlers = [a for e in tree.iter() if isinstance(e.tag, str) for a in dict(e.attrib) if a.startswith("on")]
        styled = tree.xpath("//style | //*[@style]")
        assert not (scripts or handlers or styled), f"{page}: {scripts} {handlers} {styled}"


def test_every_dataset_has_a_page_of_at_most_14_kilobytes_in_each_language(site: Path, catalogue: Catalogue) -> None:
    sizes = {}
    for dataset in catalogue.datasets:
        for lang in LANGS:
            page = site / lang / "datasets" / dataset.id / "index.html"
            sizes[f"{lang}/{dataset.id}"] = len(gzip.compress(page.read_bytes(), 9, mtime=0))
    worst = max(sizes, key=sizes.__getitem__)
    print(f"\nlargest dataset page: {worst}, {sizes[worst]} bytes gzipped")
    assert sizes[worst] <= 14 * 1024


def test_every_page_of_one_language_has_its_twin_and_both_name_each_other(site: Path, project: Project) -> None:
    root = site.resolve()
    for page in pages(site):
        path = page.relative_to(root).as_posix()
        lang = path.partition("/")[0]
        if lang not in LANGS:
            continue
        tree = parsed(page)
        other = "en" if lang == "fr" else "fr"
        twin = other + path.removeprefix(lang)
        assert (root / twin).is_file(), f"{path} has no twin"
        alternates = dict(
            zip(tree.xpath("//link[@hreflang]/@hreflang"), tree.xpath("//link[@hreflang]/@href"), strict=True)
        )
        for code, own in ((lang, path), (other, twin)):
            assert alternates.get(code) == project.url(own.removesuffix("index.html")), f"{path}: hreflang {code}"
        assert tree.get("lang") == lang


def test_every_page_has_one_title_one_h1_and_a_description_of_its_own(site: Path) -> None:
    for page in pages(site):
        tree = parsed(page)
        assert len(tree.xpath("//title")) == 1, page
        assert tree.findtext(".//title").strip(), page
        if page.relative_to(site.resolve()).parts[0] in LANGS:
            assert len(tree.xpath("//h1")) == 1, page
            assert tree.xpath("string(//meta[@name='description']/@content)").strip(), page


def test_a_concept_without_datasets_says_so_and_points_to_neighbours(site: Path, catalogue: Catalogue) -> None:
    empty = [c for c in catalogue.thesaurus.of("variables") if not catalogue.count(c.key)]
    assert empty, "every variable has a dataset: make one in this test"
    for concept in empty:
        for lang in LANGS:
            tree = parsed((site / lang / "variables" / concept.id / "index.html").resolve())
            neighbours = tree.xpath(
                "//main//a[contains(@href, '/variables/') or contains(@href, '/subdomains/') "
                "or contains(@href, '/datasets/')]/@href"
            )
            assert tree.xpath("//main//*[@class='nothing']"), f"{lang}/{concept.id} does not say that it has no dataset"
            assert neighbours, f"{lang}/{concept.id} is a dead end"


def test_every_link_to_another_host_keeps_the_opener_away(site: Path, project: Project) -> None:
    open_ended = [
        f"{page.name}: {link.get('href')}"
        for page in pages(site)
        for link in parsed(page).xpath("//a[starts-with(@href, 'http://') or starts-with(@href, 'https://')]")
        if not link.get("href").startswith(project.site_url) and "noopener" not in (link.get("rel") or "")
    ]
    assert open_ended == []


def test_the_style_sheet_is_one_file_joined_from_its_parts_in_their_order(site: Path, project: Project) -> None:
    parts = sorted((project.root / "theme/assets/css/site").glob("*.css"))
    sheet = (site / "assets/css/site.css").read_text("utf-8")
    starts = [sheet.index(part.read_text("utf-8")) for part in parts]
    assert len(parts) > 5
    assert starts == sorted(starts)
    assert not (site / "assets/css/site").exists()
