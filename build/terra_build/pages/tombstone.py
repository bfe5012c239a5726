"""The page of a withdrawn dataset: since when, by whom, what replaces it, and what was known of it."""

from collections.abc import Iterator

from terra_build.addresses import doi_url
from terra_build.escaping import escape
from terra_build.output import Output
from terra_build.pages import citation
from terra_build.pages.edition import Edition
from terra_build.pages.engine import BASE, markup
from terra_build.pages.links import anchor, host
from terra_build.pages.wording import years
from terra_catalog.dataset import Dataset


def outputs(edition: Edition) -> Iterator[Output]:
    """One page per withdrawn dataset, at the address that it always had."""
    for dataset in edition.catalogue.withdrawn:
        yield page(dataset, edition)


def page(dataset: Dataset, edition: Edition) -> Output:
    """The tombstone of one dataset. Search engines are asked to forget it, people who cited it are not."""
    words = edition.words
    successor = edition.catalogue.by_id.get(dataset.successor) if dataset.successor else None
    link = f'<a href="{BASE}datasets/{successor.id}/">{edition.html(successor.title)}</a>' if successor else ""
    content = edition.templates(
        "tombstone",
        {
            "title": edition.text(dataset.title),
            "summary": edition.text(dataset.summary),
            "notice": markup(_since(dataset, edition)),
            "successor": markup(link),
            "rows": [(words(name), markup(value)) for name, value in _rows(dataset, edition) if value],
            "citation": citation.cite(dataset, edition).sentence,
        },
    )
    title = dataset.title.shown(edition.lang)[0]
    head = '<meta name="robots" content="noindex">'
    return edition.page(f"datasets/{dataset.id}/", title, content, description="", head=head, section="datasets")


def _since(dataset: Dataset, edition: Edition) -> str:
    """Since when and by whom; a withdrawn record is not touched again, so its last day is that of its withdrawal."""
    words, origin = edition.words, dataset.provenance
    harvested = origin is not None and origin.upstream_id is not None
    source = escape(_source_name(origin.source, edition)) if origin and harvested else ""
    said = escape(words("tombstone-source" if harvested else "tombstone-curated", source="{source}", date="{date}"))
    return said.replace("{source}", source).replace("{date}", edition.time(dataset.updated))


def _source_name(source: str, edition: Edition) -> str:
    """The title of a source, which its status knows; else its id."""
    for status in edition.catalogue.statuses:
        if status.source == source:
            return status.title.shown(edition.lang)[0] or source
    return source


def _rows(dataset: Dataset, edition: Edition) -> Iterator[tuple[str, str]]:
    """What identifies a dataset that is gone: names, producers, period, and where it was."""
    doi, origin = dataset.identifiers.doi, dataset.provenance
    yield "fact-doi", f'<a href="{escape(doi_url(doi))}" rel="noopener">{escape(doi)}</a>' if doi else ""
    yield "fact-producers", ", ".join(anchor(p.url, escape(p.name)) for p in dataset.providers)
    yield "fact-when", escape(years(dataset.intervals, edition.words))
    yield "fact-pole", str(edition.link.get(f"poles/{dataset.pole}", ""))
    yield "origin-id", f"<code>{dataset.id}</code>"
    if origin:
        yield "origin-upstream-id", escape(origin.upstream_id or "")
        yield "origin-original", anchor(origin.url, escape(host(origin.url))) if origin.url else ""
