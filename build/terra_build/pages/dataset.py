"""The page of a dataset, in the order of reading: what it is, what is essential, what for, how to get it, whence."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from terra_build.catalogue import Catalogue
from terra_build.escaping import escape
from terra_build.output import Output
from terra_build.pages import citation, figures, related
from terra_build.pages.card import Cards
from terra_build.pages.edition import Edition
from terra_build.pages.engine import BASE, markup
from terra_build.pages.facts import Facts
from terra_build.pages.frames import Frames, Values
from terra_build.pages.links import anchor, followed, host
from terra_build.pages.quality import Checklists
from terra_build.pages.subject import Subject, subject
from terra_build.pages.ways import Ways, copied_words
from terra_build.pages.wording import place
from terra_catalog.dataset import Dataset, Variable


def outputs(catalogue: Catalogue, languages: Sequence["DatasetPages"]) -> Iterator[Output]:
    """The pages of every dataset, one dataset after the other: what its languages share is made once."""
    for dataset in catalogue.datasets:
        shared = subject(dataset, catalogue)
        for pages in languages:
            yield pages.page(shared)


class DatasetPages:
    """Writes the dataset pages of one language, with the pieces that many of them share."""

    def __init__(self, edition: Edition, cards: Cards) -> None:
        self._edition = edition
        self._cards = cards
        self._frames = Frames(edition.templates, "dataset")
        self._site = escape(edition.catalogue.site_url)
        self._facts = Facts(edition)
        self._ways = Ways(edition)
        self._checklist = Checklists(edition)
        self._copied = escape(copied_words(edition))
        self._crumbs: dict[tuple[str, str], Markup] = {}
        self._badges: dict[object, Markup] = {}
        self._rows: dict[Variable, str] = {}

    def page(self, shared: Subject) -> Output:
        """The page of one dataset."""
        edition, dataset = self._edition, shared.dataset
        content = self._frames.fill(self._values(shared))
        head = b'%b<script type="application/ld+json">%b</script>' % (shared.links, shared.data[edition.lang])
        return edition.page(
            f"datasets/{dataset.id}/",
            dataset.title.shown(edition.lang)[0],
            content,
            description=dataset.summary.shown(edition.lang)[0],
            head=head,
            section="datasets",
        )

    def _values(self, shared: Subject) -> Values:
        edition, dataset = self._edition, shared.dataset
        lang = edition.lang
        hue = dataset.compartments[0] if dataset.compartments else ""
        where = place(dataset.boxes, edition.words)
        facts, unstated = self._facts.rows(dataset, where)
        prose, prose_lang = dataset.description.shown(lang)
        variables = dataset.variables
        main = dataset.landing_page or _first_way(dataset)
        if not followed(main):
            main = ""
        texts = (dataset.title, dataset.summary, dataset.description)
        borrowed = any(text and not text.get(lang) for text in texts)
        cf = any(v.cf for v in variables)
        native = any(v.name for v in variables)
        cited = citation.cite(dataset, edition)
        return {
            "id": dataset.id,
            "hue": hue,
            "glyph": edition.glyph(hue),
            "crumbs": self._crumb(hue, variables[0].concept if variables else ""),
            "title": edition.html(dataset.title),
            "names": escape(" · ".join(dataset.names)),
            "summary": edition.html(dataset.summary),
            "badges": self._badge_list(dataset),
            "borrowed": "yes" if borrowed else "",
            "notice": self._notice(dataset),
            "main": escape(main),
            "host": escape(edition.words("action-access-where", host=host(main))) if main else "",
            "address": f"{self._site}{lang}/datasets/{dataset.id}/",
            "copied": self._copied,
            "place": escape(where),
            "map": figures.large_map(dataset, edition, where),
            "facts": facts,
            "unstated": unstated,
            "useful": "".join([f"<li>{edition.html(use)}</li>" for use in dataset.useful_for]),
            "avoid": "".join([f"<li>{edition.html(use)}</li>" for use in dataset.not_for]),
            "prefer": self._prefer(dataset),
            "paragraphs": "".join([f"<p>{escape(part)}</p>" for part in prose.split("\n\n") if part]),
            "prose_lang": "" if prose_lang == lang else f' lang="{prose_lang}"',
            "variables": "\n".join([self._variable(v, cf, native) for v in variables]),
            "cf": "yes" if cf else "",
            "native": "yes" if native else "",
            "ways": self._ways.cards(dataset),
            "eodag": self._ways.eodag(dataset),
            "related": related.groups(dataset, edition),
            "similar": self._cards.lines(shared.similar),
            "citation": escape(cited.sentence),
            "citation_other": escape(cited.other) if cited.other != cited.sentence else "",
            "other": edition.other,
            "bibtex": escape(cited.bibtex, quote=False),
            "quality": self._checklist(shared.met),
            "origin": self._origin(dataset),
        }

    def _crumb(self, compartment: str, variable: str) -> Markup:
        """Compartment › sub-domain › variable, by the first of each that fit together."""
        known = self._crumbs.get((compartment, variable))
        if known is None:
            edition = self._edition
            keys = []
            if concept := edition.thesaurus.find("variables", variable):
                above = [c for c in concept.broader if c.startswith("subdomains/")]
                keys = [*above[:1], concept.key]
                own = edition.hue.get(above[0], "") if above else ""
                compartment = own if own and not compartment else compartment
            if compartment:
                keys.insert(0, f"compartments/{compartment}")
            items = [edition.link[key] for key in keys if key in edition.link]
            known = self._crumbs[compartment, variable] = edition.crumbs(items)
        return known

    def _badge_list(self, dataset: Dataset) -> Markup:
        key = (dataset.platforms, dataset.status, dataset.access and dataset.access.condition)
        known = self._badges.get(key)
        if known is None:
            edition = self._edition
            badges = [
                f"<li>{edition.link[k]}</li>" for p in dataset.platforms if (k := f"platforms/{p}") in edition.link
            ]
            if dataset.status:
                badges.append(
                    f'<li class="status-{dataset.status}">{edition.words.html(f"status-{dataset.status}")}</li>'
                )
            if dataset.access:
                badges.append(f"<li>{edition.words.html(f'access-{dataset.access.condition}')}</li>")
            name = escape(edition.words("badges"))
            known = markup(f'<ul class="badges" aria-label="{name}">{"".join(badges)}</ul>' if badges else "")
            self._badges[key] = known
        return known

    def _notice(self, dataset: Dataset) -> str:
        edition = self._edition
        successor = edition.catalogue.by_id.get(dataset.successor) if dataset.successor else None
        if successor:
            return f"{edition.words.html('superseded-by')} {_link(successor, edition)}."
        return edition.words.html("withdrawn-note") if dataset.status == "withdrawn" else ""

    def _prefer(self, dataset: Dataset) -> str:
        edition, by_id = self._edition, self._edition.catalogue.by_id
        when, then = edition.words.html("prefer-when"), edition.words.html("prefer-then")
        return "\n".join(
            [
                f'<p class="prefer">{when} {edition.html(p.when)}, {then} {_link(by_id[p.dataset], edition)}.</p>'
                for p in dataset.prefer
                if p.dataset in by_id
            ]
        )

    def _variable(self, variable: Variable, cf: bool, native: bool) -> str:
        plain = not cf and not native and not variable.unit
        if plain and (known := self._rows.get(variable)):
            return known
        edition = self._edition
        concept = edition.thesaurus.find("variables", variable.concept)
        if concept is None:
            return ""
        usual = (
            f"{escape(concept.unit.symbol)} <small>{edition.words.html('usual-unit')}</small>" if concept.unit else ""
        )
        other = escape(concept.label.get(edition.other) or "")
        cells = f'<th scope="row">{edition.link[concept.key]}</th><td lang="{edition.other}">{other}</td>'
        cells += f"<td>{escape(variable.unit) if variable.unit else usual}</td>"
        cells += f"<td><code>{escape(variable.cf or '')}</code></td>" if cf else ""
        cells += f"<td><code>{escape(variable.name or '')}</code></td>" if native else ""
        row = f"<tr>{cells}</tr>"
        if plain:
            self._rows[variable] = row
        return row

    def _origin(self, dataset: Dataset) -> str:
        edition, words = self._edition, self._edition.words
        origin = dataset.provenance
        curated = origin is None or origin.upstream_id is None
        said = words.html("origin-curated")
        if origin and not curated:
            said = escape(words("origin-harvested", source=origin.source))
        rows = [
            ("origin-id", f"<code>{dataset.id}</code>"),
            ("origin-created", edition.time(dataset.created)),
            ("origin-updated", edition.time(dataset.updated) if dataset.updated != dataset.created else ""),
            ("fact-keywords", escape(", ".join(_keywords(dataset, edition)))),
            ("origin-uuid", escape(dataset.identifiers.uuid or "")),
            ("origin-other-ids", escape(", ".join(dataset.identifiers.other))),
        ]
        if origin:
            rows += [
                ("origin-upstream-id", escape(origin.upstream_id or "")),
                ("origin-upstream-date", edition.time(origin.modified) if origin.modified else ""),
                ("origin-original", anchor(origin.url, escape(host(origin.url))) if origin.url else ""),
                ("origin-also", ", ".join([anchor(url, escape(host(url) or url)) for url in origin.also])),
            ]
        shown = "".join([f"<div><dt>{words.html(k)}</dt><dd>{v}</dd></div>" for k, v in rows if v])
        return f'<p>{said}</p><dl class="facts small">{shown}</dl>'


def _first_way(dataset: Dataset) -> str:
    if dataset.distributions:
        return dataset.distributions[0].url
    return dataset.services[0].url if dataset.services else ""


def _keywords(dataset: Dataset, edition: Edition) -> tuple[str, ...]:
    own = dataset.keywords.fr if edition.lang == "fr" else dataset.keywords.en
    return own + dataset.keywords.any


def _link(dataset: Dataset, edition: Edition) -> str:
    return f'<a href="{BASE}datasets/{dataset.id}/">{edition.html(dataset.title)}</a>'
