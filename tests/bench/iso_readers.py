"""Our ISO readers beside OWSLib's on the same real documents: `python -m tests.bench.iso_readers`.

Both parse the bytes and read the record; rounds alternate and the best of each counts, in CPU time. OWSLib comes from
`pip install OWSLib`; it is needed here only.
"""

import json
import time
import warnings
from collections.abc import Callable, Iterator

from tests.conftest import SHARED

from terra_harvest.formats import iso19115_3, iso19139
from terra_harvest.original import Original

ROUNDS = 7
BOUND = 5.0

Peer = Callable[[object], object]


def main() -> None:
    """Print records per second of both, their ratio, and how many bilingual titles and abstracts each keeps whole."""
    warnings.simplefilter("ignore")
    from owslib.iso import MD_Metadata as Iso19139
    from owslib.iso3 import MD_Metadata as Iso19115

    for name, peer, read in (
        (iso19139.FORMAT, Iso19139, iso19139.read),
        (iso19115_3.FORMAT, Iso19115, iso19115_3.read),
    ):
        bodies = _read_by_both(name, peer)
        ours, theirs = _best(
            bodies, lambda body, read=read: list(read(body)), lambda body, peer=peer: _peer(peer, body)
        )
        count = len(bodies)
        bilingual = [(texts, body) for body in bodies for record in read(body) if (texts := _bilingual(record))]
        kept = sum(texts <= set(_strings(_peer(peer, body))) for texts, body in bilingual)
        print(
            f"{name}: {count} records, ours {count / ours:.0f} a second, OWSLib {count / theirs:.0f}: "
            f"{theirs / ours:.1f} times (bound {BOUND:g} for {iso19139.FORMAT}); "
            f"titles and abstracts in French and English: ours {len(bilingual)}, OWSLib {kept}"
        )


def _read_by_both(name: str, peer: Peer) -> list[bytes]:
    """The documents of a format that hold one record and that the peer can read too."""
    bodies = []
    for features in map(json.loads, (SHARED / "fixtures/features.jsonl").read_text("utf-8").splitlines()):
        if features["format"].startswith(name):
            body = (SHARED / "fixtures" / features["path"]).read_bytes()
            try:
                _peer(peer, body)
            except Exception:  # noqa: BLE001, S112  whatever the peer stumbles on is not compared
                continue
            bodies.append(body)
    return bodies


def _peer(peer: Peer, body: bytes) -> object:
    from owslib.etree import etree

    root = etree.fromstring(body)
    if not root.tag.endswith("MD_Metadata"):
        raise ValueError(root.tag)
    return peer(root)


def _bilingual(record: Original) -> set[str]:
    """The French and English texts of the title and the abstract, where there are both."""
    pairs = [(text.fr, text.en) for text in (record.title, record.abstract) if text.fr and text.en]
    return {text for pair in pairs for text in pair if text}


def _strings(value: object, depth: int = 0) -> Iterator[str]:
    """Every text that an object of the peer holds, however deep."""
    if isinstance(value, str):
        yield value.strip()
    elif depth < 12:
        inner = value if isinstance(value, list | tuple) else getattr(value, "__dict__", {}).values()
        for part in value.values() if isinstance(value, dict) else inner:
            yield from _strings(part, depth + 1)


def _best(bodies: list[bytes], *readers: Callable[[bytes], object]) -> list[float]:
    """The CPU seconds of the best round of each reader over all documents; the rounds alternate."""
    best = [float("inf")] * len(readers)
    for _ in range(ROUNDS):
        for number, read in enumerate(readers):
            start = time.process_time()
            for body in bodies:
                read(body)
            best[number] = min(best[number], time.process_time() - start)
    return best


if __name__ == "__main__":
    main()
