"""Recognise a record that its source renamed: the old identifier is gone, a new one has its UUID or its DOI. Pure."""

from collections.abc import Collection, Iterable, Mapping

import msgspec

from terra_harvest.night import Known


class _Identifiers(msgspec.Struct, frozen=True):
    doi: str | None = None
    uuid: str | None = None


class _Identified(msgspec.Struct, frozen=True):
    """What of a record tells it from all others; the rest is not read."""

    identifiers: _Identifiers = _Identifiers()


_decode = msgspec.json.Decoder(_Identified).decode


def renamed(new: Mapping[str, bytes], seen: Collection[str], known: Known) -> dict[str, str]:
    """New key -> the key it had before, where one new record and one that was not seen share a UUID, else a DOI.

    `new` maps keys to encoded datasets; `seen` are the keys of this run. A name that several records share tells
    nothing: a DOI may stand for a whole series.
    """
    wanted = {key: names for key, body in new.items() if (names := _names(body))}
    ids = known.ledger.ids
    gone = [key for key in ids if key not in seen]
    if not wanted or not gone:
        return {}
    lost = {key: names for key in gone if (names := _known_names(ids[key], known))}
    found: dict[str, str] = {}
    for kind in ("uuid", "doi"):
        before = _single((key, names[kind]) for key, names in lost.items() if kind in names)
        after = _single((key, names[kind]) for key, names in wanted.items() if kind in names)
        for name in after.keys() & before.keys() - _of_others(kind, after.keys() & before.keys(), seen, known):
            if after[name] not in found and before[name] not in found.values():
                found[after[name]] = before[name]
    return found


def _of_others(kind: str, names: Collection[str], seen: Collection[str], known: Known) -> set[str]:
    """Those of the names that a record which is still there has too. Reads them all, which is rarely needed."""
    if not names:
        return set()
    others = (_known_names(id_, known).get(kind, "") for key, id_ in known.ledger.ids.items() if key in seen)
    return {name for name in others if name in names}


def _known_names(id_: str, known: Known) -> dict[str, str]:
    body = known.records.get(id_)
    return _names(body) if body is not None else {}


def _names(body: bytes) -> dict[str, str]:
    identifiers = _decode(body).identifiers
    pairs = (("uuid", identifiers.uuid), ("doi", identifiers.doi))
    return {kind: name.casefold() for kind, name in pairs if name}


def _single(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Name -> key, for names that only one key has."""
    found: dict[str, str | None] = {}
    for key, name in pairs:
        found[name] = None if name in found else key
    return {name: key for name, key in found.items() if key is not None}
