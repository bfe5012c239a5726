"""The essentials of a dataset as a definition list: each fact once, for people and, beside it, for programs."""

from collections.abc import Callable

from terra_build.addresses import doi_url
from terra_build.escaping import escape
from terra_build.pages import figures
from terra_build.pages.edition import Edition
from terra_build.pages.links import anchor
from terra_build.pages.wording import date, resolution, size
from terra_catalog.dataset import Dataset, Interval

_DAY = 10


class Facts:
    """Writes the rows of one language. Rows shared by many datasets (pole, centre, licence...) are made once."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._shared: dict[object, str] = {}
        self._periods: dict[tuple[Interval, ...], str] = {}
        self._names = {
            name: edition.words.html(f"fact-{name}")
            for name in (
                "where", "when", "variables", "platforms", "instruments", "missions", "resolution", "update", "format",
                "size", "producers", "hosts", "centre", "pole", "licence", "access", "doi", "version", "contact",
            )
        }  # fmt: skip
        self._opening = {fact: f"<div><dt>{name}</dt><dd>" for fact, name in self._names.items()}
        self._lower = {fact: name[0].lower() + name[1:] for fact, name in self._names.items()}

    def rows(self, dataset: Dataset, place: str) -> tuple[str, str]:
        """The rows, and the names of the secondary facts that the record does not state; both HTML.

        `place` is the footprint in words, as the drawing says it.
        """
        words = self._edition.words
        facts = {
            "variables": self._variables(dataset),
            "platforms": self._platforms(dataset),
            "instruments": escape(", ".join(dataset.instruments)) if dataset.instruments else None,
            "missions": escape(", ".join(dataset.missions)) if dataset.missions else None,
            "resolution": escape(resolution(dataset.resolution, words)) if dataset.resolution else "",
            "update": words.html(f"update-{dataset.update}") if dataset.update else "",
            "format": self._formats(dataset),
            "size": self._size(dataset),
        }
        rows = [
            self._periods.get(dataset.intervals) or self._when(dataset),
            self._where(dataset, place),
            self._cached((dataset.licence, dataset.access, dataset.rights), self._terms, dataset),
            *[self._opening[name] + value + "</dd></div>" for name, value in facts.items() if value],
            self._cached(dataset.providers, self._people, dataset),
            self._cached((dataset.data_centre, dataset.pole), self._actors, dataset),
            self._doi(dataset),
        ]
        if dataset.version:
            rows.append(self._row("version", escape(dataset.version)))
        if dataset.contacts:
            rows.append(self._row("contact", self._contacts(dataset)))
        unstated = [self._lower[name] for name, value in facts.items() if value == ""]
        if not dataset.contacts:
            unstated.append(self._lower["contact"])
        return "\n".join(filter(None, rows)), ", ".join(unstated)

    def _row(self, name: str, value: str) -> str:
        return f"{self._opening[name]}{value}</dd></div>"

    def _cached(self, key: object, make: Callable[[Dataset], str], dataset: Dataset) -> str:
        row = self._shared.get(key)
        if row is None:
            row = self._shared[key] = make(dataset)
        return row

    def _when(self, dataset: Dataset) -> str:
        if not dataset.intervals:
            return self._row("when", self._edition.not_stated)
        spans = "<br>".join([self._span(interval) for interval in dataset.intervals])
        plain = ", ".join([_plain_span(interval, self._edition) for interval in dataset.intervals])
        bar = figures.period_bar(dataset, self._edition, plain)
        row = f'<div class="wide"><dt>{self._names["when"]}</dt><dd>{spans}{bar}</dd></div>'
        self._periods[dataset.intervals] = row
        return row

    def _span(self, interval: Interval) -> str:
        start, end = interval.start or "", interval.end or ""
        return _in_words(
            interval,
            self._edition,
            start and self._edition.time(start, "start"),
            end and self._edition.time(end, "end"),
        )

    def _where(self, dataset: Dataset, place: str) -> str:
        if not dataset.boxes:
            return self._row("where", self._edition.not_stated)
        value = " ".join([_numbers(*box) for box in dataset.boxes])
        return (
            f'<div><dt>{self._names["where"]}</dt><dd data-fact="box" data-value="{value}">{escape(place)}</dd></div>'
        )

    def _terms(self, dataset: Dataset) -> str:
        edition = self._edition
        concept = edition.thesaurus.find("licences", dataset.licence) if dataset.licence else None
        if concept:
            plain = edition.html(concept.definition)
            value = f"{edition.link[concept.key]}<small>{plain}</small>" if plain else str(edition.link[concept.key])
        elif dataset.rights:
            value = edition.html(dataset.rights)
        else:
            value = str(edition.not_stated)
        fact = f' data-fact="licence" data-value="{escape(concept.id)}"' if concept else ""
        licence = f"<div><dt>{self._names['licence']}</dt><dd{fact}>{value}</dd></div>"
        if not dataset.access:
            return licence + self._row("access", edition.not_stated)
        access = dataset.access
        if access.until:
            words = edition.words("access-embargo-until", date=date(access.until, edition.lang))
        else:
            words = edition.words(f"access-{access.condition}")
        note = f"<small>{edition.html(access.note)}</small>" if access.note else ""
        return licence + self._row("access", escape(words[0].upper() + words[1:]) + note)

    def _variables(self, dataset: Dataset) -> str:
        link = self._edition.link
        return ", ".join([link[key] for v in dataset.variables if (key := f"variables/{v.concept}") in link])

    def _platforms(self, dataset: Dataset) -> str:
        link = self._edition.link
        return ", ".join([link[key] for p in dataset.platforms if (key := f"platforms/{p}") in link])

    def _formats(self, dataset: Dataset) -> str:
        link = self._edition.link
        formats = dict.fromkeys([f"formats/{d.format}" for d in dataset.distributions if d.format])
        return ", ".join([link[key] for key in formats if key in link])

    def _size(self, dataset: Dataset) -> str:
        total = sum([d.size or 0 for d in dataset.distributions])
        return escape(size(total, self._edition.words)) if total else ""

    def _people(self, dataset: Dataset) -> str:
        hosts = [p for p in dataset.providers if p.roles == ("host",)]
        makers = [p for p in dataset.providers if p not in hosts]
        row = ""
        for name, people in (("producers", makers), ("hosts", hosts)):
            if people:
                row += self._row(name, ", ".join([anchor(p.url, escape(p.name)) for p in people]))
        return row or self._row("producers", self._edition.not_stated)

    def _actors(self, dataset: Dataset) -> str:
        link = self._edition.link
        centre = link.get(f"data-centres/{dataset.data_centre}") if dataset.data_centre else None
        row = self._row("centre", centre) if centre else ""
        pole = link.get(f"poles/{dataset.pole}")
        return row + (self._row("pole", pole) if pole else "")

    def _doi(self, dataset: Dataset) -> str:
        doi = dataset.identifiers.doi
        if not doi:
            return self._row("doi", self._edition.not_stated)
        shown = escape(doi)
        address = escape(doi_url(doi))
        return (
            f'<div><dt>{self._names["doi"]}</dt><dd data-fact="doi" data-value="{shown}">'
            f'<a href="{address}" rel="noopener">{shown}</a></dd></div>'
        )

    def _contacts(self, dataset: Dataset) -> str:
        shown = []
        for contact in dataset.contacts:
            address = (
                f' · <a href="mailto:{escape(contact.email)}">{escape(contact.email)}</a>' if contact.email else ""
            )
            shown.append(anchor(contact.url, escape(contact.name)) + address)
        return "<br>".join(shown)


def _plain_span(interval: Interval, edition: Edition) -> str:
    start = date(interval.start, edition.lang) if interval.start else ""
    end = date(interval.end, edition.lang) if interval.end else ""
    return _in_words(interval, edition, start, end) if start or end else ""


def _in_words(interval: Interval, edition: Edition, start: str, end: str) -> str:
    """The words around the two ends of an interval, which come as plain text or as HTML."""
    full = len(interval.start or interval.end or "") >= _DAY
    if start and end:
        return edition.words("period-from-to" if full else "period-range", start=start, end=end)
    if start:
        return edition.words("period-from" if full else "period-since", start=start)
    if end:
        return edition.words("period-to" if full else "period-until", end=end)
    return str(edition.not_stated)


def _numbers(west: float, south: float, east: float, north: float) -> str:
    return f"{west:.10g},{south:.10g},{east:.10g},{north:.10g}"
