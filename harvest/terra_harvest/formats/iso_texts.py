"""Texts, words and codes of ISO records, with French and English kept apart."""

import re
from functools import lru_cache
from typing import Literal

import msgspec

from terra_harvest.formats.languages import side as language_side
from terra_harvest.original import Texts
from terra_harvest.xml import NAME, Element, trimmed

Side = Literal["fr", "en"]

XLINK_HREF = "{http://www.w3.org/1999/xlink}href"

_LANGUAGE_PARTS = {"language", "locale", "defaultLocale", "otherLocale"}
_LANGUAGE_OF_A_LOCALE = {"language", "languageCode"}
_LETTERS = re.compile(r"[^\W\d_]+")
# How codes begin that only their registry knows ("RI_414", "anyValidURI"); the element then holds the word as text.
_OPAQUE = {"RI_", "any"}


class Languages(msgspec.Struct, frozen=True):
    """The languages of a record: the side of its plain texts, and the side of each locale by its id."""

    code: str | None = None
    main: Side | None = None
    locales: dict[str, Side | None] = {}

    def side(self, locale: str | None) -> Side | None:
        """The side of a `locale="#FR"`; an id that no locale declares is read as a language code."""
        name = (locale or "").strip().lstrip("#")
        return self.locales[name] if name in self.locales else side_of(name)


@lru_cache(maxsize=1024)
def side_of(word: str | None) -> Side | None:
    """The side of a language as records write it: "fre", "fr-FR", "eng; USA", "French; Français", ".../639-2/fra"."""
    if not word:
        return None
    words = _LETTERS.findall(word.rpartition("/")[2].casefold().removeprefix("locale-"))
    found = language_side(words[0]) if words else None
    return found if found == "fr" or found == "en" else None


def languages_of(parts: list[Element]) -> Languages:
    """The languages that the parts of a record declare (19139 `language` and `locale`, 19115-3 `defaultLocale`...)."""
    code_found: str | None = None
    locales: dict[str, Side | None] = {}
    for child in parts:
        name = NAME[child.tag]
        if name not in _LANGUAGE_PARTS:
            continue
        if name == "language":
            code_found = code_found or code(child)
        else:
            for locale in child:
                language = next((code(part) for part in locale if NAME[part.tag] in _LANGUAGE_OF_A_LOCALE), None)
                if identifier := locale.get("id"):
                    locales[identifier] = side_of(language)
                if name == "defaultLocale":
                    code_found = code_found or language
    return Languages(code_found, side_of(code_found), locales)


def texts(holder: Element, languages: Languages) -> Texts:
    """The text of a property element (`gmd:title`...) on the side of each language it is given in."""
    plain: str | None = None
    localised: list[Element] = []
    count = len(holder)
    for child in (holder[0],) if count == 1 else holder[:] if count else ():
        if len(child) == 0:
            plain = plain or child.text
        elif NAME[child.tag] == "PT_FreeText":
            localised += child.iter()
        else:
            plain = plain or _content(child)
    plain = trimmed(plain or holder.text)
    main = languages.main
    if not localised:
        if plain is None:
            return NOTHING
        return _on_side(plain, main)
    sides: dict[Side | None, str] = {}
    for element in localised:
        if NAME[element.tag].startswith("Localised") and (text := _content(element)):
            sides.setdefault(languages.side(element.get("locale")), text)
    third = sides.pop(None, None)
    rest = None
    if plain is not None:
        if main is None and languages.code:
            third = plain
        elif main is None:
            rest = None if plain in sides.values() else plain
        elif sides.setdefault(main, plain) != plain:
            # What a locale says is certain; the language of the record is only the rule for its plain texts.
            rest = plain
    if rest is None and third is None and not sides:
        return NOTHING
    # A text in a third language is better than none, and never stands beside French or English.
    return Texts(fr=sides.get("fr"), en=sides.get("en"), any=rest if sides else rest or third)


NOTHING = Texts()


def joined(parts: list[Texts]) -> Texts:
    """Several texts as one, paragraph after paragraph on each side."""
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    fr, en, other = ("\n".join(filter(None, column)) or None for column in zip(*_columns(parts), strict=True))
    return Texts(fr=fr, en=en, any=other)


def _columns(parts: list[Texts]) -> list[tuple[str | None, str | None, str | None]]:
    return [(part.fr, part.en, part.any) for part in parts]


def anchored(holder: Element, languages: Languages) -> tuple[Texts, str | None]:
    """The text of a property element and the address that it points to, if it is an Anchor."""
    if len(holder) == 1 and len(child := holder[0]) == 0 and (text := child.text) and (text := text.strip()):
        address = trimmed(child.get(XLINK_HREF)) if NAME[child.tag] == "Anchor" else None
        return _on_side(text, languages.main), address
    return texts(holder, languages), href(holder)


def _on_side(text: str, side: Side | None) -> Texts:
    return Texts(fr=text) if side == "fr" else Texts(en=text) if side == "en" else Texts(any=text)


def word(holder: Element) -> str | None:
    """The first text below a property element, whatever its language; None if it is blank."""
    # Asked for thirty times per record, half of them of empty elements: no call that can be spared.
    count = len(holder)
    if count == 0:
        text = holder.text
        return (text.strip() or None) if text else None
    if count == 1:
        child = holder[0]
        text = child.text if len(child) == 0 else _content(child)
        return (text and text.strip()) or trimmed(holder.text)
    return next((text for child in holder[:] if (text := _content(child))), None)


def code(holder: Element) -> str | None:
    """The word of a code list, or the text that stands in its place."""
    if len(holder) == 0:
        return trimmed(holder.text)
    child = holder[0]
    value = child.get("codeListValue")
    if not value or value.isspace():
        return trimmed(child.text)
    value = value.strip()
    if (":" in value or value[:3] in _OPAQUE) and (text := trimmed(child.text)):
        return text.partition(";")[0].strip()  # "theme; thème" in the Canadian profile
    return value.rpartition("#")[2] if "://" in value else value


def href(holder: Element) -> str | None:
    """The address that an Anchor points to; that of the property itself when it holds nothing."""
    if len(holder) == 0:
        return trimmed(holder.get(XLINK_HREF))
    child = holder[0]
    return trimmed(child.get(XLINK_HREF)) if NAME[child.tag] == "Anchor" else None


def _content(element: Element) -> str | None:
    """The text of an element; with the texts of what it holds, when someone wrote markup in it."""
    if not len(element):
        return trimmed(element.text)
    if NAME[element.tag] in ("CharacterString", "Anchor", "LocalisedCharacterString"):
        return trimmed("".join(element.itertext()))
    return next((text.strip() for text in element.itertext() if not text.isspace()), None)
