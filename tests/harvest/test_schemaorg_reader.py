import pytest
from tests.harvest.reading import body_of, record_in

from terra_harvest.formats import schemaorg
from terra_harvest.original import Area, Link, Measured, Party, Period, Texts, UnreadableError, Word


def test_language_literals_are_kept_apart() -> None:
    assert record_in("schemaorg/dataset.jsonld").title == Texts(fr="Marées", en="Tides")


def test_a_list_of_creators_keeps_its_order() -> None:
    assert record_in("schemaorg/dataset.jsonld").parties == (
        Party(person="B. Second", organisation="SHOM", role="creator"),
        Party(person="A. First", role="creator"),
    )


def test_one_text_of_keywords_is_cut_at_its_commas() -> None:
    assert record_in("schemaorg/dataset.jsonld").keywords == (
        Word(text=Texts(any="tide")),
        Word(text=Texts(any="sea level")),
    )


def test_a_box_has_latitude_first() -> None:
    assert record_in("schemaorg/dataset.jsonld").areas == (Area(box=("-5", "48", "-4", "49"), name="Brest"),)


def test_two_dots_leave_a_period_open() -> None:
    assert record_in("schemaorg/dataset.jsonld").periods == (Period(start="1993-01-01"),)


def test_variables_come_as_values_or_as_words() -> None:
    assert record_in("schemaorg/dataset.jsonld").variables == (
        Measured(name=Texts(any="height"), unit="m", uri="https://example.org/h"),
        Measured(name=Texts(any="time")),
    )


def test_the_dataset_that_another_is_based_on_is_no_record_but_a_relation() -> None:
    related = {link.function: link.url for link in record_in("schemaorg/dataset.jsonld").related}
    assert related == {"citation": "https://doi.org/10.1234/article", "isBasedOn": "https://example.org/id/0"}


def test_a_download_keeps_type_and_size() -> None:
    assert record_in("schemaorg/dataset.jsonld").links[1] == Link(
        url="https://example.org/1.nc", function="download", media_type="application/x-netcdf", size=1024
    )


def test_prefixes_references_and_languages_of_the_context_are_followed() -> None:
    record = record_in("schemaorg/graph.jsonld")
    assert record.title == Texts(fr="Houle")
    assert record.areas == (Area(box=("-4.5", "48.4", "-4.5", "48.4")), Area(box=("1", "2", "3", "4")))


def test_a_remote_context_that_is_not_known_is_refused() -> None:
    with pytest.raises(UnreadableError, match="is remote and not known here, and contexts are never fetched"):
        list(schemaorg.read(body_of("schemaorg/remote-context.jsonld")))


def test_a_document_without_a_dataset_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"no schema\.org Dataset in the JSON-LD"):
        list(schemaorg.read(b'{"@context": "https://schema.org/", "@type": "Organization", "name": "x"}'))
