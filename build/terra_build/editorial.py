"""The editorial pages: what people wrote in `theme/pages`, put in their place in the site."""

from collections.abc import Iterator, Mapping

from terra_build.catalogue import Catalogue
from terra_build.escaping import escape
from terra_build.output import Output
from terra_build.shell import Shell
from terra_vocab.text import LANGS


def outputs(catalogue: Catalogue, editorial: Mapping[str, Shell]) -> Iterator[Output]:
    """One page per Markdown file and language ("fr/about/" gives fr/about/index.html)."""
    for path, shell in editorial.items():
        lang, _, rest = path.partition("/")
        other = LANGS[1] if lang == LANGS[0] else LANGS[0]
        root = "../" * path.count("/")
        alternates = "".join(
            f'<link rel="alternate" hreflang="{code}" href="{escape(catalogue.site_url)}{code}/{rest}">'
            for code in LANGS
            if f"{code}/{rest}" in editorial
        )
        body = shell.fill(
            root=root,
            lang=lang,
            canonical=f"{catalogue.site_url}{path}",
            other=f"{root}{other}/{rest if f'{other}/{rest}' in editorial else ''}",
            alternates=alternates,
            head="",
            section=rest.rstrip("/"),
        )
        yield Output(f"{path}index.html", body)
