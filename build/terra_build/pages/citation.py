"""How to cite a dataset: a sentence and a BibTeX entry, from nothing but what the record says."""

import re
from typing import NamedTuple

from terra_build.addresses import doi_url
from terra_build.pages.edition import Edition
from terra_catalog.dataset import Dataset

_TEX = str.maketrans({c: "\\" + c for c in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\~{}", "^": r"\^{}"})


_IN_TEX = re.compile(r"[&%$#_{}\\~^]").search


def _tex(text: str) -> str:
    """`text` as TeX reads it back; most names hold nothing to escape."""
    return text.translate(_TEX) if _IN_TEX(text) else text


def _address(dataset: Dataset, edition: Edition) -> str:
    if dataset.identifiers.doi:
        return doi_url(dataset.identifiers.doi)
    return dataset.landing_page or f"{edition.catalogue.site_url}{edition.lang}/datasets/{dataset.id}/"


def _publisher(dataset: Dataset, edition: Edition) -> str:
    key = f"data-centres/{dataset.data_centre}" if dataset.data_centre else f"poles/{dataset.pole}"
    return edition.plain.get(key, "")


def _producers(dataset: Dataset) -> list[str]:
    named = [p.name for p in dataset.providers if "producer" in p.roles]
    return named or [p.name for p in dataset.providers]


class Citation(NamedTuple):
    """How to cite a dataset in the language of a page and in the other, and for BibTeX; plain text."""

    sentence: str
    other: str
    bibtex: str


def cite(dataset: Dataset, edition: Edition) -> Citation:
    """Producers. Title. Version. Publisher. Address. The year of publication is left out: no record states it."""
    producers, publisher, address = _producers(dataset), _publisher(dataset, edition), _address(dataset, edition)
    title, other = dataset.title.shown(edition.lang)[0], dataset.title.shown(edition.other)[0]
    before = ", ".join(producers)
    after = [f"Version {dataset.version}" if dataset.version else "", publisher, address]
    sentence = _joined(before, title, *after)
    return Citation(
        sentence,
        _joined(before, other, *after) if other != title else sentence,
        _bibtex(dataset, title, producers, publisher, address),
    )


def _joined(*parts: str) -> str:
    return ". ".join([part.rstrip(".") for part in parts if part])


def _bibtex(dataset: Dataset, title: str, producers: list[str], publisher: str, address: str) -> str:
    """A @misc entry, which every BibTeX style knows; characters that TeX would read are escaped."""
    author = " and ".join([f"{{{_tex(name)}}}" for name in producers])
    lines = [f"@misc{{{dataset.id}", f"  title = {{{_tex(title)}}}"]
    if author:
        lines.append(f"  author = {{{author}}}")
    if publisher:
        lines.append(f"  publisher = {{{_tex(publisher)}}}")
    if dataset.version:
        lines.append(f"  version = {{{_tex(dataset.version)}}}")
    if dataset.identifiers.doi:
        lines.append(f"  doi = {{{dataset.identifiers.doi}}}")
    lines.append(f"  url = {{{address}}}")
    return ",\n".join(lines) + "\n}"
