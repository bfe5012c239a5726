"""The title of a link: its name, or its description, where either says more than the address."""

from terra_harvest.normalise.language import sided, text_in
from terra_harvest.normalise.placeholders import says_nothing
from terra_harvest.normalise.plain import cut, line
from terra_harvest.original import Link
from terra_vocab.text import LANGS, Lang, Text

MAX_TITLE = 300


def link_title(link: Link, language: Lang) -> Text:
    """The title of a link by language, on one line."""
    found = sided(link.name, language) or sided(link.description, language)
    sides: dict[Lang, str] = {}
    for lang in LANGS:
        said = found.get(lang)
        words = line(said) if said else ""
        if words and not says_nothing(words) and words != link.url:
            sides[lang] = cut(words, MAX_TITLE)
    return text_in(sides)
