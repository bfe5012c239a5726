"""A basket whose datasets were withdrawn or renamed since: each is named, and what takes its place is offered."""

import json
import threading
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser import open_browser
from tests.conftest import ROOT

from terra_build.build import build
from terra_build.project import find_project
from terra_build.serve import make_server
from terra_catalog.dataset import Dataset, Provenance
from terra_catalog.load import canonical
from terra_catalog.redirects import file_text
from terra_vocab.text import Text

HOSTILE = '"}]; window.ran = 1 & ${x}'


def _project(root: Path) -> None:
    for name in ("theme", "vocab", "node_modules", "mkdocs.yml"):
        (root / name).symlink_to(ROOT / name)
    (root / "catalog/records/seanoe").mkdir(parents=True)
    (root / "catalog/redirects").mkdir()
    for name, status, successor in (
        ("tides-new", None, None),
        ("tides-gone", "withdrawn", "tides-new"),
        ("tides-lost", "withdrawn", None),
        ("tides-old", "superseded", "tides-new"),
    ):
        dataset = Dataset(
            id=name,
            title=Text(fr=f"Marées {name} {HOSTILE}", en=f"Tides {name}"),
            pole="odatis",
            created="2026-11-01",
            updated="2026-11-19",
            status=status,  # type: ignore[arg-type]
            successor=successor,
            provenance=Provenance(source="seanoe", upstream_id=name),
        )
        (root / f"catalog/records/seanoe/{name}.json").write_bytes(canonical(dataset))
    (root / "catalog/redirects/seanoe.yml").write_text(file_text({"tides-former": "tides-new"}), "utf-8")


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_what_became_of_each_dataset_is_said_and_its_successor_takes_its_place_and_note(tmp_path: Path) -> None:
    _project(tmp_path)
    server = make_server(tmp_path / "site", quiet=True)
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    report = build(find_project(tmp_path, address), tmp_path / "site")
    assert [str(issue) for issue in report.issues if issue.level == "error"] == []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    names = ("tides-gone", "tides-lost", "tides-old", "tides-former", "tides-never")
    choices = [{"id": name, "note": f"note {name}"} for name in names]
    kept = {"current": "b1", "baskets": [{"key": "b1", "name": "Marées", "note": "", "choices": choices}]}
    with open_browser() as browser:
        page = browser.new_page()
        page.goto(f"{address}fr/basket/")
        page.evaluate("kept => localStorage.setItem('terra-baskets', kept)", json.dumps(kept))
        page.reload()
        for name, said in (
            ("tides-gone", "a été retiré du catalogue"),
            ("tides-lost", "a été retiré du catalogue"),
            ("tides-old", "n’est plus tenu à jour"),
            ("tides-former", "porte désormais un autre nom"),
            ("tides-never", "n’est pas dans le catalogue"),
        ):
            expect(page.locator(f"li[data-dataset='{name}'] .basket-state")).to_contain_text(said)
        expect(page.locator("li[data-dataset='tides-gone'] h3")).to_have_text(f"Marées tides-gone {HOSTILE}")
        offers = page.get_by_role("button", name="Le remplacer par tides-new")
        expect(offers).to_have_count(3)
        offers.first.click()
        first = page.locator(".basket-page > .basket-list > li[data-dataset]").first
        expect(first).to_have_attribute("data-dataset", "tides-new")
        expect(first.locator("textarea")).to_have_value("note tides-gone")
        assert page.evaluate("window.ran") is None
        page.goto(f"{address}fr/datasets/tides-gone/")
        expect(page.locator("article.tombstone")).to_be_visible()
    server.shutdown()
    server.server_close()
