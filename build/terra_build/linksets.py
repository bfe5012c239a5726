"""The typed links of every dataset as linksets (RFC 9264, FAIR Signposting level 2): /linksets/<xx>.json."""

from collections.abc import Iterator
from typing import Any

import orjson

from terra_build.addresses import page
from terra_build.catalogue import Catalogue
from terra_build.output import Output
from terra_build.signposting import TYPES, linkset_path, typed_links
from terra_catalog.dataset import Dataset
from terra_vocab.text import LANGS

Json = dict[str, Any]

_TYPES = [{"href": kind} for kind in TYPES]


def outputs(catalogue: Catalogue) -> Iterator[Output]:
    """A linkset per digest, with the contexts of each of its datasets: both pages, the files, the descriptions."""
    sets: dict[str, list[Json]] = {}
    for dataset in catalogue.datasets:
        sets.setdefault(linkset_path(dataset.id), []).extend(_contexts(dataset, catalogue))
    for path, contexts in sorted(sets.items()):
        yield Output(path, orjson.dumps({"linkset": contexts}))


def _contexts(dataset: Dataset, catalogue: Catalogue) -> Iterator[Json]:
    pages = [page(catalogue.site_url, lang, dataset.id) for lang in LANGS]
    links = typed_links(dataset, catalogue)
    targets: dict[str, list[Json]] = {"type": _TYPES}
    for rel, href, kind in links:
        targets.setdefault(rel, []).append({"href": href, "type": kind} if kind else {"href": href})
    for address in pages:
        yield {"anchor": address, **targets}
    back = [{"href": address, "type": "text/html"} for address in pages]
    for rel, href, _ in links:
        if rel == "item":
            yield {"anchor": href, "collection": back}
        elif rel == "describedby":
            yield {"anchor": href, "describes": back}
