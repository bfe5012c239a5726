"""The nickname of a new dataset: from its title, else its DOI, else its identifier; a taken one gets a hash."""

from collections.abc import Collection
from hashlib import sha256

from terra_catalog.dataset import Dataset
from terra_catalog.rules.identity import is_free_id
from terra_catalog.slug import slug

_PREFIX, _LONGEST = 24, 42
"""Characters of the source and of the title in a nickname; the hash of a collision still fits into the 80 of an id."""


def nickname(dataset: Dataset, key: str, source: str, taken: Collection[str]) -> str:
    """A free nickname for the record `key` of `source`: the source, and what the dataset is called.

    It depends on the record and on what is taken, never on when or in which order records come. Sources are harvested
    beside each other, none sees what another names tonight: so each names below its own prefix.
    """
    prefix = source[:_PREFIX].strip("-")
    texts = (dataset.title.en or dataset.title.fr or "", dataset.identifiers.doi or "", key)
    told = next((s for text in texts if len(s := slug(text, _LONGEST)) > 2), "record")
    wanted = told if told.startswith(f"{prefix}-") else f"{prefix}-{told}"
    if wanted not in taken and is_free_id(wanted):
        return wanted
    digest = sha256(f"{source}\n{key}".encode()).hexdigest()
    return next(n for length in range(6, 12) if (n := f"{wanted}-{digest[:length]}") not in taken)
