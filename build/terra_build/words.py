"""The words of the interface: one table for both languages, put into templates before they are compiled."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import yaml

from terra_build.escaping import escape
from terra_vocab.text import LANGS, Lang

THEME = Path(__file__).resolve().parents[2] / "theme"
"""The folder of templates, words and style sheets of this project."""

_PLACE = re.compile(r"\[\[([a-z][A-Za-z0-9-]*)\]\]")
_THOUSANDS = {"fr": "\u202f", "en": ","}

# The loader written in C where PyYAML has it: the other takes a tenth of a second for the words alone.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class WordsError(ValueError):
    """A word is missing from the table, or the table is not written as expected."""


class Words:
    """The words of one language."""

    def __init__(self, lang: Lang, single: Mapping[str, str], counted: Mapping[str, tuple[str, str]]) -> None:
        self.lang: Lang = lang
        self._single = single
        self._html = {key: escape(word) for key, word in single.items()}
        self._counted = counted

    def __call__(self, key: str, **values: str) -> str:
        """The word `key`, with its {names} replaced by `values`.

        Raises:
            WordsError: the table has no such word.
        """
        try:
            word = self._single[key]
        except KeyError:
            raise WordsError(f"theme/words.yml has no word {key!r} ({self.lang}). Add it in both languages.") from None
        return word.format(**values) if values else word

    def html(self, key: str) -> str:
        """The word `key` as escaped HTML.

        Raises:
            WordsError: the table has no such word.
        """
        return self._html.get(key) or escape(self(key))

    def starting(self, prefix: str) -> dict[str, str]:
        """The words whose key starts with `prefix`, under the rest of their keys."""
        return {key[len(prefix) :]: word for key, word in self._single.items() if key.startswith(prefix)}

    def pattern(self, key: str, form: Literal["one", "other"]) -> str:
        """One form of a counted word with its {n} still in it, for scripts that count in the browser."""
        return self._counted[key][form == "other"]

    def count(self, key: str, n: int) -> str:
        """The word `key` for `n` things: French says "0 jeu", English "0 datasets"."""
        try:
            one, other = self._counted[key]
        except KeyError:
            raise WordsError(f"theme/words.yml has no counted word {key!r} ({self.lang}). Add one and other.") from None
        singular = n < 2 if self.lang == "fr" else n == 1
        return (one if singular else other).replace("{n}", self.number(n))

    def number(self, n: int) -> str:
        """`n` with its thousands separated as the language does."""
        return f"{n:,}".replace(",", _THOUSANDS[self.lang]) if n > 9999 or n < -9999 else str(n)

    def decimal(self, value: float) -> str:
        """A measured value, with the decimal sign of the language and no needless zeros."""
        text = f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) < 1e6 else f"{value:.3g}"
        text = text.replace("-", "−")
        return text.replace(".", ",") if self.lang == "fr" else text

    def put(self, template: str) -> str:
        """`template` with every [[key]] replaced by its word, as escaped HTML.

        Raises:
            WordsError: a key is not in the table.
        """
        return _PLACE.sub(lambda found: escape(self(found[1])), template)


def read_words(theme: Path = THEME) -> dict[Lang, Words]:
    """Read `words.yml` of the theme. [I/O]

    Raises:
        WordsError: a word lacks a language, or is neither a text nor the two forms of a counted word.
    """
    table = yaml.load((theme / "words.yml").read_text("utf-8"), _LOADER)  # noqa: S506 - a safe loader
    words: dict[Lang, Words] = {}
    for lang in LANGS:
        single: dict[str, str] = {}
        counted: dict[str, tuple[str, str]] = {}
        for key, entry in table.items():
            match entry.get(lang):
                case str(word):
                    single[key] = word
                case {"one": str(one), "other": str(other)}:
                    counted[key] = (one, other)
                case _:
                    raise WordsError(
                        f"theme/words.yml: {key!r} has no text in {lang!r}. Write fr and en for each word."
                    )
        words[lang] = Words(lang, single, counted)
    return words
