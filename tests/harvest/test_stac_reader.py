import pytest
from tests.harvest.reading import record_in, records_in

from terra_harvest.formats import stac
from terra_harvest.original import Area, Link, Measured, Period, Term, Texts, UnreadableError, Word


def test_the_language_extension_puts_texts_on_their_side() -> None:
    record = record_in("stac/collection.json")
    assert record.title == Texts(fr="Niveau de la mer")
    assert record.keywords[0] == Word(text=Texts(fr="niveau de la mer"))


def test_the_overall_box_is_left_out_when_its_parts_are_given() -> None:
    assert record_in("stac/collection.json").areas == (
        Area(box=("170.5", "-60", "-170", "-10")),
        Area(box=("-5", "40", "10", "50")),
    )


def test_a_null_end_is_an_open_period() -> None:
    assert record_in("stac/collection.json").periods == (Period(start="1993-01-01T00:00:00Z"),)


def test_a_provider_appears_once_per_role() -> None:
    parties = record_in("stac/collection.json").parties
    assert [(party.organisation, party.role) for party in parties] == [
        ("CNES", "producer"),
        ("CNES", "licensor"),
        ("CNES", "pointOfContact"),
    ]


def test_the_skeleton_of_the_catalogue_is_no_link_and_relations_stand_apart() -> None:
    record = record_in("stac/collection.json")
    assert [link.url for link in record.links] == ["https://example.org/wms", "s3://bucket/sla.zarr"]
    assert record.related[0].function == "derived_from"


def test_the_doi_of_the_data_is_not_that_of_its_articles() -> None:
    record = record_in("stac/collection.json")
    assert record.doi == "10.1234/sla"
    assert [(link.url, link.function) for link in record.related[1:]] == [
        ("10.1234/paper", "publication"),
        ("10.1234/article", "citation"),
    ]


def test_the_licence_word_and_its_link_are_both_terms() -> None:
    assert record_in("stac/collection.json").terms == (
        Term(code="other", kind="license"),
        Term(text=Texts(fr="Licence"), url="https://example.org/licence", kind="license"),
    )


def test_datacube_variables_are_measured() -> None:
    assert record_in("stac/collection.json").variables == (
        Measured(name=Texts(fr="Anomalie"), unit="m", cf="sea_surface_height_above_sea_level"),
    )


def test_summaries_name_platforms_instruments_and_resolution() -> None:
    record = record_in("stac/collection.json")
    assert (record.platforms, record.instruments, record.resolution) == (("sentinel-6",), ("poseidon-4",), ("300 m",))


def test_an_asset_is_a_link_with_its_role_type_and_size() -> None:
    asset = record_in("stac/collection.json").links[1]
    assert (asset.function, asset.media_type, asset.size) == ("data", "application/vnd+zarr", 12)


def test_a_collection_of_stac_0_6_reads_like_one_of_today() -> None:
    record = record_in("stac/old-collection.json")
    assert record.areas == (Area(box=("-10", "-20", "30", "40")),)
    assert record.periods == (Period(start="2015-06-23T00:00:00Z"),)
    assert record.parties[0].organisation == "Agency"
    assert record.resolution == ("10 m",)


def test_a_page_of_items_gives_a_record_each() -> None:
    cmip, point = records_in("stac/items.json")
    assert (cmip.kind, cmip.parent) == ("item", "cmip6")
    assert cmip.areas == (Area(box=("0", "-90", "360", "90")),), "the heights of a box of six numbers are left out"
    assert cmip.variables == (Measured(name=Texts(any="Near-Surface Air Temperature"), unit="K", cf="air_temperature"),)
    assert point.areas == (Area(box=("2.5", "48", "2.5", "48")),)
    assert point.periods == (Period(start="2020-01-01T00:00:00Z", end="2020-01-01T00:00:00Z"),)


def test_a_catalog_says_that_it_is_one() -> None:
    assert record_in("stac/catalog.json").kind == "catalog"


def test_alternates_of_an_asset_are_links_too() -> None:
    body = b"""{"type": "Collection", "stac_version": "1.1.0", "id": "a", "description": "d", "license": "other",
      "extent": {}, "links": [], "assets": {"d": {"href": "https://a.example/d", "alternate": {"s3": {"href": "s3://b/d"}}}}}"""
    (record,) = stac.read(body)
    assert record.links == (
        Link(url="https://a.example/d", name=Texts(any="d")),
        Link(url="s3://b/d", name=Texts(any="d")),
    )


@pytest.mark.parametrize(
    "body", [b"{}", b"[]", b'{"collections": []}', b'{"type": "FeatureCollection", "features": []}']
)
def test_a_document_without_a_stac_object_is_refused(body: bytes) -> None:
    with pytest.raises(
        UnreadableError, match="no STAC object in the JSON: a Collection, a Feature or a Catalog was expected"
    ):
        list(stac.read(body))
