"""Settle the hits of a record: free ones stand, guarded ones need the record to speak of their field."""

from collections.abc import Iterable

from terra_harvest.enrich.evidence import SAME_HOME, Evidence, Fields, plain_unit
from terra_harvest.enrich.hit import Hit
from terra_harvest.enrich.reason import RANK, Match

# A guarded form counts when the record speaks of its sub-domain, or of its compartment with its unit beside it; of
# several meanings the one in whose compartment the record is.
_NEAR, _UNIT = 2, 3
_ENOUGH, _ENOUGH_TO_CHOOSE = 6, 4


def settled(hits: Iterable[Hit], fields: Fields) -> list[Match]:
    """The matches of a record: for each concept the strongest reason, in the order of strength then of reading.

    The words of an abstract support the others; they make matches of their own only where nothing stronger makes a
    variable, and name a wider field only where nothing else names any.
    """
    hits = list(hits)
    firm = Evidence(fields)
    for hit in hits:
        if hit.form.guard == "free" and hit.form.variables:
            for key in hit.form.variables:
                firm.add(key, hit)
        elif hit.form.wider and not _is_vague(hit):
            firm.add(hit.form.wider, hit)
    found: dict[str, Match] = {}
    stronger = [hit for hit in hits if hit.kind != "abstract"]
    for hit in sorted(stronger, key=lambda hit: -RANK[hit.confidence]):
        keys = _variables(hit, firm, fields) or _wider(hit)
        _tell(hit, keys, found)
    if not any(key.startswith("variables/") for key in found):
        abstract = [hit for hit in hits if hit.kind == "abstract"]
        for hit in abstract:
            _tell(hit, _variables(hit, firm, fields), found)
        for hit in abstract if not found else ():
            _tell(hit, _wider(hit), found)
    return list(found.values())


def _tell(hit: Hit, keys: Iterable[str], found: dict[str, Match]) -> None:
    for key in keys:
        if key not in found:
            found[key] = Match(text=hit.text, concept=key, kind=hit.kind, confidence=hit.confidence)


def _variables(hit: Hit, firm: Evidence, fields: Fields) -> tuple[str, ...]:
    return hit.form.variables if hit.form.guard == "free" else _decided(hit, firm, fields)


def _wider(hit: Hit) -> tuple[str, ...]:
    return (hit.form.wider,) if hit.form.wider is not None and not _is_vague(hit) else ()


def _is_vague(hit: Hit) -> bool:
    # A keyword was chosen, and so was a part of a title between two commas: "océan" is a field there, scenery in a
    # sentence.
    return hit.form.vague and not hit.alone and hit.confidence not in ("certain", "strong")


def _decided(hit: Hit, firm: Evidence, fields: Fields) -> tuple[str, ...]:
    """The variables of a guarded hit that the record supports: all of an instrument, else the best if it is alone."""
    keys = hit.form.variables
    if not keys:
        return ()
    if hit.form.guard == "unopposed" and (hit.form.instrument or len(keys) == 1):
        return () if firm.elsewhere(keys[0]) else keys
    unit = plain_unit(hit.unit) if hit.unit else None
    scores = {
        key: _NEAR * firm.support(key, hit) + (_UNIT if unit and fields.unit.get(key) == unit else 0) for key in keys
    }
    if hit.form.instrument:
        return keys if max(scores.values()) >= _NEAR * SAME_HOME else ()
    best = max(scores.values())
    winners = [key for key in keys if scores[key] == best]
    enough = _ENOUGH if len(keys) == 1 else _ENOUGH_TO_CHOOSE
    return (winners[0],) if best >= enough and len(winners) == 1 else ()
