"""The Atom feeds of each language: what changed last, in all and in each compartment, variable and pole."""

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from terra_build.addresses import dataset_iri, page
from terra_build.catalogue import Catalogue
from terra_build.extents import first_second
from terra_build.machine_texts import FEED_TITLE, PUBLISHER
from terra_build.output import Output
from terra_catalog.dataset import Dataset
from terra_vocab.concept import Concept
from terra_vocab.text import LANGS, Lang

ENTRIES = 100
"""The most entries of a feed: a reader who comes back each week misses nothing of an ordinary night."""
THEME_ENTRIES = 20
"""The most entries of the feed of a theme: there are hundreds of them, and each changes less."""
THEMES = {"compartments": "compartments", "variables": "variables", "poles": "poles"}
"""Scheme -> folder of its pages, below which its feeds lie."""

# XML 1.0 cannot hold these, not even escaped; a feed with one of them is refused whole.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def outputs(catalogue: Catalogue) -> Iterator[Output]:
    """`fr/feed.xml`, `fr/variables/<id>/feed.xml` and so on, and the same in English."""
    latest = sorted(catalogue.entries, key=lambda d: (d.updated, d.created), reverse=True)
    themes = list(_themes(catalogue, latest))
    for lang in LANGS:
        entries = _Entries(catalogue, lang)
        yield Output(f"{lang}/feed.xml", _feed("", FEED_TITLE.shown(lang)[0], latest[:ENTRIES], entries).encode())
        for concept, datasets in themes:
            path = f"{THEMES[concept.scheme]}/{concept.id}/"
            title = f"{concept.label.shown(lang)[0]} – {FEED_TITLE.shown(lang)[0]}"
            yield Output(f"{lang}/{path}feed.xml", _feed(path, title, datasets, entries).encode())
        for basket in catalogue.community.baskets:
            path = f"baskets/{basket.id}/"
            inside = [catalogue.by_id[c.dataset] for c in basket.datasets if c.dataset in catalogue.by_id]
            inside.sort(key=lambda d: (d.updated, d.created), reverse=True)
            title = f"{basket.title.shown(lang)[0]} – {FEED_TITLE.shown(lang)[0]}"
            yield Output(f"{lang}/{path}feed.xml", _feed(path, title, inside, entries).encode())


def _themes(catalogue: Catalogue, latest: Iterable[Dataset]) -> Iterator[tuple[Concept, list[Dataset]]]:
    """The concepts that have datasets, each with those changed last."""
    found: dict[str, list[Dataset]] = {}
    for dataset in latest:
        keys = [f"compartments/{c}" for c in dataset.compartments]
        keys += dict.fromkeys(f"variables/{v.concept}" for v in dataset.variables)
        for key in (*keys, f"poles/{dataset.pole}"):
            datasets = found.setdefault(key, [])
            if len(datasets) < THEME_ENTRIES:
                datasets.append(dataset)
    for scheme in THEMES:
        for concept in catalogue.thesaurus.of(scheme):
            if concept.key in found:
                yield concept, found[concept.key]


class _Entries:
    """The entries of one language, each written once however many feeds hold it."""

    def __init__(self, catalogue: Catalogue, lang: Lang) -> None:
        self.catalogue = catalogue
        self.lang: Lang = lang
        self._written: dict[str, str] = {}

    def __call__(self, dataset: Dataset) -> str:
        entry = self._written.get(dataset.id)
        if entry is None:
            entry = self._written[dataset.id] = _entry(dataset, self.catalogue, self.lang)
        return entry


def _feed(path: str, title: str, datasets: Sequence[Dataset], entries: _Entries) -> str:
    """The feed of the page at `path` below the folder of its language."""
    site, lang = entries.catalogue.site_url, entries.lang
    own = f"{site}{lang}/{path}feed.xml"
    # The build knows no clock: a feed is as new as its newest entry. An empty one has no date to give.
    updated = first_second(datasets[0].updated) if datasets else None
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">',
        f"<id>{_text(own)}</id>",
        f"<title>{_text(title)}</title>",
        f"<updated>{updated or '1970-01-01T00:00:00Z'}</updated>",
        f"<author><name>{_text(PUBLISHER.shown(lang)[0])}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(own)}/>',
    ]
    for other in LANGS:
        address = quoteattr(f"{site}{other}/{path}")
        lines.append(f'<link rel="alternate" type="text/html" hreflang="{other}" href={address}/>')
    lines += [entries(dataset) for dataset in datasets]
    lines.append("</feed>\n")
    return "\n".join(lines)


def _entry(dataset: Dataset, catalogue: Catalogue, lang: Lang) -> str:
    site = catalogue.site_url
    title, title_lang = dataset.title.shown(lang)
    summary, summary_lang = dataset.summary.shown(lang)
    lines = [
        "<entry>",
        f"<id>{_text(dataset_iri(site, dataset.id))}</id>",
        f'<title xml:lang="{title_lang}">{_text(title)}</title>',
        f"<published>{first_second(dataset.created)}</published>",
        f"<updated>{first_second(dataset.updated)}</updated>",
        f'<link rel="alternate" type="text/html" hreflang="{lang}" href={quoteattr(page(site, lang, dataset.id))}/>',
    ]
    if summary:
        lines.append(f'<summary xml:lang="{summary_lang}">{_text(summary)}</summary>')
    for compartment in dataset.compartments:
        if concept := catalogue.thesaurus.find("compartments", compartment):
            label = _NOT_XML.sub("", concept.label.shown(lang)[0])
            lines.append(f"<category term={quoteattr(concept.id)} label={quoteattr(label)}/>")
    lines.append("</entry>")
    return "\n".join(lines)


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", text))
