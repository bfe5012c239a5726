"""A record of the ISO 19115 family while it is read: what the handlers fill, and how it becomes an `Original`."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from terra_harvest.formats.doi import as_doi, first_doi
from terra_harvest.formats.iso_citation import Citation
from terra_harvest.formats.iso_related import reference
from terra_harvest.formats.iso_texts import NOTHING, Languages, joined
from terra_harvest.formats.iso_time import first_dated
from terra_harvest.original import Area, Link, Measured, Original, Party, Period, Term, Texts, Word
from terra_harvest.xml import NAME, Element


class Draft(msgspec.Struct):
    """A record while it is read: each handler adds what its element says."""

    languages: Languages
    native_id: str | None = None
    kind: str | None = None
    described: str | None = None
    citation: Citation | None = None
    abstract: Texts = NOTHING
    parent: str | None = None
    modified: str | None = None
    dataset_uri: str | None = None
    service_type: str | None = None
    update: str | None = None
    status: str | None = None
    keywords: list[Word] = []
    topics: list[str] = []
    parties: list[Party] = []
    metadata_parties: list[Party] = []
    areas: list[Area] = []
    periods: list[Period] = []
    links: list[Link] = []
    terms: list[Term] = []
    variables: list[Measured] = []
    platforms: list[str] = []
    instruments: list[str] = []
    formats: list[str] = []
    resolution: list[str] = []
    lineage: list[Texts] = []
    steps: list[Texts] = []
    related: list[Link] = []
    remarks: list[str] = []


Said = TypeVar("Said")
Handler = Callable[[Draft, Element], None]

# What the name of a link to a DOI says when the DOI is of something written about the data.
_WRITINGS = ("article", "publication", "paper", "journal")
_TEST_DOI = "an identifier is a DOI of DataCite's test system, which nobody registered"


def walk(draft: Draft, parts: list[Element], handlers: dict[str, Handler], references: tuple[str, ...] = ()) -> None:
    """Gives each part of a record to its handler.

    A part that is empty but refers elsewhere is not followed, and the remarks say so; those named in `references` are
    made to refer, and their handler reads the reference.
    """
    for part in parts:
        name = NAME[part.tag]
        handler = handlers.get(name)
        if handler is None:
            continue
        if len(part) == 0 and name not in references and (address := reference(part)):
            draft.remarks.append(f"{name} is given by reference only, not followed: {address}")
        else:
            handler(draft, part)


def inside(handlers: dict[str, Handler], references: tuple[str, ...] = ()) -> Handler:
    """The handler of a property: it walks the classes inside."""

    def walk_inside(draft: Draft, holder: Element) -> None:
        for element in (holder[0],) if len(holder) == 1 else holder[:]:
            walk(draft, element[:], handlers, references)

    return walk_inside


def original(draft: Draft, form: str, remarks: tuple[str, ...]) -> Original:
    """The record, each thing once and in the order found."""
    cited = draft.citation or Citation()
    draft.remarks += [f"{_TEST_DOI}: {code}" for code in cited.identifiers if "handle.test.datacite.org" in code]
    codes = list(dict.fromkeys(filter(None, (*cited.identifiers, draft.dataset_uri))))
    return Original(
        format=form,
        native_id=draft.native_id,
        kind=draft.kind or draft.described,
        title=cited.title,
        abstract=draft.abstract,
        alternate_titles=tuple(cited.alternate_titles),
        language=draft.languages.code,
        identifiers=tuple(codes),
        doi=first_doi(*codes, draft.native_id) or _doi_among(draft.links),
        parent=draft.parent,
        modified=draft.modified,
        published=first_dated(cited.dates, "publication", "published", "issued", "released"),
        keywords=tuple(draft.keywords),
        topics=_once(draft.topics),
        parties=_once(draft.parties + draft.metadata_parties),
        areas=_once(draft.areas),
        periods=_once(draft.periods),
        links=_links(draft),
        terms=_once(draft.terms),
        variables=_once(draft.variables),
        platforms=_once(draft.platforms),
        instruments=_once(draft.instruments),
        formats=_once(draft.formats),
        resolution=_once(draft.resolution),
        update=draft.update,
        status=draft.status,
        version=cited.edition,
        lineage=joined(draft.lineage or draft.steps),
        related=_once(draft.related),
        remarks=(*remarks, *dict.fromkeys(draft.remarks)),
    )


def _once(said: list[Said]) -> tuple[Said, ...]:
    return tuple(dict.fromkeys(said)) if len(said) > 1 else tuple(said)


def _doi_among(links: list[Link]) -> str | None:
    """The DOI of the one link that says it is a DOI (Sextant: protocol "DOI"); any other may be of an article."""
    said = {doi.lower(): doi for link in links if _says_doi(link) and (doi := as_doi(link.url))}
    return next(iter(said.values())) if len(said) == 1 else None


def _says_doi(link: Link) -> bool:
    said = f"{link.protocol} {link.name.en} {link.name.fr} {link.name.any}".lower()
    return "doi" in said and not any(word in said for word in _WRITINGS)


def _links(draft: Draft) -> tuple[Link, ...]:
    """The links, each once; and the address of the dataset, if no link says it."""
    found = _once(draft.links)
    uri = draft.dataset_uri
    if not uri or "://" not in uri or any(link.url == uri for link in found):
        return found
    return (*found, Link(url=uri))
