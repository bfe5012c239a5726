"""The JSON Schema of a record, for the editors of the YAML files."""

from typing import Any

import msgspec

from terra_catalog.dataset import Dataset
from terra_vocab.concept import Thesaurus

SCHEMA_ID = "https://terra-catalogue.example/schema/dataset.schema.json"
"""The address of the schema; the site publishes it under its own."""

FIELDS: dict[str, str] = {
    "id": "The name of the dataset in its address: 3 to 80 lower-case letters, digits and hyphens. Never changes.",
    "title": "The title, in French and English.",
    "pole": "The pole that answers for the dataset: a concept of vocab/concepts/poles.ttl.",
    "created": "The day on which the record was written, YYYY-MM-DD.",
    "updated": "The day of the last change of the record, YYYY-MM-DD.",
    "summary": "One plain sentence of at most 160 characters for a reader of another field.",
    "description": "Two paragraphs: what it is, where it comes from. Plain text, a blank line between paragraphs.",
    "names": "Other names that people know the dataset by.",
    "useful_for": "Concrete uses, each a short phrase.",
    "not_for": "Honest limits, each a short phrase.",
    "prefer": "Other datasets of the catalogue that serve better in a given case.",
    "data_centre": "Who keeps the data: a concept of vocab/concepts/data-centres.ttl.",
    "providers": "The organisations behind the dataset, with their roles.",
    "contacts": "Whom to ask.",
    "compartments": "Parts of the Earth system: concepts of vocab/concepts/compartments.ttl.",
    "variables": "What is measured: concepts of vocab/concepts/variables.ttl, with the names that the data give them.",
    "keywords": "Free words that people would type, by language.",
    "platforms": "What the data are taken from: concepts of vocab/concepts/platforms.ttl.",
    "instruments": "Names of instruments.",
    "missions": "Names of satellites, ships, campaigns.",
    "boxes": "Where: [west, south, east, north] in degrees. West greater than east crosses the antimeridian.",
    "geometry": "A finer footprint than boxes: a GeoJSON geometry.",
    "intervals": "When: dates of any precision; no end means that it goes on.",
    "resolution": "Ground resolution in metres and time step as an ISO 8601 duration.",
    "update": "How often data are added.",
    "licence": "A concept of vocab/concepts/licences.ttl, or the web address of the licence.",
    "rights": "The terms of use in words, where no licence says them.",
    "access": "Who may reach the data.",
    "landing_page": "The page of the producer about the dataset.",
    "distributions": "Ways to get the files.",
    "services": "Services that programs query (WMS, ERDDAP, STAC API).",
    "related": "What to read or run beside the data: by url, by doi, or another dataset of the catalogue.",
    "locations": "Copies of the data on the sites of the infrastructure.",
    "identifiers": "The DOI (bare), the UUID, the ids in other catalogues.",
    "eodag": "The provider and collection under which EODAG knows the dataset.",
    "status": "Whether the dataset still grows, is complete, replaced or withdrawn.",
    "version": "The version of the data, between quotes.",
    "successor": "The id of the dataset that replaces this one.",
    "provenance": "Where a harvested record comes from. People leave it out.",
}
"""What each field of a record says; the manual (catalog/README.md) has the same fields."""

_CONCEPTS: dict[str, dict[str, str]] = {
    "Dataset": {
        "pole": "poles",
        "data_centre": "data-centres",
        "compartments": "compartments",
        "platforms": "platforms",
        "licence": "licences",
    },
    "Variable": {"concept": "variables"},
    "Distribution": {"protocol": "protocols", "format": "formats"},
    "Service": {"protocol": "protocols"},
}


def record_schema(thesaurus: Thesaurus) -> dict[str, Any]:
    """The JSON Schema (2020-12) of `Dataset`: shapes from the code, closed lists from the thesaurus.

    The editor completes and underlines with it; `terra check` stays the judge. The same thesaurus gives the same
    schema, key for key.
    """
    components = msgspec.json.schema(Dataset)["$defs"]
    for kind, fields in _CONCEPTS.items():
        for field, scheme in fields.items():
            properties = components[kind]["properties"]
            properties[field] = _closed(properties[field], scheme, thesaurus)
    record = components.pop("Dataset")
    for field, description in FIELDS.items():
        record["properties"][field]["description"] = description
    _constrain(record["properties"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **record,
        "title": "Record of a dataset",
        "$defs": components,
    }


def _closed(node: dict[str, Any], scheme: str, thesaurus: Thesaurus) -> dict[str, Any]:
    """The node that only accepts the ids of a scheme; a licence may also be an address."""
    concepts = thesaurus.of(scheme)
    choice: dict[str, Any] = {"enum": [c.id for c in concepts], "title": f"A concept of vocab/concepts/{scheme}.ttl"}
    if scheme == "licences":
        return {"anyOf": [choice, {"type": "string", "pattern": "^https?://"}, {"type": "null"}], "default": None}
    if node.get("type") == "array":
        return {**node, "items": choice, "uniqueItems": True}
    if "anyOf" in node:
        return {**node, "anyOf": [choice, {"type": "null"}]}
    return choice


def _constrain(properties: dict[str, Any]) -> None:
    """Say to the editor the few rules that a JSON Schema can say."""
    properties["id"]["pattern"] = "^[a-z0-9][a-z0-9-]{2,79}$"
    for field in ("created", "updated"):
        properties[field]["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}"
    degrees = [{"type": "number", "minimum": -limit, "maximum": limit} for limit in (180, 90, 180, 90)]
    properties["boxes"]["items"]["prefixItems"] = degrees
