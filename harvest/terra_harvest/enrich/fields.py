"""Themes of INSPIRE and topic categories of ISO 19115: they name a field, hence a compartment and no variable."""

from terra_harvest.enrich.fold import folded

# ISO 19115 MD_TopicCategoryCode; those left out ("environment", "society"...) belong to no one compartment.
TOPICS = {
    "biota": "compartments/biodiversity",
    "climatologymeteorologyatmosphere": "compartments/atmosphere",
    "farming": "compartments/agro-environment",
    "geoscientificinformation": "compartments/solid-earth",
    "imagerybasemapsearthcover": "compartments/land-surfaces",
    "inlandwaters": "compartments/land-surfaces",
    "oceans": "compartments/oceans",
}
"""Compartments by topic category, in lower case and without spaces."""

_LABELS = {
    "ac": ("Conditions atmosphériques", "Atmospheric conditions"),
    "af": ("Installations agricoles et aquacoles", "Agricultural and aquaculture facilities"),
    "br": ("Régions biogéographiques", "Bio-geographical regions"),
    "ge": ("Géologie", "Geology"),
    "hb": ("Habitats et biotopes", "Habitats and biotopes"),
    "hy": ("Hydrographie", "Hydrography"),
    "lc": ("Occupation des terres", "Land cover"),
    "lu": ("Usage des sols", "Land use"),
    "mf": ("Caractéristiques géographiques météorologiques", "Meteorological geographical features"),
    "mr": ("Ressources minérales", "Mineral resources"),
    "nz": ("Zones à risque naturel", "Natural risk zones"),
    "of": ("Caractéristiques géographiques océanographiques", "Oceanographic geographical features"),
    "oi": ("Ortho-imagerie", "Orthoimagery"),
    "ps": ("Sites protégés", "Protected sites"),
    "sd": ("Répartition des espèces", "Species distribution"),
    "so": ("Sols", "Soil"),
    "sr": ("Régions maritimes", "Sea regions"),
}
THEMES = {folded(label): code for code, labels in _LABELS.items() for label in labels}
"""Codes of the INSPIRE themes of a compartment, by folded label; not altitude ("el"), which is of land and sea bed."""

THEME_ADDRESS = "http://inspire.ec.europa.eu/theme/"


def compartment_of_topic(topic: str) -> str | None:
    """The compartment of a topic category as records write it ("inlandWaters", "Inland waters"), or None."""
    return TOPICS.get("".join(topic.split()).lower())


def is_inspire(thesaurus: str | None) -> bool:
    """Whether a keyword's thesaurus is that of the INSPIRE themes."""
    return thesaurus is not None and "inspire" in thesaurus.lower()
