"""The ways to the data: one card per page, file or service, then the same through EODAG where it knows the dataset."""

import json
from functools import lru_cache

from terra_build.escaping import escape
from terra_build.pages.edition import Edition
from terra_build.pages.links import bare, followed
from terra_build.pages.wording import size
from terra_catalog.dataset import Dataset, Distribution, Service
from terra_vocab.text import Text


class Ways:
    """Writes the access cards of one language."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        words = edition.words
        self._copied = escape(copied_words(edition))
        self._copy = words.html("access-copy")
        self._auth = {kind: escape(words(f"auth-{kind}")) for kind in ("account", "signed", "api-key")}
        self._button = f' data-words="{self._copied}" hidden>{self._copy}</button></p>'
        self._page = f"<h3>{escape(words('access-page'))}</h3><p>{escape(words('access-page-text'))}</p>"
        self._protocols = {c.id: self._protocol(c.key) for c in edition.thesaurus.of("protocols")}
        self._other = f"<h3>{escape(words('access-other'))}</h3>"

    def cards(self, dataset: Dataset) -> str:
        """The landing page first, then the files, then the services, then copies on other sites."""
        cards = []
        if dataset.landing_page:
            cards.append(f"<li>{self._page}{self._address(dataset.landing_page)}</li>")
        cards += [self._card(way) for way in dataset.distributions]
        cards += [self._card(way) for way in dataset.services]
        for copy in sorted(dataset.locations, key=lambda location: -location.priority):
            name = escape(self._edition.words("access-copy-at", site=copy.site))
            cards.append(f"<li><h3>{name}</h3>{self._address(copy.href)}</li>")
        return "\n".join(cards)

    def eodag(self, dataset: Dataset) -> str:
        """How to search this dataset from Python with EODAG; empty where EODAG does not know it."""
        if not dataset.eodag:
            return ""
        provider, collection = dataset.eodag.provider, dataset.eodag.collection
        code = (
            "from eodag import EODataAccessGateway\n\ndag = EODataAccessGateway()\n"
            f"found = dag.search(provider={json.dumps(provider)}, collection={json.dumps(collection)})"
        )
        words = self._edition.words
        return (
            f'<div class="snippet"><h3>{escape(words("eodag-title"))}</h3>'
            f"<p>{escape(words('eodag-text', provider=provider))}</p>"
            f'<pre><code id="eodag">{escape(code, quote=False)}</code></pre>'
            f'<button class="button small" type="button" data-terra="copy" data-copy-from="#eodag"'
            f' data-words="{self._copied}" hidden>{escape(words("copy"))}</button></div>'
        )

    def _protocol(self, key: str) -> str:
        concept = self._edition.thesaurus.concepts[key]
        text = self._edition.html(concept.definition)
        return f"<h3>{self._edition.link[key]}</h3>" + (f"<p>{text}</p>" if text else "")

    def _card(self, way: Distribution | Service) -> str:
        head = self._protocols.get(way.protocol or "", self._other)
        if way.title:
            head = f"<h3>{self._title(way.title)}</h3>" + head.replace("<h3>", "<p>", 1).replace("</h3>", "</p>", 1)
        notes = []
        if isinstance(way, Distribution):
            if way.format and (label := self._edition.link.get(f"formats/{way.format}")):
                notes.append(str(label))
            if way.size:
                notes.append(escape(size(way.size, self._edition.words)))
        if way.auth:
            notes.append(self._auth[way.auth])
        noted = f'<p class="way-notes">{" · ".join(notes)}</p>' if notes else ""
        return f"<li>{head}{noted}{self._address(way.url)}</li>"

    def _title(self, title: Text) -> str:
        return self._edition.html(title)

    def _address(self, url: str) -> str:
        return _address(url) + self._button


@lru_cache(maxsize=64)
def _address(url: str) -> str:
    """An address and the start of its copy button: the same on both pages of a dataset, which are made together."""
    full, shown = escape(url), escape(bare(url))
    name = f'<a href="{full}" rel="noopener">{shown}</a>' if followed(url) else f"<code>{shown}</code>"
    return f'<p class="address">{name}<button type="button" class="copy" data-terra="copy" data-copy="{full}"'


def copied_words(edition: Edition) -> str:
    """What a copy button says when it has copied, as the JSON its script reads."""
    return json.dumps({"done": edition.words("copied")}, ensure_ascii=False)
