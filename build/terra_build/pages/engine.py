"""The templates of the page fragments, compiled once per language with the words already in their place."""

from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound
from markupsafe import Markup

from terra_build.words import THEME, Words

BASE = "\x01"
"""Stands for the way from a page up to the root of its language ("../../"), until the depth of the page is known.

A character that no record may hold, so that a fragment made once (a card, a chip) serves at every depth: one `replace`
per page settles all its links. It is one byte in UTF-8: in the bytes of a page this takes a twentieth of the time that
it takes in its text. Templates write it `@/`, and `@root/` for the root of the site.
"""
ROOT = BASE + "../"


def markup(html: str) -> Markup:
    """HTML made by us, from texts already escaped: templates put it in as it is."""
    return Markup(html)  # noqa: S704 - the one place where a str becomes Markup


class _Fragments(BaseLoader):
    """Reads `theme/templates/fragments`, with words and base addresses put in before compilation. [I/O]"""

    def __init__(self, folder: Path, words: Words) -> None:
        self._folder = folder
        self._words = words

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002
        path = self._folder / template
        if not path.is_file():
            raise TemplateNotFound(template)
        source = self._words.put(path.read_text("utf-8"))
        return source.replace('"@/', f'"{BASE}').replace('"@root/', f'"{ROOT}'), str(path), None


class Templates:
    """The fragments of one language: `templates("shelf", {...})` is HTML.

    `templates.fast` is for the two fragments made for every dataset: its values are HTML already, escaped by whoever
    made them, and are put in as they are. Escaping once where a text enters, instead of at each of its thirty passages
    through a template, is three quarters of the time of a page.
    """

    def __init__(self, words: Words, theme: Path = THEME) -> None:
        loader = _Fragments(theme / "templates/fragments", words)
        self._escaping = _environment(loader, escaping=True)
        self._trusting = _environment(loader, escaping=False)
        self._compiled: dict[tuple[str, bool], Template] = {}

    def __call__(self, fragment: str, values: dict[str, Any]) -> str:
        """Fill one fragment. `values` are plain text, which is escaped, or Markup, which is not."""
        return self._fill(fragment, values, self._escaping)

    def fast(self, fragment: str, values: dict[str, Any]) -> str:
        """Fill one fragment whose `values` are all HTML (or tests and lists of HTML)."""
        return self._fill(fragment, values, self._trusting)

    def _fill(self, fragment: str, values: dict[str, Any], environment: Environment) -> str:
        key = (fragment, environment is self._escaping)
        template = self._compiled.get(key)
        if template is None:
            template = self._compiled[key] = environment.get_template(f"{fragment}.html")
        # What Template.render does, without copying the values twice.
        return "".join(template.root_render_func(template.new_context(values, shared=True)))


def _environment(loader: BaseLoader, *, escaping: bool) -> Environment:
    return Environment(
        loader=loader,
        autoescape=escaping,  # noqa: S701 - off only for `fast`, see there
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
