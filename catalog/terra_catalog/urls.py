"""The addresses that a page, a STAC file and an RDF graph can all carry: one canonical spelling, or none."""

import re
import unicodedata
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import quote as percent_encode

from terra_catalog.quote import quote

WEB = frozenset({"http", "https"})
"""What a browser opens."""

DATA = WEB | {"ftp", "sftp", "s3", "irods"}
"""What a data file may also be reached by."""

COPIES = frozenset({"https", "s3", "irods"})
"""Where a copy of the data may lie."""

MAX_URL = 4096
"""Longer addresses are refused: no real one comes near, and pages and logs repeat them."""

# Possessive quantifiers keep a hostile address from being tried in every possible way.
_PATH = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]++|%[0-9A-Fa-f]{2})*+"
_REST = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]++|%[0-9A-Fa-f]{2})*+"
_HOST = r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_.])?"
_CANONICAL = re.compile(
    rf"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<host>{_HOST}|\[[0-9a-f:.]{{2,45}}\])?(?::[0-9]{{1,5}})?"
    rf"(?:/{_PATH})?(?:\?{_REST})?(?:\#{_REST})?"
).fullmatch
_SPLIT = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):[/\\]{2}(?P<authority>[^/?#\\]*)(?P<rest>.*)", re.DOTALL
).fullmatch
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT = "._~!$&'()*+,;=:@/?-%"
_NO_HOST = frozenset({"irods"})


def safe_url(text: str, schemes: frozenset[str] = WEB) -> str | None:
    """The address in ASCII, as RDF, HTML and JSON all accept it, or None when there is no safe reading of it.

    Control, zero-width and direction characters disappear, as browsers ignore some of them; what an IRI cannot
    hold is percent-encoded; user names and passwords are dropped; an international host becomes punycode.
    The scheme must be one of `schemes`. An address that is already canonical comes back as it is.
    """
    if is_canonical(text, schemes):
        return text
    if len(text) > MAX_URL:
        return None
    visible = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf")).strip()
    parts = _SPLIT(visible)
    if parts is None or parts["scheme"].lower() not in schemes:
        return None
    try:
        host, port = _host(parts["authority"].rpartition("@")[2])
        rest = _encoded(parts["rest"])
    except (UnicodeError, AddressValueError):
        return None
    clean = f"{parts['scheme'].lower()}://{host}{port}{rest}"
    return clean if is_canonical(clean, schemes) else None


def is_canonical(text: str, schemes: frozenset[str] = WEB) -> bool:
    """Whether `safe_url` gives the address back unchanged."""
    found = _CANONICAL(text) if len(text) <= MAX_URL else None
    if found is None:
        return False
    scheme, host = found.group("scheme", "host")
    if scheme not in schemes or (not host and scheme not in _NO_HOST):
        return False
    return not (host and host[0] == "[") or _is_ipv6(host[1:-1])


def url_fault(text: str, schemes: frozenset[str] = WEB) -> str | None:
    """Why the address cannot be published as it is, with the spelling that can; None when nothing is wrong."""
    if is_canonical(text, schemes):
        return None
    clean = safe_url(text, schemes)
    if clean is not None:
        return f"{quote(text)} is not spelt as an address. Write `{clean}`."
    accepted = ", ".join(sorted(schemes))
    return f"{quote(text)} is no address. Write one with a host and one of the schemes {accepted}."


def _host(authority: str) -> tuple[str, str]:
    """The host and ":port" (or "") of an authority without its user.

    Raises:
        UnicodeError: the host is not a name that punycode can write.
    """
    host, colon, port = authority.rpartition(":") if re.search(r":[0-9]*\Z", authority) else (authority, "", "")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    return host.lower(), f":{port}" if colon and port else ""


def _encoded(rest: str) -> str:
    before, mark, fragment = _LONE_PERCENT.sub("%25", rest.replace("\\", "%5C")).partition("#")
    return percent_encode(before, safe=_KEPT) + (mark and "#" + percent_encode(fragment, safe=_KEPT))


def _is_ipv6(text: str) -> bool:
    try:
        IPv6Address(text)
    except AddressValueError:
        return False
    return True
