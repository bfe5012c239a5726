"""SKOS: what is published of the thesaurus is what its source files say, plus the inverse relations."""

import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from tests.conftest import ROOT

from terra_build import skos_files
from terra_build.catalogue import Catalogue
from terra_vocab.skos import BASE

# rdflib's own JSON-LD reader still uses a class that rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


@pytest.fixture(scope="module")
def files(catalogue: Catalogue) -> dict[str, bytes]:
    """Every SKOS file by its path."""
    return {output.path: output.body for output in skos_files.outputs(catalogue)}


def read(files: dict[str, bytes], path: str) -> Graph:
    """One of them, read by rdflib."""
    return Graph().parse(data=files[path], format="turtle" if path.endswith(".ttl") else "json-ld")


def test_each_scheme_and_concept_has_both_forms(files: dict[str, bytes], catalogue: Catalogue) -> None:
    expected = {f"vocab/{scheme}" for scheme in catalogue.thesaurus.schemes}
    expected |= {f"vocab/{concept.key}/index" for concept in catalogue.thesaurus}
    assert set(files) == {f"{path}.{form}" for path in expected for form in ("jsonld", "ttl")}


def test_both_forms_hold_the_same_graph(files: dict[str, bytes], catalogue: Catalogue) -> None:
    for scheme in catalogue.thesaurus.schemes:
        assert isomorphic(read(files, f"vocab/{scheme}.ttl"), read(files, f"vocab/{scheme}.jsonld")), scheme
    for concept in catalogue.thesaurus.of("variables")[:20]:
        path = f"vocab/{concept.key}/index"
        assert isomorphic(read(files, f"{path}.ttl"), read(files, f"{path}.jsonld")), path


def test_nothing_of_the_source_files_is_lost(files: dict[str, bytes], catalogue: Catalogue) -> None:
    published = Graph()
    for scheme in catalogue.thesaurus.schemes:
        published.parse(data=files[f"vocab/{scheme}.ttl"], format="turtle")
    lost = []
    for file in sorted((ROOT / "vocab/concepts").glob("*.ttl")):
        for triple in Graph().parse(file):
            moved = tuple(_moved(term, catalogue.site_url) for term in triple)
            if moved not in published:
                lost.append(moved)
    assert lost == []


def _moved(term: object, site: str) -> object:
    """A term of the source files as the site names it: the address of the site, and a final slash for a concept."""
    if not isinstance(term, URIRef) or not term.startswith(BASE):
        return term
    path = term.removeprefix(BASE)
    return URIRef(f"{site}vocab/{path}/" if "/" in path else f"{site}vocab/{path}")


def test_every_broader_has_its_narrower_and_every_part_its_whole(files: dict[str, bytes], catalogue: Catalogue) -> None:
    whole = Graph()
    for scheme in catalogue.thesaurus.schemes:
        whole.parse(data=files[f"vocab/{scheme}.ttl"], format="turtle")
    broader = {(b, a) for a, b in whole.subject_objects(SKOS.broader)}
    assert broader == set(whole.subject_objects(SKOS.narrower))
    assert set(whole.subject_objects(SKOS.topConceptOf)) == {
        (c, s) for s, c in whole.subject_objects(SKOS.hasTopConcept)
    }


def test_a_concept_is_named_by_the_address_of_its_files(files: dict[str, bytes], catalogue: Catalogue) -> None:
    graph = read(files, "vocab/variables/sea-level/index.jsonld")
    name = URIRef(f"{catalogue.site_url}vocab/variables/sea-level/")
    assert list(graph.subjects(RDF.type, SKOS.Concept)) == [name]
    labels = {label.language for label in graph.objects(name, SKOS.prefLabel) if isinstance(label, Literal)}
    assert labels == {"fr", "en"}
