"""The Atom feed of each language: the datasets added or changed last."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from terra_build.addresses import dataset_iri, page
from terra_build.catalogue import Catalogue
from terra_build.extents import first_second
from terra_build.machine_texts import FEED_TITLE, PUBLISHER
from terra_build.output import Output
from terra_catalog.dataset import Dataset
from terra_vocab.text import LANGS, Lang

ENTRIES = 100
"""The most entries of a feed: a reader who comes back each week misses nothing of an ordinary night."""

# XML 1.0 cannot hold these, not even escaped; a feed with one of them is refused whole.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def outputs(catalogue: Catalogue) -> Iterator[Output]:
    """`fr/feed.xml` and `en/feed.xml`."""
    latest = sorted(catalogue.datasets, key=lambda d: (d.updated, d.created), reverse=True)[:ENTRIES]
    for lang in LANGS:
        yield Output(f"{lang}/feed.xml", _feed(latest, catalogue, lang).encode())


def _feed(datasets: list[Dataset], catalogue: Catalogue, lang: Lang) -> str:
    site = catalogue.site_url
    own = f"{site}{lang}/feed.xml"
    # The build knows no clock: a feed is as new as its newest entry. An empty one has no date to give.
    updated = first_second(datasets[0].updated) if datasets else None
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">',
        f"<id>{_text(own)}</id>",
        f"<title>{_text(FEED_TITLE.shown(lang)[0])}</title>",
        f"<updated>{updated or '1970-01-01T00:00:00Z'}</updated>",
        f"<author><name>{_text(PUBLISHER.shown(lang)[0])}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(own)}/>',
    ]
    for other in LANGS:
        lines.append(f'<link rel="alternate" type="text/html" hreflang="{other}" href={quoteattr(f"{site}{other}/")}/>')
    lines += [_entry(dataset, catalogue, lang) for dataset in datasets]
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
