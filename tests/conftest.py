"""What several tests share: where things are, and the embedded catalogue, read once."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from terra_build.catalogue import Catalogue
from terra_build.project import Project, find_project
from terra_catalog.check import check
from terra_catalog.load import load_records
from terra_vocab.concept import Thesaurus
from terra_vocab.skos import read_thesaurus

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("TERRA_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def project() -> Project:
    """This project, with the address its pages carry in tests."""
    return find_project(ROOT, "https://terra.example/catalogue/")


@pytest.fixture(scope="session")
def thesaurus() -> Thesaurus:
    """The real thesaurus."""
    return read_thesaurus(sorted((ROOT / "vocab/concepts").glob("*.ttl")))


@pytest.fixture(scope="session")
def catalogue(project: Project, thesaurus: Thesaurus) -> Catalogue:
    """The embedded catalogue."""
    records, _ = load_records(project.records, project.root)
    kept, _ = check(records, thesaurus)
    return Catalogue(thesaurus, [record.dataset for record in kept], project.site_url)


@pytest.fixture(scope="session")
def site(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded catalogue, built."""
    from terra_build.build import build

    folder = tmp_path_factory.mktemp("built") / "site"
    build(project, folder)
    return folder


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the built site on this machine."""
    import threading

    from terra_build.serve import make_server

    server = make_server(site, quiet=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def stac_extensions() -> Path:
    """The schemas of the STAC extensions, or a skip that says they are not here."""
    folder = SHARED / "standards/stac-extensions"
    if not folder.is_dir():
        pytest.skip(f"the STAC extension schemas are not in {folder}: only the core schemas are tested")
    return folder
