"""Where one record can be read again by hand: an address that stays the same from night to night.

The page on which a record came is no such address: its position changes with every new record.
"""

from terra_harvest.protocols.addresses import below, with_parameters
from terra_harvest.protocols.options import CswOptions, OaiOptions
from terra_harvest.protocols.page import Received
from terra_harvest.source import Source

_BELOW = {"stac-api": "collections", "aeris": "metadata", "dataone": "object"}
_FILES = frozenset({"waf", "stac-static"})


def record_address(source: Source, received: Received) -> str | None:
    """The address of a record at its source; None where the protocol has none."""
    if source.protocol in _FILES:
        return received.url
    if source.protocol in _BELOW:
        return below(source.endpoint, _BELOW[source.protocol], received.native_id)
    options = source.options
    if isinstance(options, CswOptions):
        asked = {"service": "CSW", "version": "2.0.2", "request": "GetRecordById", "elementSetName": "full"}
        named = {"outputSchema": options.output_schema, "id": received.native_id}
        return with_parameters(source.endpoint, list((asked | named).items()))
    if isinstance(options, OaiOptions):
        asked = {"verb": "GetRecord", "identifier": received.native_id, "metadataPrefix": options.prefix}
        return with_parameters(source.endpoint, list(asked.items()))
    return None
