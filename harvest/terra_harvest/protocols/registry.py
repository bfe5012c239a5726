"""The protocols by the name that a source's file gives them."""

from collections.abc import Callable, Iterator
from typing import TypeVar

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
from terra_harvest.protocols.options import (
    AerisOptions,
    CswOptions,
    DataOneOptions,
    DcatOptions,
    EsgfOptions,
    GeoNetworkOptions,
    OaiOptions,
    Options,
    StacApiOptions,
    StacStaticOptions,
    WafOptions,
)
from terra_harvest.protocols.page import FRESH, Checkpoint, Page
from terra_harvest.source import Source

Own = TypeVar("Own", bound=Options)
Walk = Callable[[Source, Fetch, Checkpoint], Iterator[Page]]


class Protocol(msgspec.Struct, frozen=True):
    """A protocol: its walk, and whether it can ask for the changes since a date only."""

    walk: Walk
    incremental: bool = False


def _with(options: type[Own], walk: Callable[[Source, Own, Fetch, Checkpoint], Iterator[Page]]) -> Walk:
    """The walk of a protocol, given the options of the source as those of that protocol."""

    def walk_own(source: Source, fetch: Fetch, checkpoint: Checkpoint) -> Iterator[Page]:
        own = source.options
        if not isinstance(own, options):
            raise TypeError(
                f"the source {source.id} has {type(own).__name__} where {source.protocol} takes {options.__name__}. "
                "Read it with `read_source`, which gives it the options of its protocol."
            )
        return walk(source, own, fetch, checkpoint)

    return walk_own


PROTOCOLS: dict[str, Protocol] = {
    "aeris": Protocol(_with(AerisOptions, aeris.walk)),
    "csw": Protocol(_with(CswOptions, csw.walk)),
    "dataone": Protocol(_with(DataOneOptions, dataone.walk), incremental=True),
    "dcat": Protocol(_with(DcatOptions, dcat.walk)),
    "esgf": Protocol(_with(EsgfOptions, esgf.walk)),
    "geonetwork": Protocol(_with(GeoNetworkOptions, geonetwork.walk), incremental=True),
    "oai-pmh": Protocol(_with(OaiOptions, oai_pmh.walk), incremental=True),
    "stac-api": Protocol(_with(StacApiOptions, stac_api.walk)),
    "stac-static": Protocol(_with(StacStaticOptions, stac_static.walk)),
    "waf": Protocol(_with(WafOptions, waf.walk)),
}


def walk(source: Source, fetch: Fetch, checkpoint: Checkpoint = FRESH) -> Iterator[Page]:
    """The pages of a source, by its protocol.

    A `since` that the protocol cannot ask for is dropped: everything is read, which is always right.
    """
    protocol = PROTOCOLS[source.protocol]
    if not protocol.incremental and checkpoint.since is not None:
        checkpoint = msgspec.structs.replace(checkpoint, since=None)
    return protocol.walk(source, fetch, checkpoint)
