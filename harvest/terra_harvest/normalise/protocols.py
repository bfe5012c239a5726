"""How an address is read: a protocol of the thesaurus, from the words of the record or from the address itself."""

import re
from functools import lru_cache

from terra_vocab.concept import Thesaurus

# Words of records, without what varies between versions: the first that is found wins.
_WORDS = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (r"wmts|web ?map ?tile|webmaptile", "wmts"),
        (r"\bwms|web ?map ?service|esri:aims--http-get-image|webmapservice", "wms"),
        (r"\bwfs|web ?feature ?service", "wfs"),
        (r"\bwcs|web ?coverage ?service", "wcs"),
        (r"\bcsw|catalogue ?service", "csw"),
        (r"\bsos\b|sensor ?observation|sensorthings", "sos"),
        (r"\bwps\b|web ?processing", "wps"),
        (r"ogc[ :-]*api|api[ -]features", "ogc-api"),
        (r"esri:rest|esri rest|arcgis", "esri-rest"),
        (r"opendap|\bdap\b|dods", "opendap"),
        (r"erddap", "erddap"),
        (r"thredds", "thredds"),
        (r"stac.?api", "stac-api"),
        (r"\bstac\b", "stac"),
        (r"fdsn", "fdsn"),
        (r"sparql", "sparql"),
        (r"darwin ?core|dwc-?a", "dwc-archive"),
        (r"\bs3\b", "s3"),
        (r"^s?ftp|ftp_download", "ftp"),
        (r"rest ?api|web ?api|openapi|opensearch", "rest"),
    )
)
_SERVICE = re.compile(r"[?&]service=(wms|wmts|wfs|wcs|csw|sos|wps)\b", re.IGNORECASE).search
_PATHS = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (r"/dodsC/|/opendap/", "opendap"),
        (r"/thredds/fileServer/", "http"),
        (r"/erddap/files/", "http"),
        (r"/erddap(?:/|$)", "erddap"),
        (r"/thredds/(?:ncss|wms|wcs)/", "thredds"),
        (r"/thredds(?:/(?:catalog\b.*)?)?$", "thredds"),
        (r"/thredds/catalog", "thredds"),
        (r"/fdsnws/", "fdsn"),
        (r"/sparql/?$", "sparql"),
        (r"/wmsserver\b|/wms/?(?:\?|$)", "wms"),
        (r"/wfsserver\b|/wfs/?(?:\?|$)", "wfs"),
        (r"/csw/?(?:\?|$)", "csw"),
        (r"/(?:arcgis/)?rest/services/", "esri-rest"),
    )
)
SERVICES = frozenset(
    [
        "wms",
        "wmts",
        "wfs",
        "wcs",
        "csw",
        "sos",
        "wps",
        "ogc-api",
        "esri-rest",
        "erddap",
        "thredds",
        "stac-api",
        "stac",
        "fdsn",
        "sparql",
        "rest",
        "esgf",
        "dataverse",
        "gbif",
    ]
)
"""Protocols that a program asks; the others fetch a file."""

_SCHEMES = {"ftp": "ftp", "sftp": "ftp", "s3": "s3"}


_NAMED_SERVICE = re.compile(
    r"\b(?:services?|flux)\s+(?:de\s+)?(wms|wfs|wcs|wmts|csw)\b|\b(wms|wfs|wcs|wmts|csw)\s+"
    r"(?:service|endpoint|get ?cap)",
    re.IGNORECASE,
).search


@lru_cache(maxsize=8192)
def protocol_of(words: str | None, url: str, name: str = "") -> str | None:
    """The protocol that words, the address or a name ("flux WMS") say; None when there is only an address."""
    if words:
        for pattern, protocol in _WORDS:
            if pattern.search(words):
                return protocol
    scheme = url.partition(":")[0].lower()
    if scheme in _SCHEMES:
        return _SCHEMES[scheme]
    if found := _SERVICE(url.partition("#")[0]):
        return found[1].lower()
    # What follows the # of a map viewer is for the viewer: often the address of a service.
    path = url.partition("#")[0]
    for pattern, protocol in _PATHS:
        if pattern.search(path):
            return protocol
    if name and (found := _NAMED_SERVICE(name)):
        return (found[1] or found[2]).lower()
    return None


def concept_of(protocol: str, thesaurus: Thesaurus) -> str | None:
    """The protocol if the thesaurus has it."""
    return protocol if f"protocols/{protocol}" in thesaurus.concepts else None
