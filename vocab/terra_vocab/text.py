"""A text in French and English, and what to show when one of the two is missing."""

from typing import Literal

import msgspec

Lang = Literal["fr", "en"]
LANGS: tuple[Lang, ...] = ("fr", "en")


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """The same text in French and in English; either may be missing, never guessed."""

    fr: str | None = None
    en: str | None = None

    def get(self, lang: Lang) -> str | None:
        """The text in exactly that language, or None."""
        return self.fr if lang == "fr" else self.en

    def shown(self, lang: Lang) -> tuple[str, Lang]:
        """The text to show a reader of `lang`, and the language it is really in (the other one when missing)."""
        own = self.get(lang)
        if own:
            return own, lang
        other: Lang = "en" if lang == "fr" else "fr"
        fallback = self.get(other)
        return (fallback, other) if fallback else ("", lang)

    def __bool__(self) -> bool:
        return bool(self.fr or self.en)


NO_TEXT = Text()
"""No text in either language. Records leave a field out of their file when it is this very value."""
