"""DOIs as records write them: alone, with a prefix or as an address."""

import re

_DOI = re.compile(r"(?:doi\s*:?\s*|(?:https?://)?(?:dx\.|www\.)?doi\.org/+(?:doi:)?)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


def as_doi(text: str | None) -> str | None:
    """The DOI that a text is ("10.17882/42182", "doi:10...", "https://doi.org/10..."); None if it is something else.

    A text that only mentions a DOI is not one: the DOI could be of something else.
    """
    if not text or "10." not in text:
        return None
    found = _DOI.fullmatch(text.strip())
    return found[1].rstrip(".,;") if found else None


def first_doi(*texts: str | None) -> str | None:
    """The DOI of the first of these texts that is one."""
    return next((doi for text in texts if (doi := as_doi(text))), None)
