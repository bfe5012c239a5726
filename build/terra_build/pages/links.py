"""Addresses from records, made fit for a page: only schemes that browsers may follow become links."""

from terra_build.escaping import escape

_FOLLOWED = ("https://", "http://", "ftp://")


def followed(url: str) -> bool:
    """Whether a browser may follow it. Anything else (s3, irods, javascript) is shown as text at most."""
    return url.lower().startswith(_FOLLOWED)


def anchor(url: str | None, label: str) -> str:
    """A link around `label`, which is HTML; only the label when the address cannot be followed."""
    if not url or not followed(url):
        return label
    return f'<a href="{escape(url)}" rel="noopener">{label}</a>'


def host(url: str) -> str:
    """The host of an address, without "www." and port; empty when it has none."""
    # Not urlsplit: it takes as long as the rest of the address's card.
    authority = url.partition("://")[2].partition("/")[0].partition("?")[0].partition("#")[0]
    return authority.rpartition("@")[2].partition(":")[0].removeprefix("www.")


def bare(url: str, limit: int = 72) -> str:
    """An address as people read it: no scheme, no final slash, cut in the middle when long."""
    shown = url.removeprefix("https://").removeprefix("http://").rstrip("/")
    if len(shown) <= limit:
        return shown
    head = limit * 2 // 3
    return f"{shown[:head]}…{shown[head + 1 - limit :]}"
