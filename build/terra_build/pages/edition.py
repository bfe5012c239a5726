"""An edition: everything that the pages of one language have in common, made once before the first page."""

from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from terra_build.catalogue import Catalogue
from terra_build.escaping import escape
from terra_build.output import Output
from terra_build.pages.engine import BASE, ROOT, Templates, markup
from terra_build.pages.wording import date
from terra_build.shell import Shell
from terra_build.words import THEME, Words
from terra_vocab.concept import Concept
from terra_vocab.text import LANGS, Lang, Text

FOLDERS = {
    "compartments": "compartments",
    "subdomains": "subdomains",
    "variables": "variables",
    "poles": "poles",
    "data-centres": "centres",
}
"""Where the pages of a scheme are; concepts of any other scheme are at vocab/<scheme>/<concept>/."""

_BASE = BASE.encode()


def path_of(concept: Concept) -> str:
    """The path of a concept's page, below the folder of its language."""
    folder = FOLDERS.get(concept.scheme)
    return f"{folder}/{concept.id}/" if folder else f"vocab/{concept.key}/"


class Edition:
    """One language of the site. Its fragments are HTML; those that end in a link start from `BASE`."""

    def __init__(self, catalogue: Catalogue, shell: Shell, words: Words, this_year: int, theme: Path = THEME) -> None:
        self.catalogue = catalogue
        self.thesaurus = catalogue.thesaurus
        self.words = words
        self.this_year = this_year
        self.lang: Lang = words.lang
        self.other: Lang = LANGS[1] if words.lang == LANGS[0] else LANGS[0]
        self.templates = Templates(words, theme)
        self._shell = shell
        self._frames: dict[tuple[str, str], Shell] = {}
        self._site = escape(words("site"))
        names = [*(c.id for c in self.thesaurus.of("compartments")), "catalogue"]
        self._glyphs = {name: _glyph(name) for name in names}
        self._dates: dict[str, str] = {}
        self.not_stated = markup(f'<span class="unknown">{escape(words("not-stated"))}</span>')
        self.href = {c.key: BASE + path_of(c) for c in self.thesaurus}
        self.label = {c.key: self.text(c.label) for c in self.thesaurus}
        self.plain = {c.key: c.label.shown(self.lang)[0] for c in self.thesaurus}
        self.link = {c.key: self._link(c) for c in self.thesaurus}
        self.hue = {c.key: self._hue(c) for c in self.thesaurus}

    def text(self, text: Text) -> Markup:
        """A short text, marked with its language when it is not that of the page; empty when missing."""
        shown, lang = text.shown(self.lang)
        if lang == self.lang:
            return Markup.escape(shown)
        return markup(f'<span lang="{lang}">{escape(shown)}</span>')

    def html(self, text: Text) -> str:
        """The same as `text`, as plain escaped HTML for the fragments that are filled for every dataset."""
        own = text.fr if self.lang == "fr" else text.en
        return escape(own) if own else str(self.text(text))

    def _link(self, concept: Concept) -> Markup:
        return markup(f'<a href="{self.href[concept.key]}">{self.label[concept.key]}</a>')

    def _hue(self, concept: Concept) -> str:
        """The compartment that lends its colour and its glyph: the concept itself, or the first above it."""
        if concept.scheme == "compartments":
            return concept.id
        own = [key for key in concept.related if key.startswith("compartments/")]
        # A variable may also lie directly below a second compartment: its sub-domain says which is its home.
        main = next((key for key in concept.broader if key.startswith("subdomains/")), concept.key)
        above = own or [c.key for c in self.thesaurus.ancestors(main) if c.scheme == "compartments"]
        return above[0].partition("/")[2] if above else ""

    def time(self, iso: str, fact: str = "") -> str:
        """A date in words inside a <time>, named as a fact of the record when asked."""
        shown = self._dates.get(iso)
        if shown is None:
            shown = f'datetime="{escape(iso)}">{escape(date(iso, self.lang))}</time>'
            self._dates[iso] = shown
        return f'<time data-fact="{fact}" {shown}' if fact else f"<time {shown}"

    def glyph(self, compartment: str) -> Markup:
        """The line glyph of a compartment, or of the catalogue; decoration, hidden from screen readers."""
        name = compartment if compartment in self._glyphs else "catalogue"
        return self._glyphs[name]

    def crumbs(self, items: Iterable[Markup]) -> Markup:
        """The trail that leads to a page, from the broadest; empty without a step."""
        steps = "".join([f"<li>{item}</li>" for item in items])
        name = escape(self.words("breadcrumb"))
        return markup(f'<nav class="crumbs" aria-label="{name}"><ol>{steps}</ol></nav>' if steps else "")

    def links(self, keys: Iterable[str], separator: str = ", ") -> Markup:
        """Links to concepts, one after the other."""
        return markup(separator.join([self.link[key] for key in keys if key in self.link]))

    def page(
        self,
        path: str,
        title: str,
        content: str | bytes,
        *,
        description: str = "",
        head: str | bytes = "",
        section: str = "",
    ) -> Output:
        """A whole page at `path` ("variables/sst/") below the folder of the language.

        `title` and `description` are plain text; `content` and `head` are HTML; `section` names the entry of the
        navigation, as a class of the body.
        """
        base = "../" * path.count("/") or "./"
        root = f"{base}../" if path else "../"
        site = escape(self.catalogue.site_url)
        alternates = "".join([f'<link rel="alternate" hreflang="{lang}" href="{site}{lang}/{path}">' for lang in LANGS])
        shown = escape(title)
        body = self._frame(root, section).fill(
            title=f"{shown} – {self._site}" if path else f"{self._site} – {shown}",
            description=escape(description),
            canonical=f"{site}{self.lang}/{path}",
            other=f"{root}{self.other}/{path}",
            alternates=alternates,
            head=head,
            content=content,
        )
        return Output(f"{self.lang}/{path}index.html", body.replace(_BASE, base.encode()))

    def _frame(self, root: str, section: str) -> Shell:
        """The shell with its forty links settled for one depth, and only what differs from page to page left open."""
        frame = self._frames.get((root, section))
        if frame is None:
            open_holes = {hole: f"@@{hole}@@" for hole in self._shell.holes}
            settled = {**open_holes, "root": root, "lang": self.lang, "section": section}
            frame = self._frames[root, section] = Shell(self._shell.fill(**settled).decode())
        return frame

    def bare_page(self, root: str, title: str, content: str) -> bytes:
        """A page that has no address of its own: no canonical, not to be indexed, its links from `root`."""
        return self._shell.fill(
            root=root,
            lang=self.lang,
            title=f"{escape(title)} – {self._site}",
            description="",
            canonical=f"{escape(self.catalogue.site_url)}{self.lang}/",
            other=f"{root}{self.other}/",
            alternates="",
            head='<meta name="robots" content="noindex">',
            section="missing",
            content=content,
        )


def _glyph(name: str) -> Markup:
    return markup(f'<svg class="glyph" aria-hidden="true"><use href="{ROOT}assets/glyphs/sprite.svg#{name}"/></svg>')
