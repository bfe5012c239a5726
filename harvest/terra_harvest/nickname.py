"""The nickname of a new dataset: from its title, else its DOI, else its identifier; a taken one gets a hash."""

import re
import unicodedata
from collections.abc import Collection
from hashlib import sha256

from terra_catalog.dataset import Dataset
from terra_catalog.rules.identity import is_free_id

_PREFIX, _LONGEST = 24, 42
"""Characters of the source and of the title in a nickname; the hash of a collision still fits into the 80 of an id."""

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "₂": "2", "₃": "3", "₄": "4"})
# The article or preposition before a vowel says nothing: "l'océan" is asked for as "ocean".
_ELISION = re.compile(r"\b(?:[ldnsjmtc]|qu|jusqu|lorsqu)['’]", re.IGNORECASE)
_OTHER = re.compile(r"[^a-z0-9]+")
_DANGLING = re.compile(
    r"(?:a|an|and|at|au|aux|by|d|de|des|du|en|et|for|from|in|l|la|le|les|of|on|or|ou|par|pour|sur|the|to)\Z"
).match


def slug(text: str, longest: int = _LONGEST) -> str:
    """`text` in lower-case letters without accent, digits and hyphens, cut between two words; maybe empty."""
    plain = unicodedata.normalize("NFKD", _ELISION.sub(" ", text[:1000]).lower().translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = _OTHER.sub(" ", plain).split()
    kept: list[str] = []
    for word in words:
        if len("-".join([*kept, word])) > longest:
            break
        kept.append(word)
    if not kept and words:
        return words[0][:longest]
    while len(kept) > 1 and len(kept) < len(words) and _DANGLING(kept[-1]):
        kept.pop()
    return "-".join(kept)


def nickname(dataset: Dataset, key: str, source: str, taken: Collection[str]) -> str:
    """A free nickname for the record `key` of `source`: the source, and what the dataset is called.

    It depends on the record and on what is taken, never on when or in which order records come. Sources are harvested
    beside each other, none sees what another names tonight: so each names below its own prefix.
    """
    prefix = source[:_PREFIX].strip("-")
    texts = (dataset.title.en or dataset.title.fr or "", dataset.identifiers.doi or "", key)
    told = next((s for text in texts if len(s := slug(text)) > 2), "record")
    wanted = told if told.startswith(f"{prefix}-") else f"{prefix}-{told}"
    if wanted not in taken and is_free_id(wanted):
        return wanted
    digest = sha256(f"{source}\n{key}".encode()).hexdigest()
    return next(n for length in range(6, 12) if (n := f"{wanted}-{digest[:length]}") not in taken)
