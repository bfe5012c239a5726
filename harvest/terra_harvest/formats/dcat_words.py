"""The namespaces of DCAT's profiles, and the last step of an address that stands for a code."""

from terra_harvest.formats.rdf_graph import BASE

ADMS = "http://www.w3.org/ns/adms#"
DCAT = "http://www.w3.org/ns/dcat#"
DCT = "http://purl.org/dc/terms/"
DCATDE = "http://dcat-ap.de/def/dcatde/"
FOAF = "http://xmlns.com/foaf/0.1/"
GEODCAT = "http://data.europa.eu/930/"
GEOSPARQL = "http://www.opengis.net/ont/geosparql#"
LOCN = "http://www.w3.org/ns/locn#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "http://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TIME = "http://www.w3.org/2006/time#"
VCARD = "http://www.w3.org/2006/vcard/ns#"

# Code lists that are published as addresses; only theirs are cut down to the code.
_LISTS = (
    "http://publications.europa.eu/resource/authority/",
    "http://purl.org/adms/",
    "http://purl.org/cld/freq/",
    "http://inspire.ec.europa.eu/metadata-codelist/",
    "http://www.iana.org/assignments/media-types/",
    "https://www.iana.org/assignments/media-types/",
    "http://id.loc.gov/vocabulary/",
    "http://lexvo.org/id/",
    "http://standards.iso.org/",
    BASE,
)
_MEDIA_TYPES = "/assignments/media-types/"


def last_step(found: str | None) -> str | None:
    """The code that an address of a known code list stands for ("ANNUAL", "text/csv"); anything else as it is."""
    if not found or not found.startswith(_LISTS):
        return found
    if _MEDIA_TYPES in found:
        return found.partition(_MEDIA_TYPES)[2] or found
    return found.rstrip("/").rpartition("/")[2].rpartition("#")[2] or found
