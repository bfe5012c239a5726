"""What a link is for: the page of the dataset, a file, a service, something to read, or nothing that is shown."""

import re
from typing import Literal

from terra_harvest.original import Link

Purpose = Literal["page", "file", "service", "read", "record", "order", "look", "none", "unknown"]
"""`record` is the record itself on another site, `look` a picture, `none` the skeleton of a catalogue."""

_WORDS: dict[str, Purpose] = {
    **dict.fromkeys(["landingpage", "homepage", "about", "page", "canonical", "via", "external", "website"], "page"),
    **dict.fromkeys(
        [
            "download",
            "data",
            "enclosure",
            "fileaccess",
            "distribution",
            "access",
            "offlineaccess",
            "mapdigital",
            "httpdownloadlink",
            "ftpdownloadlink",
            "assetdownload",
            "source",
        ],
        "file",
    ),
    **dict.fromkeys(
        ["service", "getcapabilities", "getmap", "search", "opensearchlink", "wmts", "wms", "wfs", "tiles"], "service"
    ),
    **dict.fromkeys(
        [
            "information",
            "informationlink",
            "documentation",
            "help",
            "references",
            "reference",
            "citation",
            "example",
            "handbook",
            "describedby",
            "dataqualityreport",
            "servicedescription",
            "browsing",
            "visualisation",
            "visualization",
            "view",
            "card4ldocument",
            "legend",
        ],
        "read",
    ),
    **dict.fromkeys(["completemetadata", "metadata", "metadataiso19139", "metadatalink", "upload"], "record"),
    **dict.fromkeys(["order", "orderlink"], "order"),
    **dict.fromkeys(
        ["browsegraphic", "thumbnail", "overview", "quicklook", "preview", "visual", "icon", "logo", "thumbnails"],
        "look",
    ),
    **dict.fromkeys(
        ["self", "root", "parent", "child", "item", "items", "stacitems", "alternate", "esmcatalog", "esmvocabulary"],
        "none",
    ),
}
_LETTERS = re.compile(r"[^a-z0-9]")
_DOWNLOAD = re.compile(r"www:download|httpserver|download|^https?$", re.IGNORECASE).search
_LINK = re.compile(r"www:link", re.IGNORECASE).search
_LANDING = re.compile(r"landing.?page", re.IGNORECASE).search
_THUMBNAIL = re.compile(r"thumbnail|image-thumb", re.IGNORECASE).search
_METADATA = re.compile(r"metadata-url", re.IGNORECASE).search
_PAGE_NAME = re.compile(
    r"\b(?:landing page|dataset (?:description|page|home ?page|landing page)|data ?set home ?page|"
    r"page (?:web )?du jeu de données|page de description)\b",
    re.IGNORECASE,
).search
_RECORD_NAME = re.compile(
    r"^(?:metadata|métadonnées|complete metadata)$|\b(?:vue|fiche|notice|page) (?:html )?(?:de |des )?métadonnées\b|"
    r"\bmetadata (?:record|page|view|\(?url\)?)\b|\b(?:inspire|iso ?191\d\d) metadata\b|"
    r"^(?:inspire|iso ?191\d\d)[^.]{0,30} metadata",
    re.IGNORECASE,
).search
_READ = re.compile(
    r"\b(?:documentation|user (?:guide|manual)|manual|handbook|readme|read me|guide|report|rapport|notice|manuel|"
    r"article|paper|publication|website|web ?site|site web|homepage|home page|page d['’]accueil|wiki|tutorial|faq)\b",
    re.IGNORECASE,
).search


def purpose_of(link: Link) -> Purpose:
    """What the record says the link is for, by its function, its protocol, then its name."""
    names = f"{link.name.en or ''} {link.name.fr or ''} {link.name.any or ''}".strip()
    if names and _RECORD_NAME(names):
        return "record"
    function = _LETTERS.sub("", (link.function or "").rpartition("/")[2].lower())
    if function:
        found = _WORDS.get(function)
        if found is None and function.startswith("data"):
            return "file"
        if found:
            # "information" is what forms propose first: a protocol that downloads and a name say more.
            if found == "read" and _downloads(link.protocol):
                return "file"
            return "page" if found == "read" and _PAGE_NAME(names) else found
    words = link.protocol or ""
    if _LANDING(words):
        return "page"
    if _THUMBNAIL(words):
        return "look"
    if _METADATA(words):
        return "record"
    if _downloads(words):
        return "file"
    if _LINK(words):
        return "page" if _PAGE_NAME(names) else "read"
    if _PAGE_NAME(names):
        return "page"
    return "read" if _READ(names) else "unknown"


def _downloads(words: str | None) -> bool:
    return bool(words and "download" in words.lower() and _DOWNLOAD(words))
