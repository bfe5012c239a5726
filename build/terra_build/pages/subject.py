"""The subject of a page: a dataset with everything that its pages say alike in both languages, made once for both."""

from typing import NamedTuple

from terra_build import schemaorg, signposting
from terra_build.catalogue import Catalogue
from terra_build.pages import quality, related
from terra_catalog.dataset import Dataset
from terra_vocab.text import Lang


class Subject(NamedTuple):
    """Nothing here may depend on the language of the page, but for `data`, which holds both."""

    dataset: Dataset
    links: bytes
    """The `<link>` elements of the head."""
    data: dict[Lang, bytes]
    """The schema.org description, by language, as it is put into a `<script>`."""
    met: tuple[bool, ...]
    """Which criteria of quality the record meets."""
    similar: list[Dataset]
    """The neighbours in the catalogue."""


def subject(dataset: Dataset, catalogue: Catalogue) -> Subject:
    """Everything that the two pages of a dataset share."""
    return Subject(
        dataset,
        signposting.head_links(dataset, catalogue).encode(),
        schemaorg.scripts(dataset, catalogue),
        quality.met(dataset),
        related.similar(dataset, catalogue),
    )
