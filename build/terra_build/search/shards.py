"""The index cut by ranges of terms into files small enough that a query loads only what it asks for."""

import re
import zlib
from collections.abc import Iterator
from operator import sub

import orjson

from terra_build.output import Output
from terra_build.search.fields import FIELDS
from terra_build.search.packing import header, packed, planes
from terra_build.search.postings import Postings

NUMBER_BITS = 20
"""A place is `field << NUMBER_BITS | number`: one integer says both, in three bytes."""

K1 = 1.2
B = 0.75
"""The parameters of lunr's formula, at lunr's own values."""

_TABLE = list(FIELDS).index("description")
"""The field whose lengths are kept apart for common terms: it is long, so its lengths cost most."""

_TERM_WEIGHT = 10
_SMALLEST = 1_500
_LARGEST = 4_500
_ALONE = 2_500
_ONE_IN = 16
"""A shard weighs between the first two, an entry 1 and a term 10; one border in 16 possible ones is taken."""
_SIZED_FOR = 32_768
"""Up to so many datasets; twice as many have shards twice as heavy, or the manifest would outgrow them."""
_KEY = 4
_BOUNDARY = re.compile(r"[a-z0-9:/.-]{1,40}\Z")
_PLAIN = re.compile(r"[a-z0-9]")


def outputs(postings: Postings, folder: str) -> Iterator[Output]:
    """`folder`/index.json (the manifest), `folder`/lengths.bin, and `folder`/terms/<key>.bin."""
    long = long_from(postings.datasets)
    keys: list[str] = []
    for key, terms in _cut(postings.counts(), _scale(postings.datasets)):
        keys.append(key)
        yield Output(f"{folder}/terms/{file_name(key)}.bin", packed(_shard(terms, postings, long)))
    yield Output(f"{folder}/lengths.bin", packed(planes(postings.lengths[_TABLE], 2)))
    manifest = {
        "datasets": postings.datasets,
        "numbers": len(postings.lengths[0]),
        "fields": list(FIELDS),
        "boosts": list(FIELDS.values()),
        "lengths": [sum(column) for column in postings.lengths],
        "k1": K1,
        "b": B,
        "table": _TABLE,
        "long": long,
        "shards": keys,
    }
    yield Output(f"{folder}/index.json", orjson.dumps(manifest))


def long_from(datasets: int) -> int:
    """From how many descriptions on a term takes their lengths from the table: a power of two that few nights change,
    about a quarter of the datasets. The table costs a query less than the lengths of two such terms."""
    return 1 << max(8, (datasets // 4).bit_length())


def _scale(datasets: int) -> int:
    scale = 1
    while datasets > _SIZED_FOR * scale:
        scale *= 2
    return scale


def file_name(key: str) -> str:
    """A key as a file name: letters and digits stay, the rest is `_` and two hexadecimal digits."""
    return "".join(c if _PLAIN.match(c) else f"_{ord(c):02x}" for c in key) or "_"


def _cut(counts: dict[str, int], scale: int) -> Iterator[tuple[str, list[str]]]:
    """The terms in groups of about the same weight, each with its key: the shortest text, of four characters or more,
    that comes after all terms before the group and not after its first.

    Where to cut depends on the terms around, not on their count from the start: a new term moves a border or two, not
    all that follow. A very common term stands alone, so that nobody loads it for its neighbours.
    """
    group: list[str] = []
    key = before = ""
    weight = 0
    for term in sorted(counts):
        own = counts[term] + _TERM_WEIGHT
        if group:
            border = term[: max(_KEY, _common(before, term) + 1)]
            if _BOUNDARY.match(border) and _cuts(border, weight, own, scale):
                yield key, group
                key, group, weight = border, [], 0
        group.append(term)
        weight += own
        before = term
    if group:
        yield key, group


def _cuts(border: str, weight: int, own: int, scale: int) -> bool:
    """Whether a group of that weight ends before a term that weighs `own`."""
    if own > _ALONE * scale or weight > _LARGEST * scale - own:
        return True
    return weight > _SMALLEST * scale and zlib.crc32(border.encode()) % _ONE_IN == 0


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _shard(terms: list[str], postings: Postings, long: int) -> bytes:
    """Counts, then the text of the terms, then planes: entries a term, gaps between places, times, lengths.

    The entries of a term are ordered by field, then by number: neighbours are alike, and gzip finds them.
    """
    gaps: list[int] = []
    times = bytearray()
    lengths: list[int] = []
    counts = []
    for term in terms:
        before, count = 0, 0
        for field, (index, column) in enumerate(zip(postings.fields, postings.lengths, strict=True)):
            if (entries := index.get(term)) is None:
                continue
            count += len(entries)
            numbers = [entry >> 8 for entry in entries]
            first = field << NUMBER_BITS | numbers[0]
            gaps.append(first - before)
            gaps += map(sub, numbers[1:], numbers)
            before = field << NUMBER_BITS | numbers[-1]
            times += planes(entries, 1)  # the lowest byte of an entry
            if field != _TABLE or len(entries) < long:
                lengths += map(column.__getitem__, numbers)
        counts.append(count)
    text = "\n".join(terms).encode()
    return b"".join(
        (
            header(len(terms), len(gaps), len(lengths), len(text)),
            text,
            planes(counts, 3),
            planes(gaps, 3),
            bytes(times),
            planes(lengths, 2),
        )
    )
