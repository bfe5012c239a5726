"""`npm run search` prints what the search page shows, in the same order."""

import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.browser import open_browser
from tests.conftest import ROOT

from terra_build.catalogue import Catalogue

QUERIES = (
    ("fr", "température de surface de la mer en Méditerranée"),
    ("fr", "tremblements de terre depuis 2010"),
    ("en", "polution de l’air"),
    ("en", ""),
    ("fr", '<img src=x onerror="alert(1)">'),
)


def _search(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["npm", "run", "--silent", "search", "--", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.browser
def test_the_command_prints_the_ids_of_the_page_in_their_order(site: Path, served: str) -> None:
    with open_browser() as browser:
        page = browser.new_page()
        for lang, query in QUERIES:
            page.goto(f"{served}{lang}/search/?q={quote(query)}")
            page.wait_for_selector("[data-ready]", state="attached")
            shown = page.eval_on_selector_all("[data-dataset]", "all => all.map((e) => e.dataset.dataset)")
            printed = _search(query, lang, "--site", str(site))
            assert printed.returncode == 0, printed.stderr
            assert printed.stdout.split()[: len(shown)] == shown, query


def test_only_ids_are_printed_and_no_more_than_asked_for(site: Path, catalogue: Catalogue) -> None:
    done = _search("salinité", "fr", "--site", str(site), "--limit", "5", "--today", "2026-11-21")
    assert len(done.stdout.split()) == 5
    assert all(name in catalogue.by_id for name in done.stdout.split())


def test_what_is_not_understood_is_searched_as_it_is(site: Path) -> None:
    assert "isas-temperature-salinity" in _search("isas", "fr", "--site", str(site), "--plain").stdout.split()
    assert _search("zzzzzz", "en", "--site", str(site)).stdout == ""


@pytest.mark.parametrize(
    "arguments", [(), ("x", "de"), ("x", "fr", "y"), ("x", "--limit", "0"), ("x", "--today", "soon")]
)
def test_a_wrong_call_shows_how_to_call(arguments: tuple[str, ...]) -> None:
    done = _search(*arguments)
    assert done.returncode == 2
    assert 'npm run search -- "query" fr|en' in done.stderr


def test_a_site_that_is_not_built_is_said(tmp_path: Path) -> None:
    done = _search("x", "fr", "--site", str(tmp_path))
    assert done.returncode == 2
    assert "terra build" in done.stderr
