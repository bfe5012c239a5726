"""What the tests of access share: real readers in their own environment, and a small site whose data can be opened."""

import json
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.conftest import ROOT
from tests.environments import python_of

from terra_build.build import build
from terra_build.project import find_project
from terra_build.serve import make_server
from terra_catalog.dataset import Box, Dataset, Distribution, Interval, Provenance
from terra_catalog.load import canonical
from terra_vocab.text import Text

HERE = Path(__file__).parent
TODAY = "2026-11-21"
FILES = {"sst-netcdf": ("sst.nc", "netcdf"), "sst-zarr": ("sst.zarr", "zarr"), "map-cog": ("map.tif", "cog")}
"""Dataset -> file and format, for those that earn an Item; `stations-csv` beside them has none."""
BOX: Box = (-5.0, 40.0, 10.0, 50.0)


class OpenSite(msgspec.Struct, frozen=True):
    """A built site on a loopback server, and the folder of its data."""

    folder: Path
    url: str
    data: Path


@pytest.fixture(scope="session")
def real_readers() -> Path:
    """The Python of an environment with EODAG, Jupyter, xarray and the readers of citations."""
    return python_of("access", (HERE / "requirements.txt").read_text("utf-8"))


@pytest.fixture(scope="session")
def open_site(real_readers: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenSite]:
    """Four datasets with small real files, and a site of notebooks that keeps a copy of one of them."""
    root = tmp_path_factory.mktemp("open")
    subprocess.run([real_readers, HERE / "probes/data.py", root / "web/data"], check=True)
    server = make_server(root / "web", quiet=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"http://127.0.0.1:{server.server_address[1]}"
    project = root / "project"
    records = project / "catalog/records/open"
    records.mkdir(parents=True)
    for name in ("theme", "vocab", "node_modules", "mkdocs.yml"):
        (project / name).symlink_to(ROOT / name)
    files = {**FILES, "stations-csv": ("stations.csv", "csv")}
    for dataset_id, (file, form) in files.items():
        (records / f"{dataset_id}.json").write_bytes(canonical(_dataset(dataset_id, f"{host}/data/{file}", form)))
    copies = _local_copy(root, host)
    sites = project / "catalog/sites"
    sites.mkdir()
    (sites / "test-hub.yml").write_text(
        "id: test-hub\ntitle: {fr: Essai, en: Test}\nurl: https://hub.example/\nlaunch: jupyterhub\naccount: false\n"
        f"stac: {json.dumps(f'{copies}/{{_collection}}/collection.json')}\nholdings: [sst-netcdf]\n",
        "utf-8",
    )
    report = build(find_project(project, f"{host}/site/"), root / "web/site")
    assert [str(issue) for issue in report.issues if issue.level == "error"] == []
    yield OpenSite(root / "web/site", f"{host}/site/", root / "web/data")
    server.shutdown()
    server.server_close()


def _dataset(dataset_id: str, url: str, form: str) -> Dataset:
    return Dataset(
        id=dataset_id,
        title=Text(fr=f"Essai « {dataset_id} »", en=f'Trial "{dataset_id}" & $x$ `y` < 3'),
        description=Text(fr="Une description.", en="A description."),
        pole="odatis",
        created=TODAY,
        updated=TODAY,
        boxes=(BOX,),
        intervals=(Interval(start="2000-01-01", end="2010-12-31"),),
        licence="cc-by-4.0",
        distributions=(Distribution(url=url, protocol="http", format=form),),
        provenance=Provenance(source="open", upstream_id=dataset_id),
    )


def _local_copy(root: Path, host: str) -> Path:
    """A Collection of the site itself, whose Item's file lies on this disk."""
    folder = root / "copies/sst-netcdf"
    (folder / "items").mkdir(parents=True)
    (root / "copies/sst.nc").write_bytes((root / "web/data/sst.nc").read_bytes())
    item: dict[str, Any] = {
        "type": "Feature",
        "stac_version": "1.1.0",
        "id": "sst-netcdf",
        "collection": "sst-netcdf",
        "geometry": None,
        "properties": {
            "datetime": None,
            "start_datetime": "2000-01-01T00:00:00Z",
            "end_datetime": "2010-12-31T23:59:59Z",
        },
        "assets": {"netcdf": {"href": f"file://{root}/copies/sst.nc", "roles": ["data"]}},
        "links": [],
    }
    west, south, east, north = BOX
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    item["geometry"] = {"type": "Polygon", "coordinates": [ring]}
    item["bbox"] = list(BOX)
    collection = {
        "type": "Collection",
        "stac_version": "1.1.0",
        "id": "sst-netcdf",
        "description": host,
        "license": "other",
        "extent": {"spatial": {"bbox": [list(BOX)]}, "temporal": {"interval": [[None, None]]}},
        "links": [{"rel": "item", "href": "items/sst-netcdf.json"}],
    }
    (folder / "collection.json").write_text(json.dumps(collection), "utf-8")
    (folder / "items/sst-netcdf.json").write_text(json.dumps(item), "utf-8")
    return root / "copies"


def exported(site: Path, out: Path, *options: str) -> Path:
    """What the pages of a site let people download, written by the command."""
    command = ["node", "theme/commands/exports.js", str(site), str(out), "--today", TODAY, *options]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return out


@pytest.fixture(scope="session")
def embedded_exports(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every export of every embedded dataset, in both languages."""
    return exported(site, tmp_path_factory.mktemp("exports") / "embedded")


@pytest.fixture(scope="session")
def open_exports(open_site: OpenSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every export of the open site, its test hub chosen."""
    return exported(open_site.folder, tmp_path_factory.mktemp("exports") / "open", "--site", "test-hub")


def asked(python: Path, probe: str, *arguments: str | Path, given: object = None) -> Any:
    """What a probe prints, as JSON."""
    done = subprocess.run(
        [python, HERE / "probes" / probe, *arguments],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)
