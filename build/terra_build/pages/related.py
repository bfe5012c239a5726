"""What to read, run or look at beside a dataset: its typed links, and its neighbours in the catalogue."""

from bisect import bisect_left

from terra_build.addresses import doi_url
from terra_build.catalogue import Catalogue
from terra_build.escaping import escape
from terra_build.pages.edition import Edition
from terra_build.pages.engine import BASE
from terra_build.pages.links import anchor, bare
from terra_catalog.dataset import Dataset, Related

_GROUPS = {"publication": "publications", "code": "code", "notebook": "code", "documentation": "documentation"}
_ORDER = ("publications", "code", "documentation", "datasets")
_SIMILAR = 4


def groups(dataset: Dataset, edition: Edition) -> str:
    """The related resources by kind, each group under its name; empty groups are left out."""
    if not dataset.related:
        return ""
    found: dict[str, list[str]] = {}
    for related in dataset.related:
        found.setdefault(_GROUPS.get(related.kind, "datasets"), []).append(f"<li>{_item(related, edition)}</li>")
    return "\n".join(
        [
            f"<h3>{edition.words.html(f'related-{name}')} <small>{len(found[name])}</small></h3>\n"
            f'<ul class="plain">{"".join(found[name])}</ul>'
            for name in _ORDER
            if name in found
        ]
    )


def _item(related: Related, edition: Edition) -> str:
    other = edition.catalogue.by_id.get(related.dataset) if related.dataset else None
    if other:
        kind = edition.words.html(f"kind-{related.kind}") if related.kind in _DATASET_KINDS else ""
        link = f'<a href="{BASE}datasets/{other.id}/">{edition.html(other.title)}</a>'
        return f"{link} <small>{kind}</small>"
    url = doi_url(related.doi) if related.doi else related.url
    label = edition.html(related.title) if related.title else escape(related.doi or bare(related.url or ""))
    if not label and related.dataset:  # withdrawn, or not there: its name is all that can be said
        return f"<code>{escape(related.dataset)}</code>"
    return anchor(url, label)


_DATASET_KINDS = frozenset({"source", "derived", "previous", "next", "part-of", "dataset"})


def similar(dataset: Dataset, catalogue: Catalogue) -> list[Dataset]:
    """Up to four datasets that share the first variable: the next ones by id, around the end to the beginning."""
    if not dataset.variables:
        return []
    same = catalogue.having(f"variables/{dataset.variables[0].concept}")
    here = bisect_left(same, dataset.id, key=lambda d: d.id) + 1
    wanted = min(_SIMILAR, len(same) - 1)
    return [same[(here + step) % len(same)] for step in range(wanted)]
