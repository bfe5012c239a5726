"""The GeoDCAT-AP files: one per dataset, the catalogue in hydra pages of 500, and the whole of it as Turtle."""

from collections.abc import Iterator, Sequence
from typing import Any

from terra_build.addresses import dataset_iri
from terra_build.catalogue import Catalogue
from terra_build.dcat import alone, as_node, licence_document, written
from terra_build.dcat_terms import CONTEXT, LANGUAGES
from terra_build.dcat_turtle import TurtleWriter
from terra_build.machine_texts import CATALOGUE_DESCRIPTION, CATALOGUE_TITLE, PUBLISHER
from terra_build.output import Output
from terra_vocab.text import LANGS, Text

PAGE = 500
"""Datasets per page: what the harvesters of data.gouv.fr and CKAN read in one go."""

METADATA_LICENCE = "cc-by-4.0"
"""The licence of the descriptions that we write, in the thesaurus; that of the data is with each dataset."""

Node = dict[str, Any]


def outputs(catalogue: Catalogue) -> Iterator[Output]:
    """`dcat/datasets/<id>.jsonld`, then `dcat/catalog.jsonld`, `catalog-2.jsonld`..., then `dcat/catalog.ttl`."""
    nodes: list[bytes] = []
    catalog = catalog_node(catalogue)
    whole = catalog | {"dcat:dataset": [{"@id": dataset_iri(catalogue.site_url, d.id)} for d in catalogue.datasets]}
    turtle = TurtleWriter(CONTEXT)
    blocks = [turtle.write([whole])]
    for dataset in catalogue.datasets:
        node = as_node(dataset, catalogue)
        nodes.append(written(node))
        blocks.append(turtle.add(node))
        yield Output(f"dcat/datasets/{dataset.id}.jsonld", alone(nodes[-1]))
    pages = [nodes[i : i + PAGE] for i in range(0, len(nodes), PAGE)] or [[]]
    for number, listed in enumerate(pages, start=1):
        yield Output(page_path(number), _page(catalogue, catalog, listed, number, len(pages)))
    yield Output("dcat/catalog.ttl", b"".join(blocks))


def page_path(number: int) -> str:
    """The path of a page of the catalogue, counted from 1."""
    return "dcat/catalog.jsonld" if number == 1 else f"dcat/catalog-{number}.jsonld"


def catalog_node(catalogue: Catalogue) -> Node:
    """The `dcat:Catalog`, without its datasets."""
    site = catalogue.site_url
    node: Node = {
        "@id": site,
        "@type": ["dcat:Catalog", "hydra:Collection"],
        "title": _both(CATALOGUE_TITLE),
        "description": _both(CATALOGUE_DESCRIPTION),
        "dct:publisher": {"@id": "_:publisher", "@type": "foaf:Agent", "name": _both(PUBLISHER)},
        "dct:language": LANGUAGES,
        "foaf:homepage": {"@id": f"{site}fr/", "@type": "foaf:Document"},
        "dcat:themeTaxonomy": [
            {"@id": f"{site}vocab/{scheme.id}", "@type": "skos:ConceptScheme", "title": _both(scheme.title)}
            for scheme in catalogue.thesaurus.schemes.values()
            if scheme.id in ("compartments", "variables")
        ],
        "hydra:totalItems": len(catalogue.datasets),
    }
    if licence := catalogue.thesaurus.find("licences", METADATA_LICENCE):
        node["dct:license"] = licence_document(licence, catalogue)
    if catalogue.datasets:
        # The last change of a record: the build knows no clock.
        node["dct:issued"] = {"@type": "xsd:date", "@value": min(d.created for d in catalogue.datasets)[:10]}
        node["dct:modified"] = {"@type": "xsd:date", "@value": max(d.updated for d in catalogue.datasets)[:10]}
    return node


def _page(catalogue: Catalogue, catalog: Node, nodes: Sequence[bytes], number: int, count: int) -> bytes:
    site = catalogue.site_url
    view: Node = {
        "@id": site + page_path(number),
        "@type": "hydra:PartialCollectionView",
        "hydra:first": {"@id": site + page_path(1)},
        "hydra:last": {"@id": site + page_path(count)},
    }
    if number > 1:
        view["hydra:previous"] = {"@id": site + page_path(number - 1)}
    if number < count:
        view["hydra:next"] = {"@id": site + page_path(number + 1)}
    # The datasets are bytes already; they are put in as they are.
    start = alone(written(catalog | {"hydra:view": view}))
    return b"".join((start[:-1], b',"dcat:dataset":[', b",".join(nodes), b"]}"))


def _both(text: Text) -> dict[str, str]:
    return {lang: found for lang in LANGS if (found := text.get(lang))}
