"""How the tests of the readers get at the small documents written for them."""

from pathlib import Path

from terra_harvest.formats.registry import READERS, recognise
from terra_harvest.original import Original

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


def body_of(path: str) -> bytes:
    """A document of `tests/fixtures`."""
    return (FIXTURES / path).read_bytes()


def records_in(path: str) -> list[Original]:
    """The records of a document, by the reader that its own look asks for."""
    body = body_of(path)
    name = recognise(body)
    assert name, f"no reader recognises {path}"
    return list(READERS[name](body))


def record_in(path: str) -> Original:
    """The one record of a document."""
    (record,) = records_in(path)
    return record
