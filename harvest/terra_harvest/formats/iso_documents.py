"""ISO metadata elements in a document: which element is a record, of which form, and how to find those in a wrapper."""

from collections.abc import Iterator

from terra_harvest.formats.iso_record import read_record
from terra_harvest.original import Original, UnreadableError
from terra_harvest.xml import NAME, Element, namespace, parse_repaired

_RECORDS = {"MD_Metadata", "MI_Metadata", "CHE_MD_Metadata"}
_ISO_115_3 = "http://standards.iso.org/iso/19115/-3/"
# Documents that look like ISO metadata and are something else, and what to ask for instead.
_OTHERS = {
    "FC_FeatureCatalogue": "an ISO 19110 feature catalogue, which describes no dataset: leave it out of the request",
    "TRANSFER": "a GM03 (INTERLIS) transfer: ask for the output schema http://www.isotc211.org/2005/gmd",
}


def form_of(element: Element) -> str | None:
    """The form of a metadata element, "iso19139" or "iso19115-3"; None if it is no ISO metadata.

    An element that holds nothing is no record: GM03 refers to its records by empty ones of the same name.
    """
    if NAME[element.tag] not in _RECORDS or len(element) == 0:
        return None
    return "iso19115-3" if namespace(element.tag).startswith(_ISO_115_3) else "iso19139"


def records_in(root: Element) -> list[Element]:
    """The ISO metadata elements of a document, outermost only: a record may quote another."""
    found: list[Element] = []
    below = [root]
    while below:
        element = below.pop()
        if form_of(element):
            found.append(element)
        else:
            below += reversed(list(element))
    return found


def read_document(body: bytes, form: str) -> Iterator[Original]:
    """The records of a document.

    Raises:
        UnreadableError: the document is no XML, or holds no ISO metadata element.
    """
    root, repairs = parse_repaired(body, blanks=False)
    elements = records_in(root)
    if not elements:
        other = _OTHERS.get(NAME[root.tag])
        what = f"it is {other}" if other else "MD_Metadata or MI_Metadata was expected, check the output schema"
        raise UnreadableError(f"no ISO metadata in the document, whose root is {root.tag}: {what}")
    for element in elements:
        yield read_record(element, form_of(element) or form, repairs)
