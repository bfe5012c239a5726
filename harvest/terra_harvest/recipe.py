"""The recipe: a digest of everything that makes a dataset of an original, beside the original itself. [I/O]

While it stays the same, an original that has not changed gives the same dataset, and need not be read again.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

import terra_catalog
import terra_harvest
import terra_vocab
from terra_harvest.source import Source


def code_and_words(vocabulary: Iterable[Path]) -> bytes:
    """The digest of the code of the harvest and of the thesaurus: the same for every source of a run."""
    hashed = hashlib.sha256()
    for package in (terra_vocab, terra_catalog, terra_harvest):
        folder = Path(str(package.__file__)).parent
        for file in sorted(folder.rglob("*.py")):
            _add(hashed, file.relative_to(folder.parent).as_posix(), file.read_bytes())
    for file in vocabulary:
        _add(hashed, file.name, file.read_bytes())
    return hashed.digest()


def recipe_of(source: Source, common: bytes) -> str:
    """The recipe of a source. How politely it is asked is no part of it."""
    asked = msgspec.structs.replace(
        source, politeness=type(source.politeness)(), budget=type(source.budget)(), schedule="nightly"
    )
    return hashlib.sha256(common + msgspec.json.encode(asked, order="sorted")).hexdigest()[:32]


def _add(hashed: "hashlib._Hash", name: str, body: bytes) -> None:
    hashed.update(f"{name}\n{len(body)}\n".encode())
    hashed.update(body)
