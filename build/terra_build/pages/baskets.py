"""The basket page, which a script fills, the pages of the baskets that people share, and the words of both."""

from collections.abc import Iterator

import orjson

from terra_build.catalogue import Catalogue
from terra_build.output import Output
from terra_build.pages.card import Cards
from terra_build.pages.edition import Edition
from terra_catalog.baskets import Basket
from terra_catalog.dataset import Dataset
from terra_vocab.text import LANGS

_COUNTED = ("basket-count",)


def outputs(edition: Edition, cards: Cards, *, under_account: bool = False) -> Iterator[Output]:
    """basket/, baskets/<id>/ for each shared basket, and the words of the script at /access/words-<lang>.json.

    `under_account` says whether signed-in readers keep their baskets elsewhere too: they are told.
    """
    words, baskets = edition.words, edition.catalogue.community.baskets
    content = edition.templates("basket", {"lang": edition.lang, "shared": [_shown(b, edition) for b in baskets]})
    title, sentence = words("basket-title"), words("basket-sentence")
    yield edition.page("basket/", title, content, description=sentence, section="basket")
    for basket in baskets:
        yield _page(basket, edition, cards)
    said = {f"basket-{key}": word for key, word in words.starting("basket-").items()}
    said |= {f"use-{key}": word for key, word in words.starting("use-").items()}
    said |= {key: words(key) for key in ("copy", "copied")}
    if under_account:
        said["basket-private"] = words("basket-account")
    if edition.lang == "fr":
        yield Output("access/gone.json", orjson.dumps(_gone(edition.catalogue)))
    for key in _COUNTED:
        said |= {f"{key}_one": words.pattern(key, "one"), f"{key}_many": words.pattern(key, "other")}
    yield Output(f"access/words-{edition.lang}.json", orjson.dumps(said))


def _gone(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """What the baskets of readers may still name: datasets withdrawn or renamed, with what takes their place."""
    told: dict[str, dict[str, str]] = {}
    for old, new in sorted(catalogue.redirects.items()):
        if new in catalogue.by_id and old not in catalogue.by_id:
            told[old] = {**_titles(catalogue.by_id[new]), "became": "moved", "successor": new}
    for dataset in catalogue.withdrawn:
        told[dataset.id] = {**_titles(dataset), "became": "withdrawn"}
        if dataset.successor and dataset.successor in catalogue.by_id:
            told[dataset.id]["successor"] = dataset.successor
    return told


def _titles(dataset: Dataset) -> dict[str, str]:
    return {lang: dataset.title.shown(lang)[0] for lang in LANGS}


def _page(basket: Basket, edition: Edition, cards: Cards) -> Output:
    by_id = edition.catalogue.by_id
    chosen = [
        (edition.text(choice.note), cards(by_id[choice.dataset]))
        for choice in basket.datasets
        if choice.dataset in by_id
    ]
    title = basket.title.shown(edition.lang)[0]
    description = basket.description.shown(edition.lang)[0]
    content = edition.templates(
        "shared-basket",
        {
            **_shown(basket, edition),
            "lang": edition.lang,
            "chosen": chosen,
            "ids": " ".join(choice.dataset for choice in basket.datasets),
            "name": title,
        },
    )
    path = f"baskets/{basket.id}/"
    feed = f'<link rel="alternate" type="application/atom+xml" href="../../../{edition.lang}/{path}feed.xml">'
    return edition.page(path, title, content, description=description or title, head=feed, section="basket")


def _shown(basket: Basket, edition: Edition) -> dict[str, object]:
    return {
        "id": basket.id,
        "title": edition.text(basket.title),
        "description": edition.text(basket.description),
        "author": edition.words("basket-by", author=basket.author),
        "updated": edition.time(basket.updated),
        "count": edition.words.count("basket-count", len(basket.datasets)),
    }
