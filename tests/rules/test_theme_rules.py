import pytest
from sound_record import THESAURUS, says

from terra_catalog.dataset import Distribution, Service, Variable
from terra_catalog.nearest import nearest, unknown


def test_an_unknown_variable_is_answered_with_the_nearest():
    assert says("unknown-variable", variables=(Variable(concept="sea-surface-temprature"),)) == [
        (
            "variables[0].concept",
            "`sea-surface-temprature` is no variable of the thesaurus. "
            "Nearest: sea-surface-temperature (Température de surface de la mer).",
        )
    ]


@pytest.mark.parametrize("word", ["SST", "Température de surface de la mer", "temperature", "sea surface temperature"])
def test_labels_in_both_languages_acronyms_and_parts_lead_to_the_concept(word):
    assert [c.id for c in nearest(THESAURUS, "variables", word)] == ["sea-surface-temperature"]


def test_a_word_near_to_nothing_is_answered_with_the_whole_list_when_it_is_short():
    assert unknown(THESAURUS, "compartments", "zzz") == (
        "`zzz` is no compartment of the thesaurus. Expected one of: oceans, climate."
    )


def test_a_word_near_to_nothing_in_no_scheme_is_answered_with_the_file():
    assert unknown(THESAURUS, "sounds", "zzz") == (
        "`zzz` is no concept of the thesaurus. See vocab/concepts/sounds.ttl for those it holds."
    )


@pytest.mark.parametrize("word", ["", "...", "\ud800", "x" * 10_000_000, "\u202e"], ids=lambda word: ascii(word[:30]))
def test_hostile_words_are_answered_too(word):
    unknown(THESAURUS, "variables", word).encode()


def test_an_unknown_pole_is_refused():
    assert says("unknown-pole", pole="odattis") == [
        ("pole", "`odattis` is no pole of the thesaurus. Nearest: odatis (ODATIS).")
    ]


def test_an_unknown_data_centre_is_refused():
    assert says("unknown-data-centre", data_centre="coriolis") == []
    assert says("unknown-data-centre", data_centre="coriolys") == [
        ("data_centre", "`coriolys` is no data centre of the thesaurus. Nearest: coriolis (Coriolis).")
    ]


def test_an_unknown_compartment_is_refused():
    assert says("unknown-compartment", compartments=("oceans", "océan")) == [
        ("compartments[1]", "`océan` is no compartment of the thesaurus. Nearest: oceans (Océans).")
    ]


def test_an_unknown_platform_is_refused():
    assert says("unknown-platform", platforms=("satellite", "satelite")) == [
        ("platforms[1]", "`satelite` is no platform of the thesaurus. Nearest: satellite (Satellite).")
    ]


def test_an_unknown_protocol_is_refused():
    url = "https://example.org"
    known = (Distribution(url=url), Distribution(url=url, protocol="http"))
    assert says("unknown-protocol", distributions=known, services=(Service(url=url, protocol="wms"),)) == []
    message = "`HTTP2` is no protocol of the thesaurus. Expected one of: http, wms."
    assert says("unknown-protocol", distributions=(Distribution(url=url, protocol="HTTP2"),))[0][0] == (
        "distributions[0].protocol"
    )
    assert says("unknown-protocol", services=(Service(url=url, protocol="gopher"),)) == [
        ("services[0].protocol", message.replace("HTTP2", "gopher"))
    ]


def test_an_unknown_format_is_refused_and_a_media_type_leads_to_it():
    url = "https://example.org"
    assert says("unknown-format", distributions=(Distribution(url=url, format="netcdf"),)) == []
    assert says("unknown-format", distributions=(Distribution(url=url, format="application/x-netcdf"),)) == [
        (
            "distributions[0].format",
            "`application/x-netcdf` is no format of the thesaurus. Nearest: netcdf (NetCDF).",
        )
    ]


def test_a_record_without_compartment_is_told():
    assert says("no-compartment", compartments=()) == [
        ("compartments", "no compartment. Name at least one of vocab/concepts/compartments.ttl.")
    ]


def test_a_record_without_variable_is_told():
    assert says("no-variable", variables=()) == [
        ("variables", "no variable. Name what is measured with concepts of vocab/concepts/variables.ttl.")
    ]


def test_a_theme_named_twice_is_told():
    assert says("repeated-theme", compartments=("oceans", "climate", "oceans")) == [
        ("compartments[2]", "`oceans` is named twice. Keep one.")
    ]
    assert says("repeated-theme", platforms=("ship", "ship")) == [("platforms[1]", "`ship` is named twice. Keep one.")]
    assert says("repeated-theme", variables=(Variable(concept="ozone"), Variable(concept="ozone"))) == [
        ("variables[1]", "`ozone` is named twice. Keep one.")
    ]


def test_one_concept_under_two_native_names_is_accepted():
    two = (Variable(concept="ozone", name="o3"), Variable(concept="ozone", name="o3_column"))
    assert says("repeated-theme", variables=two, compartments=("oceans", "climate")) == []
