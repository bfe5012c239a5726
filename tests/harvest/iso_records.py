"""Small ISO records for the tests: what stands inside, wrapped in all that a record needs."""

from terra_harvest.formats import iso19139
from terra_harvest.original import Original

_PREFIXES = (
    'xmlns="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco" '
    'xmlns:gmx="http://www.isotc211.org/2005/gmx" xmlns:gml="http://www.opengis.net/gml/3.2" '
    'xmlns:srv="http://www.isotc211.org/2005/srv" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def record_with(inside: str) -> Original:
    """A record whose MD_Metadata holds this (prefixes: gmd is the default, gco, gmx, gml, srv, xlink)."""
    (record,) = iso19139.read(f"<MD_Metadata {_PREFIXES}>{inside}</MD_Metadata>".encode())
    return record


def record_about(inside: str, language: str = "eng") -> Original:
    """A record in a language whose MD_DataIdentification holds this."""
    return record_with(
        f"<language><LanguageCode codeListValue='{language}'/></language>"
        f"<identificationInfo><MD_DataIdentification>{inside}</MD_DataIdentification></identificationInfo>"
    )


def says(name: str, text: str) -> str:
    """A property that holds a plain text."""
    return f"<{name}><gco:CharacterString>{text}</gco:CharacterString></{name}>"
