"""Write /search/understanding/<lang>/: the same knowledge in parts, for a page that has one query to understand."""

import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
import orjson

from terra_build.output import Output
from terra_build.search.folding import STOP_WORDS, words_of
from terra_vocab.text import Lang

Columns = Mapping[str, Sequence[object]]
"""Columns of one file: lists of the same length, see `files.py`."""

WEIGHT = 3000
"""Bytes after which the next beginning goes into a new part: a good kilobyte when packed. Smaller parts would repeat
more labels, larger ones bring more neighbours of the word that is asked for."""

OTHER = "zzz"
"""The beginning of words that begin with no letter and no digit of ours: after all others."""

_BEGINNING = re.compile(r"[a-z0-9]{1,2}")


class _Part(msgspec.Struct):
    """What is known of the words with one beginning."""

    concepts: list[list[object]] = []
    places: list[list[object]] = []
    told: list[list[object]] = []
    words: list[str] = []
    named: list[str] = []


def outputs(
    lang: Lang, concepts: Columns, places: Columns, words: Sequence[str], told: Mapping[str, Sequence[int]]
) -> Iterator[Output]:
    """`concepts.json`, `names-<beginning>.json`, `spelling-<letter>.json` and `spelling.json`.

    A name is in the part of its first word that says something, and of the small words before it. A row of a part
    begins with its place among all concepts or places, so that parts can be laid together in the order of the whole.
    """
    found: dict[str, _Part] = {}
    named: dict[str, None] = {}
    for at, names, hidden in _named(concepts):
        named |= dict.fromkeys(_telling(*names, *hidden))
        for beginning, mine in _shared(names + hidden):
            row = [at, names[0], mine[1], _lines(mine[2 : len(names)]), _lines(mine[len(names) :])]
            found.setdefault(beginning, _Part()).concepts.append(row)
    for at, names, _ in _named(places):
        named |= dict.fromkeys(_telling(*names))
        box = places["boxes"][4 * at : 4 * at + 4]
        for beginning, mine in _shared(names):
            row = [at, names[0], mine[1], _lines(mine[2:]), places["keys"][at], *box]
            found.setdefault(beginning, _Part()).places.append(row)
    for word in words:
        found.setdefault(_beginning(word), _Part()).words.append(word)
    for word in named:
        found.setdefault(_beginning(word), _Part()).named.append(word)
    for term, where in told.items():
        found.setdefault(_beginning(term), _Part()).told.append([term, *where])

    folder = f"search/understanding/{lang}"
    packed = dict(_packed(found))
    base = {key: concepts[key] for key in ("keys", "above", "counts")}
    yield Output(f"{folder}/concepts.json", orjson.dumps({**base, "parts": list(packed)}))
    for key, body in packed.items():
        yield Output(f"{folder}/names-{key}.json", body)
    for letter in string.ascii_lowercase:
        yield Output(f"{folder}/spelling-{letter}.json", _spelling(words, named, letter))
    yield Output(f"{folder}/spelling.json", _spelling(words, named))


def _named(columns: Columns) -> Iterator[tuple[int, list[str], list[str]]]:
    """For each row its place, its names that are shown, its label first, and hidden ones."""
    for at, (label, other, alt) in enumerate(zip(columns["labels"], columns["other"], columns["alt"], strict=True)):
        hidden = str(columns["hidden"][at]).split("\n") if "hidden" in columns else []
        yield at, [str(label), str(other), *str(alt).split("\n")], hidden


def _shared(names: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """For each beginning, the names that are looked for under it; "" in place of the others."""
    beginnings = [_beginnings(name) for name in names]
    for beginning in sorted(set().union(*beginnings)):
        yield beginning, [name if beginning in b else "" for name, b in zip(names, beginnings, strict=True)]


def _packed(found: Mapping[str, _Part]) -> Iterator[tuple[str, bytes]]:
    """Parts of some weight by the first of their beginnings; a page takes the last that is not after its word."""
    key, whole = "", _Part()
    for beginning, part in sorted(found.items()):
        if key and len(_body(whole)) >= WEIGHT:
            yield key, _body(whole)
            key, whole = "", _Part()
        key = key or beginning
        whole = _Part(
            whole.concepts + part.concepts,
            whole.places + part.places,
            whole.told + part.told,
            whole.words + part.words,
            whole.named + part.named,
        )
    if key:
        yield key, _body(whole)


def _body(part: _Part) -> bytes:
    rows = {"concepts": part.concepts, "places": part.places, "told": part.told}
    return orjson.dumps({**rows, "words": " ".join(part.words), "named": " ".join(part.named)})


def _spelling(words: Iterable[str], named: Iterable[str], letter: str = "") -> bytes:
    """The words that begin with a letter, in their order: of two spellings as near, the first is meant."""
    lists = {"words": words, "named": named}
    return orjson.dumps({key: " ".join(w for w in some if w.startswith(letter)) for key, some in lists.items()})


def _lines(names: Sequence[str]) -> str:
    return "\n".join(name for name in names if name)


def _telling(*names: str) -> Iterator[str]:
    return (word for name in names for word in words_of(name) if word not in STOP_WORDS)


def _beginnings(name: str) -> set[str]:
    """The beginnings under which a name is looked for."""
    found: set[str] = set()
    for word in words_of(name):
        found.add(_beginning(word))
        if word not in STOP_WORDS:
            break
    return found


def _beginning(word: str) -> str:
    match = _BEGINNING.match(word)
    return match[0] if match else OTHER
