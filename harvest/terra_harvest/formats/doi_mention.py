"""A DOI inside a sentence, a citation or an address with parameters."""

import re

_DOI = re.compile(r"\b10\.\d{4,9}(?:\.\d+)*/[^\s\"'<>{}|\\^`]+")
_AFTER = ".,;:)]»”’*&"


def find_doi(words: str | None) -> str | None:
    """The first DOI in a text, as it is written there but for the punctuation of the sentence around it."""
    found = _DOI.search(words) if words else None
    if not found:
        return None
    doi = found[0]
    while doi[-1] in _AFTER and not (doi[-1] == ")" and doi.count("(") >= doi.count(")")):
        doi = doi[:-1]
    return doi
