"""The platforms of a record (satellite, ship, model...), its missions and its instruments, from words that are sure."""

from collections.abc import Iterable, Sequence

import msgspec

from terra_harvest.enrich.fold import folded, words_of
from terra_harvest.enrich.missions import INSTRUMENTS, MISSIONS
from terra_harvest.enrich.phrases import Phrases
from terra_vocab.concept import Thesaurus

# Words by which a title or a keyword says from where data were taken.
_WORDS: dict[str, tuple[str, ...]] = {
    "satellite": (
        "satellite",
        "satellitaire",
        "spaceborne",
        "télédétection spatiale",
        "satellite imagery",
        "satellites",
    ),
    "in-situ": (
        *(
            "in situ",
            "in-situ",
            "station",
            "stations",
            "ground station",
            "station au sol",
            "observatory",
            "tower",
            "mast",
        ),
        *("observatoire", "ground-based", "gauging station", "mât", "raingauge", "rain gauge", "field measurements"),
        *("weather radar", "radar météorologique", "well", "borehole", "forage", "piézomètre", "sismomètre"),
    ),
    "aircraft": (
        *(
            "aircraft",
            "airborne",
            "aéroporté",
            "aéroportée",
            "avion",
            "dropsonde",
            "in-flight",
            "plane",
            "research flight",
        ),
        *("ATR42", "ATR-42", "SAFIRE-ATR42", "Safire FA20", "Falcon 20", "Twin Otter", "IAGOS", "SAFIRE/F20", "PA23"),
    ),
    "ship": (
        *("ship", "ships", "navire", "R/V", "research vessel", "campagne en mer", "campagne océanographique", "bateau"),
        *("marion dufresne", "cruise", "cruises", "vessel"),
    ),
    "buoy": ("buoy", "buoys", "bouée", "mouillage", "mooring", "drifter", "bouée dérivante", "drifting buoy"),
    "float": ("Argo float", "profiling float", "flotteur profileur", "flotteurs Argo", "Argo floats", "BGC-Argo"),
    "glider": ("glider", "gliders", "planeur sous-marin", "underwater glider"),
    "drone": ("drone", "drones", "UAV", "UAS", "RPAS", "unmanned aerial vehicle", "octocopter", "quadcopter"),
    "model": (
        *("modèle numérique de prévision", "reanalysis", "réanalyse", "réanalyses", "climate projections", "hindcast"),
        *(
            "model output",
            "model outputs",
            "sorties de modèle",
            "simulation",
            "simulations",
            "numerical model",
            "CMIP6",
        ),
        *("weather forecast", "prévision météorologique", "Meso-NH", "WRF", "AROME", "ARPEGE"),
    ),
}


class Aboard(msgspec.Struct, frozen=True):
    """What a phrase says of platform, mission and instrument."""

    platform: str = ""
    mission: str = ""
    instrument: str = ""


def platform_phrases(thesaurus: Thesaurus) -> Phrases[Aboard]:
    """The phrases that say a platform, a mission or an instrument."""
    known = {concept.id for concept in thesaurus.of("platforms")}
    found: dict[str, Aboard] = {}
    for platform, words in _WORDS.items():
        found.update((folded(word), Aboard(platform=platform)) for word in words if platform in known)
    for concept in thesaurus.of("platforms"):
        found.update(
            (folded(label), Aboard(platform=concept.id))
            for label in (concept.label.fr, concept.label.en)
            # "Modèle" is also a digital terrain model, "model" anything.
            if label and concept.id != "model"
        )
    for name, platform, others in MISSIONS:
        found.update((folded(said), Aboard(platform=platform, mission=name)) for said in (name, *others))
    for name, platform, others in INSTRUMENTS:
        found.update((folded(said), Aboard(platform=platform, instrument=name)) for said in (name, *others))
    return Phrases(found)


def aboard(
    titles: Iterable[Sequence[str]], named: Iterable[str], phrases: Phrases[Aboard]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Platforms, missions and instruments of a record, each in the order of reading.

    `titles` are folded words of title; `named` the keywords, platforms and instruments that the record lists.
    """
    platforms: dict[str, None] = {}
    missions: dict[str, None] = {}
    instruments: dict[str, None] = {}
    for words in (*titles, *(words_of(text)[0] for text in named)):
        for _, _, said in phrases.found_in(words):
            for value, kept in ((said.platform, platforms), (said.mission, missions), (said.instrument, instruments)):
                if value:
                    kept[value] = None
    return tuple(platforms), tuple(missions), tuple(instruments)
