"""Codes of the formats to the words of the record: how often data change, and where they stand in their life."""

import re

from terra_catalog.dataset import Frequency, Status
from terra_catalog.quote import quote
from terra_harvest.normalise.notes import Note, Notes
from terra_harvest.normalise.placeholders import says_nothing
from terra_harvest.normalise.plain import cut, line

# ISO 19115 MD_MaintenanceFrequencyCode, Dublin Core and EU frequency lists, EML, STAC extensions, French forms.
_FREQUENCIES: dict[Frequency, str] = {
    "continuous": "continual continually continuous continous cont updatecont permanent realtime nearrealtime "
    "continu tempsréel",
    "hourly": "hourly hour horaire",
    "daily": "daily day daily2 quotidien quotidienne journalier journalière",
    "weekly": "weekly week hebdomadaire",
    "monthly": "monthly month mensuel mensuelle",
    "quarterly": "quarterly quarter trimestriel trimestrielle",
    "annual": "annually annual yearly year annuel annuelle regularmonitoringyearly",
    "irregular": "irregular unregular punctual occasional irrégulier irrégulière otherperiod",
    "as-needed": "asneeded needed sibesoin aubesoin",
    "never": "notplanned never nonplanned nonplanifié nonplanifiée notupdated none jamais",
}
_STATUSES: dict[Status, str] = {
    "ongoing": "ongoing onprogress inprogress continual encours beta active",
    "completed": "completed complete ready final finished terminé released published",
    "superseded": "superseded obsolete deprecated replaced remplacé obsolète",
    "withdrawn": "withdrawn deleted retired retiré",
}
_FREQUENCY_OF: dict[str, Frequency] = {word: name for name, words in _FREQUENCIES.items() for word in words.split()}
_STATUS_OF: dict[str, Status] = {word: name for name, words in _STATUSES.items() for word in words.split()}
# Said, but not a frequency or state of the catalogue: nothing to show, nothing wrong.
_SILENT = frozenset(
    [
        "unknown",
        "unkown",
        "inconnu",
        "inconnue",
        "other",
        "autre",
        "draft",
        "planned",
        "underdevelopment",
        "required",
        "notaccepted",
        "historicalarchive",
        "valid",
        "accepted",
        "tentative",
        "proposed",
    ]
)
_LETTERS = re.compile(r"[^a-zà-ÿ0-9]")
_MAX_VERSION = 60


def frequency_of(code: str | None, notes: Notes) -> Frequency | None:
    """How often the data are updated, or None; a code that is not known is noted."""
    found = _FREQUENCY_OF.get(_key(code))
    _note_unknown(code, found, "update", "frequency-unknown", notes)
    return found


def status_of(code: str | None, notes: Notes) -> Status | None:
    """Where the dataset stands, or None; a code that is not known is noted."""
    found = _STATUS_OF.get(_key(code))
    _note_unknown(code, found, "status", "status-unknown", notes)
    return found


def version_of(text: str | None) -> str | None:
    """The version, on one line."""
    words = line(text) if text else ""
    return None if not words or says_nothing(words) else cut(words, _MAX_VERSION)


def _key(code: str | None) -> str:
    # An address of a code list ends with the code.
    return _LETTERS.sub("", (code or "").rstrip("/").rpartition("/")[2].lower())


def _note_unknown(code: str | None, found: object, path: str, rule: str, notes: Notes) -> None:
    if code and found is None and _key(code) not in _SILENT and not says_nothing(code):
        notes.append(Note(path, rule, f"the catalogue has no word for {quote(code)}"))
