"""GeoDCAT-AP: conforms to the shapes of DCAT-AP 3.0.1, one graph in JSON-LD and Turtle, pages to follow."""

import orjson
import pytest
from machine_records import BARE, FULL, SITE, catalogue_of, like
from pyshacl import validate
from rdflib import DCAT, DCTERMS, FOAF, RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from tests.conftest import SHARED

from terra_build import dcat_catalog
from terra_build.catalogue import Catalogue
from terra_build.dcat_terms import duration, iana
from terra_catalog.dataset import Interval
from terra_vocab.concept import Thesaurus

# rdflib's own JSON-LD reader still uses a class that rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
FULL_IRI = URIRef(f"{SITE}fr/datasets/everything-stated/")


def files(catalogue: Catalogue) -> dict[str, bytes]:
    """Every GeoDCAT-AP file by its path."""
    return {output.path: output.body for output in dcat_catalog.outputs(catalogue)}


def graph_of(catalogue: Catalogue, path: str = "dcat/catalog.jsonld") -> Graph:
    """One of them, read by rdflib."""
    return Graph().parse(data=files(catalogue)[path], format="turtle" if path.endswith(".ttl") else "json-ld")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """The official shapes: what is mandatory, and the class of every range."""
    folder = SHARED / "standards/dcat/SEMICeu+DCAT-AP/releases/3.0.1/html/shacl"
    if not folder.is_dir():
        pytest.skip(f"the DCAT-AP shapes are not in {folder}")
    graph = Graph()
    for name in ("shapes.ttl", "range.ttl"):
        graph.parse(folder / name)
    return graph


def report(graph: Graph, shapes: Graph) -> tuple[bool, str]:
    """Whether the graph conforms, and the report in words."""
    conforms, _, text = validate(graph, shacl_graph=shapes, do_owl_imports=False)
    return bool(conforms), str(text)


def test_the_embedded_catalogue_conforms_to_the_shapes(catalogue: Catalogue, shapes: Graph) -> None:
    assert report(graph_of(catalogue), shapes) == (True, "Validation Report\nConforms: True\n")


def test_a_dataset_that_states_everything_conforms_in_its_own_file_too(thesaurus: Thesaurus, shapes: Graph) -> None:
    catalogue = catalogue_of(thesaurus, FULL, BARE)
    for path in (
        "dcat/catalog.jsonld",
        "dcat/datasets/everything-stated.jsonld",
        "dcat/datasets/nothing-stated.jsonld",
    ):
        conforms, words = report(graph_of(catalogue, path), shapes)
        assert conforms, words


def test_the_shapes_see_what_is_missing(thesaurus: Thesaurus, shapes: Graph) -> None:
    graph = graph_of(catalogue_of(thesaurus, FULL))
    graph.remove((FULL_IRI, DCTERMS.description, None))
    graph.remove((None, DCAT.accessURL, None))
    conforms, words = report(graph, shapes)
    assert not conforms
    assert "Result Path: dct:description" in words
    assert "Result Path: dcat:accessURL" in words


def test_turtle_and_jsonld_hold_the_same_graph(thesaurus: Thesaurus) -> None:
    catalogue = catalogue_of(thesaurus, FULL, BARE)
    turtle, jsonld = graph_of(catalogue, "dcat/catalog.ttl"), graph_of(catalogue)
    for view in list(jsonld.subjects(RDF.type, HYDRA.PartialCollectionView)):
        jsonld.remove((view, None, None))
        jsonld.remove((None, None, view))
    assert len(turtle) > 150
    assert isomorphic(turtle, jsonld)


def test_turtle_of_the_embedded_catalogue_has_as_many_triples_as_the_jsonld(catalogue: Catalogue) -> None:
    made = files(catalogue)
    jsonld = Graph()
    for path in made:
        if path.startswith("dcat/catalog") and path.endswith(".jsonld"):
            jsonld.parse(data=made[path], format="json-ld")
    for view in list(jsonld.subjects(RDF.type, HYDRA.PartialCollectionView)):
        jsonld.remove((view, None, None))
        jsonld.remove((None, None, view))
    turtle = Graph().parse(data=made["dcat/catalog.ttl"], format="turtle")
    assert len(turtle) == len(jsonld)
    assert set(turtle.predicates()) == set(jsonld.predicates())


def test_hostile_text_stays_text_in_turtle(thesaurus: Thesaurus) -> None:
    text = 'a " b \\ c \n d \t e \x01 <script> """ \u2028 𝄞 @prefix'
    odd = like(FULL, title=FULL.title.__class__(fr=text), landing_page='https://terra.example/<a> "b"\\')
    graph = graph_of(catalogue_of(thesaurus, odd), "dcat/catalog.ttl")
    assert graph.value(FULL_IRI, DCTERMS.title) == Literal(text, lang="fr")
    assert graph.value(FULL_IRI, DCAT.landingPage) == URIRef("https://terra.example/%3Ca%3E%20%22b%22%5C")


def test_pages_of_500_are_chained_as_harvesters_read_them(thesaurus: Thesaurus) -> None:
    made = files(catalogue_of(thesaurus, *(like(BARE, id=f"many-{n:04}") for n in range(1001))))
    path, seen, pages = "dcat/catalog.jsonld", set[object](), 0
    while path:
        graph = Graph().parse(data=made[path], format="json-ld")
        found = set(graph.objects(URIRef(SITE), DCAT.dataset))
        assert len(found) <= dcat_catalog.PAGE
        assert not found & seen
        seen |= found
        pages += 1
        view = graph.value(predicate=RDF.type, object=HYDRA.PartialCollectionView)
        following = graph.value(view, HYDRA.next)
        path = str(following).removeprefix(SITE) if following else ""
    assert (pages, len(seen)) == (3, 1001)


def test_an_empty_catalogue_is_a_page_without_datasets(thesaurus: Thesaurus) -> None:
    assert set(graph_of(catalogue_of(thesaurus)).objects(URIRef(SITE), DCAT.dataset)) == set()


def test_no_address_has_a_fragment_and_no_blank_node_is_unnamed(catalogue: Catalogue) -> None:
    for dataset in orjson.loads(files(catalogue)["dcat/catalog.jsonld"])["dcat:dataset"]:
        assert "#" not in dataset["@id"]
        for node in walk(dataset):
            assert "@id" in node or "@value" in node or "@type" not in node, node


def walk(value: object) -> list[dict[str, object]]:
    """Every object inside a JSON value."""
    if isinstance(value, list):
        return [node for part in value for node in walk(part)]
    if isinstance(value, dict):
        return [value, *(node for part in value.values() for node in walk(part))]
    return []


def test_what_is_stated_is_there(thesaurus: Thesaurus) -> None:
    graph = graph_of(catalogue_of(thesaurus, FULL))
    period = graph.value(FULL_IRI, DCTERMS.temporal)
    assert graph.value(period, DCAT.startDate) == Literal("1993", datatype=XSD.gYear)
    assert graph.value(period, DCAT.endDate) == Literal("2019-06", datatype=XSD.gYearMonth)
    assert graph.value(FULL_IRI, DCAT.temporalResolution) == Literal("P14D", datatype=XSD.duration)
    assert str(graph.value(FULL_IRI, DCTERMS.accrualPeriodicity)).endswith("/frequency/ANNUAL")
    assert str(graph.value(FULL_IRI, DCTERMS.accessRights)).endswith("/access-right/RESTRICTED")
    assert graph.value(FULL_IRI, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert URIRef(f"{SITE}vocab/variables/sea-level/") in set(graph.objects(FULL_IRI, DCAT.theme))
    contact = graph.value(FULL_IRI, DCAT.contactPoint)
    assert graph.value(contact, VCARD.hasEmail) == URIRef("mailto:data@terra.example")
    downloads = {str(url) for url in graph.objects(None, DCAT.downloadURL)}
    assert downloads == {"https://terra.example/data/all.nc", "https://terra.example/data/all.csv"}
    service = graph.value(predicate=RDF.type, object=DCAT.DataService)
    assert graph.value(service, DCAT.endpointURL) == URIRef("https://terra.example/wms")
    assert {str(name) for name in graph.objects(graph.value(FULL_IRI, DCTERMS.creator), FOAF.name)} == {"Ifremer"}


def test_what_is_not_stated_is_not_there(thesaurus: Thesaurus) -> None:
    graph = graph_of(catalogue_of(thesaurus, BARE))
    dataset = URIRef(f"{SITE}fr/datasets/nothing-stated/")
    for absent in (DCTERMS.spatial, DCTERMS.temporal, DCTERMS.license, DCTERMS.accessRights, DCAT.distribution):
        assert graph.value(dataset, absent) is None


def test_a_box_over_the_antimeridian_is_cut_in_two(thesaurus: Thesaurus) -> None:
    graph = graph_of(catalogue_of(thesaurus, like(FULL, boxes=((170.0, -20.0, -170.0, -10.0),))))
    box = str(graph.value(graph.value(FULL_IRI, DCTERMS.spatial), DCAT.bbox))
    assert box == (
        "MULTIPOLYGON(((170 -20,180 -20,180 -10,170 -10,170 -20)),((-180 -20,-170 -20,-170 -10,-180 -10,-180 -20)))"
    )


def test_each_theme_is_a_concept_with_its_labels(catalogue: Catalogue) -> None:
    graph = graph_of(catalogue)
    for theme in set(graph.objects(None, DCAT.theme)):
        assert (theme, RDF.type, SKOS.Concept) in graph
        assert {label.language for label in graph.objects(theme, SKOS.prefLabel) if isinstance(label, Literal)} == {
            "fr", "en",
        }  # fmt: skip


def test_an_interval_open_at_its_start_has_an_end_only(thesaurus: Thesaurus) -> None:
    graph = graph_of(catalogue_of(thesaurus, like(FULL, intervals=(Interval(end="2001-02-03T04:05:06Z"),))))
    period = graph.value(FULL_IRI, DCTERMS.temporal)
    assert graph.value(period, DCAT.startDate) is None
    assert graph.value(period, DCAT.endDate) == Literal("2001-02-03T04:05:06Z", datatype=XSD.dateTime)


def test_private_media_types_are_not_passed_off_as_registered() -> None:
    assert iana("application/x-netcdf") is None
    assert iana("image/tiff; application=geotiff") == {
        "@id": "https://www.iana.org/assignments/media-types/image/tiff", "@type": "dct:MediaType",
    }  # fmt: skip


def test_weeks_become_days_because_xsd_has_none() -> None:
    assert duration("P2W")["@value"] == "P14D"
    assert duration("PT10M")["@value"] == "PT10M"


def test_two_runs_give_the_same_bytes(catalogue: Catalogue) -> None:
    twin = Catalogue(catalogue.thesaurus, reversed(catalogue.datasets), catalogue.site_url)
    assert files(twin) == files(catalogue)
