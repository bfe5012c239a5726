"""Terms of use: one licence of the thesaurus or the address of its text, and everything else in words."""

import re
from functools import lru_cache

import msgspec

from terra_catalog.quote import shown
from terra_catalog.urls import safe_url
from terra_harvest.normalise.language import sided, text_in
from terra_harvest.normalise.notes import Note, Notes
from terra_harvest.normalise.placeholders import says_nothing
from terra_harvest.normalise.plain import cut, plain
from terra_harvest.normalise.spdx import exact, licences_in
from terra_harvest.original import Term
from terra_vocab.concept import Thesaurus
from terra_vocab.text import LANGS, NO_TEXT, Lang, Text

MAX_RIGHTS = 6_000
"""Characters of the terms in words."""

# Kinds of terms that are about something else: the metadata, a military classification, how to cite.
_ELSEWHERE = frozenset({"metadata", "security", "citation", "embargo"})
_LICENCE_KINDS = frozenset({"license", "licence"})
# STAC's words for "another licence" (1.0 and 1.1), and those that other formats use for it.
_UNNAMED = frozenset({"proprietary", "other", "various", "not-provided", "unknown", "notspecified", "other-open"})
# Codes of ISO 19115 (MD_RestrictionCode) in the place of words: that there are terms, not which.
_CODE_ALONE = re.compile(
    r"licen[cs]e|copyright|other ?restrictions?|restricted|intellectual ?property ?rights|patent|trademark",
    re.IGNORECASE,
).fullmatch
# Licences of the thesaurus that SPDX does not know, by what the addresses of their texts hold.
_BY_ADDRESS = {
    "Sentinel_Data_Legal_Notice": "copernicus-free-open",
    "Sentinel_Data_Terms_and_Conditions": "copernicus-free-open",
    "License_Aviso": "aviso",
    "marine.copernicus.eu/user-corner/service-commitments-and-licence": "copernicus-marine",
}


class Terms(msgspec.Struct, frozen=True):
    """What may be done with the data: a licence as the record holds it, and words."""

    licence: str | None = None
    rights: Text = NO_TEXT


def terms_of(
    terms: tuple[Term, ...], said: frozenset[Term], language: Lang, thesaurus: Thesaurus, notes: Notes
) -> Terms:
    """The licence and the rights that the terms state; `said` are terms whose words the access already repeats."""
    licences: dict[str, None] = {}
    special: dict[str, None] = {}
    addresses: dict[str, None] = {}
    words: dict[Text, None] = {}
    for term in terms:
        if term.kind in _ELSEWHERE:
            continue
        named = _named(term)
        licences |= dict.fromkeys(named)
        special |= dict.fromkeys(_special(term))
        text = _words(term, language)
        if text and term not in said and not (named and _is_name(text)):
            words[text] = None
        elif term.kind in _LICENCE_KINDS and not named and not text and not term.url:
            code = (term.code or "").strip()
            if code.lower() in _UNNAMED:
                message = f"the licence is only said to be {shown(code)}: the terms are not known"
                notes.append(Note("licence", "licence-unnamed", message))
            elif code and not says_nothing(code):
                words[text_in({language: plain(code)})] = None
        if not named and term.url and (url := _terms_url(term)):
            if term.kind in _LICENCE_KINDS:
                addresses[url] = None
            elif text:
                words.pop(text, None)
                words[_beside(text, url)] = None
            else:
                words[text_in({language: url})] = None
    known = {name: _in_thesaurus(name, thesaurus) for name in exact(licences)}
    # Of a licence by name, one that other words name, and the address of a text, each says more than the next.
    chosen = list(dict.fromkeys(found for found in known.values() if found and ":" not in found))
    chosen = chosen or list(dict.fromkeys(found for found in known.values() if found))
    chosen = chosen or [name for name in special if f"licences/{name}" in thesaurus.concepts] or list(addresses)
    if len(chosen) > 1:
        notes.append(Note("licence", "licence-several", f"{len(chosen)} licences: {shown(', '.join(chosen), 200)}"))
        words |= dict.fromkeys(text_in({language: name}) for name in (licences or addresses))
    elif not chosen:
        words |= dict.fromkeys(text_in({language: name}) for name in licences)
    licence = chosen[0] if len(chosen) == 1 else None
    return Terms(licence=licence, rights=_joined(list(words), notes))


def _special(term: Term) -> list[str]:
    said = " ".join(text for text in (term.url, term.text.en, term.text.fr, term.text.any) if text)
    return [name for mark, name in _BY_ADDRESS.items() if mark in said] if "://" in said else []


def default_terms(licence: str | None, thesaurus: Thesaurus) -> Terms:
    """The terms of a source for its records that state none."""
    if licence is None:
        return Terms()
    found = _in_thesaurus(licence, thesaurus)
    return Terms(licence=found) if found else Terms(rights=Text(fr=licence, en=licence))


def _named(term: Term) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for said in (term.code, term.url, term.text.en, term.text.fr, term.text.any):
        if said:
            found |= dict.fromkeys(_cached(said))
    return tuple(found)


@lru_cache(maxsize=4096)
def _cached(text: str) -> tuple[str, ...]:
    return licences_in(text[:4000])


def _words(term: Term, language: Lang) -> Text:
    found = sided(term.text, language)
    return Text(fr=_worded(found.fr), en=_worded(found.en))


def _worded(text: str | None) -> str | None:
    if not text:
        return None
    words = plain(text)
    return None if says_nothing(words) or _CODE_ALONE(words) else words


def _beside(text: Text, url: str) -> Text:
    """The words with the address that goes with them."""
    sides: dict[Lang, str] = {}
    for lang in LANGS:
        if said := text.get(lang):
            sides[lang] = said if url in said else f"{said} ({url})"
    return text_in(sides)


def _is_name(text: Text) -> bool:
    """Whether words say no more than the name of a licence."""
    return all(len(said) <= 120 and "\n" not in said for said in (text.fr, text.en) if said)


def _terms_url(term: Term) -> str | None:
    url = (term.url or "").strip()
    # Codes of INSPIRE and of the EU are about access, or say that there is nothing to say.
    if "/metadata-codelist/" in url or "/metadatacodelist/" in url or "/authority/access-right/" in url:
        return None
    return safe_url(url)


def _in_thesaurus(name: str, thesaurus: Thesaurus) -> str | None:
    """The concept of a licence, else the address of its text, else None."""
    if name.startswith(("http://", "https://")):
        return safe_url(name)
    found = _concepts(thesaurus).get(name.lower())
    if found:
        return found
    if name.startswith("CC-") and name[-1].isdigit() and name.count("-") >= 2 and name != "CC-PDDC":
        kind, _, version = name[3:].lower().rpartition("-")
        return f"https://creativecommons.org/licenses/{kind}/{version}/"
    if name == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    return f"https://spdx.org/licenses/{name}.html" if name[-1].isdigit() or name == "MIT" else None


@lru_cache(maxsize=4)
def _concepts(thesaurus: Thesaurus) -> dict[str, str]:
    """The id of each licence of the thesaurus by its id and its SPDX code."""
    found = {concept.id.lower(): concept.id for concept in thesaurus.of("licences")}
    return found | {c.notation.lower(): c.id for c in thesaurus.of("licences") if c.notation}


def _joined(words: list[Text], notes: Notes) -> Text:
    sides: dict[Lang, str] = {}
    for lang in LANGS:
        said = dict.fromkeys(text for found in words if (text := found.get(lang)))
        # What a longer text repeats is said once.
        kept = [text for text in said if not any(text != other and text in other for other in said)]
        joined = "\n\n".join(kept)
        if len(joined) > MAX_RIGHTS:
            notes.append(Note(f"rights.{lang}", "text-shortened", f"{len(joined)} characters, {MAX_RIGHTS} kept"))
            joined = cut(joined, MAX_RIGHTS)
        if joined:
            sides[lang] = joined
    return text_in(sides)
