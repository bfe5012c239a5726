import pytest
from tests.harvest.matching import concepts, enriched, keyword, matcher, reason

from terra_harvest.enrich.record import Enrichment, enrich
from terra_harvest.original import Original, Texts


def test_a_title_is_matched_by_its_longest_labels() -> None:
    found = enriched(title="Température de surface de la mer en Méditerranée")
    assert concepts(found) == ["variables/sea-surface-temperature"]
    assert (found.matches[0].kind, found.matches[0].confidence) == ("title", "fair")


@pytest.mark.parametrize(
    "title",
    [
        "Thermique des parois",
        "Ventilation des données de la mer Noire",
        "Logging, house and current",
        "CO-PDD station",
        "Projet PAC et RU de la GSM",
        "Vue d’ensemble de H, N et K",
        "wind turbine blades",
        "Instrument à 120 m above sea level",
    ],
)
def test_a_part_of_a_word_or_a_short_form_alone_proves_nothing(title: str) -> None:
    assert concepts(enriched(title=title)) == []


def test_an_acronym_counts_as_it_is_written() -> None:
    assert "variables/carbon-monoxide" in concepts(enriched("Qualité de l’air", title="CO mesuré à Paris"))
    assert "variables/carbon-monoxide" not in concepts(enriched("Qualité de l’air", title="Co mesuré à Paris"))


def test_an_ambiguous_word_needs_the_record_to_speak_of_its_field() -> None:
    assert enriched("Température").variables == ()
    sea = enriched("Température", "Salinité de l’eau de mer")
    assert "variables/sea-water-temperature" in concepts(sea)
    river = enriched("Temperature", "Oxygen", "river", title="Qualité des eaux continentales")
    assert "variables/river-temperature" in concepts(river)
    soil = enriched("Temperature", title="Humidité du sol")
    assert "variables/soil-temperature" in concepts(soil)


def test_what_a_text_says_is_missing_or_moves_is_no_content() -> None:
    assert "variables/wind" not in concepts(enriched(title="Weather data (except wind)"))
    assert "variables/carbon-dioxide" not in concepts(enriched(title="CO2 and latent heat fluxes over a field"))


def test_a_lidar_measures_backscatter_unless_the_record_names_what_it_measures() -> None:
    assert "variables/lidar-backscatter" in concepts(enriched(title="LIDAR - Lille station"))
    assert concepts(enriched(title="Ozone profiles by lidar")) == ["variables/ozone"]


def test_a_word_of_the_field_alone_between_two_commas_is_meant() -> None:
    assert enriched(title="Fronton, SOIL, CARBO").compartments == ("land-surfaces",)
    assert enriched(title="Mesures au-dessus du sol à Fronton").compartments == ()


def test_the_name_of_what_is_studied_is_a_variable_only_with_another_word_for_it() -> None:
    assert concepts(enriched("Earthquakes")) == ["subdomains/seismicity"]
    assert "variables/earthquake-catalogue" in concepts(enriched("Earthquakes", "Seismic catalogue"))


def test_an_abstract_is_heard_only_when_nothing_stronger_speaks() -> None:
    abstract = "Mesures d’ozone et de méthane près de la surface de la mer."
    assert {m.kind for m in enriched(abstract=abstract).matches} == {"abstract"}
    beside = enriched("Bathymétrie", abstract=abstract)
    assert concepts(beside) == ["variables/bathymetry"]


def test_the_end_of_a_long_abstract_is_not_read() -> None:
    assert enriched(abstract="Une campagne de terrain. " * 40 + "Ozone.").matches == ()


def test_past_its_first_sentences_an_abstract_names_the_field_only() -> None:
    found = enriched(abstract="Une campagne de terrain. " * 15 + "Ozone à Paris.")
    assert (found.variables, found.compartments) == ((), ("atmosphere",))


def test_an_instrument_that_measures_one_thing_says_it() -> None:
    found = enriched(title="Nephelometer - SIRTA station - Level 1")
    assert [v.concept for v in found.variables] == ["aerosol-properties"]
    assert reason(found, "variables/aerosol-properties").kind == "instrument"


def test_compartments_are_those_of_the_variables_most_often_meant_first() -> None:
    found = enriched("Ozone", "Méthane", "Bathymétrie")
    assert found.compartments == ("atmosphere", "oceans")


def test_without_variable_a_named_field_gives_the_compartment() -> None:
    assert enriched("Océanographie").compartments == ("oceans",)
    assert enriched("Volcanologie").compartments == ("solid-earth",)


def test_a_variable_of_two_compartments_counts_for_the_one_that_the_record_names() -> None:
    assert enriched("Matières en suspension").compartments == ("oceans",)
    assert enriched("Matières en suspension", "Eaux de surface").compartments == ("land-surfaces",)


def test_platforms_missions_and_instruments_come_from_sure_words() -> None:
    found = enriched("SENTINEL-1", title="IASI/Metop-B ozone, ground-based station and R/V cruise")
    assert set(found.platforms) == {"satellite", "in-situ", "ship"}
    assert found.missions == ("Metop-B", "Sentinel-1")
    assert found.instruments == ("IASI",)
    assert enriched(title="Modèle numérique de terrain").platforms == ()


@pytest.mark.parametrize("title", ["An earthquake swarm and a hot spot", "CAMS global ship emissions", "Paz et grace"])
def test_a_common_word_is_no_mission_and_what_is_measured_no_platform(title: str) -> None:
    found = enriched(title=title)
    assert (found.platforms, found.missions) == ((), ())


def test_french_and_english_of_one_keyword_are_one_match() -> None:
    both = keyword("x")
    word = type(both)(text=Texts(fr="Niveau de la mer", en="Sea level"))
    found = enrich(Original(format="t", title=Texts(fr="Données", en="Data"), keywords=(word,)), matcher())
    assert concepts(found) == ["variables/sea-level"]


def test_an_empty_record_is_enriched_with_nothing() -> None:
    assert enrich(Original(format="t"), matcher()) == Enrichment()


def test_enriching_twice_gives_the_same() -> None:
    title = "CO2, CH4 et NOx mesurés par avion"
    assert enriched("SST", "Chlorophylle", title=title) == enriched("SST", "Chlorophylle", title=title)
