"""Links to what a page offers: the page of the dataset, distributions, services, and things to read."""

from typing import Literal, TypeVar

import msgspec

from terra_catalog.dataset import Distribution, Related, Service
from terra_catalog.quote import quote
from terra_catalog.urls import DATA, safe_url
from terra_harvest.formats.doi import as_doi
from terra_harvest.normalise.identifiers import is_test
from terra_harvest.normalise.link_titles import link_title
from terra_harvest.normalise.media import Media, is_data, is_page, is_picture, media_of
from terra_harvest.normalise.notes import Note, Notes
from terra_harvest.normalise.placeholders import says_nothing
from terra_harvest.normalise.protocols import SERVICES, concept_of, protocol_of
from terra_harvest.normalise.purposes import Purpose, purpose_of
from terra_harvest.normalise.related import related_to
from terra_harvest.original import Link, Original
from terra_vocab.concept import Thesaurus
from terra_vocab.text import Lang

MAX_LINKS = 100
"""Of each kind; a record of 8,327 links has been seen."""

_MAX_SIZE = 2**53
_OTHER_WEB = "rest"
"""The protocol of a service that the thesaurus has no word for."""

# Formats whose links without a function are those of the page of the dataset (dc:identifier, alternate identifiers).
_PAGE_FORMATS = frozenset({"oai_dc", "datacite", "dataverse", "schemaorg"})


Auth = Literal["account", "signed", "api-key"]
Entry = TypeVar("Entry")


class Links(msgspec.Struct, frozen=True):
    """What the links of a record become."""

    landing_page: str | None = None
    distributions: tuple[Distribution, ...] = ()
    services: tuple[Service, ...] = ()
    related: tuple[Related, ...] = ()


class _Sorted(msgspec.Struct):
    pages: list[str] = []
    records: list[str] = []
    distributions: dict[str, Distribution] = {}
    services: dict[str, Service] = {}
    related: dict[str, Related] = {}


def links_of(original: Original, doi: str | None, language: Lang, thesaurus: Thesaurus, notes: Notes) -> Links:
    """The links of a record, each address once. Pictures and the skeleton of catalogues are not shown."""
    found = _Sorted()
    for link in original.links:
        _sort(link, original.format, doi, language, thesaurus, found, notes)
    for link in original.related:
        if about := related_to(link, doi, language, notes):
            found.related.setdefault(about.url or about.doi or "", about)
    own = f"https://doi.org/{doi}" if doi else None
    landing = next(iter([*found.pages, *([own] if own else []), *found.records]), None)
    for page in [*found.pages, *found.records]:
        if page not in (landing, own) and page not in found.distributions:
            found.related.setdefault(page, Related(kind="documentation", url=page))
    for url in found.services:
        found.distributions.pop(url, None)
    for shown in (landing, own, *found.distributions, *found.services):
        found.related.pop(shown or "", None)
    return Links(
        landing_page=landing,
        distributions=_first(found.distributions, "distributions", notes),
        services=_first(found.services, "services", notes),
        related=_first(found.related, "related", notes),
    )


def _sort(
    link: Link, form: str, doi: str | None, language: Lang, thesaurus: Thesaurus, found: _Sorted, notes: Notes
) -> None:
    purpose = purpose_of(link)
    if purpose in ("look", "none") or says_nothing(link.url) or is_test(link.url):
        return
    url = _address(link.url, notes)
    if url is None:
        return
    auth: Auth | None = "account" if _has_credentials(link.url) else None
    written = as_doi(link.url)
    if doi and written and written.casefold() == doi.casefold():
        return
    media = media_of(link.media_type, url, thesaurus)
    title = link_title(link, language)
    protocol = protocol_of(_words(link), url, title.fr or title.en or "")
    web = url.startswith(("http://", "https://"))
    # A page about a service has its address too: only what is given as a way to the data is a service.
    if web and protocol in SERVICES and protocol and (link.protocol or purpose not in ("page", "read", "record")):
        found.services.setdefault(
            url, Service(url=url, protocol=_service(protocol, url, thesaurus, notes), auth=auth, title=title)
        )
        return
    match _class(purpose, protocol, media, url, form, bool(found.pages)):
        case "page":
            found.pages.append(url)
        case "record":
            found.records.append(url)
        case "read":
            about = related_to(link, doi, language, notes)
            if about:
                found.related.setdefault(about.url or about.doi or "", about)
        case "file":
            found.distributions.setdefault(
                url,
                Distribution(
                    url=url,
                    protocol=_fetched(protocol, media, url, thesaurus),
                    format=media.format,
                    media_type=media.media_type,
                    size=link.size if link.size and 0 < link.size < _MAX_SIZE else None,
                    auth=auth,
                    title=title,
                ),
            )
        case "order":
            found.distributions.setdefault(
                url, Distribution(url=url, protocol=concept_of("web", thesaurus), auth=auth, title=title)
            )
        case _:
            pass


def _class(purpose: Purpose, protocol: str | None, media: Media, url: str, form: str, has_page: bool) -> Purpose:
    """What becomes of a link that is no service."""
    web = url.startswith(("http://", "https://"))
    if not web:
        return "file"
    if purpose in ("page", "record"):
        return "look" if is_picture(media, url) else "file" if is_data(media, url) else purpose
    if purpose == "order":
        return "order"
    if purpose in ("file", "service"):
        # A page that is given as the way to the data is one: people get them there.
        return "order" if is_page(media) else "file"
    if protocol in ("opendap", "dwc-archive") or (purpose == "unknown" and is_data(media, url)):
        return "file"
    if purpose == "read":
        return "read"
    if is_picture(media, url):
        return "look"
    return "page" if form in _PAGE_FORMATS and not has_page else "read"


def _address(written: str, notes: Notes) -> str | None:
    # Records escape the parameters of an address once more than XML and HTML ask for.
    url = safe_url(written.replace("&amp;", "&"), DATA)
    if url is None:
        notes.append(Note("distributions", "address-unusable", f"{quote(written)} is no address that can be published"))
    elif _has_credentials(written):
        # The value is not repeated: it holds a password.
        notes.append(
            Note("distributions", "credentials-in-address", f"user name and password left out of {quote(url)}")
        )
    return url


def _has_credentials(url: str) -> bool:
    return "@" in url.partition("://")[2].partition("/")[0]


def _words(link: Link) -> str | None:
    # Some formats write the protocol where the media type belongs ("OGC:WMS", "WWW:LINK-1.0-http--link").
    written = link.media_type or ""
    kind = written if ":" in written or written.lower() in ("wms", "wfs", "wcs", "application/opendap-html") else ""
    return f"{link.protocol or ''} {kind}".strip() or None


def _service(protocol: str, url: str, thesaurus: Thesaurus, notes: Notes) -> str:
    found = concept_of(protocol, thesaurus)
    if found is None:
        notes.append(Note("services", "protocol-unknown", f"{quote(url)} is a service of the kind {protocol}"))
    return found or _OTHER_WEB


def _fetched(protocol: str | None, media: Media, url: str, thesaurus: Thesaurus) -> str | None:
    """The protocol of a file."""
    if protocol and protocol not in SERVICES:
        return concept_of(protocol, thesaurus)
    if not url.startswith(("http://", "https://")):
        return None
    return concept_of("web" if is_page(media) else "http", thesaurus)


def _first(found: dict[str, Entry], path: str, notes: Notes) -> tuple[Entry, ...]:
    if len(found) > MAX_LINKS:
        notes.append(Note(path, "too-many", f"{len(found)} addresses: the first {MAX_LINKS} are kept"))
    return tuple(found.values())[:MAX_LINKS]
