"""The words of GeoDCAT-AP 3 that a dataset needs: the JSON-LD context, and the European lists of values."""

import re
from functools import lru_cache
from typing import Any

from terra_build.dcat_turtle import Shared
from terra_catalog.dataset import Dataset, Frequency

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "geodcat": "http://data.europa.eu/930/",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

CONTEXT: dict[str, Any] = {
    **PREFIXES,
    "title": {"@id": "dct:title", "@container": "@language"},
    "description": {"@id": "dct:description", "@container": "@language"},
    "keyword": {"@id": "dcat:keyword", "@container": "@language"},
    "name": {"@id": "foaf:name", "@container": "@language"},
    "label": {"@id": "rdfs:label", "@container": "@language"},
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
}
"""Prefixes and six terms by language; everything else is written with its prefix. Inline: a reader fetches nothing."""

_EU = "http://publications.europa.eu/resource/authority/"

_FREQUENCIES: dict[Frequency, str] = {
    "continuous": "CONT",
    "hourly": "HOURLY",
    "daily": "DAILY",
    "weekly": "WEEKLY",
    "monthly": "MONTHLY",
    "quarterly": "QUARTERLY",
    "annual": "ANNUAL",
    "irregular": "IRREG",
    "as-needed": "AS_NEEDED",
    "never": "NEVER",
}
FREQUENCIES = {
    word: Shared({"@id": f"{_EU}frequency/{code}", "@type": "dct:Frequency"}) for word, code in _FREQUENCIES.items()
}

_PUBLIC = Shared({"@id": f"{_EU}access-right/PUBLIC", "@type": "dct:RightsStatement"})
_RESTRICTED = Shared({"@id": f"{_EU}access-right/RESTRICTED", "@type": "dct:RightsStatement"})
_NON_PUBLIC = Shared({"@id": f"{_EU}access-right/NON_PUBLIC", "@type": "dct:RightsStatement"})
ACCESS_RIGHTS = {"open": _PUBLIC, "account": _RESTRICTED, "request": _RESTRICTED, "embargo": _NON_PUBLIC}

LANGUAGES = [{"@id": f"{_EU}language/{code}", "@type": "dct:LinguisticSystem"} for code in ("FRA", "ENG")]

ENVIRONMENT = Shared(
    {
        "@id": f"{_EU}data-theme/ENVI",
        "@type": "skos:Concept",
        "prefLabel": {"fr": "Environnement", "en": "Environment"},
        "skos:inScheme": {"@id": f"{_EU}data-theme"},
    }
)
"""The European theme of the whole catalogue, which national and European portals sort by."""

ROLES = {"licensor": "dct:rightsHolder", "processor": "geodcat:processor", "host": "geodcat:distributor"}
"""The property of an agent by its STAC role; a producer is the `dct:creator`."""

RELATIONS = {
    "publication": "dct:isReferencedBy",
    "derived": "prov:wasDerivedFrom",
    "part-of": "dct:isPartOf",
    "previous": "dct:replaces",
    "next": "dct:isReplacedBy",
    "documentation": "foaf:page",
}
"""The property of a related thing by its kind; any other is a `dct:relation`."""

_IANA = re.compile(r"(?:application|audio|font|image|model|text|video)/(?!x-)[a-z0-9.-]+(?:\+(?:json|xml|zip|gzip))?")
_WEEKS = re.compile(r"P(\d+)W").fullmatch


@lru_cache(maxsize=1024)
def iana(media_type: str) -> Shared | None:
    """The media type as IANA registers it, or None for a private one ("application/x-netcdf")."""
    plain = media_type.partition(";")[0].strip()
    if _IANA.fullmatch(plain) is None:
        return None
    return Shared({"@id": f"https://www.iana.org/assignments/media-types/{plain}", "@type": "dct:MediaType"})


def date(text: str) -> dict[str, str]:
    """A date with the XSD type of its precision."""
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}.get(len(text), "dateTime")
    return {"@type": f"xsd:{kind}", "@value": text}


def duration(text: str) -> dict[str, str]:
    """A duration; XSD has no weeks."""
    weeks = _WEEKS(text)
    return {"@type": "xsd:duration", "@value": f"P{int(weeks[1]) * 7}D" if weeks else text}


def keywords(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """The free words by language; those of no known language under `@none`."""
    free = dataset.keywords
    found = {"fr": free.fr, "en": free.en, "@none": (*free.any, *dataset.names)}
    return {lang: words for lang, words in found.items() if words}
