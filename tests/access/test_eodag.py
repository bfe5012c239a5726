"""The configurations of EODAG, loaded and used by a real EODAG 4 over loopback."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

import orjson
import yaml
from tests.access.conftest import FILES, OpenSite, asked, exported

from terra_build.catalogue import Catalogue

IN_PLACE = {"start": "1999-01-01", "end": "2011-12-31"}


def _search(python: Path, configuration: Path, *questions: dict[str, Any]) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = asked(python, "eodag_search.py", configuration, given=list(questions))
    return answers


def test_a_search_finds_the_items_of_the_dataset_and_only_them(
    real_readers: Path, open_exports: Path, tmp_path: Path
) -> None:
    merged: dict[str, Any] = {}
    for dataset in FILES:
        own = yaml.safe_load((open_exports / f"{dataset}-en-eodag.yml").read_text("utf-8"))
        products = {**merged.get("terra_catalogue", {}).get("products", {}), **own["terra_catalogue"]["products"]}
        merged.update(own)
        merged["terra_catalogue"]["products"] = products
        single = _search(real_readers, open_exports / f"{dataset}-en-eodag.yml", {"search": {"collection": dataset}})
        assert single[0]["ids"] == [dataset]
        assert single[0]["collections"] == [dataset]
    # One configuration for all of them, as a basket has: EODAG itself would answer with the Items of every Collection.
    together = tmp_path / "basket.yml"
    together.write_text(yaml.safe_dump(merged), "utf-8")
    answers = _search(real_readers, together, *({"search": {"collection": dataset}} for dataset in FILES))
    assert [(answer["ids"], answer["collections"]) for answer in answers] == [([d], [d]) for d in FILES]


def test_dates_and_box_filter_what_is_found(real_readers: Path, open_exports: Path) -> None:
    places = {"inside": [0, 41, 1, 42], "outside": [50, 41, 51, 42]}
    answers = _search(
        real_readers,
        open_exports / "map-cog-en-eodag.yml",
        {"search": {"collection": "map-cog", **IN_PLACE}},
        {"search": {"collection": "map-cog", "start": "2015-01-01", "end": "2016-01-01"}},
        {"search": {"collection": "map-cog", "geom": places["inside"]}},
        {"search": {"collection": "map-cog", "geom": places["outside"]}},
    )
    assert [answer["ids"] for answer in answers] == [["map-cog"], [], ["map-cog"], []]


def test_the_asset_that_is_downloaded_is_the_file_that_was_published(
    real_readers: Path, open_site: OpenSite, open_exports: Path
) -> None:
    [found] = _search(
        real_readers, open_exports / "map-cog-en-eodag.yml", {"search": {"collection": "map-cog"}, "download": True}
    )
    assert found["digests"] == [hashlib.sha256((open_site.data / "map.tif").read_bytes()).hexdigest()]


def test_the_local_copy_is_used_first_and_the_catalogue_after_it(
    real_readers: Path, open_site: OpenSite, open_exports: Path
) -> None:
    configuration = open_exports / "sst-netcdf-en-eodag.yml"
    question = {"search": {"collection": "sst-netcdf"}, "download": True}
    published = hashlib.sha256((open_site.data / "sst.nc").read_bytes()).hexdigest()
    [first] = _search(real_readers, configuration, question)
    assert (first["providers"], first["digests"]) == (["local_test_hub"], [published])
    copies = Path(yaml.safe_load(configuration.read_text("utf-8"))["local_test_hub"]["search"]["api_endpoint"]).parents[
        1
    ]
    away = copies.with_name("away")
    shutil.move(copies, away)
    try:
        [second] = _search(real_readers, configuration, question)
    finally:
        shutil.move(away, copies)
    assert (second["providers"], second["digests"]) == (["terra_catalogue"], [published])
    assert second["errors"] == ["local_test_hub"]


def test_every_native_collection_exists_in_that_release_and_its_configuration_loads(
    real_readers: Path, catalogue: Catalogue, embedded_exports: Path, tmp_path: Path
) -> None:
    native = [d for d in catalogue.datasets if d.eodag]
    assert len(native) > 80
    merged: dict[str, Any] = {}
    for dataset in native:
        own = yaml.safe_load((embedded_exports / f"{dataset.id}-fr-eodag.yml").read_text("utf-8"))
        assert dataset.eodag
        assert dataset.eodag.provider in own
        notebook = orjson.loads((embedded_exports / f"{dataset.id}-fr.ipynb").read_bytes())
        code = "\n".join(cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code")
        assert f'provider="{dataset.eodag.provider}", collection="{dataset.eodag.collection}"' in code
        merged.update(own)
    configuration = tmp_path / "all.yml"
    configuration.write_text(yaml.safe_dump(merged), "utf-8")
    pairs = [[d.eodag.provider, d.eodag.collection] for d in native if d.eodag]
    answers = asked(real_readers, "eodag_known.py", configuration, given=pairs)
    assert [(d.id, answer) for d, answer in zip(native, answers, strict=True) if answer not in ("known", "any")] == []


def test_a_dataset_that_eodag_cannot_open_is_promised_to_nobody(open_exports: Path, site: Path, tmp_path: Path) -> None:
    assert not (open_exports / "stations-csv-en-eodag.yml").exists()
    closed = exported(site, tmp_path / "out", "--only", "notebook", "--lang", "fr") / "aeronet-photons-fr.ipynb"
    assert b"EODataAccessGateway" not in closed.read_bytes()
