import pytest
from tests.harvest.reading import body_of, record_in

from terra_harvest.formats import eml
from terra_harvest.original import Area, Link, Measured, Party, Period, Texts, UnreadableError, Word


def test_translations_inside_a_text_go_to_their_side() -> None:
    record = record_in("eml/two-languages.xml")
    assert record.title == Texts(fr="Zooplancton de la lagune", en="Zooplankton of the lagoon")
    assert record.abstract == Texts(fr="Comptages mensuels.\n\nMéthode\n\nFilet WP2.", en="WP2 net.")
    assert record.keywords[0] == Word(text=Texts(fr="zooplancton", en="zooplankton"), thesaurus="GEMET", kind="theme")


def test_the_language_of_the_data_does_not_decide_the_language_of_the_texts() -> None:
    assert record_in("eml/two-languages.xml").language == "fr"


def test_a_party_written_once_is_found_by_its_reference() -> None:
    parties = record_in("eml/two-languages.xml").parties
    ada = Party(organisation="Station marine", person="Ada Lovel", email="ada@example.org", role="creator")
    assert parties == (ada, Party(organisation=ada.organisation, person=ada.person, email=ada.email, role="contact"))


def test_a_reference_to_nobody_is_no_party() -> None:
    assert [party.role for party in record_in("eml/ring.xml").parties] == ["creator"]


def test_the_licence_linked_inside_the_rights_is_kept_with_the_sentence() -> None:
    (term,) = record_in("eml/two-languages.xml").terms
    assert (term.text.fr, term.url) == ("Sous licence CC BY 4.0.", "https://creativecommons.org/licenses/by/4.0/")


def test_a_thesaurus_named_not_applicable_is_none() -> None:
    assert record_in("eml/two-languages.xml").keywords[1] == Word(text=Texts(fr="lagune"))


def test_tables_give_their_links_and_their_variables() -> None:
    record = record_in("eml/two-languages.xml")
    assert record.links[1] == Link(
        url="https://example.org/comptages.csv",
        name=Texts(any="comptages"),
        function="download",
        media_type="text",
        size=2048,
    )
    assert record.variables == (
        Measured(name=Texts(fr="abondance"), unit="numberPerMeterCubed", uri="http://example.org/abundance"),
    )
    assert record.instruments == ("Filet WP2",)


def test_a_package_id_that_is_a_doi_is_the_doi() -> None:
    assert record_in("eml/two-languages.xml").doi == "10.1234/lagune.7"


def test_where_and_when_stay_as_written() -> None:
    record = record_in("eml/two-languages.xml")
    assert record.areas == (Area(box=("3.5", "43.3", "3.7", "43.5"), name="Étang de Thau"),)
    assert record.periods == (Period(start="2001", end="2020-12-31T23:59"),)


def test_an_open_ring_is_closed_and_a_geological_age_kept_in_words() -> None:
    record = record_in("eml/ring.xml")
    assert record.areas[0].wkt == "POLYGON ((10 1, 11 2, 12 1, 10 1))"
    assert record.periods == (Period(start="300 Ma", end="300 Ma"),)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<a/>", "no EML record in the document, whose root is a: eml:eml was expected"),
        (
            body_of("eml/without-dataset.xml"),
            "the EML record holds none of dataset, citation, software, protocol: one is mandatory",
        ),
    ],
)
def test_what_is_no_eml_record_is_refused(body: bytes, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        list(eml.read(body))
    assert str(caught.value) == message
