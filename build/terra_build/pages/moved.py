"""Former addresses: a page without script that leads to where the dataset is now, in the same language."""

from collections.abc import Iterator

from terra_build.addresses import page as address
from terra_build.escaping import escape
from terra_build.output import Output
from terra_build.pages.edition import Edition
from terra_build.pages.engine import BASE

_BASE = "../../"


def outputs(edition: Edition) -> Iterator[Output]:
    """One page per former id of a dataset, and per series where a list without script would look for a dataset."""
    catalogue = edition.catalogue
    for old, new in sorted(catalogue.redirects.items()):
        dataset = catalogue.by_id.get(new)
        if dataset is None:  # withdrawn since: its own page says so
            dataset = next((d for d in catalogue.withdrawn if d.id == new), None)
        if dataset is not None and old not in catalogue.by_id:
            canonical = address(catalogue.site_url, edition.lang, new)
            yield _page(edition, f"datasets/{old}/", f"{BASE}datasets/{new}/", canonical, edition.html(dataset.title))
    for id_, series in sorted(catalogue.series.items()):
        canonical = f"{catalogue.site_url}{edition.lang}/series/{id_}/"
        yield _page(edition, f"datasets/{id_}/", f"{BASE}series/{id_}/", canonical, edition.html(series.title))


def _page(edition: Edition, path: str, to: str, canonical: str, title: str) -> Output:
    values = {"lang": edition.lang, "to": to, "canonical": escape(canonical), "title": title}
    body = edition.templates.fast("moved", values).replace(BASE, _BASE)
    return Output(f"{edition.lang}/{path}index.html", body.encode())
