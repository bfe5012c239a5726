"""Made-up datasets with the variety of real ones, the same for the same seed and count."""

import random
from pathlib import Path

from terra_catalog.dataset import (
    Box,
    Dataset,
    Distribution,
    Identifiers,
    Interval,
    Keywords,
    Provenance,
    Provider,
    Related,
    Resolution,
    Service,
    Variable,
)
from terra_catalog.load import canonical
from terra_vocab.concept import Concept, Thesaurus
from terra_vocab.text import Text

_PLACES = (
    ("la Méditerranée", "the Mediterranean", (-6.0, 30.0, 36.5, 46.0)),
    ("la France métropolitaine", "metropolitan France", (-5.2, 41.3, 9.6, 51.1)),
    ("l’Atlantique Nord", "the North Atlantic", (-75.0, 20.0, 0.0, 65.0)),
    ("la Réunion", "Réunion", (55.2, -21.4, 55.9, -20.8)),
    ("les Alpes", "the Alps", (5.0, 43.8, 13.5, 48.0)),
    ("le Pacifique Sud", "the South Pacific", (150.0, -50.0, -90.0, 0.0)),
    ("l’Afrique de l’Ouest", "West Africa", (-17.5, 4.0, 15.0, 20.0)),
    ("le globe", "the globe", (-180.0, -90.0, 180.0, 90.0)),
)
_SENTENCES_FR = (
    "Les mesures sont reprises chaque jour puis contrôlées avant d’être mises à disposition.",
    "On les compare d’ordinaire aux observations voisines, pour repérer une valeur suspecte.",
    "La série sert à décrire les variations d’une saison à l’autre et d’une année à l’autre.",
    "Chaque fichier porte la date, le lieu et la qualité de la mesure.",
)
_SENTENCES_EN = (
    "The measurements are collected every day and checked before they are released.",
    "They are usually compared with neighbouring observations to find suspicious values.",
    "The series describes how conditions change from season to season and from year to year.",
    "Each file gives the date, the place and the quality of the measurement.",
)
_CREATED = "2026-01-15"


def datasets(count: int, thesaurus: Thesaurus, seed: int = 1) -> list[Dataset]:
    """`count` datasets spread over poles, variables, places and periods."""
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    return [_dataset(number, thesaurus, chance) for number in range(count)]


def write_records(folder: Path, made: list[Dataset]) -> None:
    """Write them as the harvest does: one JSON file each, below the folder of a source."""
    folder.mkdir(parents=True, exist_ok=True)
    for dataset in made:
        (folder / f"{dataset.id}.json").write_bytes(canonical(dataset))


def _dataset(number: int, thesaurus: Thesaurus, chance: random.Random) -> Dataset:
    variables = chance.sample(thesaurus.of("variables"), chance.choice((1, 1, 2, 3)))
    main = variables[0]
    centre = chance.choice([c for c in thesaurus.of("data-centres") if c.part_of])
    place_fr, place_en, box = chance.choice(_PLACES)
    start = chance.randint(1950, 2022)
    end = chance.choice((None, min(2025, start + chance.randint(1, 40))))
    doi = f"10.99999/{number:06d}" if number % 2 else None
    return Dataset(
        id=f"{main.id[:50]}-{number:06d}",
        title=Text(
            fr=f"{main.label.fr} sur {place_fr}, série {number}",
            en=f"{main.label.en} over {place_en}, series {number}",
        ),
        summary=Text(
            fr=f"{main.label.fr}, mesure suivie sur {place_fr} depuis {start}.",
            en=f"{main.label.en} followed over {place_en} since {start}.",
        ),
        description=Text(fr=_prose(main, _SENTENCES_FR, "fr", chance), en=_prose(main, _SENTENCES_EN, "en", chance)),
        names=(f"TERRA-{number:06d}",),
        useful_for=(Text(fr="suivre une évolution", en="following a change"),),
        not_for=(Text(fr="connaître la situation en temps réel", en="real-time use"),),
        pole=centre.part_of[0].partition("/")[2],
        data_centre=centre.id,
        providers=(Provider(name="CNRS"), Provider(name=centre.label.fr or centre.id, roles=("host",))),
        compartments=tuple(dict.fromkeys(_compartments(main, thesaurus))),
        variables=tuple(Variable(concept=v.id) for v in variables),
        keywords=Keywords(fr=("observation", place_fr), en=("observation", place_en)),
        platforms=(chance.choice(thesaurus.of("platforms")).id,),
        boxes=(_jitter(box, chance),),
        intervals=(Interval(start=f"{start}-01-01", end=f"{end}-12-31" if end else None),),
        resolution=Resolution(metres=chance.choice((10.0, 1000.0, 25000.0)), step="P1D"),
        licence=chance.choice(("cc-by-4.0", "etalab-2.0", None)),
        landing_page=f"https://data.example/{number}",
        distributions=(Distribution(url=f"https://data.example/{number}.nc", protocol="http", format="csv"),),
        services=(Service(url="https://data.example/wms", protocol="wms"),),
        related=(Related(kind="publication", doi=f"10.99998/{number:06d}"),),
        identifiers=Identifiers(doi=doi),
        status="completed" if end else "ongoing",
        created=_CREATED,
        updated=f"2026-{1 + number % 10:02d}-15" if number % 10 else _CREATED,
        provenance=Provenance(source="synthetic", upstream_id=str(number)),
    )


def _compartments(variable: Concept, thesaurus: Thesaurus) -> list[str]:
    return [c.id for c in thesaurus.ancestors(variable.key) if c.scheme == "compartments"]


def _prose(main: Concept, sentences: tuple[str, ...], lang: str, chance: random.Random) -> str:
    definition = main.definition.fr if lang == "fr" else main.definition.en
    first = " ".join((definition or "", *chance.sample(sentences, 2)))
    return f"{first}\n\n{' '.join(chance.sample(sentences, 3))}"


def _jitter(box: Box, chance: random.Random) -> Box:
    west, south, east, north = box
    if east - west >= 360:
        return box
    shift = round(chance.uniform(-2, 2), 2)
    return (_lon(west + shift), south, _lon(east + shift), north)


def _lon(value: float) -> float:
    return round((value + 180) % 360 - 180, 2)
