"""The peers of the build: MkDocs on the same pages, and the stack one would first think of.

Run as a command, each peer does its work once on a project folder and exits, so that its cost can be measured from
outside: `python -m tests.bench.peers naive PROJECT OUT`.
"""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
from tests.bench.markdown import markdown
from tests.stac_reference import complaint

from terra_build.catalogue import Catalogue
from terra_build.words import read_words
from terra_catalog.dataset import Dataset
from terra_catalog.load import load_records
from terra_vocab.concept import Thesaurus
from terra_vocab.skos import read_thesaurus
from terra_vocab.text import LANGS, Lang

if TYPE_CHECKING:
    import pystac


_SITE = "https://catalogue.example/"


def write_markdown(datasets: list[Dataset], thesaurus: Thesaurus, folder: Path, lang: Lang) -> Path:
    """A MkDocs project with the content of our dataset pages as Markdown; returns its configuration file.

    No list of pages in the navigation, which would cost MkDocs the square of their number; search as it comes.
    """
    catalogue, words = Catalogue(thesaurus, datasets, _SITE), read_words()[lang]
    docs = folder / f"docs-{lang}"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Catalogue\n", "utf-8")
    for dataset in datasets:
        (docs / f"{dataset.id}.md").write_text(markdown(dataset, catalogue, words), "utf-8")
    config = folder / f"mkdocs-{lang}.yml"
    config.write_text(
        f"site_name: Catalogue\nsite_url: {_SITE}{lang}/\ndocs_dir: docs-{lang}\nsite_dir: site-{lang}\n"
        "plugins: [search]\ntheme: {name: material, font: false}\nnav: [{Home: index.md}]\n"
        "validation: {nav: {omitted_files: ignore}}\n",
        "utf-8",
    )
    return config


def naive(project: Path, out: Path) -> None:
    """The stack one would first think of, for the outputs that ours publishes of the same records.

    - pystac: a Collection per dataset with our fields, extension fields and links, below a Catalog per pole, and a
      Catalog with links per compartment and per variable; saved by pystac, each Collection validated by stac-valid
      against the core schemas, as ours validates against the core when no other schemas are given.
    - rdflib: see `naive_dcat`.
    - lunr: one index per language over titles and descriptions, for the search inputs.

    It reads the records with our reader, writes no SKOS, no feed and no sitemap, and no page but those of datasets. The
    two MkDocs builds run as processes of their own. Prints the seconds of each part: most of pystac's go into walking
    the whole catalogue once for each absolute link of a Collection, which is how it saves a catalogue of relative ones.
    """
    from tests.bench import naive_dcat

    began = time.process_time()

    def lap(part: str) -> None:
        nonlocal began
        now = time.process_time()
        print(f"{part} {now - began:.1f} s", flush=True)
        began = now

    records, _ = load_records([project / "catalog/records"], project)
    made = [record.dataset for record in records]
    thesaurus = read_thesaurus(sorted((project / "vocab/concepts").glob("*.ttl")))
    lap("read")
    _pystac(made, thesaurus, out / "stac")
    lap("pystac")
    _stac_valid(sorted((out / "stac").rglob("collection.json")))
    lap("stac-valid")
    naive_dcat.write(made, thesaurus, out / "dcat")
    lap("rdflib")
    for lang in LANGS:
        _lunr(made, lang, out / f"search-{lang}.json")
    lap("lunr")


def _pystac(made: list[Dataset], thesaurus: Thesaurus, out: Path) -> None:
    import pystac

    root = pystac.Catalog("catalogue", "The catalogue")
    poles: dict[str, pystac.Catalog] = {}
    views: dict[str, list[pystac.Collection]] = {}
    for dataset in made:
        collection = _collection(dataset, thesaurus)
        if dataset.pole not in poles:
            poles[dataset.pole] = pystac.Catalog(dataset.pole, dataset.pole)
            root.add_child(poles[dataset.pole])
        poles[dataset.pole].add_child(collection)
        for key in (
            *(f"compartments/{c}" for c in dataset.compartments),
            *(f"variables/{v.concept}" for v in dataset.variables),
        ):
            views.setdefault(key, []).append(collection)
    root.normalize_hrefs(str(out))
    root.save(pystac.CatalogType.RELATIVE_PUBLISHED)
    for key, collections in views.items():
        view = pystac.Catalog(key.replace("/", "-"), key, href=str(out / f"{key}.json"))
        view.add_links([pystac.Link("child", c.self_href, "application/json", c.title) for c in collections])
        view.save_object(include_self_link=False)


def _collection(dataset: Dataset, thesaurus: Thesaurus) -> "pystac.Collection":
    import pystac

    start, end = _period(dataset)
    concepts = [thesaurus.find("compartments", c) for c in dataset.compartments]
    concepts += [thesaurus.find("variables", v.concept) for v in dataset.variables]
    themes = [{"id": f"{_SITE}vocab/{c.key}/", "title": c.label.fr} for c in concepts if c]
    labels = [word for c in concepts if c for word in (c.label.fr, c.label.en) if word]
    extra: dict[str, Any] = {
        "language": {"code": "fr", "name": "Français"},
        "languages": [{"code": "en", "name": "English"}],
        "translation": {"language": "en", "title": dataset.title.en, "description": dataset.description.en},
        "themes": [{"scheme": f"{_SITE}vocab/variables", "concepts": themes}],
        "created": f"{dataset.created}T00:00:00Z",
        "updated": f"{dataset.updated}T00:00:00Z",
        "sci:publications": [{"doi": related.doi} for related in dataset.related],
    }
    if dataset.identifiers.doi:
        extra["sci:doi"] = dataset.identifiers.doi
    collection = pystac.Collection(
        id=dataset.id,
        title=dataset.title.fr,
        description=dataset.description.fr or dataset.id,
        extent=pystac.Extent(pystac.SpatialExtent([list(dataset.boxes[0])]), pystac.TemporalExtent([[start, end]])),
        license="CC-BY-4.0" if dataset.licence == "cc-by-4.0" else "other",
        keywords=[*labels, *dataset.keywords.fr, *dataset.keywords.en],
        providers=[pystac.Provider(p.name, roles=[pystac.ProviderRole(r) for r in p.roles]) for p in dataset.providers],
        summaries=pystac.Summaries({"platform": list(dataset.platforms)}),
        extra_fields=extra,
    )
    for lang in LANGS:
        address = f"{_SITE}{lang}/datasets/{dataset.id}/"
        collection.add_link(pystac.Link("alternate", address, "text/html", dataset.title.get(lang)))
    collection.add_link(pystac.Link("describedby", f"{_SITE}dcat/datasets/{dataset.id}.jsonld", "application/ld+json"))
    collection.add_link(pystac.Link("about", dataset.landing_page or _SITE, "text/html"))
    for related in dataset.related:
        collection.add_link(pystac.Link("related", f"https://doi.org/{related.doi}"))
    for number, way in enumerate((*dataset.distributions, *dataset.services)):
        collection.add_asset(f"data-{number}", pystac.Asset(way.url, title=way.protocol, roles=["data"]))
    return collection


def _stac_valid(files: list[Path]) -> None:
    for file in files:
        if found := complaint(file):
            raise SystemExit(f"{file}: {found}")


def _lunr(made: list[Dataset], lang: Lang, file: Path) -> None:
    from lunr import lunr

    documents: list[dict[str, Any]] = [
        {"id": d.id, "title": d.title.get(lang) or "", "text": d.description.get(lang) or ""} for d in made
    ]
    index = lunr(ref="id", fields=("title", "text"), documents=documents)
    file.write_bytes(orjson.dumps(index.serialize()))


def _period(dataset: Dataset) -> tuple[Any, Any]:
    from datetime import UTC, datetime

    interval = dataset.intervals[0]
    start = datetime.fromisoformat(interval.start or "2000-01-01").replace(tzinfo=UTC)
    return start, datetime.fromisoformat(interval.end).replace(tzinfo=UTC) if interval.end else None


if __name__ == "__main__":
    naive(Path(sys.argv[2]), Path(sys.argv[3]))
