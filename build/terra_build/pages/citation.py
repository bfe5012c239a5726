"""How to cite a dataset: a sentence and a BibTeX entry, from nothing but what the record says."""

import re

from terra_build.addresses import doi_url
from terra_build.pages.edition import Edition
from terra_catalog.dataset import Dataset
from terra_vocab.text import Lang

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


def sentence(dataset: Dataset, edition: Edition, lang: Lang) -> str:
    """Producers. Title. Version. Publisher. Address. The year of publication is left out: no record states it."""
    parts = [
        ", ".join(_producers(dataset)),
        dataset.title.shown(lang)[0],
        f"Version {dataset.version}" if dataset.version else "",
        _publisher(dataset, edition),
        _address(dataset, edition),
    ]
    return ". ".join(part.rstrip(".") for part in parts if part)


def bibtex(dataset: Dataset, edition: Edition) -> str:
    """A @misc entry, which every BibTeX style knows; characters that TeX would read are escaped."""
    fields = [
        ("title", dataset.title.shown(edition.lang)[0]),
        ("author", " and ".join(f"{{{_tex(name)}}}" for name in _producers(dataset))),
        ("publisher", _publisher(dataset, edition)),
        ("version", dataset.version or ""),
        ("doi", dataset.identifiers.doi or ""),
        ("url", _address(dataset, edition)),
    ]
    raw = {"author", "doi", "url"}
    lines = [f"  {name} = {{{value if name in raw else _tex(value)}}}" for name, value in fields if value]
    return f"@misc{{{dataset.id},\n" + ",\n".join(lines) + "\n}"
