"""schema.org: read back by extruct, silent about what is not stated, harmless in a page."""

import json
from typing import Any

import extruct
from machine_records import BARE, FULL, SITE, catalogue_of, like

from terra_build import schemaorg
from terra_build.catalogue import Catalogue
from terra_build.signposting import head_links
from terra_catalog.dataset import Access, Dataset, Interval, Variable
from terra_vocab.concept import Thesaurus
from terra_vocab.text import Lang, Text


def read(dataset: Dataset, thesaurus: Thesaurus, lang: Lang = "fr") -> dict[str, Any]:
    """The JSON-LD of a page that holds the script, as extruct finds it."""
    script = schemaorg.script(dataset, catalogue_of(thesaurus, dataset), lang)
    element = f'<script type="application/ld+json">{script}</script>'
    page = f"<!doctype html><html><head><title>x</title>{element}</head><body></body></html>"
    found = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    assert len(found) == 1
    node: dict[str, Any] = found[0]
    return node


def test_what_search_engines_ask_for_is_there(thesaurus: Thesaurus) -> None:
    node = read(FULL, thesaurus)
    assert node["@type"] == "Dataset"
    assert node["name"] == "Température de l’océan"
    assert node["url"] == f"{SITE}fr/datasets/everything-stated/"
    assert node["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert node["temporalCoverage"] == ["1993/2019-06"]
    assert node["spatialCoverage"] == [{"@type": "Place", "geo": {"@type": "GeoShape", "box": "30.25 -6.5 46 36.5"}}]
    assert node["identifier"]["value"] == "doi:10.17882/46219"
    assert node["creator"] == [{"@type": "Organization", "name": "Ifremer", "url": "https://www.ifremer.fr/"}]
    assert node["citation"] == ["https://doi.org/10.5194/os-15-1601-2019"]
    assert node["variableMeasured"][0]["unitText"] == "°C"
    assert {d.get("contentUrl") for d in node["distribution"]} == {
        "https://terra.example/data/all.nc", "https://terra.example/data/all.csv", None,
    }  # fmt: skip


def test_both_languages_name_the_same_thing(thesaurus: Thesaurus) -> None:
    french, english = read(FULL, thesaurus, "fr"), read(FULL, thesaurus, "en")
    assert french["@id"] == english["@id"]
    assert (french["inLanguage"], english["inLanguage"]) == ("fr", "en")
    assert english["name"] == "Ocean temperature"
    assert "Température de l’océan" in english["alternateName"]


def test_a_text_without_translation_says_its_language(thesaurus: Thesaurus) -> None:
    assert (read(BARE, thesaurus, "fr")["name"], read(BARE, thesaurus, "fr")["inLanguage"]) == ("Bare", "en")


def test_what_is_not_stated_is_left_out(thesaurus: Thesaurus) -> None:
    assert set(read(BARE, thesaurus)) == {
        "@context", "@id", "@type", "name", "url", "inLanguage", "includedInDataCatalog", "sdDatePublished",
        "publisher",
    }  # fmt: skip


def test_only_open_access_is_called_free(thesaurus: Thesaurus) -> None:
    assert "isAccessibleForFree" not in read(FULL, thesaurus)
    assert read(like(FULL, access=Access(condition="open")), thesaurus)["isAccessibleForFree"] is True


def test_open_ends_are_two_dots(thesaurus: Thesaurus) -> None:
    intervals = (Interval(start="1993-01-01"), Interval(end="2001"))
    assert read(like(FULL, intervals=intervals), thesaurus)["temporalCoverage"] == ["1993-01-01/..", "../2001"]


def test_a_point_is_a_point(thesaurus: Thesaurus) -> None:
    place = read(like(FULL, boxes=((5.5, 43.25, 5.5, 43.25),)), thesaurus)["spatialCoverage"][0]
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 43.25, "longitude": 5.5}


def test_an_unknown_variable_keeps_its_name(thesaurus: Thesaurus) -> None:
    node = read(like(FULL, variables=(Variable(concept="no-such"),)), thesaurus)
    assert node["variableMeasured"] == [{"@type": "PropertyValue", "name": "no-such"}]


def test_hostile_text_cannot_leave_the_script(thesaurus: Thesaurus) -> None:
    text = "</script><script>alert(1)</script><!-- & \u2028 \u2029 ]]>"
    odd = like(FULL, title=Text(fr=text, en=text), version=text)
    body = schemaorg.script(odd, catalogue_of(thesaurus, odd), "fr")
    assert not set(body) & set("<>&\u2028\u2029")
    assert json.loads(body)["name"] == text
    assert read(odd, thesaurus)["name"] == text


def test_signposting_names_doi_files_and_licence(thesaurus: Thesaurus) -> None:
    links = head_links(FULL, catalogue_of(thesaurus, FULL))
    assert '<link rel="cite-as" href="https://doi.org/10.17882/46219">' in links
    assert '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">' in links
    assert f'href="{SITE}dcat/datasets/everything-stated.jsonld"' in links
    assert '<link rel="item" type="text/csv" href="https://terra.example/data/all.csv">' in links
    assert "order" not in links


def test_signposting_escapes_addresses(thesaurus: Thesaurus) -> None:
    odd = like(
        FULL, distributions=(FULL.distributions[1].__class__(url='https://a.example/?a&"<b>.csv', format="csv"),)
    )
    assert "<b>" not in head_links(odd, catalogue_of(thesaurus, odd))


def test_every_dataset_of_the_catalogue_has_name_description_and_publisher(catalogue: Catalogue) -> None:
    for dataset in catalogue.datasets:
        node = schemaorg.as_node(dataset, catalogue, "fr")
        assert node["name"]
        assert 50 <= len(node["description"]) <= 5000, dataset.id
        assert "publisher" in node
