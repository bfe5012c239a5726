"""Keyword paths as GCMD writes them ("EARTH SCIENCE > OCEANS > OCEAN TEMPERATURE > SEA SURFACE TEMPERATURE")."""

import re

from terra_harvest.enrich.fold import folded

_STEP = re.compile(r"\s*(?:&gt;|>|\|)\s*")

# The topics of GCMD (second step of a path) and the compartments in which a variable below them may be.
_TOPICS: dict[str, tuple[str, ...]] = {
    "agriculture": ("agro-environment", "land-surfaces"),
    "atmosphere": ("atmosphere",),
    "biological classification": ("biodiversity", "oceans"),
    "biosphere": ("biodiversity", "land-surfaces", "oceans"),
    "climate indicators": ("climate", "atmosphere", "oceans", "land-surfaces"),
    "cryosphere": ("land-surfaces", "oceans"),
    "land surface": ("land-surfaces", "agro-environment", "solid-earth"),
    "ocean": ("oceans",),
    "palaeoclimate": ("climate",),
    "solid earth": ("solid-earth",),
    "terrestrial hydrosphere": ("land-surfaces", "agro-environment"),
}
_ROOTS = frozenset({"earth science", "science earth", "earth science service"})


def steps_of(text: str) -> list[str]:
    """The steps of a path, widest first, without its root; empty for a text that is no path."""
    if ">" not in text and "|" not in text and "&gt;" not in text:
        return []
    steps = [step for step in _STEP.split(text) if step]
    while steps and folded(steps[0]) in _ROOTS:
        steps = steps[1:]
    return steps


def compartments_of_topic(steps: list[str]) -> tuple[str, ...]:
    """The compartments that the first step allows, keys; empty when it allows any."""
    found = _TOPICS.get(folded(steps[0]), ()) if steps else ()
    return tuple(f"compartments/{name}" for name in found)
