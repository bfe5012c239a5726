"""What people add beside the records: the sites where notebooks run, and the baskets they share. [I/O]"""

from collections.abc import Collection
from pathlib import Path

import msgspec

from terra_catalog.baskets import Basket, load_baskets
from terra_catalog.issue import Issue
from terra_catalog.sites import Site, load_sites


class Community(msgspec.Struct, frozen=True):
    """The sites and the baskets of a project, without those that are in error."""

    sites: tuple[Site, ...] = ()
    baskets: tuple[Basket, ...] = ()


def load_community(root: Path, datasets: Collection[str]) -> tuple[Community, list[Issue]]:
    """Everything below `catalog/sites` and `catalog/baskets`, and what is wrong there."""
    sites, wrong = load_sites(root / "catalog/sites", root, datasets)
    baskets, more = load_baskets(root / "catalog/baskets", root, datasets)
    return Community(tuple(sites), tuple(baskets)), [*wrong, *more]
