"""One record, every format the same facts: independent readers read each format back and are compared."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import extruct
import pystac
import pytest
from lxml import html
from rdflib import DCAT, DCTERMS, Graph, Literal, URIRef

from terra_build import dcat_catalog, machine, schemaorg
from terra_build.catalogue import Catalogue
from terra_build.output import Output
from terra_catalog.dataset import Box, Dataset
from terra_catalog.dates import instants
from terra_catalog.urls import safe_url

# rdflib's own JSON-LD reader still uses a class that rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

Instant = str | None


class Facts(NamedTuple):
    """What every format must agree on. Periods are first and last second; a box is west, south, east, north."""

    title_fr: str
    title_en: str
    boxes: list[Box]
    periods: list[tuple[Instant, Instant]]
    licence: str | None
    doi: str | None


def _period(start: str | None, end: str | None) -> tuple[Instant, Instant]:
    first, last = instants(start) if start else None, instants(end) if end else None
    return first[0] if first else None, last[1] if last else None


def _doi(address: str | None) -> str | None:
    return address.removeprefix("https://doi.org/") if address and "doi.org/" in address else None


def of_record(dataset: Dataset, catalogue: Catalogue) -> Facts:
    """The facts as the record states them. The licence is the address of its text, or of our concept."""
    concept = catalogue.thesaurus.find("licences", dataset.licence) if dataset.licence else None
    return Facts(
        dataset.title.shown("fr")[0],
        dataset.title.shown("en")[0],
        list(dataset.boxes),
        sorted((_period(i.start, i.end) for i in dataset.intervals), key=str),
        (concept.homepage or catalogue.uri(concept)) if concept else None,
        dataset.identifiers.doi,
    )


def of_stac(read: pystac.Collection) -> Facts:
    """The facts as pystac reads them."""
    titles = {link.extra_fields["hreflang"]: link.title for link in read.links if link.rel == "alternate"}
    boxes = [tuple(box) for box in read.extent.spatial.bboxes]
    intervals = [
        tuple(end.strftime("%Y-%m-%dT%H:%M:%SZ") if end else None for end in interval)
        for interval in read.extent.temporal.intervals
    ]
    fields = read.extra_fields
    licence = read.get_single_link("license")
    return Facts(
        titles["fr"],
        titles["en"],
        [] if fields.get("terra:spatial_extent") else boxes[1 if len(boxes) > 1 else 0 :],
        [] if fields.get("terra:temporal_extent") else sorted(intervals[1 if len(intervals) > 1 else 0 :], key=str),
        str(licence.href) if licence else None,
        fields.get("sci:doi"),
    )


_NUMBERS = re.compile(r"-?[\d.]+(?:e-?\d+)?")


def _box_of_wkt(text: str) -> Box:
    values = [float(n) for n in _NUMBERS.findall(text)]
    longitudes, latitudes = values[0::2], values[1::2]
    if text.startswith("MULTIPOLYGON"):
        return longitudes[0], min(latitudes), longitudes[6], max(latitudes)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def of_dcat(graph: Graph, iri: URIRef) -> Facts:
    """The facts as rdflib reads them."""
    titles = {t.language: str(t) for t in graph.objects(iri, DCTERMS.title) if isinstance(t, Literal)}
    boxes = [_box_of_wkt(str(graph.value(place, DCAT.bbox))) for place in graph.objects(iri, DCTERMS.spatial)]
    periods = []
    for period in graph.objects(iri, DCTERMS.temporal):
        start, end = graph.value(period, DCAT.startDate), graph.value(period, DCAT.endDate)
        periods.append(_period(str(start) if start else None, str(end) if end else None))
    licence = graph.value(iri, DCTERMS.license)
    identifiers = [
        str(graph.value(node, URIRef("http://www.w3.org/2004/02/skos/core#notation")))
        for node in graph.objects(iri, URIRef("http://www.w3.org/ns/adms#identifier"))
    ]
    return Facts(
        titles.get("fr") or titles["en"],
        titles.get("en") or titles["fr"],
        boxes,
        sorted(periods, key=str),
        str(licence) if licence else None,
        next((doi for name in identifiers if (doi := _doi(name))), None),
    )


def of_schemaorg(french: str, english: str) -> Facts:
    """The facts as extruct reads them in the pages of both languages."""
    nodes = [extruct.extract(page, syntaxes=["json-ld"])["json-ld"][0] for page in (french, english)]
    node = nodes[0]
    boxes: list[Box] = []
    for place in node.get("spatialCoverage", []):
        geo = place["geo"]
        if geo["@type"] == "GeoCoordinates":
            boxes.append((geo["longitude"], geo["latitude"], geo["longitude"], geo["latitude"]))
        else:
            south, west, north, east = map(float, geo["box"].split())
            boxes.append((west, south, east, north))
    periods = []
    for period in node.get("temporalCoverage", []):
        start, end = (None if part == ".." else part for part in period.split("/"))
        periods.append(_period(start, end))
    licence = node.get("license")
    return Facts(
        nodes[0]["name"],
        nodes[1]["name"],
        boxes,
        sorted(periods, key=str),
        licence["url"] if isinstance(licence, dict) else licence,
        _doi(node.get("identifier", {}).get("url")),
    )


def of_page(french: Path, english: Path, catalogue: Catalogue) -> Facts:
    """The facts as people see them: the elements of the page that carry `data-fact`."""
    trees = [html.fromstring(p.read_bytes(), parser=html.HTMLParser(encoding="utf-8")) for p in (french, english)]
    tree = trees[0]

    def value(fact: str) -> str | None:
        found = tree.xpath(f"//*[@data-fact='{fact}']/@data-value")
        return str(found[0]) if found else None

    boxes = [tuple(map(float, box.split(","))) for box in (value("box") or "").split()]
    starts, ends = (tree.xpath(f"//time[@data-fact='{end}']/@datetime") for end in ("start", "end"))
    periods = [(instants(s)[0], None) for s in starts] + [(None, instants(e)[1]) for e in ends]  # type: ignore[index]
    concept = catalogue.thesaurus.find("licences", value("licence") or "")
    titles = [" ".join(t.xpath("//h1[@data-fact='title']")[0].text_content().split()) for t in trees]
    return Facts(
        titles[0],
        titles[1],
        boxes,  # type: ignore[arg-type]
        sorted(periods, key=str),
        (concept.homepage or catalogue.uri(concept)) if concept else None,
        value("doi"),
    )


@pytest.fixture(scope="module")
def made(catalogue: Catalogue) -> dict[str, bytes]:
    """Every machine-readable file by its path."""
    return {output.path: output.body for output in machine.outputs(catalogue)}


def test_stac_says_what_the_records_say(catalogue: Catalogue, made: dict[str, bytes], tmp_path: Path) -> None:
    for path in (p for p in made if p.startswith("stac/")):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(made[path])
    root = pystac.Catalog.from_file(str(tmp_path / "stac/catalog.json"))
    read = {collection.id: of_stac(collection) for collection in root.get_all_collections()}
    assert read == {dataset.id: of_record(dataset, catalogue) for dataset in catalogue.datasets}


def test_dcat_says_what_the_records_say(catalogue: Catalogue, made: dict[str, bytes]) -> None:
    for dataset in catalogue.datasets:
        graph = Graph().parse(data=made[f"dcat/datasets/{dataset.id}.jsonld"], format="json-ld")
        iri = URIRef(f"{catalogue.site_url}fr/datasets/{dataset.id}/")
        assert of_dcat(graph, iri) == of_record(dataset, catalogue), dataset.id


def test_the_pages_of_the_catalogue_and_the_turtle_say_so_too(catalogue: Catalogue, made: dict[str, bytes]) -> None:
    turtle, pages = Graph().parse(data=made["dcat/catalog.ttl"], format="turtle"), Graph()
    for path in (p for p in made if p.startswith("dcat/catalog") and p.endswith(".jsonld")):
        pages.parse(data=made[path], format="json-ld")
    for dataset in catalogue.datasets:
        iri = URIRef(f"{catalogue.site_url}fr/datasets/{dataset.id}/")
        stated = _unordered(of_record(dataset, catalogue))
        assert _unordered(of_dcat(turtle, iri)) == _unordered(of_dcat(pages, iri)) == stated, dataset.id


def _unordered(facts: Facts) -> Facts:
    return facts._replace(boxes=sorted(facts.boxes))


def test_schemaorg_says_what_the_records_say(catalogue: Catalogue) -> None:
    for dataset in catalogue.datasets:
        french, english = (
            f'<script type="application/ld+json">{schemaorg.script(dataset, catalogue, lang)}</script>'
            for lang in ("fr", "en")
        )
        assert of_schemaorg(french, english) == of_record(dataset, catalogue), dataset.id


def test_the_pages_say_what_the_records_say(catalogue: Catalogue, site: Path) -> None:
    for dataset in catalogue.datasets:
        french, english = (site / lang / "datasets" / dataset.id / "index.html" for lang in ("fr", "en"))
        stated = of_record(dataset, catalogue)
        # A page marks each end of a period by itself.
        ends = [(s, None) for s, _ in stated.periods if s] + [(None, e) for _, e in stated.periods if e]
        expected = stated._replace(
            periods=sorted(ends, key=str),
            title_fr=" ".join(stated.title_fr.split()),
            title_en=" ".join(stated.title_en.split()),
        )
        assert of_page(french, english, catalogue) == expected, dataset.id
        assert of_schemaorg(french.read_text("utf-8"), english.read_text("utf-8")) == stated, dataset.id


_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
_ADDRESS_KEYS = frozenset({"href", "url", "contentUrl", "@id", "sameAs", "propertyID"})
_DATA = frozenset({"http", "https", "ftp", "sftp", "s3", "irods"})


def strict(body: bytes) -> Any:
    """JSON read without mercy: no NaN, no key twice, UTF-8 only."""

    def refuse(name: str) -> None:
        raise ValueError(f"{name} is no JSON number")

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        if len(keys) != len(set(keys)):
            raise ValueError(f"a key is there twice: {sorted(keys)}")
        return dict(pairs)

    return json.loads(body.decode("utf-8"), parse_constant=refuse, object_pairs_hook=once)


def addresses(value: Any) -> Iterator[str]:
    """Every absolute address of a JSON value."""
    if isinstance(value, list):
        for part in value:
            yield from addresses(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            if key in _ADDRESS_KEYS and isinstance(part, str) and ":" in part and not part.startswith("_:"):
                yield part
            elif key != "@context":
                yield from addresses(part)


def test_every_json_file_is_strict_and_its_addresses_are_safe(catalogue: Catalogue, made: dict[str, bytes]) -> None:
    files = [Output(path, body) for path, body in made.items() if path.endswith((".json", ".jsonld"))]
    assert len(files) > 2 * len(catalogue.datasets)
    for path, body in files:
        for address in addresses(strict(body)):
            assert address.startswith("mailto:") or safe_url(address, _DATA) == address, (path, address)


def test_no_file_hides_a_change_of_direction(made: dict[str, bytes]) -> None:
    for path, body in made.items():
        assert _BIDI.search(body.decode("utf-8")) is None, path


def test_no_path_is_written_twice(catalogue: Catalogue) -> None:
    paths = [output.path for output in machine.outputs(catalogue)]
    assert len(paths) == len(set(paths))


def test_the_files_of_the_catalogue_are_linked_to_each_other(catalogue: Catalogue, made: dict[str, bytes]) -> None:
    site = catalogue.site_url
    for dataset in catalogue.datasets:
        collection = json.loads(made[f"stac/collections/{dataset.id}/collection.json"])
        described = next(link["href"] for link in collection["links"] if link["rel"] == "describedby")
        assert described.removeprefix(site) in made
    assert dcat_catalog.page_path(1) in made
