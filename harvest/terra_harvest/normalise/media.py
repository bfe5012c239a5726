"""Formats of files: a concept of the thesaurus, and the media type, from codes, words and the ends of addresses."""

import re
from functools import lru_cache

import msgspec

from terra_catalog.rules.access import MEDIA_TYPE
from terra_vocab.concept import Thesaurus


class Media(msgspec.Struct, frozen=True):
    """The format of a file as the record holds it."""

    format: str | None = None
    media_type: str | None = None


# By the end of an address, and by the words of a record: a concept, a media type, or both.
_SUFFIXES = {
    "nc": ("netcdf", None),
    "nc4": ("netcdf", None),
    "cdf": ("netcdf", None),
    "ncml": (None, "application/xml"),
    "csv": ("csv", None),
    "zarr": ("zarr", None),
    "tif": (None, "image/tiff"),
    "tiff": (None, "image/tiff"),
    "geotiff": ("geotiff", None),
    "mseed": ("miniseed", None),
    "miniseed": ("miniseed", None),
    "zip": (None, "application/zip"),
    "gz": (None, "application/gzip"),
    "tgz": (None, "application/gzip"),
    "tar": (None, "application/x-tar"),
    "7z": (None, "application/x-7z-compressed"),
    "h5": (None, "application/x-hdf5"),
    "hdf5": (None, "application/x-hdf5"),
    "he5": (None, "application/x-hdf5"),
    "hdf": (None, "application/x-hdf"),
    "grib": (None, "application/wmo-grib"),
    "grb": (None, "application/wmo-grib"),
    "grb2": (None, "application/wmo-grib2"),
    "grib2": (None, "application/wmo-grib2"),
    "parquet": (None, "application/vnd.apache.parquet"),
    "geojson": (None, "application/geo+json"),
    "gpkg": (None, "application/geopackage+sqlite3"),
    "shp": (None, "application/vnd.shp"),
    "kml": (None, "application/vnd.google-earth.kml+xml"),
    "kmz": (None, "application/vnd.google-earth.kmz"),
    "gml": (None, "application/gml+xml"),
    "xlsx": (None, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "xls": (None, "application/vnd.ms-excel"),
    "ods": (None, "application/vnd.oasis.opendocument.spreadsheet"),
    "tsv": (None, "text/tab-separated-values"),
    "tab": (None, "text/tab-separated-values"),
    "dat": (None, None),
    "las": (None, "application/vnd.las"),
    "laz": (None, "application/vnd.laszip"),
    "jp2": (None, "image/jp2"),
}
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_PICTURES = ("image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp", "image/svg+xml", "image/bmp")
_WORDS = {
    "netcdf": "netcdf",
    "netcdf4": "netcdf",
    "netcdf3": "netcdf",
    "netcdf-4": "netcdf",
    "application/netcdf": "netcdf",
    "application/x-netcdf": "netcdf",
    "application/netcdf4": "netcdf",
    "csv": "csv",
    "text/csv": "csv",
    "comma-separated values (csv) file": "csv",
    "geotiff": "geotiff",
    "image/geotiff": "geotiff",
    "cog": "cog",
    "cloud optimized geotiff": "cog",
    "zarr": "zarr",
    "application/vnd+zarr": "zarr",
    "application/vnd.zarr": "zarr",
    "application/zarr": "zarr",
    "miniseed": "miniseed",
    "application/vnd.fdsn.mseed": "miniseed",
    "darwin core archive (dwc-a)": "darwin-core",
    "darwin core archive": "darwin-core",
    "dwc-a": "darwin-core",
    "application/x-darwin-core-archive": "darwin-core",
}
_END = re.compile(r"\.([A-Za-z0-9]{1,8})(?:\.(gz|bz2|zip|Z))?/?\Z").search
_SPACES = re.compile(r"\s*([;=])\s*")


def media_of(written: str | None, url: str, thesaurus: Thesaurus) -> Media:
    """The format of a link: as the record writes it, else by the end of the address."""
    said = _said(written, thesaurus) if written else Media()
    if said.format or said.media_type:
        return said
    found = _SUFFIXES.get(suffix_of(url))
    if found is None:
        return Media()
    return Media(format=_known(found[0], thesaurus), media_type=found[1])


@lru_cache(maxsize=2048)
def _said(written: str, thesaurus: Thesaurus) -> Media:
    words = " ".join(written.split()).lower()
    concept = _WORDS.get(words) or _notations(thesaurus).get(_SPACES.sub(r"\1", words))
    if concept is None and words.startswith("image/tiff") and "geotiff" in words:
        concept = "cog" if "cloud-optimized" in words else "geotiff"
    if concept and f"formats/{concept}" in thesaurus.concepts:
        return Media(format=concept, media_type=None)
    if "/" in words and MEDIA_TYPE(words):
        return Media(media_type=words)
    suffix = _SUFFIXES.get(words.lstrip("*."))
    if suffix:
        return Media(format=_known(suffix[0], thesaurus), media_type=suffix[1])
    pages = {"html": "text/html", "pdf": "application/pdf", "xml": "application/xml", "json": "application/json"}
    pictures = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"}
    return Media(media_type=(pages | pictures).get(words))


@lru_cache(maxsize=4)
def _notations(thesaurus: Thesaurus) -> dict[str, str]:
    """The formats of the thesaurus by their media type. Zip stands for any archive, not only for Darwin Core's."""
    codes = {c.notation.lower().replace(" ", ""): c.id for c in thesaurus.of("formats") if c.notation}
    codes.pop("application/zip", None)
    return codes


def suffix_of(url: str) -> str:
    """The end of the path of an address after its last point, in lower case; before that of a compression."""
    path = url.partition("#")[0].partition("?")[0]
    found = _END(path, len(path.partition("://")[2].partition("/")[0]) + path.find("://") + 3 if "://" in path else 0)
    return found[1].lower() if found else ""


def is_page(media: Media) -> bool:
    """Whether the format is that of a page to read."""
    return media.media_type in _PAGES


def is_picture(media: Media, url: str) -> bool:
    """Whether the format is that of a picture to look at."""
    return media.media_type in _PICTURES or suffix_of(url) in ("png", "jpg", "jpeg", "gif", "svg", "webp")


def is_data(media: Media, url: str) -> bool:
    """Whether the format is that of a data file."""
    return media.format is not None or suffix_of(url) in _SUFFIXES


def _known(concept: str | None, thesaurus: Thesaurus) -> str | None:
    return concept if concept and f"formats/{concept}" in thesaurus.concepts else None
