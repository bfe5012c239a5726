"""What the tests of the sign-in share: a site that asks for it, a real OpenID provider, and a reader at both."""

import json
import re
import subprocess
import threading
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser import open_browser
from tests.conftest import ROOT

from terra_build.build import build
from terra_build.project import Project
from terra_build.serve import make_server
from terra_build.sign_in import read_sign_in


class Signed(NamedTuple):
    """A site with the sign-in on, and the provider that it names."""

    address: str
    issuer: str
    storage: str


@pytest.fixture(scope="module")
def signed(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Signed]:
    if not (ROOT / "node_modules/oidc-provider").is_dir():
        pytest.skip("the package oidc-provider is not installed: run `make setup`")
    folder = tmp_path_factory.mktemp("signed") / "site"
    server = make_server(folder, quiet=True)
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    command = ["node", str(ROOT / "tests/session/provider.js"), address]
    provider = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert provider.stdin and provider.stdout
        told = json.loads(provider.stdout.readline())
        settings = read_sign_in({**told, "client_id": "catalogue", "sites": ["cnes"]})
        build(msgspec.structs.replace(project, site_url=address, sign_in=settings), folder)
        yield Signed(address, told["issuer"], told["storage"])
    finally:
        provider.communicate()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1440, "height": 900})
    yield opened
    opened.close()


def enter(page: Page, who: str) -> None:
    """From the header of the page, through the provider, back to the page."""
    before = page.url
    page.locator("header .sign-in").click()
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill("anything")
    page.locator("button[type=submit]").click()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(before)
    expect(page.locator("header .sign-in")).to_have_attribute("data-state", "in")


def leave(page: Page) -> None:
    """Out of the account, here and at the provider."""
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name=re.compile("sign me out", re.IGNORECASE)).click()
    said_there(page, "left", "You are signed out.")


def said_there(page: Page, word: str, text: str) -> None:
    """The page says so, no session is open, nothing ran and nothing is left in the address."""
    said = page.locator(f".sign-in-said[data-said='{word}']")
    expect(said).to_contain_text(text)
    assert page.evaluate("window.caught") is None
    assert page.evaluate("sessionStorage.getItem('terra-session')") is None
    assert urlsplit(page.url).query == ""
