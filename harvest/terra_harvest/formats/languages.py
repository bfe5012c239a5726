"""French and English kept apart: the language codes of every format, and texts put on their side."""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from terra_harvest.formats.loose import mapping, mappings, several, text
from terra_harvest.original import Texts
from terra_harvest.strict_json import Json

Said: TypeAlias = tuple[str | None, str | None]
"""A text with the code of its language, None if the record does not say."""

_FRENCH = {"fr", "fra", "fre", "french", "français", "francais"}
_ENGLISH = {"en", "eng", "english", "anglais"}
_NO_LANGUAGE = {"und", "zxx", "mul", "mis"}
_LANGUAGE_KEYS = ("lang", "language", "@language", "locale")
_TEXT_KEYS = ("text", "value", "@value", "content")


def side(code: str | None) -> Literal["fr", "en", "any", "other"]:
    """The side of `Texts` that a language code names ("fre", "fr-FR", ".../language/FRA"); "other" for the rest."""
    if not code:
        return "any"
    word = code.strip().rstrip("/").rpartition("/")[2].lower().replace("_", "-").split("-")[0]
    if word in _FRENCH:
        return "fr"
    if word in _ENGLISH:
        return "en"
    return "any" if not word or word in _NO_LANGUAGE else "other"


def gather(said: Iterable[Said], joint: str | None = None) -> Texts:
    """The texts on their sides: of two in one language the first stays, or both if there is a `joint`.

    A text in a third language is kept, as `any`, when there is nothing else: better read than lost.
    """
    sides: dict[str, list[str]] = {}
    for words, code in said:
        if words and (words := words.strip()):
            found = sides.setdefault(side(code), [])
            if words not in found:
                found.append(words)
    written = {key: joint.join(found) if joint else found[0] for key, found in sides.items()}
    anywhere = written.get("any")
    if not written.keys() - {"other"}:
        anywhere = written.get("other")
    return Texts(fr=written.get("fr"), en=written.get("en"), any=anywhere)


def rest(said: Iterable[Said]) -> tuple[Texts, ...]:
    """What `gather` leaves out: the second and later texts of a language, each alone."""
    seen: set[str] = set()
    left = []
    for words, code in said:
        if words and words.strip():
            key = side(code)
            if key in seen:
                left.append(gather([(words, code)]))
            seen.add(key)
    return tuple(left)


def said_in(value: Json, language: str | None = None) -> list[Said]:
    """The texts of a JSON value, each with its language.

    A text alone (in `language`), a map of languages, objects that hold a text beside its language, or a list of these.
    """
    said: list[Said] = []
    for entry in several(value):
        if (words := text(entry)) is not None:
            said.append((words, language))
            continue
        found = mapping(entry)
        words = next((words for key in _TEXT_KEYS if (words := text(found.get(key)))), None)
        if words:
            code = next((code for key in _LANGUAGE_KEYS if (code := text(found.get(key)))), language)
            said.append((words, code))
        else:
            said += [(words, code) for code, inner in found.items() for words in _all(inner)]
    return said


def texts(value: Json, language: str | None = None, joint: str | None = None) -> Texts:
    """The `Texts` of a JSON value, as `said_in` reads it."""
    return gather(said_in(value, language), joint)


def _all(value: Json) -> list[str]:
    return [words for entry in several(value) if (words := text(entry))]


def language_map(value: Json) -> bool:
    """Whether a JSON value is a map of languages ({"fr": ..., "en": ...}) and nothing else."""
    return any(side(code) in ("fr", "en") for found in mappings(value) for code in found)
