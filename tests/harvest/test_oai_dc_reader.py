import pytest
from tests.harvest.reading import record_in, records_in

from terra_harvest.formats import oai_dc
from terra_harvest.formats.dc_coverage import area_of, period_of
from terra_harvest.original import Area, Link, Party, Period, Texts, UnreadableError


def test_a_title_in_each_language_is_one_title() -> None:
    assert record_in("oai_dc/seanoe-like.xml").title == Texts(fr="Courants du golfe", en="Currents of the gulf")


def test_the_oai_identifier_is_the_native_one() -> None:
    assert record_in("oai_dc/seanoe-like.xml").native_id == "oai:example.org:41"


def test_of_several_types_the_one_that_says_dataset_counts() -> None:
    assert record_in("oai_dc/seanoe-like.xml").kind == "dataset"


def test_coverage_is_read_as_box_period_or_place() -> None:
    record = record_in("oai_dc/seanoe-like.xml")
    assert record.areas == (Area(box=("-32.3", "37.2", "-32.2", "37.3")), Area(name="Açores"))
    assert record.periods == (Period(start="2013-01-01", end="2014-06"),)


def test_the_doi_may_hide_in_a_prefix_or_in_a_relation() -> None:
    record = record_in("oai_dc/seanoe-like.xml")
    assert record.doi == "10.1234/41"
    assert "10.1234/also" in record.identifiers


def test_addresses_are_links_but_dois_are_not() -> None:
    record = record_in("oai_dc/seanoe-like.xml")
    assert [link.url for link in record.links] == ["https://example.org/41", "https://example.org/41.nc"]


def test_names_with_a_comma_are_people() -> None:
    assert record_in("oai_dc/seanoe-like.xml").parties == (
        Party(person="Lovel, Ada", role="creator"),
        Party(organisation="Ifremer", role="creator"),
        Party(organisation="SEANOE", role="publisher"),
    )


def test_the_reference_system_of_a_csw_box_decides_the_axis() -> None:
    latitude_first, longitude_first = records_in("oai_dc/csw-record.xml")
    box = Area(box=("-4.1", "47.5", "0.8", "51.2"))
    assert latitude_first.areas == (box,)
    assert box in longitude_first.areas


def test_a_reference_system_that_claims_both_orders_is_left_undecided() -> None:
    _, record = records_in("oai_dc/csw-record.xml")
    assert Area(wkt="ENVELOPE (1 2, 3 4)", srs="EPSG:4326") in record.areas


def test_a_csw_record_keeps_topics_and_protocols() -> None:
    record, _ = records_in("oai_dc/csw-record.xml")
    assert record.topics == ("oceans",)
    assert record.links == (Link(url="https://example.org/wms", protocol="OGC:WMS"),)


@pytest.mark.parametrize(
    ("words", "box"),
    [
        ("North 37.3, South 37.2, East -32.2, West -32.3", ("-32.3", "37.2", "-32.2", "37.3")),
        ("northlimit=90; southlimit=-90; eastlimit=180; westlimit=-180; name=World", ("-180", "-90", "180", "90")),
        ("37.2 -32.3 37.3 -32.2", ("-32.3", "37.2", "-32.2", "37.3")),
        ("east=3.6; north=43.4", ("3.6", "43.4", "3.6", "43.4")),
        ("North Sea", None),
        ("Lot 4, 5, 6", None),
    ],
)
def test_a_box_is_read_in_the_known_notations_only(words: str, box: tuple[str, ...] | None) -> None:
    assert area_of(words).box == box


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("2001/2003-02", Period(start="2001", end="2003-02")),
        ("1993-01-01/..", Period(start="1993-01-01")),
        ("/2003", Period(end="2003")),
        ("start=1990; end=1999; scheme=W3C-DTF", Period(start="1990", end="1999")),
        ("2001-05", Period(start="2001-05", end="2001-05")),
        (
            "2004-11-03T00:00:00+01:00\n /\n 2005-03-30T00:00:00Z",
            Period(start="2004-11-03T00:00:00+01:00", end="2005-03-30T00:00:00Z"),
        ),
        ("Jurassic", None),
        ("2001 to 2003", None),
        ("../..", None),
    ],
)
def test_a_period_is_read_in_the_known_notations_only(words: str, period: Period | None) -> None:
    assert period_of(words) == period


def test_a_document_without_a_record_is_refused() -> None:
    with pytest.raises(
        UnreadableError, match="no Dublin Core record in the document, whose root is a: oai_dc:dc was expected"
    ):
        list(oai_dc.read(b"<a/>"))
