"""The linksets: what a page says in its head, said again for programs that read no HTML."""

import json
import re

from tests.machine_records import FULL, catalogue_of, like

from terra_build import linksets
from terra_build.catalogue import Catalogue
from terra_build.signposting import head_links, linkset_path
from terra_vocab.concept import Thesaurus

_LINK = re.compile(r'<link rel="([a-z-]+)"(?: type="([^"]*)")? href="([^"]*)">')


def test_the_linkset_of_a_dataset_says_what_the_heads_of_its_pages_say(thesaurus: Thesaurus) -> None:
    catalogue = catalogue_of(thesaurus, FULL)
    [output] = linksets.outputs(catalogue)
    contexts = {context["anchor"]: context for context in json.loads(output.body)["linkset"]}
    said = set(_LINK.findall(head_links(FULL, catalogue)))
    for lang in ("fr", "en"):
        context = contexts[f"{catalogue.site_url}{lang}/datasets/{FULL.id}/"]
        found = {
            (rel, target.get("type", ""), target["href"])
            for rel, targets in context.items()
            if rel != "anchor"
            for target in targets
        }
        linkset = ("linkset", "application/linkset+json", f"{catalogue.site_url}{output.path}")
        assert found | {linkset} == said


def test_files_lead_back_to_both_pages(thesaurus: Thesaurus) -> None:
    catalogue = catalogue_of(thesaurus, FULL)
    [output] = linksets.outputs(catalogue)
    contexts = {context["anchor"]: context for context in json.loads(output.body)["linkset"]}
    pages = [f"{catalogue.site_url}{lang}/datasets/{FULL.id}/" for lang in ("fr", "en")]
    assert [t["href"] for t in contexts["https://terra.example/data/all.csv"]["collection"]] == pages
    assert [t["href"] for t in contexts[f"{catalogue.site_url}dcat/datasets/{FULL.id}.jsonld"]["describes"]] == pages


def test_a_dataset_never_moves_to_another_linkset(thesaurus: Thesaurus, catalogue: Catalogue) -> None:
    alone = {o.path for o in linksets.outputs(catalogue_of(thesaurus, FULL))}
    more = {o.path for o in linksets.outputs(catalogue_of(thesaurus, FULL, like(FULL, id="another-one")))}
    assert alone == {linkset_path(FULL.id)}
    assert alone <= more
    assert len(list(linksets.outputs(catalogue))) <= 256
