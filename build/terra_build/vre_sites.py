"""The sites where notebooks run, as the pages and the exports read them: /access/sites.json."""

from collections.abc import Iterator

import msgspec

from terra_build.catalogue import Catalogue
from terra_build.output import Output


def outputs(catalogue: Catalogue) -> Iterator[Output]:
    """One list, in the order of the files; what a site does not state is left out."""
    yield Output("access/sites.json", msgspec.json.encode(catalogue.community.sites, order="deterministic"))
