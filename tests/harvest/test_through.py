"""One thin line through everything: servers, the command, the records, the checks, the site and its readers."""

import json
import re
from pathlib import Path

import msgspec
import pytest
from projects import a_project, add_source, records, terra
from shelf import Shelf, serving
from tests.conftest import ROOT

from terra_catalog.dataset import Dataset
from terra_vocab.text import LANGS

PROTOCOLS = {"parcsw": "csw", "paroai": "oai-pmh", "parstac": "stac-api"}


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    found = Shelf(36)
    found.apart = True
    return found


@pytest.fixture(scope="module")
def harvested(tmp_path_factory: pytest.TempPathFactory, shelf: Shelf) -> Path:
    """A project that three sources have filled by the command, and the site that was built of it."""
    project = a_project(tmp_path_factory.mktemp("through") / "project")
    with serving(shelf) as address:
        for name, protocol in PROTOCOLS.items():
            path = "stac" if protocol == "stac-api" else protocol.partition("-")[0]
            add_source(project, name, f"{address}/{path}", protocol)
        done = terra(project, "harvest", "--report", str(project / "report.json"))
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "3 of 3 sources complete." in done.stdout
    checked = terra(project, "check")
    assert checked.returncode == 0, checked.stderr
    built = terra(project, "build")
    assert built.returncode == 0, built.stderr
    return project


@pytest.mark.parametrize("source", PROTOCOLS)
def test_a_harvested_record_is_read_back_from_its_file_its_page_and_its_stac(harvested: Path, source: str) -> None:
    files = records(harvested, source)
    assert len(files) == 12
    one = msgspec.json.decode(files[0].read_bytes(), type=Dataset)
    assert one.provenance is not None
    assert one.provenance.source == source
    for lang in LANGS:
        page = (harvested / f"site/{lang}/datasets/{one.id}/index.html").read_text("utf-8")
        assert one.title.shown(lang)[0].partition("’")[0] in page
    stac = json.loads((harvested / f"site/stac/collections/{one.id}/collection.json").read_bytes())
    assert stac["id"] == one.id
    assert stac["extent"]["spatial"]["bbox"][0] == pytest.approx(list(one.boxes[0]))


def test_the_json_report_says_for_each_source_what_became_of_its_records(harvested: Path) -> None:
    report = json.loads((harvested / "report.json").read_bytes())
    assert (report["exit"], report["dry"], report["started"]) == (0, False, "2026-11-21T02:00:00Z")
    assert [told["report"]["source"] for told in report["sources"]] == sorted(PROTOCOLS)
    for told in report["sources"]:
        run = told["report"]["run"]
        assert (run["verdict"], run["matched"], run["published"], told["sound"]) == ("COMPLETE", 12, 12, True)
        assert told["message"].startswith(
            f"Harvest {told['report']['source']}: 12 created (COMPLETE)\n\ncreated (12): "
        )


def test_the_status_shows_every_source_and_how_old_it_is(harvested: Path) -> None:
    add_source(harvested, "jamais", "http://127.0.0.1:9/csw", schedule="weekly")
    shown = terra(harvested, "status", day=3)
    assert shown.returncode == 0
    lines = {line.split()[0]: line.split() for line in shown.stdout.splitlines()}
    assert lines["parcsw"][1:9] == ["2026-11-21", "02:00", "COMPLETE", "12", "12", "0", "0", "3"]
    assert lines["jamais"][1:] == ["never", "0", "never"]
    told = json.loads(terra(harvested, "status", "--json").stdout)
    assert [status["source"] for status in told] == sorted(PROTOCOLS)


def test_the_sources_that_are_due_are_named_for_the_workflow(harvested: Path) -> None:
    add_source(harvested, "jamais", "http://127.0.0.1:9/csw", schedule="weekly")
    add_source(harvested, "amain", "http://127.0.0.1:9/csw", schedule="manual")
    assert json.loads(terra(harvested, "status", "--due").stdout) == ["jamais", *sorted(PROTOCOLS)]


def said(project: Path) -> dict[str, bytes]:
    """What the records say, but for the address of the original and the day it changed: each server has its port."""
    return {
        file.stem: re.sub(rb'http://127[^"]*|"updated": "[^"]*"', b"", file.read_bytes())
        for name in PROTOCOLS
        for file in records(project, name)
    }


def test_a_second_harvest_of_the_same_changes_no_record(harvested: Path, shelf: Shelf) -> None:
    with serving(shelf) as address:
        for name, protocol in PROTOCOLS.items():
            path = "stac" if protocol == "stac-api" else protocol.partition("-")[0]
            add_source(harvested, name, f"{address}/{path}", protocol)
        before = said(harvested)
        done = terra(harvested, "harvest", *PROTOCOLS, day=1)
    assert done.returncode == 0, done.stdout
    assert said(harvested) == before
    assert len(before) == 36


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["harvest", "nowhere"], "no source nowhere. Name one of: "),
        (["harvest", "--since", "yesterday"], "'yesterday' does not match the format"),
        (["harvest", "--limit", "0"], "0 is not in the range"),
    ],
)
def test_a_wrong_question_ends_with_2_and_says_what_to_write(harvested: Path, arguments: list[str], says: str) -> None:
    done = terra(harvested, *arguments)
    assert done.returncode == 2
    assert says in done.stderr


def test_a_source_that_cannot_be_read_ends_with_2_and_its_line(tmp_path: Path) -> None:
    project = a_project(tmp_path / "project")
    (project / "harvest/sources/x.yml").write_text("id: x\nprotocol: ftp\n")
    for arguments in (["harvest"], ["status"]):
        done = terra(project, *arguments)
        assert done.returncode == 2
        assert "harvest/sources/x.yml:" in done.stderr


@pytest.mark.parametrize(("field", "right"), [("pole", "odatis"), ("format", "iso19139"), ("data_centre", "sismer")])
def test_a_source_with_a_word_that_nobody_knows_ends_with_2_before_anything_is_asked(
    tmp_path: Path, field: str, right: str
) -> None:
    project = a_project(tmp_path / "project")
    add_source(project, "essai", "http://127.0.0.1:9/csw", data_centre="sismer")
    file = project / "harvest/sources/essai.yml"
    file.write_text(file.read_text("utf-8").replace(f"{field}: {right}", f"{field}: none"), "utf-8")
    done = terra(project, "harvest")
    assert done.returncode == 2
    assert f"harvest/sources/essai.yml: {field}: `none` is unknown. Write a" in done.stderr
    assert not (project / "catalog/status").exists()


def test_an_incomplete_source_ends_with_1_and_its_reason_harmless_on_a_terminal(tmp_path: Path) -> None:
    shelf = Shelf(3)
    shelf.poison = {1: "<a>\x1b[2J::error::</a>", 2: "<b/>"}
    project = a_project(tmp_path / "project")
    with serving(shelf) as address:
        add_source(project, "essai", f"{address}/csw")
        done = terra(project, "harvest")
    assert done.returncode == 1
    assert "essai: " in done.stdout
    assert "\x1b" not in done.stdout
    assert not any(line.startswith(("::", "##[")) for line in done.stdout.splitlines())


def test_every_command_of_the_harvest_is_in_its_readme_with_an_example() -> None:
    manual = (ROOT / "harvest/README.md").read_text("utf-8")
    for example in (
        "terra harvest\n",
        "terra harvest seanoe --limit 10 --dry-run",
        "--since",
        "--report",
        "terra status\n",
    ):
        assert example in manual, example
    for code in ("| 0 |", "| 1 |", "| 2 |", "| 3 |"):
        assert code in manual
