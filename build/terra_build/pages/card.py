"""The card of a dataset: what can be scanned in a second, in every list of the site."""

from markupsafe import Markup

from terra_build.escaping import escape
from terra_build.pages import figures
from terra_build.pages.edition import Edition
from terra_build.pages.engine import BASE, markup
from terra_build.pages.frames import Frames
from terra_build.pages.wording import years
from terra_catalog.dataset import Dataset

_VARIABLES = 3


class Cards:
    """The cards of one language, each made once however many lists show it."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._frames = Frames(edition.templates, "card")
        self._made: dict[str, Markup] = {}
        self._lines: dict[str, Markup] = {}

    def __call__(self, dataset: Dataset) -> Markup:
        """A list item with title, sentence, footprint, period, three variables, access and licence in words."""
        card = self._made.get(dataset.id)
        if card is None:
            made = self._frames.fill(_values(dataset, self._edition)).decode()
            if dataset.id in self._edition.catalogue.series:
                made = made.replace(f"{BASE}datasets/{dataset.id}/", f"{BASE}series/{dataset.id}/")
            card = self._made[dataset.id] = markup(made)
        return card

    def all(self, datasets: list[Dataset]) -> Markup:
        """The cards of several datasets."""
        return markup("".join([self(d) for d in datasets]))

    def line(self, dataset: Dataset) -> Markup:
        """Only the linked title and the years, for lists where a card would be too much."""
        line = self._lines.get(dataset.id)
        if line is None:
            edition = self._edition
            period = years(dataset.intervals, edition.words)
            folder = "series" if dataset.id in edition.catalogue.series else "datasets"
            line = self._lines[dataset.id] = markup(
                f'<li><a href="{BASE}{folder}/{dataset.id}/">{edition.html(dataset.title)}</a>'
                + (f" <small>{escape(period)}</small></li>" if period else "</li>")
            )
        return line

    def lines(self, datasets: list[Dataset]) -> Markup:
        """The lines of several datasets."""
        return markup("".join([self.line(d) for d in datasets]))


def _values(dataset: Dataset, edition: Edition) -> dict[str, str]:
    link = edition.link
    variables = [f"<li>{link[key]}</li>" for v in dataset.variables if (key := f"variables/{v.concept}") in link]
    hue = dataset.compartments[0] if dataset.compartments else ""
    period = years(dataset.intervals, edition.words)
    return {
        "id": dataset.id,
        "hue": hue,
        "glyph": hue or "catalogue",
        "title": edition.html(dataset.title),
        "summary": edition.html(dataset.summary),
        "map": figures.small_map(dataset),
        "bar": figures.small_period_bar(dataset, edition, period),
        "years": escape(period),
        "variables": "".join(variables[:_VARIABLES]),
        "more": f"+{len(variables) - _VARIABLES}" if len(variables) > _VARIABLES else "",
        "access": edition.words.html(f"access-{dataset.access.condition}") if dataset.access else "",
        "licence": edition.label.get(f"licences/{dataset.licence}", "") if dataset.licence else "",
        "pole": edition.label.get(f"poles/{dataset.pole}", ""),
        "template": "",
    }


def empty(edition: Edition) -> Markup:
    """The card without a dataset, which the script of the list page clones and fills."""
    nothing = dict.fromkeys(("id", "title", "summary", "hue", "access", "licence", "pole", "years"), "")
    drawings = {
        "map": markup('<svg data-f="footprint" class="fp fp-mini" width="96" height="48"></svg>'),
        "bar": markup('<svg data-f="period" class="pb pb-mini" viewBox="0 0 200 8" preserveAspectRatio="none"></svg>'),
    }
    lists = {"glyph": "catalogue", "variables": '<li><a href="#"></a></li>', "more": ""}
    return markup(edition.templates.fast("card", {**nothing, **drawings, **lists, "template": "yes"}))
