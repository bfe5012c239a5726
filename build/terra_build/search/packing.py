"""How numbers lie in a binary file: byte planes, which gzip packs well and the browser reads into typed arrays."""

import sys
import zlib
from array import array
from collections.abc import Iterable

_LITTLE = sys.byteorder == "little"


def planes(values: Iterable[int], count: int) -> bytes:
    """The lowest bytes of all values, then their second bytes, and so on for `count` planes (0 <= value < 2^32)."""
    raw = array("I", values)
    if not _LITTLE:
        raw.byteswap()
    body = raw.tobytes()
    return b"".join(body[plane :: raw.itemsize] for plane in range(count))


def header(*numbers: int) -> bytes:
    """Numbers of 32 bits, lowest byte first."""
    return b"".join(number.to_bytes(4, "little") for number in numbers)


def packed(body: bytes, *, varied: bool = False) -> bytes:
    """The body as gzip, the same for the same body: hosts do not compress binary files by themselves.

    `varied` bytes hardly repeat what came before; their frequencies say more than short repetitions.
    """
    strategy = zlib.Z_FILTERED if varied else zlib.Z_DEFAULT_STRATEGY
    packer = zlib.compressobj(6, zlib.DEFLATED, 31, 8, strategy)
    return packer.compress(body) + packer.flush()
