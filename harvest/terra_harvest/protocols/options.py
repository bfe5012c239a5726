"""What the file of a source may say of its protocol: the fields of `options`, one struct per protocol."""

from typing import Literal

import msgspec


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every protocol has in common: nothing; each adds its own."""


class CswOptions(Options, frozen=True, kw_only=True):
    """CSW 2.0.2. `output_schema` is the namespace asked for; `constraint` is CQL text."""

    output_schema: str = "http://www.isotc211.org/2005/gmd"
    type_names: str = "csw:Record"
    sort_by: str | None = None
    constraint: str | None = None
    parameters: dict[str, str] = {}


class OaiOptions(Options, frozen=True, kw_only=True):
    """OAI-PMH 2.0. Without `sets` the whole repository is read."""

    prefix: str = "oai_dc"
    sets: tuple[str, ...] = ()


class StacApiOptions(Options, frozen=True, kw_only=True):
    """A STAC API, of which the collections are read.

    `whole_in_one_page`: the server is known to give every collection at once, without paging nor total.
    """

    method: Literal["GET", "POST"] = "GET"
    whole_in_one_page: bool = False


class StacStaticOptions(Options, frozen=True, kw_only=True):
    """A catalogue of STAC files, walked from its root by its `child` links."""

    depth: int = 12


class GeoNetworkOptions(Options, frozen=True, kw_only=True):
    """The JSON search of GeoNetwork 4. `query` is the Elasticsearch query string; `terms` are exact field values."""

    query: str | None = None
    terms: dict[str, str] = {}
    sort: str = "uuid"


class DataOneOptions(Options, frozen=True, kw_only=True):
    """A DataONE member node. Objects of the `formats` (beginnings of format ids) are records; the rest is data."""

    formats: tuple[str, ...] = ("eml://ecoinformatics.org/eml-", "https://eml.ecoinformatics.org/eml-")
    current_only: bool = True


class EsgfOptions(Options, frozen=True, kw_only=True):
    """The search of ESGF: `facets` restrict it (project, institution_id...)."""

    facets: dict[str, str] = {}


class DcatOptions(Options, frozen=True, kw_only=True):
    """A DCAT feed, in one document or in Hydra pages."""

    media_type: str = "application/ld+json, text/turtle;q=0.9, application/rdf+xml;q=0.8"


class AerisOptions(Options, frozen=True, kw_only=True):
    """The REST service of the AERIS catalogue. `project` restricts it."""

    project: str | None = None


class WafOptions(Options, frozen=True, kw_only=True):
    """A folder of XML files listed by a web server."""

    suffix: str = ".xml"
    depth: int = 5


OPTIONS: dict[str, type[Options]] = {
    "csw": CswOptions,
    "oai-pmh": OaiOptions,
    "stac-api": StacApiOptions,
    "stac-static": StacStaticOptions,
    "geonetwork": GeoNetworkOptions,
    "dataone": DataOneOptions,
    "esgf": EsgfOptions,
    "dcat": DcatOptions,
    "aeris": AerisOptions,
    "waf": WafOptions,
}
"""The options of each protocol, by the name that a source's file gives it."""
