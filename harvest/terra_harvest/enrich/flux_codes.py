"""Variable codes of flux towers (FLUXNET, ICOS): "SWC_A_10", "TA_EC" are a code and where it was measured."""

import re

# https://fluxnet.org/data/aboutdata/data-variables/ ; longest first where one code begins another.
_CODES = {
    "SW_IN": "solar-radiation",
    "SW_DIFF": "solar-radiation",
    "PAR_IN": "solar-radiation",
    "PAR_DIFF": "solar-radiation",
    "PPFD_IN": "solar-radiation",
    "PPFD_DIF": "solar-radiation",
    "LW_IN": "longwave-radiation",
    "NETRAD": "surface-radiation-budget",
    "RN": "surface-radiation-budget",
    "SWC": "soil-moisture",
    "SHF": "surface-energy-fluxes",
    "WTD": "groundwater-level",
    "TA": "air-temperature",
    "TS": "soil-temperature",
    "PA": "air-pressure",
    "RH": "relative-humidity",
    "WS": "wind",
    "WD": "wind",
}
_CODE = re.compile(rf"({'|'.join(_CODES)})_[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*\Z", re.IGNORECASE)
# Infrared thermometers aim at the ground cover, black spheres at nothing: no soil temperature.
_NOT_SOIL = re.compile(r"_(?:IRT|black)\b", re.IGNORECASE)


def variable_of_code(text: str) -> str | None:
    """The key of the variable of a code with its suffix, or None: the bare code ("TA") is too short to tell."""
    found = _CODE.match(text)
    if found is None or _NOT_SOIL.search(text):
        return None
    return f"variables/{_CODES[found[1].upper()]}"
