"""The sign-in, in a real Chromium against a real OpenID provider: off unless asked for, and safe when it is on."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from tests.session.conftest import Signed, enter, leave, said_there

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
HOSTILE = "<img src=x onerror=window.caught=1><script>window.caught=1</script>\u202e"


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
    enter(page, "ada")
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
    leave(page)
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
    enter(page, "emmy")
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
        said_there(page, "state", "Cette réponse ne correspond à aucune connexion commencée dans cet onglet")
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
    said_there(page, "state", "This answer belongs to no sign-in begun in this tab")
    page.goto(f"{signed.address}en/sign-in/?code=c&state={state}")
    said_there(page, "state", "This answer belongs to no sign-in begun in this tab")


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_a_hostile_description_of_an_error_is_shown_as_text_and_does_nothing(
    context: BrowserContext, signed: Signed
) -> None:
    page = context.new_page()
    state = _lead(page, signed, "fr")
    query = {"error": "server_error", "error_description": HOSTILE, "state": state, "iss": signed.issuer}
    page.goto(f"{signed.address}fr/sign-in/?{urlencode(query)}")
    said_there(page, "refused", "Le service de connexion a refusé la demande.")
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
    said_there(page, "denied", "La connexion a été refusée ou abandonnée. Vous n’êtes pas connecté.")


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_an_issuer_that_does_not_answer_or_is_another_one_is_said_plainly(
    context: BrowserContext, signed: Signed
) -> None:
    page = context.new_page()
    page.route(f"{signed.issuer}/**", lambda route: route.abort())
    page.goto(f"{signed.address}fr/")
    page.locator("header .sign-in").click()
    said_there(page, "unreachable", "Le service de connexion ne répond pas.")
    page.unroute_all()

    def other(route: Route) -> None:
        document = route.fetch().json()
        route.fulfill(json={**document, "token_endpoint": "https://evil.example/token"})

    page.route(f"{signed.issuer}/.well-known/**", other)
    page.get_by_role("button", name="Se connecter").click()
    said_there(page, "issuer", "Le service de connexion n’est pas celui qui était attendu. Rien n’a été envoyé.")


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
    said_there(page, word, text)
    assert page.locator("header .sign-in").get_attribute("data-state") == "out"
