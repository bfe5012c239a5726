"""stac-valid, the reference validator, kept off the network: every schema is answered from a file."""

from pathlib import Path

import pystac

_BASE = "https://schemas.stacspec.org/v1.1.0"
_FOLDERS = {"catalog": "catalog-spec", "collection": "collection-spec"}


def schema_files(extensions: Path | None = None) -> dict[str, str]:
    """The addresses of the core schemas (bundled in pystac) and of the extensions in a folder, with their files."""
    bundled = Path(pystac.__file__).parent / "validation/jsonschemas"
    files = {
        f"{_BASE}/{_FOLDERS.get(file.stem, 'item-spec')}/json-schema/{file.name}": str(file)
        for file in (bundled / "stac-spec/v1.1.0").glob("*.json")
    }
    files |= {f"https://geojson.org/schema/{file.name}": str(file) for file in (bundled / "geojson").glob("*.json")}
    for file in sorted(extensions.glob("*.json")) if extensions else []:
        name, _, version = file.stem.rpartition("-")
        files[f"https://stac-extensions.github.io/{name}/{version}/schema.json"] = str(file)
    return files


def complaint(file: Path, extensions: Path | None = None) -> str | None:
    """What stac-valid has against a STAC file, or None when it is valid."""
    from stac_validator.validate import StacValidate  # type: ignore[import-untyped]

    checker = StacValidate(str(file), schema_map=schema_files(extensions), core=extensions is None)
    return None if checker.run() else str(checker.message)
