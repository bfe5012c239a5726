"""Ask for a document only if it has changed since the last complete run."""

import msgspec

from terra_harvest.fetch import Request, Response
from terra_harvest.protocols.page import Validator


def conditional(request: Request, known: Validator | None) -> Request:
    """The request with the conditions that let the server answer "unchanged"; as it was when nothing is known."""
    if known is None or not (known.etag or known.modified):
        return request
    return msgspec.structs.replace(request, etag=known.etag, modified=known.modified)


def validator_of(response: Response) -> Validator | None:
    """What the server gives to recognise this version by; None if it gives nothing."""
    etag, modified = response.headers.get("etag"), response.headers.get("last-modified")
    return Validator(etag=etag, modified=modified) if etag or modified else None
