"""The index cut by ranges of terms into files small enough that a query loads only what it asks for."""

import re
import zlib
from collections.abc import Iterator

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
_SMALLEST = 2_500
_LARGEST = 8_000
_ALONE = 4_000
_ONE_IN = 32
_BOUNDARY = re.compile(r"[a-z0-9:/.-]{1,40}\Z")
_PLAIN = re.compile(r"[a-z0-9]")


def outputs(postings: Postings, folder: str) -> Iterator[Output]:
    """`folder`/index.json (the manifest), `folder`/lengths.bin, and `folder`/terms/<first term>.bin."""
    counts = postings.counts()
    long = long_from(postings.datasets)
    is_long = {term: count >= long for term, count in counts.items()}
    keys: list[str] = []
    for terms in _cut(counts):
        key = terms[0] if keys else ""
        keys.append(key)
        yield Output(f"{folder}/terms/{file_name(key)}.bin", packed(_shard(terms, postings, is_long)))
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
    """From how many entries on a term takes the lengths of descriptions from the table: a power of two that few nights
    change, about an eighth of the datasets."""
    return 1 << max(8, (datasets // 8).bit_length())


def file_name(key: str) -> str:
    """A first term as a file name: letters and digits stay, the rest is `_` and two hexadecimal digits."""
    return "".join(c if _PLAIN.match(c) else f"_{ord(c):02x}" for c in key) or "_"


def _cut(counts: dict[str, int]) -> Iterator[list[str]]:
    """The terms in groups of about the same weight.

    Where to cut depends on the terms around, not on their count from the start: a new term moves a border or two, not
    all that follow. A very common term stands alone, so that nobody loads it for its neighbours.
    """
    group: list[str] = []
    weight = 0
    for term in sorted(counts):
        own = counts[term] + _TERM_WEIGHT
        if (
            group
            and _BOUNDARY.match(term)
            and (
                own > _ALONE
                or weight > _LARGEST - own
                or (weight > _SMALLEST and zlib.crc32(term.encode()) % _ONE_IN == 0)
            )
        ):
            yield group
            group, weight = [], 0
        group.append(term)
        weight += own
    if group:
        yield group


def _shard(terms: list[str], postings: Postings, long: dict[str, bool]) -> bytes:
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
            gaps += map(int.__sub__, numbers[1:], numbers)
            before = field << NUMBER_BITS | numbers[-1]
            times += bytes([entry & 255 for entry in entries])
            if field != _TABLE or not long[term]:
                lengths += [column[number] for number in numbers]
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
