"""What stands beside the records, from the command line: overlays, series, redirects, duplicates and renames."""

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from tests.conftest import ROOT
from tests.harvest_nights import an_item, nothing_known, run

from terra_build.cli import main
from terra_harvest.save import save

CURATED = (ROOT / "catalog/curated/theia/theia-forms-t.yml").read_text("utf-8")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project of one record that people wrote and two that were harvested."""
    root = tmp_path / "project"
    (root / "catalog/curated/theia").mkdir(parents=True)
    for name in ("theme", "vocab", "node_modules"):
        (root / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "catalog/curated/theia/theia-forms-t.yml").write_text(CURATED, "utf-8")
    items = [an_item("1", "Tides of the Channel"), an_item("2", "Currents of the Channel", doi="10.17882/2")]
    save(run(nothing_known(), items, "2026-11-01")[0], root)
    return root


def terra(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *arguments])


def put(root: Path, name: str, text: str) -> Path:
    file = root / "catalog" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_check_names_the_overlay_and_the_line_of_a_fault(small: Path) -> None:
    file = put(
        small,
        "overlays/seanoe-tides-of-the-channel.yml",
        "licence: cc-by-4.0\nadd:\n  variables:\n    - concept: sea-levle\n",
    )
    for arguments in (("check",), ("check", str(file))):
        done = terra(small, *arguments)
        assert done.exit_code == 1
        assert f"catalog/overlays/{file.name}:4: error [unknown-variable] variables[0].concept:" in done.stderr


def test_an_overlay_for_nothing_fails_the_check_and_keeps_no_record_out(small: Path) -> None:
    put(small, "overlays/nowhere.yml", "licence: cc-by-4.0\n")
    assert "no record has the id `nowhere`. Correct the name." in terra(small, "check").stderr
    done = terra(small, "build")
    assert done.exit_code == 1
    assert "3 datasets published" in done.output
    assert "No record kept out" in done.output


def test_a_rename_leaves_a_page_that_leads_to_the_new_address(small: Path) -> None:
    done = terra(small, "rename", "seanoe-tides-of-the-channel", "channel-tides")
    assert done.exit_code == 0
    assert done.output == (
        "catalog/records/seanoe/channel-tides.json written; commit it with harvest/ledger/ and catalog/redirects/.\n"
    )
    assert terra(small, "check").exit_code == 0
    assert terra(small, "build").exit_code == 0
    old = BeautifulSoup((small / "site/en/datasets/seanoe-tides-of-the-channel/index.html").read_bytes(), "lxml")
    assert old.select_one("main a")["href"] == "../../datasets/channel-tides/"
    assert (small / "site/en/datasets/channel-tides/index.html").is_file()
    again = terra(small, "rename", "channel-tides", "search")
    assert (again.exit_code, "`search` is no free id" in again.output) == (2, True)


def test_a_dataset_described_twice_has_one_page_that_says_where_else_it_is_described(small: Path) -> None:
    text = "id: channel-currents\ntitle: {fr: Courants, en: Currents}\npole: odatis\ncreated: '2026-11-01'\n"
    put(
        small, "curated/odatis/channel-currents.yml", f"{text}updated: '2026-11-01'\nidentifiers: {{doi: 10.17882/2}}\n"
    )
    done = terra(small, "build")
    assert "3 datasets published" in done.output
    loser = BeautifulSoup((small / "site/fr/datasets/seanoe-currents-of-the-channel/index.html").read_bytes(), "lxml")
    assert loser.select_one("main a")["href"] == "../../datasets/channel-currents/"
    page = BeautifulSoup((small / "site/fr/datasets/channel-currents/index.html").read_bytes(), "lxml")
    assert "Décrit aussi" in page.get_text()
    assert "seanoe: 2" in page.get_text()
