"""The files that a real browser saves of a basket, read by the programs they are for."""

from pathlib import Path

import jsonschema_rs
import orjson
import pytest
from playwright.sync_api import expect
from tests.access.conftest import asked
from tests.browser import open_browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

FIVE = ["argo-gdac", "iasi-co", "theia-forms-t", "geoscope", "taxref"]

# The body of POST /api/tools/fetch, as Galaxy's API describes it: only what a target of addresses needs.
GALAXY = {
    "type": "object",
    "required": ["targets"],
    "additionalProperties": False,
    "properties": {
        "targets": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["destination", "items"],
                "properties": {
                    "destination": {"type": "object", "properties": {"type": {"enum": ["hdas", "hdca", "library"]}}},
                    "items": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "type": "object",
                            "required": ["src", "url"],
                            "additionalProperties": False,
                            "properties": {
                                "src": {"const": "url"},
                                "url": {"type": "string", "pattern": "^https?://"},
                                "name": {"type": "string", "minLength": 1},
                                "ext": {"type": "string", "minLength": 1},
                                "info": {"type": "string"},
                            },
                        },
                    },
                },
            },
        }
    },
}


def test_a_basket_of_five_poles_is_saved_in_every_format_and_read_back(
    real_readers: Path, served: str, tmp_path: Path
) -> None:
    with open_browser() as browser:
        page = browser.new_context(accept_downloads=True).new_page()
        for dataset in FIVE:
            page.goto(f"{served}en/datasets/{dataset}/")
            page.locator("article.dataset .actions .basket-add").click()
        page.goto(f"{served}en/basket/")
        expect(page.locator(".use-files [data-export]").first).to_be_visible()
        shown = [button.get_attribute("data-export") for button in page.locator(".use-files [data-export]").all()]
        for name in shown:
            page.reload()  # Chromium lets a page save ten files, then asks the reader
            with page.expect_download() as download:
                page.locator(f"[data-export='{name}']").click()
            download.value.save_as(tmp_path / download.value.suggested_filename)
    report = asked(real_readers, "basket.py", tmp_path, f"{served}stac/baskets/volcanic-so2.json")
    assert report["bibtex"] == report["ris"] == report["csl"] == FIVE
    assert report["datacite"] == 5
    assert [part.rstrip("/").rpartition("/")[2] for part in report["crate"]] == FIVE
    assert report["shared"] == ["so2-etna-piton", "cop-s5p-l2-so2", "volcplume", "geoscope"]
    assert report["cells"] > 3 * len(FIVE)
    jsonschema_rs.validate(GALAXY, orjson.loads((tmp_path / "basket-galaxy.json").read_bytes()))
    table = (tmp_path / "basket-galaxy.tsv").read_text("utf-8").splitlines()
    assert table[0] == "url\tname\text"
    assert all(len(line.split("\t")) == 3 for line in table)
