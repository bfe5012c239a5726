"""Fetch the schemas of the STAC extensions once, so that builds can check against them without the network. [I/O]

Only the core schemas come with a package (pystac); those of the extensions live at stac-extensions.github.io.
"""

from collections.abc import Iterable
from pathlib import Path

import orjson
import requests

HOST = "https://stac-extensions.github.io"
_LIMIT = 2_000_000
_TIMEOUT = (10, 30)


class SchemaDownloadError(RuntimeError):
    """A schema could not be fetched; the message names its address."""


def download_schemas(addresses: Iterable[str], folder: Path) -> list[Path]:
    """Fetch each schema into `folder` as `<extension>-<version>.json`; one already there is kept.

    Raises:
        SchemaDownloadError: an address is on another host, does not answer, or is no JSON object.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for address in addresses:
        if not address.startswith(f"{HOST}/"):
            raise SchemaDownloadError(f"{address}: expected an address of {HOST}")
        name, version = address.removeprefix(f"{HOST}/").split("/")[:2]
        file = folder / f"{name}-{version}.json"
        if not file.is_file():
            file.write_bytes(_fetch(address))
        files.append(file)
    return files


def _fetch(address: str) -> bytes:
    try:
        answer = requests.get(address, timeout=_TIMEOUT, allow_redirects=False)
        answer.raise_for_status()
        schema = orjson.loads(answer.content)
    except (requests.RequestException, orjson.JSONDecodeError) as error:
        raise SchemaDownloadError(f"{address}: {error}. Try again later, or build without --stac-schemas.") from error
    if answer.status_code != requests.codes.ok or not isinstance(schema, dict) or len(answer.content) > _LIMIT:
        raise SchemaDownloadError(f"{address}: no JSON Schema came back. Try again later.")
    return answer.content
