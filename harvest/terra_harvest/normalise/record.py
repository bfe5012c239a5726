"""One original to one dataset with what had to be left out of it, or the reason why it is none."""

from collections.abc import Callable

import msgspec

from terra_catalog.dataset import Dataset, Provenance
from terra_catalog.dates import instants
from terra_catalog.issue import Issue
from terra_catalog.quote import quote
from terra_catalog.urls import safe_url
from terra_harvest.normalise.access import access_of
from terra_harvest.normalise.centres import centre_of, pole_of
from terra_harvest.normalise.codes import frequency_of, status_of, version_of
from terra_harvest.normalise.dates import read_date
from terra_harvest.normalise.identifiers import identifiers_of
from terra_harvest.normalise.keywords import keywords_of
from terra_harvest.normalise.kinds import title_of, why_no_dataset, why_no_title
from terra_harvest.normalise.language import language_of, sided, text_in
from terra_harvest.normalise.licences import default_terms, terms_of
from terra_harvest.normalise.links import links_of
from terra_harvest.normalise.notes import Note, Notes, issues_of
from terra_harvest.normalise.parties import contacts_of, providers_of
from terra_harvest.normalise.periods import intervals_of
from terra_harvest.normalise.placeholders import is_template, says_nothing
from terra_harvest.normalise.plain import MAX_TEXT, cut, line, plain
from terra_harvest.normalise.resolution import resolution_of
from terra_harvest.normalise.shapes import extent_of
from terra_harvest.normalise.summary import summary_of
from terra_harvest.original import Original, Texts
from terra_harvest.source import Source
from terra_vocab.concept import Thesaurus
from terra_vocab.text import LANGS, Lang, Text

MAX_TITLE = 500
"""Characters of a title; the rules warn from 160 on."""

_MAX_NAMES = 10
_MAX_ID = 250


class Normalised(msgspec.Struct, frozen=True):
    """A dataset without id, created and updated, which identity gives it, and the issues of its original."""

    dataset: Dataset
    issues: tuple[Issue, ...] = ()


class Refusal(msgspec.Struct, frozen=True):
    """Why an original is no dataset."""

    reason: str


def normalise(
    original: Original, source: Source, thesaurus: Thesaurus, *, url: str | None, digest: str, today: str
) -> Normalised | Refusal:
    """The dataset that an original describes, or why it describes none. Pure.

    Args:
        original: the record as its reader gives it.
        source: where it comes from; its pole, data centre and default licence are those of its records.
        thesaurus: the licences, protocols, formats and data centres that a record may name.
        url: the address of the record at the source, if it has one.
        digest: of the bytes of the record.
        today: YYYY-MM-DD; what lies far ahead of it is no date of an observation.

    Variables, compartments and platforms are left to enrichment. What is withheld, repaired or guessed is an issue
    of level warning, whose rule is one of `notes.RULES`.
    """
    notes: Notes = []
    if reason := why_no_dataset(original):
        return Refusal(reason)
    title = title_of(original) or _title_from_id(original, notes)
    if title is None:
        return Refusal(why_no_title(original))
    centre = centre_of(original, source, thesaurus)
    pole = pole_of(centre, source, thesaurus)
    if pole is None:
        return Refusal(f"the source {source.id} belongs to no pole. Write `pole` in harvest/sources/{source.id}.yml.")
    language = language_of(original, notes)
    titles = sided(title, language)
    description = _description(original, language, notes)
    reach = access_of(original.terms, language, today, notes)
    terms = terms_of(original.terms, reach.said, language, thesaurus, notes)
    if terms.licence is None and not terms.rights:
        terms = default_terms(source.default_licence, thesaurus)
    boxes, geometry = extent_of(original.areas, notes)
    identifiers = identifiers_of(original, notes)
    links = links_of(original, identifiers.doi, language, thesaurus, notes)
    about = " ".join(text for text in (titles.fr, titles.en, description.fr, description.en) if text)
    dataset = Dataset(
        id="",
        title=_each(titles, lambda text: cut(text, MAX_TITLE)),
        pole=pole,
        created="",
        updated="",
        summary=_each(description, summary_of),
        description=description,
        names=_names(original, titles),
        data_centre=centre,
        providers=providers_of(original.parties, notes),
        contacts=contacts_of(original.parties, notes),
        keywords=keywords_of(original.keywords, notes),
        boxes=boxes,
        geometry=geometry,
        intervals=intervals_of(original.periods, about, today, notes),
        resolution=resolution_of(original.resolution, notes),
        update=frequency_of(original.update, notes),
        licence=terms.licence,
        rights=terms.rights,
        access=reach.access,
        landing_page=links.landing_page,
        distributions=links.distributions,
        services=links.services,
        related=links.related,
        identifiers=identifiers,
        status=status_of(original.status, notes),
        version=version_of(original.version),
        provenance=Provenance(
            source=source.id,
            upstream_id=_identifier(original.native_id),
            url=safe_url(url) if url else None,
            modified=_modified(original.modified, notes),
            digest=digest,
            series=_identifier(original.parent),
        ),
    )
    return Normalised(dataset, tuple(issues_of(notes, source.id, original.native_id or "")))


def _title_from_id(original: Original, notes: Notes) -> Texts | None:
    """The id of a STAC collection, whose title is optional: it is the only name that it has."""
    name = line(original.native_id or "")
    if original.format != "stac" or original.kind != "collection" or original.title or not name:
        return None
    notes.append(Note("title", "title-from-id", f"no title: the id {quote(name)} stands for it"))
    return Texts(en=name)


def _description(original: Original, language: Lang, notes: Notes) -> Text:
    found = sided(original.abstract, language)
    sides: dict[Lang, str] = {}
    for lang in LANGS:
        written = found.get(lang)
        words = plain(written) if written else ""
        if not words or says_nothing(words) or is_template(words):
            continue
        if len(words) > MAX_TEXT:
            notes.append(Note(f"description.{lang}", "text-shortened", f"{len(words)} characters, {MAX_TEXT} kept"))
            words = cut(words, MAX_TEXT)
        sides[lang] = words
    return text_in(sides)


def _each(text: Text, change: Callable[[str], str | None]) -> Text:
    sides: dict[Lang, str] = {}
    for lang in LANGS:
        words = text.get(lang)
        changed = change(words) if words else None
        if changed:
            sides[lang] = changed
    return text_in(sides)


def _names(original: Original, titles: Text) -> tuple[str, ...]:
    """Other names of the dataset: its alternate titles that are not its title."""
    known = {text.casefold() for text in (titles.fr, titles.en) if text}
    found: dict[str, str] = {}
    for texts in original.alternate_titles:
        for text in (texts.fr, texts.en, texts.any):
            name = line(text) if text else ""
            if name and len(name) <= MAX_TITLE and not says_nothing(name) and name.casefold() not in known:
                found.setdefault(name.casefold(), name)
    return tuple(found.values())[:_MAX_NAMES]


def _identifier(text: str | None) -> str | None:
    name = line(text) if text else ""
    return name if name and len(name) <= _MAX_ID and not says_nothing(name) else None


def _modified(text: str | None, notes: Notes) -> str | None:
    if not text or says_nothing(text):
        return None
    if instants(text):
        return text
    found = read_date(text)
    if found is None:
        notes.append(
            Note("provenance.modified", "date-unreadable", f"{quote(text)} is no date that can be read surely")
        )
    return found
