"""The protocols by the name that a source's file gives them."""

from collections.abc import Callable, Iterator

import msgspec

from terra_harvest.fetch import Fetch
from terra_harvest.protocols import (
    aeris,
    csw,
    dataone,
    dcat,
    esgf,
    geonetwork,
    oai_pmh,
    stac_api,
    stac_static,
    waf,
)
from terra_harvest.protocols.page import FRESH, Checkpoint, Page
from terra_harvest.source import Source

Walk = Callable[[Source, Fetch, Checkpoint], Iterator[Page]]


class Protocol(msgspec.Struct, frozen=True):
    """A protocol: its walk, and whether it can ask for the changes since a date only."""

    walk: Walk
    incremental: bool = False


PROTOCOLS: dict[str, Protocol] = {
    "aeris": Protocol(aeris.walk),
    "csw": Protocol(csw.walk),
    "dataone": Protocol(dataone.walk, incremental=True),
    "dcat": Protocol(dcat.walk),
    "esgf": Protocol(esgf.walk),
    "geonetwork": Protocol(geonetwork.walk, incremental=True),
    "oai-pmh": Protocol(oai_pmh.walk, incremental=True),
    "stac-api": Protocol(stac_api.walk),
    "stac-static": Protocol(stac_static.walk),
    "waf": Protocol(waf.walk),
}


def walk(source: Source, fetch: Fetch, checkpoint: Checkpoint = FRESH) -> Iterator[Page]:
    """The pages of a source, by its protocol.

    A `since` that the protocol cannot ask for is dropped: everything is read, which is always right.
    """
    protocol = PROTOCOLS[source.protocol]
    if not protocol.incremental and checkpoint.since is not None:
        checkpoint = msgspec.structs.replace(checkpoint, since=None)
    return protocol.walk(source, fetch, checkpoint)
