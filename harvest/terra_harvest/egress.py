"""Which addresses a source may make us ask: its own hosts, never a machine of our own network. Pure.

A record, a paging link or a redirect can name any address; a name can lead to any machine. Both are checked: the host
against those of the source's file, and every address the name resolves to.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urljoin, urlsplit

Origin = tuple[str, str, int]
"""Scheme, host in lower case, port."""

_PORTS = {"http": 80, "https": 443}
_NAT64 = ip_network("64:ff9b::/96")
_SIX_TO_FOUR = ip_network("2002::/16")


def origin(url: str) -> Origin | None:
    """The origin of an address of the web; None for anything that must not be asked (other scheme, user name...)."""
    if not url.isascii() or any(c <= " " or c in '\\"<>' for c in url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc:
        return None
    return parts.scheme, parts.hostname.rstrip("."), port or _PORTS[parts.scheme]


def may_ask(url: str, allowed: Iterable[str]) -> bool:
    """Whether `url` lies on one of the `allowed` addresses' hosts; the same host over TLS is the same host."""
    asked = origin(url)
    return asked is not None and any(_covers(origin(base), asked) for base in allowed)


def _covers(allowed: Origin | None, asked: Origin) -> bool:
    if allowed is None or allowed[1] != asked[1]:
        return False
    # Servers behind a proxy often print their paging links with the other scheme; only the safer one is taken.
    upgraded = (allowed[0], asked[0]) == ("http", "https") and asked[2] == 443 and allowed[2] == 80
    return upgraded or (allowed[0], allowed[2]) == (asked[0], asked[2])


def upgrade(url: str, base: str) -> str:
    """`url` with https where it names the host of `base` over plain http and `base` itself is https.

    A proxy that ends TLS makes servers print such links; following them as they stand would leave TLS.
    """
    asked, known = origin(url), origin(base)
    if asked and known and asked == ("http", known[1], 80) and known == ("https", known[1], 443):
        return f"https://{known[1]}{url.split('//', 1)[1][len(urlsplit(url).netloc) :]}"
    return url


def joined(base: str, link: str) -> str:
    """The address that a link on a page leads to, without its fragment; "" when it is none."""
    try:
        return urljoin(base, link.strip()).partition("#")[0]
    except ValueError:
        return ""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public Internet, also when it is written inside an IPv6 one."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _inner(ip)
    if inner is not None:
        return is_public(str(inner))
    local = isinstance(ip, IPv6Address) and ip.is_site_local
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or local)


def is_loopback(address: str) -> bool:
    """Whether an IP address is this machine's own."""
    try:
        return ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _inner(ip: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for, if any."""
    if isinstance(ip, IPv4Address):
        return None
    if ip.ipv4_mapped:
        return ip.ipv4_mapped
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip in _SIX_TO_FOUR:
        return IPv4Address((int(ip) >> 80) & 0xFFFFFFFF)
    return None
