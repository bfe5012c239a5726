"""The peers of the build: MkDocs on the same pages, and the stack one would first think of.

Run as a command, each peer does its work once on a project folder and exits, so that its cost can be measured from
outside: `python -m tests.bench.peers naive PROJECT OUT`.
"""

import sys
from pathlib import Path
from typing import Any

import orjson
from tests.bench.markdown import markdown
from tests.stac_reference import complaint

from terra_catalog.dataset import Dataset
from terra_catalog.load import load_records
from terra_vocab.concept import Thesaurus
from terra_vocab.text import LANGS, Lang


def write_markdown(datasets: list[Dataset], thesaurus: Thesaurus, folder: Path, lang: Lang) -> Path:
    """A MkDocs project with the content of our dataset pages as Markdown; returns its configuration file."""
    docs = folder / f"docs-{lang}"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Catalogue\n", "utf-8")
    for dataset in datasets:
        (docs / f"{dataset.id}.md").write_text(markdown(dataset, thesaurus, lang), "utf-8")
    config = folder / f"mkdocs-{lang}.yml"
    config.write_text(
        f"site_name: Catalogue\ndocs_dir: docs-{lang}\nsite_dir: site-{lang}\nplugins: [search]\n"
        "theme: {name: material, font: false}\nnav: [{Home: index.md}]\n"
        "validation: {nav: {omitted_files: ignore}}\n",
        "utf-8",
    )
    return config


def naive(project: Path, out: Path) -> None:
    """pystac objects saved one by one, each validated by stac-valid; rdflib JSON-LD and Turtle; lunr twice.

    The two MkDocs builds of the naive stack run as processes of their own.
    """
    records, _ = load_records([project / "catalog/records"], project)
    made = [record.dataset for record in records]
    _pystac(made, out / "stac")
    _rdflib(made, out / "dcat")
    for lang in LANGS:
        _lunr(made, lang, out / f"search-{lang}.json")


def _pystac(made: list[Dataset], out: Path) -> None:
    import pystac

    catalog = pystac.Catalog("catalogue", "The catalogue")
    for dataset in made:
        start, end = _period(dataset)
        collection = pystac.Collection(
            id=dataset.id,
            title=dataset.title.fr,
            description=dataset.description.fr or dataset.id,
            extent=pystac.Extent(pystac.SpatialExtent([list(dataset.boxes[0])]), pystac.TemporalExtent([[start, end]])),
            license="CC-BY-4.0",
            keywords=[*dataset.keywords.fr, *dataset.keywords.en, *(v.concept for v in dataset.variables)],
            providers=[
                pystac.Provider(p.name, roles=[pystac.ProviderRole(r) for r in p.roles]) for p in dataset.providers
            ],
        )
        for number, asset in enumerate(dataset.distributions):
            collection.add_asset(f"data-{number}", pystac.Asset(asset.url))
        catalog.add_child(collection)
    catalog.normalize_hrefs(str(out))
    catalog.save(pystac.CatalogType.SELF_CONTAINED)
    _stac_valid(sorted(out.rglob("collection.json")))


def _stac_valid(files: list[Path]) -> None:
    for file in files:
        if found := complaint(file):
            raise SystemExit(f"{file}: {found}")


def _rdflib(made: list[Dataset], out: Path) -> None:
    import rdflib
    from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SKOS, XSD

    graph = rdflib.Graph()
    site = rdflib.Namespace("https://catalogue.example/")
    for dataset in made:
        node = site[f"datasets/{dataset.id}"]
        graph.add((node, RDF.type, DCAT.Dataset))
        for lang in LANGS:
            graph.add((node, DCTERMS.title, rdflib.Literal(dataset.title.get(lang), lang=lang)))
            graph.add((node, DCTERMS.description, rdflib.Literal(dataset.description.get(lang), lang=lang)))
            for word in dataset.keywords.fr if lang == "fr" else dataset.keywords.en:
                graph.add((node, DCAT.keyword, rdflib.Literal(word, lang=lang)))
        for key in (
            *(f"variables/{v.concept}" for v in dataset.variables),
            *(f"compartments/{c}" for c in dataset.compartments),
        ):
            graph.add((node, DCAT.theme, site[key]))
            graph.add((site[key], RDF.type, SKOS.Concept))
            graph.add((site[key], SKOS.prefLabel, rdflib.Literal(key, lang="en")))
        for provider in dataset.providers:
            agent = rdflib.BNode()
            graph.add((node, DCTERMS.creator, agent))
            graph.add((agent, RDF.type, FOAF.Agent))
            graph.add((agent, FOAF.name, rdflib.Literal(provider.name)))
        place, period = rdflib.BNode(), rdflib.BNode()
        graph.add((node, DCTERMS.spatial, place))
        graph.add((place, RDF.type, DCTERMS.Location))
        graph.add((place, DCAT.bbox, rdflib.Literal(str(dataset.boxes[0]))))
        graph.add((node, DCTERMS.temporal, period))
        graph.add((period, RDF.type, DCTERMS.PeriodOfTime))
        graph.add((period, DCAT.startDate, rdflib.Literal(dataset.intervals[0].start, datatype=XSD.date)))
        graph.add((node, DCAT.landingPage, rdflib.URIRef(dataset.landing_page or "")))
        graph.add((node, DCTERMS.identifier, rdflib.Literal(dataset.id)))
        graph.add((node, DCTERMS.modified, rdflib.Literal(dataset.updated, datatype=XSD.date)))
        for entry in (*dataset.distributions, *dataset.services):
            part = rdflib.BNode()
            graph.add((node, DCAT.distribution, part))
            graph.add((part, RDF.type, DCAT.Distribution))
            graph.add((part, DCAT.accessURL, rdflib.URIRef(entry.url)))
            graph.add((part, DCTERMS.title, rdflib.Literal(entry.protocol, lang="en")))
            graph.add((part, DCTERMS.license, site[f"licences/{dataset.licence}"]))
    out.mkdir(parents=True)
    graph.serialize(out / "catalog.jsonld", format="json-ld")
    graph.serialize(out / "catalog.ttl", format="turtle")


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
