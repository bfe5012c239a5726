"""Answer the id of a dataset that the catalogue does not hold with the nearest one that it does."""

import difflib
from collections.abc import Collection

from terra_catalog.quote import quote, shown

_LONGEST = 80


def no_dataset(wrong: str, known: Collection[str]) -> str:
    """The message: "no dataset `sea-levle`. Did you mean sea-level? Correct or remove it."."""
    near = difflib.get_close_matches(wrong[:_LONGEST], known, n=1)
    hint = f" Did you mean {shown(near[0])}?" if near else ""
    return f"no dataset {quote(wrong)}.{hint} Correct or remove it."
