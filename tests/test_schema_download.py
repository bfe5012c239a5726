"""Schemas of STAC extensions are fetched from their own host only, and once."""

from pathlib import Path

import pytest

from terra_build.schema_download import HOST, SchemaDownloadError, download_schemas
from terra_build.stac_extensions import EXTENSIONS


def test_another_host_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    with pytest.raises(SchemaDownloadError, match="expected an address of https://stac-extensions"):
        download_schemas(["https://evil.example/language/v1.0.0/schema.json"], tmp_path)


def test_a_schema_that_is_there_is_not_fetched_again(tmp_path: Path) -> None:
    (tmp_path / "language-v1.0.0.json").write_text("{}", "utf-8")
    files = download_schemas([f"{HOST}/language/v1.0.0/schema.json"], tmp_path)
    assert files == [tmp_path / "language-v1.0.0.json"]


def test_every_extension_we_write_is_at_that_host() -> None:
    assert all(address.startswith(f"{HOST}/") for address in EXTENSIONS)
