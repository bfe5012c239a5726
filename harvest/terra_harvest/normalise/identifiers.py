"""The names of a dataset elsewhere: its DOI bare, its UUID, and what else identifies it."""

import re
from urllib.parse import quote as percent_encode

from terra_catalog.dataset import NO_IDENTIFIERS, Identifiers
from terra_catalog.quote import quote
from terra_catalog.rules.identity import UUID, is_doi
from terra_catalog.rules.texts import UNSAFE
from terra_harvest.formats.doi import as_doi
from terra_harvest.normalise.notes import Note, Notes
from terra_harvest.normalise.placeholders import says_nothing
from terra_harvest.normalise.plain import line
from terra_harvest.original import Original

MAX_OTHERS = 10
_LONGEST = 250

_UUID_FRAME = re.compile(r"(?:urn:uuid:|uuid:)?\{?([0-9a-fA-F-]{36})\}?").fullmatch
# DataCite's prefixes for tests, and the name of its test resolver: nobody registered those.
_TESTS = ("10.5072/", "10.70048/", "10.xxxx/", "10.0000/", "10.1234/")
_TEST_HOST = "handle.test.datacite.org"
_KEPT = "._~!$&'()*+,;=:@/%-"
_DOI_ADDRESS = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/", re.IGNORECASE).match


def identifiers_of(original: Original, notes: Notes) -> Identifiers:
    """The identifiers of a record. A DOI of a test system, or of a form that no address carries, is left out."""
    doi = bare_doi(original.doi, "identifiers.doi", notes) if original.doi else None
    uuid = None
    others: dict[str, None] = {}
    for written in (original.native_id, *original.identifiers):
        name = line(written) if written else ""
        if not name or len(name) > _LONGEST or says_nothing(name) or _TEST_HOST in name:
            continue
        if (found := _UUID_FRAME(name)) and UUID(found[1]):
            if uuid is None:
                uuid = found[1].lower()
            elif found[1].lower() != uuid:
                others[found[1].lower()] = None
        elif as_doi(name) is None or (doi is None and _DOI_ADDRESS(name) is None and original.doi is None):
            others[name] = None
    if not (doi or uuid or others):
        return NO_IDENTIFIERS
    return Identifiers(doi=doi, uuid=uuid, other=tuple(others)[:MAX_OTHERS])


def is_test(text: str) -> bool:
    """Whether a DOI, alone or as an address, is one of a test system."""
    return _TEST_HOST in text or (as_doi(text) or text).lower().startswith(_TESTS)


def bare_doi(text: str | None, path: str, notes: Notes) -> str | None:
    """The DOI that a text is, from `10.` on, what an address cannot hold percent-encoded; else None, noted."""
    found = as_doi(text) or (text or "").strip()
    # A DOI is no text: `<` belongs to those of some publishers.
    clean = percent_encode(UNSAFE.sub("", found), safe=_KEPT)
    if is_test(text or ""):
        notes.append(Note(path, "doi-unusable", f"{quote(found)} is a DOI for tests, which leads nowhere"))
        return None
    if not is_doi(clean):
        notes.append(Note(path, "doi-unusable", f"{quote(found)} is no DOI"))
        return None
    return clean
