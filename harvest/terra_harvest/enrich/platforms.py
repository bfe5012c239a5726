"""The platforms of a record (satellite, ship, model...), its missions and its instruments, from words that are sure."""

from collections.abc import Iterable, Sequence

import msgspec

from terra_harvest.enrich.fold import folded, words_of
from terra_harvest.enrich.missions import INSTRUMENTS, MISSIONS
from terra_harvest.enrich.phrases import Phrases
from terra_vocab.concept import Thesaurus

# Words by which a title or a keyword says from where data were taken.
_WORDS = {
    "satellite": "satellite ; satellitaire ; spaceborne ; télédétection spatiale",
    "in-situ": """
        in situ ; station ; ground station ; station au sol ; observatory ; observatoire ; ground-based ; rain gauge ;
        raingauge ; field measurements ; weather radar ; radar météorologique ; borehole ; piézomètre ; sismomètre ;
        gauging station ; flux tower ; tour à flux ; mesures de terrain
        """,
    "aircraft": """
        aircraft ; airborne ; aéroporté ; aéroportée ; avion ; dropsonde ; research flight ; ATR42 ; ATR-42 ;
        Safire FA20 ; SAFIRE/F20 ; Falcon 20 ; Twin Otter ; IAGOS ; PA23
        """,
    "ship": """
        ship ; navire ; R/V ; research vessel ; vessel ; campagne en mer ; campagne océanographique ; bateau ; cruise ;
        Marion Dufresne
        """,
    "buoy": "buoy ; bouée ; mouillage ; mooring ; drifter ; bouée dérivante ; drifting buoy",
    "float": "Argo float ; profiling float ; flotteur profileur ; flotteurs Argo ; BGC-Argo",
    "glider": "glider ; planeur sous-marin ; underwater glider",
    "drone": "drone ; UAV ; RPAS ; unmanned aerial vehicle ; octocopter ; quadcopter",
    "model": """
        modèle numérique de prévision ; reanalysis ; réanalyse ; climate projections ; projections climatiques ;
        hindcast ; model output ; model outputs ; sorties de modèle ; simulation ; numerical model ; CMIP6 ;
        weather forecast ; prévision météorologique ; Meso-NH ; WRF ; AROME
        """,
}
# What has such a word in it and is no platform of the dataset.
_OTHER = """
    ship emissions ; shipping emissions ; émissions des navires ; aircraft emissions ; space station ;
    receiving station ; power station ; fishing vessel ; vessel density ; ship traffic ; trafic maritime
    """


class Aboard(msgspec.Struct, frozen=True):
    """What a phrase says of platform, mission and instrument; `spelt`: how a name of one word must be written."""

    platform: str = ""
    mission: str = ""
    instrument: str = ""
    spelt: frozenset[str] = frozenset()


def platform_phrases(thesaurus: Thesaurus) -> Phrases[Aboard]:
    """The phrases that say a platform, a mission or an instrument."""
    known = {concept.id for concept in thesaurus.of("platforms")}
    found = {folded(phrase): Aboard() for phrase in _parts(_OTHER)}
    for platform, words in _WORDS.items():
        if platform in known:
            found.update((folded(word), Aboard(platform=platform)) for word in _parts(words))
    for concept in thesaurus.of("platforms"):
        found.update(
            (folded(label), Aboard(platform=concept.id))
            for label in (concept.label.fr, concept.label.en)
            # "Modèle" is also a digital terrain model, "model" anything.
            if label and concept.id != "model"
        )
    for name, platform, others in MISSIONS:
        for said in (name, *others):
            found[folded(said)] = Aboard(platform=platform, mission=name, spelt=_spellings(said))
    for name, platform, others in INSTRUMENTS:
        for said in (name, *others):
            found[folded(said)] = Aboard(platform=platform, instrument=name, spelt=_spellings(said))
    return Phrases(found)


def _parts(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split(" ;")]


def _spellings(name: str) -> frozenset[str]:
    """How a name of one word may be written: "SPOT" is a satellite, a spot is not."""
    return frozenset({name, name.upper()}) if name.isalpha() else frozenset()


Words = tuple[Sequence[str], Sequence[str]]
"""Folded words, and the same as written."""


def aboard(
    titles: Iterable[Words], named: Iterable[str], phrases: Phrases[Aboard]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Platforms, missions and instruments of a record, each in the order of reading.

    `titles` are the words of its titles; `named` the keywords, platforms and instruments that the record lists.
    """
    platforms: dict[str, None] = {}
    missions: dict[str, None] = {}
    instruments: dict[str, None] = {}
    for words, written in (*titles, *(words_of(text) for text in named)):
        for start, _, said in phrases.found_in(words):
            if said.spelt and written[start] not in said.spelt:
                continue
            for value, kept in ((said.platform, platforms), (said.mission, missions), (said.instrument, instruments)):
                if value:
                    kept[value] = None
    return tuple(platforms), tuple(missions), tuple(instruments)
