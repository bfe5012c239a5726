"""Texts put on their side, French or English: as the record says, or as it looks when the record does not say."""

from functools import cache, lru_cache
from typing import Protocol, cast

from terra_catalog.quote import quote
from terra_harvest.formats.languages import side
from terra_harvest.normalise.notes import Note, Notes
from terra_harvest.normalise.placeholders import says_nothing
from terra_harvest.original import Original, Texts
from terra_vocab.text import NO_TEXT, Lang, Text

_SURE = 0.9
_ENOUGH = 2_000
"""Characters that tell a language as well as the whole text."""


class _Model(Protocol):
    def set_languages(self, langs: list[str]) -> None: ...

    def classify(self, instance: str) -> tuple[str, float]: ...


def language_of(original: Original, notes: Notes) -> Lang:
    """The language of the texts of a record that carry no language themselves.

    The one that the record says; guessed from its abstract and title, and noted, if it says none. Texts in a third
    language have their place among the English ones, which is noted too: better read there than lost.
    """
    said = side(original.language)
    title, abstract = (text if text and not says_nothing(text.strip()) else None for text in _untagged(original))
    untagged = [path for path, text in (("title", title), ("description", abstract)) if text]
    tagged = {lang for text in (original.title, original.abstract) for lang in _sides(text)}
    if said == "other":
        if untagged and not tagged:
            message = f"texts in the language {quote(original.language)}, neither French nor English"
            notes += [Note(path, "language-other", message) for path in untagged]
        return "en"
    if not untagged:
        return "fr" if tagged == {"fr"} else "en"
    found, sure = guess("\n".join(text for text in (title, abstract) if text))
    if not sure:
        # Names and codes look like no language: most records of this kind are English.
        found = "fr" if said == "fr" else "en"
    words = "French" if found == "fr" else "English"
    notes += [Note(path, "language-guessed", f"no language is stated: {words} by guess") for path in untagged]
    return found


def text_in(sides: dict[Lang, str]) -> Text:
    """The text of its sides; without any, the value that records leave out of their files."""
    return Text(fr=sides.get("fr"), en=sides.get("en")) if sides else NO_TEXT


def sided(texts: Texts, default: Lang) -> Text:
    """The texts as `Text`: what carries no language goes to the side of `default`, if nothing stands there."""
    french, english = texts.fr, texts.en
    if texts.any:
        if default == "fr":
            french = french or texts.any
        else:
            english = english or texts.any
    return Text(fr=french, en=english)


def either(texts: Texts) -> str | None:
    """The text in whatever language there is."""
    return texts.en or texts.fr or texts.any


@lru_cache(maxsize=4096)
def guess(text: str) -> tuple[Lang, bool]:
    """French or English, whichever a text is likelier to be, and whether that is sure."""
    lang, probability = _model().classify(text[:_ENOUGH])
    return ("fr" if lang == "fr" else "en"), probability >= _SURE


def _untagged(original: Original) -> tuple[str | None, str | None]:
    """The title and the abstract where they carry no language and are not said in both."""
    texts = (original.title, original.abstract)
    first, second = (None if text.fr and text.en else text.any for text in texts)
    return first, second


def _sides(texts: Texts) -> list[Lang]:
    found: list[Lang] = []
    if texts.fr:
        found.append("fr")
    if texts.en:
        found.append("en")
    return found


@cache
def _model() -> _Model:
    # Loading takes most of a second and all of numpy: only who guesses pays for it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = cast(_Model, LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
    model.set_languages(["fr", "en"])
    return model
