"""The pages: every HTML file of the site that is made from the catalogue, in both languages."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from terra_build.catalogue import Catalogue
from terra_build.output import Output
from terra_build.pages import actors, concepts, home, listing, map_page, plain, themes, variables
from terra_build.pages.card import Cards
from terra_build.pages.dataset import DatasetPages
from terra_build.pages.edition import Edition
from terra_build.period_bar import latest_year
from terra_build.shell import Shell
from terra_build.words import THEME, read_words
from terra_vocab.text import Lang


def outputs(catalogue: Catalogue, shells: Mapping[Lang, Shell], theme: Path = THEME) -> Iterator[Output]:
    """Every page of both languages, then those that belong to none. Templates and words are read first. [I/O]"""
    this_year = latest_year(catalogue.datasets)
    editions: dict[Lang, Edition] = {
        lang: Edition(catalogue, shells[lang], words, this_year, theme) for lang, words in read_words(theme).items()
    }
    for edition in editions.values():
        cards = Cards(edition)
        yield home.page(edition, cards)
        yield from listing.outputs(edition, cards)
        yield map_page.page(edition)
        yield from themes.outputs(edition, cards)
        yield from variables.outputs(edition, cards)
        yield from actors.outputs(edition, cards)
        yield from concepts.outputs(edition, cards)
        yield from DatasetPages(edition, cards).outputs()
    yield from concepts.addresses(catalogue, editions)
    yield from plain.outputs(editions)
