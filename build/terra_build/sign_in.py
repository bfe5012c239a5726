"""The optional sign-in: its settings in `mkdocs.yml`, read strictly, and what it changes in every page."""

import re
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import urlsplit

import msgspec

from terra_build.escaping import escape
from terra_build.output import Output
from terra_build.words import Words

_ADDRESS = re.compile(
    r"https?://(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\[::1\])(?::[0-9]{1,5})?"
    r"(?:/[A-Za-z0-9._~%!$&()*+,=:@-]*)*\Z"
)
_CLIENT = re.compile(r"[\x21-\x7e]{1,200}\Z")
_SCOPE = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*\Z")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}\Z")
_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})
_SCOPES = "openid profile"
_KEYS = ("issuer", "client_id", "scope", "storage", "sites")


class SignInError(ValueError):
    """The settings of the sign-in cannot be used; the message names the setting and what it should be."""

    def __init__(self, fault: str) -> None:
        super().__init__(f"mkdocs.yml: extra: sign_in: {fault}")


class SignIn(msgspec.Struct, frozen=True):
    """Who signs readers in (OpenID Connect, public client), and what for.

    `issuer` is written exactly as the issuer writes itself; `storage` is the address that keeps the baskets of an
    account, or empty; `sites` are ids of `catalog/sites/` where the same account opens a session.
    """

    issuer: str
    client_id: str
    scope: str = _SCOPES
    storage: str = ""
    sites: tuple[str, ...] = ()

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins that pages ask: that of the issuer, and that of the storage where there is one."""
        found = [_origin(self.issuer), *([_origin(self.storage)] if self.storage else [])]
        return tuple(dict.fromkeys(found))


def read_sign_in(value: object) -> SignIn:
    """The settings under `extra: sign_in:` of `mkdocs.yml`.

    Raises:
        SignInError: a setting is missing, unknown or not usable.
    """
    if not isinstance(value, dict):
        raise SignInError("expected issuer and client_id below it. Write them, or take sign_in away.")
    unknown = sorted(str(key) for key in value if key not in _KEYS)
    if unknown:
        raise SignInError(f"{', '.join(unknown)}: no such setting. Expected {', '.join(_KEYS)}.")
    storage = value.get("storage")
    sites = value.get("sites", [])
    if not isinstance(sites, list) or not all(isinstance(one, str) and _ID.match(one) for one in sites):
        raise SignInError(f"sites {sites!r}: expected a list of ids of catalog/sites/.")
    return SignIn(
        issuer=_address(value.get("issuer"), "issuer"),
        client_id=_matching(value.get("client_id"), _CLIENT, "client_id", "the id of a public client at the issuer"),
        scope=_scope(value.get("scope", _SCOPES)),
        storage="" if storage is None else _address(storage, "storage"),
        sites=tuple(sites),
    )


def outputs(sign_in: SignIn | None, sites: Collection[str]) -> Iterator[Output]:
    """/access/sign-in.json, which the page of the sign-in reads; nothing when it is off.

    Raises:
        SignInError: it names a site that the catalogue does not have.
    """
    if sign_in is None:
        return
    strangers = [site for site in sign_in.sites if site not in sites]
    if strangers:
        raise SignInError(f"sites: {', '.join(strangers)} is not in catalog/sites/. Add its file, or take it out.")
    yield Output("access/sign-in.json", msgspec.json.encode(sign_in))


def settled(html: str, sign_in: SignIn | None, words: Words) -> str:
    """A rendered shell with the two places of the sign-in filled: the policy's origins, and the way in.

    When it is off both are empty: the page is the one of a catalogue that knows no sign-in.
    """
    policy, control = "", ""
    if sign_in is not None:
        policy = "".join(f" {origin}" for origin in sign_in.origins)
        control = _control(sign_in, words)
    return html.replace("@@connect@@", policy).replace("@@session@@", control)


def said(words: Words) -> Mapping[str, object]:
    """What the script of the page of the sign-in says."""
    return {
        **words.starting("sign-in-said-"),
        "enter": words("sign-in"),
        "trouble": words.starting("sign-in-trouble-"),
    }


def _control(sign_in: SignIn, words: Words) -> str:
    said_there = {
        "enter": words("sign-in"),
        "account": words("sign-in-said-account"),
        "in": words("sign-in-said-in"),
    }
    whole: dict[str, object] = dict(said_there)
    storage = ""
    if sign_in.storage:
        storage = f' data-storage="{escape(sign_in.storage)}"'
        keeping = words.starting("sign-in-keeping-")
        whole |= {"first": words("basket-mine"), "here": keeping.pop("here"), "keeping": keeping}
    told = escape(msgspec.json.encode(whole).decode())
    return (
        '<link rel="stylesheet" href="@@root@@assets/css/sign-in.css">'
        f'<a class="sign-in" href="@@root@@{words.lang}/sign-in/" rel="nofollow" data-terra="sign-in"{storage}'
        f' data-words="{told}"><svg aria-hidden="true" viewBox="0 0 20 20" width="20" height="20" fill="none"'
        ' stroke="currentColor" stroke-width="1.5"><circle cx="10" cy="7" r="3.5"/><path d="M3.5 17c.8-3.6 3.4-5 6.5-5'
        f's5.7 1.4 6.5 5"/></svg><span data-part="name">{words.html("sign-in")}</span></a>\n'
    )


def _address(value: object, name: str) -> str:
    address = _matching(value, _ADDRESS, name, "https://host/path without a question mark, a # or a user")
    parts = urlsplit(address)
    if int(parts.netloc.rpartition("]")[2].partition(":")[2] or 0) > 65535:
        raise SignInError(f"{name} {address!r}: no port is above 65535. Correct it.")
    if parts.scheme != "https" and parts.hostname not in _THIS_MACHINE:
        raise SignInError(f"{name} {address!r}: expected https; http is for trials on this machine only.")
    return address


def _scope(value: object) -> str:
    scope = _matching(value, _SCOPE, "scope", "words with one space between them, such as `openid profile`")
    if "openid" not in scope.split(" "):
        raise SignInError(f"scope {scope!r}: openid is missing. Add it: without it nobody says who signed in.")
    if "offline_access" in scope.split(" "):
        raise SignInError(f"scope {scope!r}: take offline_access out: a page keeps no token beyond its tab.")
    return scope


def _matching(value: object, pattern: re.Pattern[str], name: str, expected: str) -> str:
    if value is None:
        raise SignInError(f"{name} is missing. Write {expected}.")
    if not isinstance(value, str) or pattern.match(value) is None:
        raise SignInError(f"{name} {value!r}: expected {expected}.")
    return value


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower()
