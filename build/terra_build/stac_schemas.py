"""Validate STAC objects against the core and extension schemas, offline. [I/O: the schemas are read once, from disk]

The core schemas come with pystac; those of the extensions lie in a folder that the caller names. Nothing is ever
fetched: an address that is in neither place is an error that says so.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson

Json = dict[str, Any]

_CORE = {
    "Catalog": "https://schemas.stacspec.org/v1.1.0/catalog-spec/json-schema/catalog.json",
    "Collection": "https://schemas.stacspec.org/v1.1.0/collection-spec/json-schema/collection.json",
    "Feature": "https://schemas.stacspec.org/v1.1.0/item-spec/json-schema/item.json",
}
# `alternate-assets` 1.2.0 refers to one schema of STAC 1.0.0, whose title and description are those of 1.1.0.
_BASICS = "https://schemas.stacspec.org/v{}/item-spec/json-schema/basics.json"


class SchemaError(ValueError):
    """The schemas cannot be used: the message says which one and what to do."""


class StacSchemas:
    """The schemas, compiled once for each set of extensions that is met."""

    def __init__(self, extensions: Path | None = None) -> None:
        """Read the schemas. `extensions` is a folder of JSON Schemas with an `$id`; None checks the core only.

        Raises:
            SchemaError: a file of the folder is no JSON Schema.
        """
        self._known: dict[str, Json] = {}
        for schema in _core_schemas():
            self._known[schema["$id"].rstrip("#")] = schema
        self._known.setdefault(_BASICS.format("1.0.0"), self._known[_BASICS.format("1.1.0")])
        self._extensions = extensions is not None
        for file in sorted(extensions.glob("*.json")) if extensions else ():
            try:
                schema = orjson.loads(file.read_bytes())
                self._known[schema["$id"].rstrip("#")] = schema
            except (orjson.JSONDecodeError, KeyError, TypeError) as error:
                raise SchemaError(f"{file}: no JSON Schema with an $id ({error}). Replace or remove it.") from error
        self._compiled: dict[tuple[str, ...], jsonschema_rs.Validator] = {}

    def validate(self, stac: Json) -> list[str]:
        """What is wrong with a Catalog, Collection or Item, one sentence per fault; nothing when it is valid.

        Raises:
            SchemaError: the object declares an extension whose schema is not in the folder.
        """
        validator = self._validator(stac.get("type"), stac.get("stac_extensions") or [])
        if validator is None:
            return [f"type is {stac.get('type')!r}, one of {', '.join(_CORE)} was expected."]
        if validator.is_valid(stac):
            return []
        return [_sentence(error) for error in validator.iter_errors(stac)]

    def _validator(self, kind: Any, extensions: list[str]) -> jsonschema_rs.Validator | None:
        core = _CORE.get(kind)
        if core is None:
            return None
        key = (core, *extensions) if self._extensions else (core,)
        validator = self._compiled.get(key)
        if validator is None:
            validator = self._compiled[key] = self._compile(key)
        return validator

    def _compile(self, addresses: tuple[str, ...]) -> jsonschema_rs.Validator:
        for address in addresses:
            if address not in self._known:
                raise SchemaError(f"{address}: this schema is not at hand. Add it to the folder of schemas.")
        schema = {"allOf": [{"$ref": address} for address in addresses]}
        return jsonschema_rs.Draft7Validator(schema, retriever=self._retrieve)

    def _retrieve(self, address: str) -> Json:
        found = self._known.get(address.rstrip("#"))
        if found is None:
            raise SchemaError(f"{address}: this schema is not at hand, and nothing is fetched.")
        return found


def _sentence(error: Any) -> str:
    where = ".".join(map(str, error.instance_path)) or "the object"
    return f"{where}: {error.message}"


def _core_schemas() -> Iterator[Json]:
    # Found without importing pystac, which would cost a build 0.2 s for a dozen JSON files.
    spec = find_spec("pystac")
    if spec is None or not spec.submodule_search_locations:
        raise SchemaError("pystac is not installed; it brings the core schemas. Run `make site` again.")
    for file in sorted(Path(spec.submodule_search_locations[0], "validation/jsonschemas").rglob("*.json")):
        schema = orjson.loads(file.read_bytes())
        # pystac 1.15 writes ".../commonjson" where every other schema refers to ".../common.json".
        schema["$id"] = schema["$id"].replace("/commonjson", "/common.json")
        yield schema
