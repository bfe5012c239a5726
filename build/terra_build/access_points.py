"""What a distribution really is: a file that programs open, a file to download, or a page where people get it."""

import re

from terra_catalog.dataset import Distribution
from terra_vocab.concept import Thesaurus

OPENABLE_FORMATS = frozenset({"netcdf", "zarr", "cog", "geotiff"})
"""The formats that a program opens from their address, whole or piece by piece."""

_FILE = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#]+/[^?#]*\.[A-Za-z0-9]{1,8}/?(?:[?#].*)?", re.DOTALL).fullmatch
_PAGE_ENDINGS = (".html", ".htm", ".php", ".xhtml", ".jsp", ".asp", ".aspx")


def is_file(distribution: Distribution) -> bool:
    """Whether the address names a file by its ending, and not a page, a service or a folder.

    A format or a media type must be stated too: "doi.org/10.17882/46219.v2" ends like a file and is a page.
    """
    if distribution.protocol == "web" or not (distribution.format or distribution.media_type):
        return False
    return _FILE(distribution.url) is not None and not distribution.url.lower().endswith(_PAGE_ENDINGS)


def is_openable(distribution: Distribution) -> bool:
    """Whether a program can open the data at that address: what earns a dataset a STAC Item."""
    if distribution.format in OPENABLE_FORMATS:
        return is_file(distribution)
    return distribution.protocol == "opendap" and _FILE(distribution.url) is not None


def media_type(distribution: Distribution, thesaurus: Thesaurus) -> str | None:
    """The media type that the record states, else that of its format in the thesaurus, else None."""
    if distribution.media_type:
        return distribution.media_type
    concept = thesaurus.find("formats", distribution.format) if distribution.format else None
    return concept.notation if concept else None
