import pytest

from terra_harvest.enrich.fold import BREAK, folded, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TEMPÉRATURE DE L’AIR", "température de l'air"),
        ("Température de l&rsquo;air", "temperature air"),
        ("temp&eacute;rature de l&amp;#39;air", "Température air"),
        ("sea_surface-temperature", "Sea Surface Temperature"),
        ("CO<sub>2</sub>", "CO₂"),
        ("PM2,5", "PM2.5"),
        ("Eaux souterraines", "eau souterraine"),
        ("densities", "density"),
        ("pluies", "pluie"),
        ("greenhouse gases", "greenhouse gas"),
        ("sulfur dioxide", "Sulphur dioxide"),
        ("water vapor", "water vapour"),
        ("Cœur de l'océan", "coeur océan"),
        ("glaciers rocheux", "Glacier rocheux"),
    ],
)
def test_two_ways_of_writing_one_label_fold_into_one(one: str, other: str) -> None:
    assert folded(one) == folded(other) != ""


@pytest.mark.parametrize(("one", "other"), [("gaz", "gazon"), ("albedo", "albédomètre"), ("CO", "CO2"), ("bus", "but")])
def test_two_labels_stay_two(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_a_text_pauses_where_no_label_may_reach_across() -> None:
    words, written = words_of("Niveau de la mer, surface<br/>Température (°C)")
    assert words == ["niveau", "mer", BREAK, "surface", BREAK, "temperature", BREAK, "c", BREAK]
    assert written[0] == "Niveau"


@pytest.mark.parametrize("text", ["", "   ", "...", "' ’", "<br/>", "&nbsp;", "\u0300\u0301", "l’", "de la"])
def test_what_says_nothing_folds_into_nothing(text: str) -> None:
    assert folded(text) == ""
