"""The settings of the sign-in: read with their defaults, refused with what to write."""

from pathlib import Path

import pytest

from terra_build.project import ProjectError, find_project
from terra_build.sign_in import SignIn, SignInError, outputs, read_sign_in

KEYCLOAK = {"issuer": "https://id.example/realms/terra", "client_id": "catalogue"}


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
