"""Write the addresses of requests: parameters added to an endpoint that may have some of its own."""

from collections.abc import Iterable
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit


def with_parameters(endpoint: str, parameters: Iterable[tuple[str, str | None]]) -> str:
    """The endpoint with these parameters; those it has already under the same name (in any case) are replaced."""
    wanted = [(name, value) for name, value in parameters if value is not None]
    names = {name.lower() for name, _ in wanted}
    parts = urlsplit(endpoint)
    kept = [(n, v) for n, v in parse_qsl(parts.query, keep_blank_values=True) if n.lower() not in names]
    return urlunsplit(
        (parts.scheme, parts.netloc, parts.path, urlencode(kept + wanted, quote_via=quote, safe=":/,"), "")
    )


def below(endpoint: str, *steps: str) -> str:
    """The address of something below the endpoint; each step is one segment, whatever it holds."""
    parts = urlsplit(endpoint)
    path = "/".join([parts.path.rstrip("/"), *(quote(step, safe="") for step in steps)])
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))
