"""Baskets kept under the account of a reader: the same in two browsers, and nobody else's."""

import json

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.session.conftest import Signed, enter, leave


def _names(page: Page) -> list[str]:
    kept = json.loads(page.evaluate("localStorage.getItem('terra-baskets')") or "{}")
    return [f"{b['name']}: {','.join(c['id'] for c in b['choices'])}" for b in kept.get("baskets", [])]


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_baskets_follow_the_account_and_two_browsers_lose_nothing(browser: Browser, signed: Signed) -> None:
    contexts = [browser.new_context(viewport={"width": 1440, "height": 900}) for _ in range(2)]
    first, second = (context.new_page() for context in contexts)
    kept = "Your baskets are kept in this browser and under your account."
    for page, dataset in ((first, "argo-gdac"), (second, "theia-forms-t")):
        page.goto(f"{signed.address}en/datasets/{dataset}/")
        page.locator(".actions .basket-add").click()
        page.goto(f"{signed.address}en/basket/")
    enter(first, "grace")
    expect(first.locator(".account-note")).to_have_text(kept)
    enter(second, "grace")
    expect(second.locator(".account-note")).to_have_text(kept)
    assert _names(second) == ["My basket: argo-gdac", "My basket (this browser): theia-forms-t"]
    first.reload()
    expect(first.locator(".account-note")).to_have_text(kept)
    assert _names(first) == _names(second)
    # A change in one is in the other at its next page.
    first.goto(f"{signed.address}en/datasets/theia-forms-t/")
    with first.expect_response(lambda r: r.request.method == "PUT" and r.status == 204):
        first.locator(".actions .basket-add").click()
    second.reload()
    expect(second.locator(".account-note")).to_have_text(kept)
    assert _names(second)[0] == "My basket: argo-gdac,theia-forms-t"
    # Whoever signs in next in the same browser gets none of it, and it stays where it was.
    second.locator("header .sign-in").click()
    leave(second)
    second.goto(f"{signed.address}en/basket/")
    enter(second, "linus")
    expect(second.locator(".account-note")).to_have_text(kept)
    assert _names(second) == ["My basket: "]
    # A token that the storage refuses and a session that is over are said, and change nothing.
    before = _names(first)
    change = (
        "const s = JSON.parse(sessionStorage['terra-session']); Object.assign(s, %s);"
        "sessionStorage['terra-session'] = JSON.stringify(s)"
    )
    first.evaluate(change % "{accessToken: 'revoked'}")
    first.goto(f"{signed.address}en/basket/")
    refused = "Your baskets stay in this browser: the storage does not accept your account."
    expect(first.locator(".account-note")).to_have_text(refused)
    first.evaluate(change % "{until: 1}")
    first.goto(f"{signed.address}en/sign-in/")
    expect(first.locator(".sign-in-said")).to_have_text("Your session has ended. Sign in again to go on.")
    assert _names(first) == before
    for context in contexts:
        context.close()
