"""ISO 19139 records (gmd, gmi and their profiles: MCP, HNAP, Swiss) to `Original`."""

from collections.abc import Iterator

from terra_harvest.formats.iso_documents import read_document
from terra_harvest.formats.iso_record import read_record
from terra_harvest.original import Original
from terra_harvest.xml import Element

FORMAT = "iso19139"


def read(body: bytes) -> Iterator[Original]:
    """The records of a document, alone or in any wrapper; UnreadableError if there is none."""
    return read_document(body, FORMAT)


def from_element(element: Element, remarks: tuple[str, ...] = ()) -> Original:
    """One record of its MD_Metadata or MI_Metadata element."""
    return read_record(element, FORMAT, remarks)
