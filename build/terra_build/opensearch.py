"""How a browser's own search box asks this site: an OpenSearch 1.1 description per language."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from terra_build.catalogue import Catalogue
from terra_build.machine_texts import CATALOGUE_DESCRIPTION, CATALOGUE_TITLE
from terra_build.output import Output
from terra_vocab.text import LANGS, Lang


def outputs(catalogue: Catalogue) -> Iterator[Output]:
    """`fr/opensearch.xml` and `en/opensearch.xml`."""
    for lang in LANGS:
        yield Output(f"{lang}/opensearch.xml", _description(catalogue.site_url, lang).encode())


def _description(site: str, lang: Lang) -> str:
    search = quoteattr(f"{site}{lang}/search/?q={{searchTerms}}")
    own = quoteattr(f"{site}{lang}/opensearch.xml")
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
            f"<ShortName>{escape(CATALOGUE_TITLE.shown(lang)[0])}</ShortName>",
            f"<Description>{escape(CATALOGUE_DESCRIPTION.shown(lang)[0])}</Description>",
            f'<Image width="32" height="32" type="image/svg+xml">{escape(site)}assets/glyphs/mark.svg</Image>',
            f'<Url type="text/html" method="get" template={search}/>',
            f'<Url type="application/opensearchdescription+xml" rel="self" template={own}/>',
            f"<Language>{lang}</Language>",
            "<InputEncoding>UTF-8</InputEncoding>",
            "</OpenSearchDescription>",
            "",
        ]
    )
