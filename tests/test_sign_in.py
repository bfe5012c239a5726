"""The sign-in, in a real Chromium against a real OpenID provider: off unless asked for, and safe when it is on."""

import json
import re
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

import msgspec
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from tests.browser import open_browser
from tests.conftest import ROOT

from terra_build.build import build
from terra_build.project import Project, ProjectError, find_project
from terra_build.serve import make_server
from terra_build.sign_in import SignIn, SignInError, outputs, read_sign_in

KEYCLOAK = {"issuer": "https://id.example/realms/terra", "client_id": "catalogue"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
HOSTILE = "<img src=x onerror=window.caught=1><script>window.caught=1</script>\u202e"


def test_the_settings_are_read_with_their_defaults() -> None:
    assert read_sign_in(KEYCLOAK) == SignIn(KEYCLOAK["issuer"], "catalogue", "openid profile", "", ())
    whole = read_sign_in({**KEYCLOAK, "storage": "https://store.example:8443/b", "sites": ["cnes"]})
    assert whole.origins == ("https://id.example", "https://store.example:8443")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "expected issuer and client_id below it. Write them, or take sign_in away."),
        ("https://id.example", "expected issuer and client_id below it. Write them, or take sign_in away."),
        ({"client_id": "x"}, "issuer is missing. Write https://host/path without a question mark, a # or a user."),
        (
            {"issuer": KEYCLOAK["issuer"]},
            "client_id is missing. Write the id of a public client at the issuer.",
        ),
        (
            {**KEYCLOAK, "secret": "x"},
            "secret: no such setting. Expected issuer, client_id, scope, storage, sites.",
        ),
        (
            {**KEYCLOAK, "issuer": "https://me@id.example/"},
            "issuer 'https://me@id.example/': expected https://host/path without a question mark, a # or a user.",
        ),
        (
            {**KEYCLOAK, "issuer": "https://id.example; script-src *"},
            "issuer 'https://id.example; script-src *': expected https://host/path without a question mark, "
            "a # or a user.",
        ),
        (
            {**KEYCLOAK, "issuer": "http://id.example/"},
            "issuer 'http://id.example/': expected https; http is for trials on this machine only.",
        ),
        (
            {**KEYCLOAK, "storage": "https://store.example:99999/"},
            "storage 'https://store.example:99999/': no port is above 65535. Correct it.",
        ),
        (
            {**KEYCLOAK, "scope": "profile"},
            "scope 'profile': openid is missing. Add it: without it nobody says who signed in.",
        ),
        (
            {**KEYCLOAK, "scope": "openid offline_access"},
            "scope 'openid offline_access': take offline_access out: a page keeps no token beyond its tab.",
        ),
        ({**KEYCLOAK, "sites": ["../x"]}, "sites ['../x']: expected a list of ids of catalog/sites/."),
    ],
)
def test_settings_that_cannot_be_used_are_refused_with_what_to_write(value: object, said: str) -> None:
    with pytest.raises(SignInError) as raised:
        read_sign_in(value)
    assert str(raised.value) == f"mkdocs.yml: extra: sign_in: {said}"


def test_a_site_that_the_catalogue_lacks_is_refused() -> None:
    settings = read_sign_in({**KEYCLOAK, "sites": ["cnes", "atlantis"]})
    with pytest.raises(SignInError, match=r"sites: atlantis is not in catalog/sites/\. Add its file, or take it out\."):
        list(outputs(settings, ["cnes"]))
    assert list(outputs(None, [])) == []


def test_the_settings_are_those_of_mkdocs_yml(tmp_path: Path) -> None:
    (tmp_path / "catalog").mkdir()
    file = tmp_path / "mkdocs.yml"
    file.write_text("site_url: https://terra.example/\n")
    assert find_project(tmp_path).sign_in is None
    file.write_text("site_url: https://terra.example/\nextra: {sign_in: {issuer: 'https://a.example', client_id: c}}\n")
    assert find_project(tmp_path).sign_in == SignIn("https://a.example", "c")
    file.write_text("site_url: https://terra.example/\nextra: {sign_in: {issuer: 3}}\n")
    with pytest.raises(ProjectError, match="issuer 3: expected https://host/path"):
        find_project(tmp_path)


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


def _enter(page: Page, who: str) -> None:
    """From the header of the page, through the provider, back to the page."""
    before = page.url
    page.locator("header .sign-in").click()
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill("anything")
    page.locator("button[type=submit]").click()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(before)
    expect(page.locator("header .sign-in")).to_have_attribute("data-state", "in")


def _leave(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name=re.compile("sign me out", re.IGNORECASE)).click()
    _said(page, "left", "You are signed out.")


def _said(page: Page, word: str, text: str) -> None:
    said = page.locator(f".sign-in-said[data-said='{word}']")
    expect(said).to_contain_text(text)
    assert page.evaluate("window.caught") is None
    assert page.evaluate("sessionStorage.getItem('terra-session')") is None
    assert urlsplit(page.url).query == ""


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_with_the_sign_in_off_nothing_of_it_is_there(browser: Browser, site: Path, served: str) -> None:
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    for path in ("fr/", "en/datasets/argo-gdac/", "fr/basket/", "en/about/", "fr/search/"):
        page.goto(f"{served}{path}", wait_until="networkidle")
        policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
        assert policy == POLICY
        assert "sign-in" not in page.content()
        assert page.evaluate("Object.keys(sessionStorage).length") == 0
    assert asked and [url for url in asked if re.search(r"session/|sign-in|openid", url)] == []
    page.close()
    assert not (site / "access/sign-in.json").exists()
    assert not any((site / lang / "sign-in").exists() for lang in ("fr", "en"))


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_with_it_on_only_the_origins_of_the_settings_are_added_to_the_policy(
    context: BrowserContext, signed: Signed
) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("fr/", "en/about/", "fr/sign-in/"):
        page.goto(signed.address + path, wait_until="networkidle")
        policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
        storage = signed.storage.removesuffix("/baskets")
        assert policy == POLICY.replace("connect-src 'self'", f"connect-src 'self' {signed.issuer} {storage}")
    # A reader who does not sign in is known to nobody.
    assert [url for url in asked if not url.startswith(signed.address)] == []
    expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex")


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_a_reader_signs_in_from_a_page_comes_back_to_it_and_signs_out(context: BrowserContext, signed: Signed) -> None:
    page = context.new_page()
    trouble: list[str] = []
    page.on(
        "console",
        lambda m: trouble.append(m.text) if page.url.startswith(signed.address) and m.type == "error" else None,
    )
    page.on("pageerror", lambda error: trouble.append(str(error)))
    sent: list[dict[str, list[str]]] = []
    page.on("request", lambda r: sent.append(parse_qs(urlsplit(r.url).query)) if "/auth?" in r.url else None)
    page.goto(f"{signed.address}en/datasets/argo-gdac/")
    _enter(page, "ada")
    assert (sent[0]["code_challenge_method"], sent[0]["response_type"]) == (["S256"], ["code"])
    expect(page.locator("header .sign-in")).to_have_text("ada <b>Test</b>")
    # The tokens are in this tab, and nowhere that outlives it.
    assert page.evaluate("Object.keys(sessionStorage)") == ["terra-session"]
    session = page.evaluate("JSON.parse(sessionStorage.getItem('terra-session'))")
    outlives = page.evaluate("JSON.stringify(localStorage) + document.cookie")
    assert session["accessToken"] not in outlives
    assert session["idToken"] not in outlives
    other = context.new_page()
    other.goto(signed.address + "fr/")
    expect(other.locator("header .sign-in")).to_have_text("Se connecter")

    page.locator("header .sign-in").click()
    said = page.locator(".sign-in-said")
    expect(said).to_have_text("You are signed in: ada <b>Test</b>.")
    expect(page.get_by_role("link", name="CNES JupyterHub")).to_have_attribute(
        "href", re.compile(r"^https://jupyterhub\.cnes\.fr/hub/")
    )
    _leave(page)
    expect(page.locator("header .sign-in")).to_have_text("Sign in")
    assert page.evaluate("Object.keys(sessionStorage)") == []
    assert trouble == []


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_a_provider_that_signs_with_an_elliptic_curve_is_understood(context: BrowserContext, signed: Signed) -> None:
    page = context.new_page()
    settings = {"issuer": signed.issuer, "client_id": "catalogue-ec", "scope": "openid profile"}
    page.route("**/access/sign-in.json", lambda route: route.fulfill(json=settings))
    page.goto(f"{signed.address}fr/about/")
    _enter(page, "emmy")
    token = page.evaluate("JSON.parse(sessionStorage.getItem('terra-session')).idToken")
    assert token.startswith("eyJhbGciOiJFUzI1NiI")  # {"alg":"ES256"


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_an_answer_nobody_asked_for_is_ignored_and_its_text_is_not_shown(
    context: BrowserContext, signed: Signed
) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for query in ({"code": "stolen", "state": "guessed"}, {"error": "x", "error_description": HOSTILE, "state": "s"}):
        page.goto(f"{signed.address}fr/sign-in/?{urlencode(query)}")
        _said(page, "state", "Cette réponse ne correspond à aucune connexion commencée dans cet onglet")
        assert "onerror" not in page.locator(".sign-in-page").inner_html()
    assert [url for url in asked if url.startswith(signed.issuer)] == []


def _lead(page: Page, signed: Signed, lang: str) -> str:
    """To the provider; what the page waits for."""
    page.goto(f"{signed.address}{lang}/")
    page.locator("header .sign-in").click()
    page.wait_for_url(re.compile(re.escape(signed.issuer)))
    page.goto(f"{signed.address}{lang}/about/")
    return str(page.evaluate("JSON.parse(sessionStorage.getItem('terra-sign-in')).state"))


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_another_state_ends_the_sign_in_and_the_true_one_is_then_worth_nothing(
    context: BrowserContext, signed: Signed
) -> None:
    page = context.new_page()
    state = _lead(page, signed, "en")
    page.goto(f"{signed.address}en/sign-in/?code=c&state=another")
    _said(page, "state", "This answer belongs to no sign-in begun in this tab")
    page.goto(f"{signed.address}en/sign-in/?code=c&state={state}")
    _said(page, "state", "This answer belongs to no sign-in begun in this tab")


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_a_hostile_description_of_an_error_is_shown_as_text_and_does_nothing(
    context: BrowserContext, signed: Signed
) -> None:
    page = context.new_page()
    state = _lead(page, signed, "fr")
    query = {"error": "server_error", "error_description": HOSTILE, "state": state, "iss": signed.issuer}
    page.goto(f"{signed.address}fr/sign-in/?{urlencode(query)}")
    _said(page, "refused", "Le service de connexion a refusé la demande.")
    expect(page.locator(".sign-in-detail q")).to_have_text("server_error " + HOSTILE.removesuffix("\u202e"))
    assert page.locator(".sign-in-page img, .sign-in-page script").count() == 0


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_the_link_leads_on_before_its_script_has_loaded_and_the_way_back_is_no_trap(
    context: BrowserContext, signed: Signed
) -> None:
    page = context.new_page()
    page.route("**/components/sign-in.js", lambda route: route.abort())
    page.goto(f"{signed.address}fr/about/")
    page.locator("header .sign-in").click()
    page.wait_for_url(re.compile(re.escape(signed.issuer)))
    page.go_back()
    expect(page.locator(".sign-in-said")).to_have_text("Vous n’êtes pas connecté.")
    page.goto(f"{signed.address}fr/sign-in/")
    expect(page.get_by_role("button", name="Se connecter")).to_be_visible()


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_a_refusal_at_the_provider_is_said_plainly(context: BrowserContext, signed: Signed) -> None:
    page = context.new_page()
    page.goto(f"{signed.address}fr/")
    page.locator("header .sign-in").click()
    page.get_by_role("link", name=re.compile("cancel", re.IGNORECASE)).click()
    _said(page, "denied", "La connexion a été refusée ou abandonnée. Vous n’êtes pas connecté.")


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_an_issuer_that_does_not_answer_or_is_another_one_is_said_plainly(
    context: BrowserContext, signed: Signed
) -> None:
    page = context.new_page()
    page.route(f"{signed.issuer}/**", lambda route: route.abort())
    page.goto(f"{signed.address}fr/")
    page.locator("header .sign-in").click()
    _said(page, "unreachable", "Le service de connexion ne répond pas.")
    page.unroute_all()

    def other(route: Route) -> None:
        document = route.fetch().json()
        route.fulfill(json={**document, "token_endpoint": "https://evil.example/token"})

    page.route(f"{signed.issuer}/.well-known/**", other)
    page.get_by_role("button", name="Se connecter").click()
    _said(page, "issuer", "Le service de connexion n’est pas celui qui était attendu. Rien n’a été envoyé.")


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize(
    ("change", "word", "text"),
    [
        ("token", "signature", "The proof of identity received is not signed by the sign-in service"),
        ("nonce", "nonce", "The proof of identity received answers another request"),
        ("clock", "expired", "Check the date and time of this device"),
        ("code", "exchange", "The sign-in service did not open the session."),
    ],
)
def test_a_proof_of_identity_that_does_not_hold_opens_no_session(
    context: BrowserContext, signed: Signed, change: str, word: str, text: str
) -> None:
    page = context.new_page()

    def forged(route: Route) -> None:
        answer = route.fetch()
        given = answer.json()
        head, body, signature = given["id_token"].split(".")
        route.fulfill(response=answer, json={**given, "id_token": f"{head}.{body[:-4]}AAAA.{signature}"})

    if change == "token":
        page.route(f"{signed.issuer}/token", forged)
    page.goto(f"{signed.address}en/")
    page.locator("header .sign-in").click()
    page.locator("input[name=login]").fill("eve")
    page.locator("input[name=password]").fill("x")
    page.locator("button[type=submit]").click()
    # What the tab remembers is changed as its answer comes in, before any module of the page runs.
    if change != "token":
        changes = {
            "nonce": "kept.nonce = 'another'",
            "code": "kept.verifier = 'another'.repeat(9)",
            "clock": "const now = Date.now; Date.now = () => now() + 7.2e6; kept.at += 7200",
        }
        page.add_init_script(
            "if (location.search.includes('code=')) {"
            f"const kept = JSON.parse(sessionStorage.getItem('terra-sign-in')); {changes[change]};"
            "sessionStorage.setItem('terra-sign-in', JSON.stringify(kept)); }"
        )
    page.get_by_role("button", name="Continue").click()
    _said(page, word, text)
    assert page.locator("header .sign-in").get_attribute("data-state") == "out"


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
    _enter(first, "grace")
    expect(first.locator(".account-note")).to_have_text(kept)
    _enter(second, "grace")
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
    _leave(second)
    second.goto(f"{signed.address}en/basket/")
    _enter(second, "linus")
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
