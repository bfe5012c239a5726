import pytest
from tests.harvest.reading import record_in

from terra_harvest.formats import aeris, dataverse, esgf, geonetwork, theia_ozcar
from terra_harvest.formats.registry import Reader
from terra_harvest.original import Area, Link, Measured, Party, Period, Term, Texts, UnreadableError, Word


def test_esgf_pairs_variables_with_their_units_and_names() -> None:
    assert record_in("esgf/answer.json").variables == (
        Measured(name=Texts(any="Air Temperature"), unit="K", cf="air_temperature"),
        Measured(name=Texts(any="Precipitation"), unit="kg m-2 s-1", cf="precipitation_flux"),
    )


def test_esgf_facets_are_keywords_that_say_their_facet() -> None:
    words = {(word.kind, word.text.any) for word in record_in("esgf/answer.json").keywords}
    assert ("experiment_id", "historical") in words
    assert not any(kind == "sub_experiment_id" for kind, _ in words)


def test_esgf_cuts_an_address_from_its_type_and_service() -> None:
    assert record_in("esgf/answer.json").links[0] == Link(
        url="https://node.example/x.xml#X", media_type="application/xml+thredds", protocol="THREDDS"
    )


def test_esgf_says_when_a_version_is_superseded() -> None:
    assert record_in("esgf/answer.json").status == "superseded"


def test_esgf_gives_no_half_of_a_box() -> None:
    assert record_in("esgf/answer.json").areas == (Area(box=("0", "-90", "357.5", "90.0")),)
    assert record_in("esgf/half-a-box.json").areas == ()


def test_aeris_keeps_its_two_languages_apart() -> None:
    record = record_in("aeris/record.json")
    assert record.title == Texts(fr="Profils d’ozone", en="Ozone profiles")
    assert record.variables[0].name == Texts(fr="Ozone (fr)", en="Ozone")


def test_aeris_writes_an_open_end_as_a_word() -> None:
    assert record_in("aeris/record.json").periods == (
        Period(start="1993-01-01", end_word="now"),
        Period(start="2000", end="2001"),
    )


def test_aeris_areas_are_points_or_rectangles() -> None:
    assert record_in("aeris/record.json").areas == (
        Area(box=("5.71", "43.93", "5.71", "43.93")),
        Area(box=("-180", "-90", "180", "90")),
    )


def test_aeris_names_a_contact_once_per_role() -> None:
    assert record_in("aeris/record.json").parties == (
        Party(person="Ada Lovel", email="ada@example.org", role="PI"),
        Party(person="Ada Lovel", email="ada@example.org", role="POINT_OF_CONTACT"),
        Party(organisation="LATMOS", role="PUBLISHER"),
        Party(organisation="ESPRI", role="data centre"),
    )


def test_aeris_conditions_are_terms() -> None:
    assert record_in("aeris/record.json").terms == (
        Term(text=Texts(any="CC-BY 4.0"), url="https://creativecommons.org/licenses/by/4.0/", kind="license"),
        Term(text=Texts(fr="Libre."), kind="use"),
        Term(code="registrationNeeded", kind="access"),
    )


def test_aeris_takes_the_doi_from_its_identifiers() -> None:
    assert record_in("aeris/record.json").doi == "10.25326/1"


def test_geonetwork_puts_the_default_text_in_the_main_language() -> None:
    record = record_in("geonetwork/hit.json")
    assert record.title == Texts(fr="Trait de côte", en="Coastline")
    assert record.abstract == Texts(fr="Sans traduction.")
    assert record.links[0].name == Texts(fr="cote", en="coast")


def test_geonetwork_keywords_keep_their_thesaurus_and_are_not_repeated() -> None:
    assert record_in("geonetwork/hit.json").keywords == (
        Word(
            text=Texts(fr="/Littoral", en="/Coast"),
            thesaurus="Thèmes Sextant",
            uri="https://example.org/littoral",
            kind="theme",
        ),
        Word(text=Texts(fr="libre")),
    )


def test_geonetwork_dates_of_publication_are_no_period_of_the_data() -> None:
    record = record_in("geonetwork/hit.json")
    assert record.periods == (Period(start="2009-01-01", end="2015-12-31"),)
    assert record.published == "2012-01-01"


def test_geonetwork_puts_the_contacts_of_the_resource_before_that_of_the_metadata() -> None:
    assert [party.organisation for party in record_in("geonetwork/hit.json").parties] == ["Ifremer", "Sextant"]


def test_geonetwork_joins_code_and_code_space_of_a_doi() -> None:
    assert record_in("geonetwork/hit.json").doi == "10.12770/cote"


def test_theia_titles_may_be_a_list_of_languages() -> None:
    assert record_in("theia_ozcar/producer.json").title == Texts(fr="Débits", en="Discharge")


def test_theia_observations_give_variables_instruments_places_and_periods_once() -> None:
    record = record_in("theia_ozcar/producer.json")
    assert record.variables == (Measured(name=Texts(any="Discharge"), unit="m3/s"),)
    assert record.instruments == ("Gauge, OTT, T1",)
    assert record.areas == (Area(box=("4.3", "43.8", "4.3", "43.8"), name="Source"),)
    assert record.periods == (Period(start="2004-10-06T17:20:00Z", end="2017-08-19T07:00:00Z"),)


def test_theia_gcmd_paths_are_written_in_full() -> None:
    words = record_in("theia_ozcar/producer.json").keywords
    assert (
        Word(text=Texts(en="EARTH SCIENCE > TERRESTRIAL HYDROSPHERE"), thesaurus="GCMD", uri="https://example.org/gcmd")
        in words
    )


def test_dataverse_reads_a_box_under_the_old_names_of_its_sides() -> None:
    assert record_in("dataverse/dataset.json").areas == (Area(box=("1", "48", "2", "49")),)


def test_dataverse_files_with_a_doi_are_links() -> None:
    record = record_in("dataverse/dataset.json")
    assert record.links[1].url == "https://doi.org/10.5072/FK2/A/1"
    assert (record.doi, record.version) == ("10.5072/FK2/A", "3.1")


def test_dataverse_compound_fields_are_read_by_their_parts() -> None:
    record = record_in("dataverse/dataset.json")
    assert record.parties == (
        Party(person="Lovel, Ada", organisation="INRAE", role="author"),
        Party(email="a@example.org", role="contact"),
        Party(organisation="Entrepôt", role="publisher"),
    )
    assert record.keywords == (Word(text=Texts(any="pluie"), thesaurus="AGROVOC"),)


@pytest.mark.parametrize(
    ("reader", "message"),
    [
        (aeris.read, "the JSON object is no AERIS record: it has neither id nor resourceTitle"),
        (dataverse.read, "no Dataverse dataset in the JSON: datasetVersion with metadataBlocks was expected"),
        (esgf.read, r"no ESGF answer in the JSON: response\.docs was expected"),
        (geonetwork.read, r"no GeoNetwork answer in the JSON: hits\.hits or _source was expected"),
        (theia_ozcar.read, "no dataset in the pivot JSON: datasets or datasetId was expected"),
    ],
)
def test_a_document_of_another_service_is_refused(reader: Reader, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        list(reader(b'{"error": "login"}'))
