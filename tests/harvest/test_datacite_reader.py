import pytest
from tests.harvest.reading import body_of, record_in

from terra_harvest.formats import datacite
from terra_harvest.original import Area, Link, Party, Period, Term, Texts, UnreadableError, Word


def test_kernel_3_writes_latitude_before_longitude() -> None:
    record = record_in("datacite/kernel-3.xml")
    assert record.areas == (
        Area(box=("3.6", "43.4", "3.6", "43.4")),
        Area(box=("3.5", "43.3", "3.7", "43.5"), name="Thau"),
    )


def test_a_record_inside_oai_datacite_is_found_with_its_two_languages() -> None:
    record = record_in("datacite/oai-datacite.xml")
    assert record.title == Texts(fr="Sols de la Beauce", en="Soils of the Beauce")
    assert record.alternate_titles == (Texts(fr="Relevés de 1990"),)
    assert record.abstract == Texts(fr="Premier\nsecond.")
    assert record.lineage == Texts(fr="Tarière.")
    assert record.keywords == (
        Word(text=Texts(fr="sol"), thesaurus="AGROVOC", uri="http://aims.fao.org/aos/agrovoc/c_7156"),
    )


def test_dates_go_where_their_type_says() -> None:
    record = record_in("datacite/oai-datacite.xml")
    assert (record.published, record.modified) == ("2022-03-01", "2023-04-05")
    assert record.periods == (Period(start="1990-05-01", end="1990-09-30"),)


def test_people_and_organisations_are_told_apart() -> None:
    parties = record_in("datacite/oai-datacite.xml").parties
    assert parties[:2] == (
        Party(person="Lovel, Ada", url="https://orcid.org/0000-0001-2345-6789", role="Creator"),
        Party(organisation="INRAE, UMR Sol", role="Creator"),
    )
    assert [(party.organisation, party.role) for party in parties[2:]] == [
        ("Recherche Data Gouv", "Publisher"),
        ("ANR", "Funder"),
    ]


def test_the_whole_that_a_record_is_part_of_is_its_parent() -> None:
    record = record_in("datacite/oai-datacite.xml")
    assert record.parent == "10.1234/beauce"
    assert record.related == (Link(url="10.1234/beauce", protocol="DOI", function="IsPartOf"),)


def test_a_polygon_is_wkt_with_longitude_first() -> None:
    (area,) = record_in("datacite/oai-datacite.xml").areas
    assert area.wkt == "POLYGON ((1 48, 2 48, 2 49, 1 48))"


def test_a_licence_keeps_words_address_and_code() -> None:
    (term,) = record_in("datacite/oai-datacite.xml").terms
    assert term == Term(
        text=Texts(any="Licence ouverte"),
        url="https://www.etalab.gouv.fr/licence-ouverte-open-licence",
        code="etalab-2.0",
    )


def test_a_record_in_the_namespace_of_the_answer_around_is_read() -> None:
    record = record_in("datacite/forgotten-namespace.xml")
    assert record.native_id == "20.500/abc"
    assert record.doi is None, "the DOI of an article that cites the data is not the data's"


def test_the_json_of_the_api_reads_like_the_xml() -> None:
    record = record_in("datacite/api.json")
    assert record.title == Texts(fr="Glace de mer", en="Sea ice")
    assert record.areas == (Area(box=("-180", "66.5", "180", "90"), name="Arctique"),)
    assert record.published == "2019"
    assert record.parties[0] == Party(person="Lovel, Ada", organisation="Station marine", role="Creator")
    assert record.links == (Link(url="https://example.org/ice", function="landing page"),)


def test_other_notes_stand_in_for_a_missing_abstract() -> None:
    assert record_in("datacite/api.json").abstract == Texts(en="Notes.")


@pytest.mark.parametrize("body", [b"<resource/>", b'{"a": 1}', b"[]", body_of("stac/catalog.json")])
def test_what_is_no_datacite_record_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"was expected|is no DataCite record"):
        list(datacite.read(body))
