"""The JSON-LD contexts known here: a remote one is replaced by a small mapping of ours, never fetched."""

import re

from terra_harvest.original import UnreadableError
from terra_harvest.strict_json import Json

_DCT = "http://purl.org/dc/terms/"
_DCAT = "http://www.w3.org/ns/dcat#"
_FOAF = "http://xmlns.com/foaf/0.1/"
_VCARD = "http://www.w3.org/2006/vcard/ns#"
_ADMS = "http://www.w3.org/ns/adms#"

_PREFIXES = {
    "adms": _ADMS,
    "dcat": _DCAT,
    "dct": _DCT,
    "dcterms": _DCT,
    "foaf": _FOAF,
    "geodcatap": "http://data.europa.eu/930/",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "locn": "http://www.w3.org/ns/locn#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pod": "https://project-open-data.cio.gov/v1.1/schema#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": _VCARD,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# The words of DCAT's profiles: those that point to a node, then those that hold a text.
_NODES = {
    _DCAT: "Catalog Dataset DatasetSeries DataService Distribution CatalogRecord dataset distribution service record "
    "contactPoint landingPage themeTaxonomy accessURL downloadURL accessService endpointURL servesDataset "
    "inSeries endpointDescription qualifiedRelation hadRole",
    _DCT: "publisher creator accessRights conformsTo isPartOf hasPart isVersionOf isReferencedBy references relation",
    _VCARD: "hasEmail hasURL hasTelephone",
    _FOAF: "Agent Organization Person mbox homepage page primaryTopic",
    "http://www.w3.org/ns/hydra/core#": "PartialCollectionView first last next previous",
}
_TEXTS = {
    _DCAT: "keyword startDate endDate bbox centroid byteSize mediaType spatialResolutionInMeters temporalResolution "
    "version theme",
    _DCT: "title description identifier issued modified language license rights format type accrualPeriodicity "
    "alternative spatial temporal source provenance",
    _VCARD: "fn",
    _FOAF: "name",
}


def _words() -> dict[str, Json]:
    terms: dict[str, Json] = dict(_PREFIXES)
    for space, names in _NODES.items():
        terms |= {name: {"@id": space + name, "@type": "@id"} for name in names.split()}
    for space, names in _TEXTS.items():
        terms |= {name: space + name for name in names.split()}
    return terms


_DCAT_WORDS = _words()
_SCHEMA_WORDS = {"@vocab": "http://schema.org/", "schema": "http://schema.org/", "type": "@type", "id": "@id"}

_KNOWN = (
    (
        re.compile(r"https?://(www\.)?schema\.org(/?|/docs/jsonldcontext\.jsonld?|/version/[\w.]+/schema\w*\.jsonld)$"),
        _SCHEMA_WORDS,
    ),
    (re.compile(r"https?://project-open-data\.cio\.gov/v1\.1/schema/(catalog|data)\.json(ld)?$"), _DCAT_WORDS),
    (re.compile(r"https?://(\w+\.)*data\.gouv\.fr/api/1/site/context\.jsonld$"), _DCAT_WORDS),
    (re.compile(r"https?://(www\.)?w3\.org/ns/dcat(\.jsonld)?#?$"), _DCAT_WORDS),
    (re.compile(r"https?://semiceu\.github\.io/(Geo)?DCAT-AP/.*\.jsonld$", re.IGNORECASE), _DCAT_WORDS),
    (re.compile(r"https?://www\.w3\.org/ns/hydra/(core|context\.jsonld)#?$"), _DCAT_WORDS),
)


def with_known_contexts(value: Json) -> Json:
    """A JSON-LD document whose remote contexts, at any depth, are replaced by those known here.

    Raises:
        UnreadableError: for a remote context that is not known, or an `@import`.
    """
    if isinstance(value, list):
        return [with_known_contexts(entry) for entry in value]
    if isinstance(value, float):
        # JSON-LD would rewrite 48.4 as the double 4.84E1: what is not interpreted here stays as written.
        return str(value)
    if not isinstance(value, dict):
        return value
    kept = {}
    for key, inner in value.items():
        if key == "@context":
            kept[key] = _context(inner)
        elif inner is not None:
            # JSON-LD drops null values, but an `@id` (or its alias) that is null is an error of the whole document.
            kept[key] = with_known_contexts(inner)
    return kept


def remote_contexts(value: Json) -> list[str]:
    """The remote contexts at the top of a document, the first thing that tells schema.org from DCAT."""
    found = value.get("@context") if isinstance(value, dict) else None
    return [entry for entry in (found if isinstance(found, list) else [found]) if isinstance(entry, str)]


def _context(context: Json) -> Json:
    if isinstance(context, list):
        return [_context(entry) for entry in context]
    if isinstance(context, str):
        for address, words in _KNOWN:
            if address.match(context):
                return words
        raise UnreadableError(
            f"the JSON-LD context {context[:200]!r} is remote and not known here, and contexts are never fetched: "
            "ask the publisher to write it inline"
        )
    if isinstance(context, dict):
        if "@import" in context:
            raise UnreadableError("the JSON-LD context imports another (@import), and contexts are never fetched")
        # A term may carry a context of its own.
        return {key: with_known_contexts(inner) if isinstance(inner, dict) else inner for key, inner in context.items()}
    return context
