"""The maps that other sites show: made by folium, asking one host only, running nothing of a record."""

import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from tests.browser import open_browser
from tests.conftest import ROOT
from tests.machine_records import FULL, like

from terra_build.catalogue import Catalogue
from terra_build.cli import main
from terra_build.embed import embedded_map
from terra_build.project import Project
from terra_build.serve import make_server
from terra_vocab.concept import Thesaurus
from terra_vocab.text import Text

HOSTILE = "<img src=x onerror='window.ran=1'></script><script>window.ran=1</script>"


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_a_map_shows_its_footprints_asks_one_host_and_runs_nothing_of_a_record(
    project: Project, thesaurus: Thesaurus, site: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "web"
    folder.mkdir()
    (folder / "catalogue").symlink_to(site)
    server = make_server(folder, quiet=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    odd = like(FULL, title=Text(fr=HOSTILE, en=HOSTILE), boxes=((-5.0, 40.0, 10.0, 50.0),), geometry=None)
    catalogue = Catalogue(thesaurus, [odd], f"{address}catalogue/")
    html = embedded_map(project, catalogue, thesaurus.concepts[f"compartments/{odd.compartments[0]}"], "fr")
    (folder / "map.html").write_text(html, "utf-8")
    try:
        with open_browser() as browser:
            page = browser.new_page()
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url))
            page.goto(f"{address}map.html", wait_until="networkidle")
            shapes = page.locator("path.leaflet-interactive")
            assert shapes.count() > 1
            shapes.last.hover(force=True)
            shapes.last.click(force=True)
            page.wait_for_selector(".leaflet-popup")
            assert "<img src=x" in page.locator(".leaflet-popup").inner_text()
            assert page.evaluate("window.ran") is None
    finally:
        server.shutdown()
        server.server_close()
    assert {urlsplit(url).hostname for url in asked} == {"127.0.0.1"}


def test_datasets_of_the_whole_world_are_left_out(project: Project, thesaurus: Thesaurus) -> None:
    everywhere = like(FULL, boxes=((-180.0, -90.0, 180.0, 90.0),), geometry=None)
    catalogue = Catalogue(thesaurus, [everywhere], "https://terra.example/")
    html = embedded_map(project, catalogue, thesaurus.concepts[f"compartments/{everywhere.compartments[0]}"], "en")
    assert everywhere.id not in html


def test_the_command_writes_the_file_and_names_what_it_does_not_know(tmp_path: Path) -> None:
    file = tmp_path / "oceans.html"
    done = CliRunner().invoke(main, ["--root", str(ROOT), "embed", "compartments/oceans", "--to", str(file)])
    assert done.exit_code == 0, done.output
    assert "litto3d-bretagne" in file.read_text("utf-8")
    wrong = CliRunner().invoke(main, ["--root", str(ROOT), "embed", "compartments/ocean"])
    assert wrong.exit_code == 2
    assert "`ocean` is no compartment of the thesaurus. Nearest: oceans" in wrong.output
