import pytest
from tests.harvest.matching import concepts, enriched, keyword, matcher, reason

from terra_harvest.enrich.record import enrich
from terra_harvest.original import Measured, Original, Party, Texts, Word


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("Température de surface de la mer", "sea-surface-temperature"),
        ("TEMPERATURE DE SURFACE DE LA MER", "sea-surface-temperature"),
        ("temp&eacute;rature de surface de la mer", "sea-surface-temperature"),
        ("SST", "sea-surface-temperature"),
        ("sea_surface_temperature", "sea-surface-temperature"),
        ("Sea surface temperature (°C)", "sea-surface-temperature"),
        ("Ozone (O3)", "ozone"),
        ("CO<sub>2</sub>", "carbon-dioxide"),
        ("Humidité du sol [m3 m-3]", "soil-moisture"),
        ("Évapotranspiration", "evapotranspiration"),
        ("precipitation amounts", "precipitation"),
        ("SWC_A_10", "soil-moisture"),
    ],
)
def test_a_keyword_is_known_in_every_way_of_writing_it(word: str, concept: str) -> None:
    assert [variable.concept for variable in enriched(word).variables] == [concept]


def test_a_keyword_that_holds_a_list_is_read_part_by_part() -> None:
    found = enriched("Bathymétrie; Marégraphie, houle significative / Salinité de l’eau de mer")
    assert {"variables/bathymetry", "variables/sea-level", "variables/sea-water-salinity"} <= set(concepts(found))


def test_a_label_with_a_comma_is_not_cut() -> None:
    assert concepts(enriched("Neige, glaciers et pergélisol")) == ["subdomains/snow-glaciers"]


@pytest.mark.parametrize(
    ("path", "concept"),
    [
        ("EARTH SCIENCE > OCEANS > OCEAN TEMPERATURE > SEA SURFACE TEMPERATURE", "variables/sea-surface-temperature"),
        ("Earth Science &gt; Atmosphere &gt; Precipitation &gt; Precipitation Amount", "variables/precipitation"),
        ("Atmosphere | Aerosols | Aerosol Optical Depth/Thickness", "variables/aerosol-optical-depth"),
        ("EARTH SCIENCE > OCEANS > OCEAN TEMPERATURE > NOTHING WE KNOW", "subdomains/ocean-temperature"),
        ("EARTH SCIENCE > SOLID EARTH > NOTHING WE KNOW", "compartments/solid-earth"),
    ],
)
def test_a_path_is_read_from_its_deepest_step(path: str, concept: str) -> None:
    found = enriched(path)
    assert concepts(found) == [concept]
    assert reason(found, concept).kind == "path"


def test_a_step_counts_only_below_a_topic_of_its_compartment() -> None:
    # Snow on land is a cover; below PRECIPITATION it falls.
    assert "variables/snow-cover" not in concepts(enriched("EARTH SCIENCE > ATMOSPHERE > PRECIPITATION > SNOW"))
    assert enriched("EARTH SCIENCE > ATMOSPHERE > PRECIPITATION > SNOW").compartments == ("atmosphere",)


@pytest.mark.parametrize(
    ("address", "concept", "confidence"),
    [
        ("http://www.eionet.europa.eu/gemet/concept/10154", "variables/active-faults", "certain"),
        ("https://www.eionet.europa.eu/gemet/fr/concept/10154", "variables/active-faults", "certain"),
        ("http://vocab.nerc.ac.uk/collection/EXV/current/EXV019/", "variables/sea-surface-salinity", "strong"),
        ("SDN:EXV::EXV019", "variables/sea-surface-salinity", "strong"),
        (
            "https://vocab.nerc.ac.uk/standard_name/sea_surface_temperature",
            "variables/sea-surface-temperature",
            "strong",
        ),
        ("46206e8c-8def-406f-9e62-da4e74633a58", "variables/sea-water-temperature", "strong"),
        ("http://vocabs.lter-europe.net/EnvThes/22225", "variables/sea-surface-temperature", "strong"),
    ],
)
def test_an_address_is_known_however_it_is_written(address: str, concept: str, confidence: str) -> None:
    found = enriched(keyword("mot", uri=address))
    assert concepts(found) == [concept]
    assert (reason(found, concept).kind, reason(found, concept).confidence) == ("address", confidence)


def test_a_broader_concept_elsewhere_only_proposes() -> None:
    temperature = keyword("temperature", uri="http://vocab.nerc.ac.uk/collection/P02/current/TEMP/")
    assert enriched(temperature).variables == ()
    assert "variables/sea-surface-temperature" in concepts(enriched(temperature, title="Sea surface temperature"))


def test_an_inspire_theme_names_a_compartment_and_no_variable() -> None:
    found = enriched(keyword("Régions maritimes", thesaurus="GEMET - INSPIRE themes, version 1.0"))
    assert (found.variables, found.compartments) == ((), ("oceans",))
    assert found.matches[0].kind == "theme"
    by_address = enriched(keyword("Sea regions", uri="http://inspire.ec.europa.eu/theme/sr"))
    assert by_address.compartments == ("oceans",)


def test_a_topic_category_is_the_weakest_word() -> None:
    alone = enrich(Original(format="test", title=Texts(any="Données"), topics=("inlandWaters",)), matcher())
    assert alone.compartments == ("land-surfaces",)
    beside = enrich(
        Original(format="test", title=Texts(any="Données"), topics=("oceans",), keywords=(keyword("Sismicité"),)),
        matcher(),
    )
    assert beside.compartments == ("solid-earth",)


def test_a_variable_of_the_record_keeps_its_own_name_unit_and_cf_name() -> None:
    measured = Measured(name=Texts(en="TMP_surf"), unit="degree_C", cf="sea_surface_temperature")
    found = enrich(Original(format="test", title=Texts(any="x"), variables=(measured,)), matcher())
    (variable,) = found.variables
    assert (variable.concept, variable.name, variable.unit) == ("sea-surface-temperature", "TMP_surf", "degree_C")
    assert found.matches[0].kind == "cf-name"
    assert found.matches[0].confidence == "certain"


def test_the_unit_helps_to_choose_between_the_meanings_of_a_name() -> None:
    def meant(unit: str | None) -> list[str]:
        original = Original(
            format="t",
            keywords=(keyword("Atmosphère"), keyword("Surfaces continentales")),
            variables=(Measured(name=Texts(fr="Humidité"), unit=unit),),
        )
        return [variable.concept for variable in enrich(original, matcher()).variables]

    assert meant(None) == []
    assert meant("%") == ["relative-humidity"]
    assert meant("m3.m-3") == meant("m³ m⁻³") == ["soil-moisture"]


def test_the_stronger_reason_is_told() -> None:
    found = enriched(
        "Failles actives",
        keyword("rejeu", uri="http://www.eionet.europa.eu/gemet/concept/10154"),
        title="Inventaire des failles actives",
    )
    (match,) = [match for match in found.matches if match.concept == "variables/active-faults"]
    assert (match.kind, match.confidence) == ("address", "certain")


@pytest.mark.parametrize(
    "word",
    [
        "",
        " ",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "null",
        "....",
        "\u202e\u0000\ufffd",
        "A" * 10_000,
        "> > > >",
        "|||",
        "(((((((",
        "$(rm -rf /)",
        "{{7*7}}",
        "http://example.org/",
        "%s%n",
        ">" * 5_000,
        "x" + " " * 200_000 + "y",
        "<a" * 100_000,
        "&amp;" * 50_000,
        "Ⅷ" * 10_000,
    ],
)
def test_a_hostile_or_empty_keyword_matches_nothing(word: str) -> None:
    found = enriched(word, Word(text=Texts(), uri=word, thesaurus=word, kind=word))
    assert (found.matches, found.variables, found.compartments, found.platforms) == ((), (), (), ())


def test_names_are_listed_apart_from_the_themes_that_no_concept_knows() -> None:
    words = (
        keyword("Rhéologie des glaces"),
        keyword("ALSACE"),
        keyword("Rittershoffen (67690)"),
        keyword("Réunion", kind="place"),
        keyword("HyMeX", kind="project"),
        keyword("IFREMER"),
        keyword("Sentinel-2"),
        keyword("Bathymétrie"),
    )
    ifremer = Party(organisation="Ifremer", role="author")
    found = enrich(Original(format="t", title=Texts(fr="Données"), keywords=words, parties=(ifremer,)), matcher())
    assert found.unmatched == ("Rhéologie des glaces",)
    assert set(found.others) >= {"HyMeX", "IFREMER", "Sentinel-2"}
    assert found.places == ("Réunion", "ALSACE", "Rittershoffen (67690)")
