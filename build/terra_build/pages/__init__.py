"""The pages: every HTML file of the site that is made from the catalogue, in both languages."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from terra_build.catalogue import Catalogue
from terra_build.output import Output
from terra_build.pages import (
    actors,
    baskets,
    concepts,
    dataset,
    home,
    listing,
    map_page,
    moved,
    plain,
    search_page,
    series,
    sign_in_page,
    status,
    themes,
    tombstone,
    variables,
)
from terra_build.pages.card import Cards
from terra_build.pages.edition import Edition
from terra_build.period_bar import latest_year
from terra_build.shell import Shell
from terra_build.sign_in import SignIn
from terra_build.words import THEME, read_words
from terra_vocab.text import Lang


def outputs(
    catalogue: Catalogue, shells: Mapping[Lang, Shell], theme: Path = THEME, *, sign_in: SignIn | None = None
) -> Iterator[Output]:
    """Every page of both languages, then those that belong to none. Templates and words are read first. [I/O]"""
    this_year = latest_year(catalogue.datasets)
    editions: dict[Lang, Edition] = {
        lang: Edition(catalogue, shells[lang], words, this_year, theme) for lang, words in read_words(theme).items()
    }
    all_cards = {lang: Cards(edition) for lang, edition in editions.items()}
    for lang, edition in editions.items():
        cards = all_cards[lang]
        yield home.page(edition, cards)
        yield from listing.outputs(edition, cards)
        yield from search_page.outputs(edition)
        yield map_page.page(edition)
        yield from themes.outputs(edition, cards)
        yield from variables.outputs(edition, cards)
        yield from actors.outputs(edition, cards)
        yield from concepts.outputs(edition, cards)
        yield from series.outputs(edition, cards)
        yield from tombstone.outputs(edition)
        yield from moved.outputs(edition)
        yield status.page(edition)
        if sign_in is not None:
            yield sign_in_page.page(edition, sign_in)
        yield from baskets.outputs(edition, cards, under_account=bool(sign_in and sign_in.storage))
    yield from dataset.outputs(catalogue, [dataset.DatasetPages(editions[lang], all_cards[lang]) for lang in editions])
    yield from concepts.addresses(catalogue, editions)
    yield from plain.outputs(editions)
