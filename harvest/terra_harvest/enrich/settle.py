"""Settle the hits of a record: free ones stand, guarded ones need the record to speak of their field."""

from collections.abc import Iterable

from terra_harvest.enrich.evidence import SAME_HOME, Evidence, Fields, plain_unit
from terra_harvest.enrich.hit import Hit
from terra_harvest.enrich.reason import RANK, Match

# A guarded form counts when the record speaks of its sub-domain, or of its compartment with its unit beside it; of
# several meanings the one in whose compartment the record is.
_NEAR, _UNIT = 2, 3
_ENOUGH, _ENOUGH_TO_CHOOSE, _ENOUGH_TO_ECHO = 6, 4, 8


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
    # A lidar measures backscatter, unless the record says that it measures ozone.
    if any(hit.form.guard == "free" and hit.form.variables and not hit.form.instrument for hit in stronger):
        stronger = [hit for hit in stronger if not (hit.form.instrument and hit.form.guard == "unopposed")]
    for hit in sorted(stronger, key=lambda hit: -RANK[hit.confidence]):
        keys = _variables(hit, firm, fields) or _wider(hit)
        _tell(hit, keys, found)
    if not any(key.startswith("variables/") for key in found):
        abstract = [hit for hit in hits if hit.kind == "abstract"]
        for hit in abstract:
            # A word that needs support is scenery in an abstract, which speaks of the why and the where too; so is an
            # instrument that others may have used.
            guard = hit.form.guard
            if not hit.far and (guard == "free" or (guard == "unopposed" and not hit.form.instrument)):
                _tell(hit, _variables(hit, firm, fields), found)
        for hit in abstract if not found else ():
            _tell(hit, _wider(hit) or _home(hit, fields), found)
    return list(found.values())


def _tell(hit: Hit, keys: Iterable[str], found: dict[str, Match]) -> None:
    for key in keys:
        if key not in found:
            found[key] = Match(text=hit.text, concept=key, kind=hit.kind, confidence=hit.confidence)


def _variables(hit: Hit, firm: Evidence, fields: Fields) -> tuple[str, ...]:
    return hit.form.variables if hit.form.guard == "free" else _decided(hit, firm, fields)


def _wider(hit: Hit) -> tuple[str, ...]:
    return (hit.form.wider,) if hit.form.wider is not None and not _is_vague(hit) else ()


def _home(hit: Hit, fields: Fields) -> tuple[str, ...]:
    """The compartment of what makes no variable so far down an abstract, or as an instrument."""
    homes = {fields.home[key] for key in hit.form.variables if key in fields.home}
    speaks = hit.form.guard == "free" or hit.form.instrument
    return tuple(homes) if speaks and len(homes) == 1 else ()


def _is_vague(hit: Hit) -> bool:
    # A keyword was chosen, and so was a part of a title between two commas: "océan" is a field there, scenery in a
    # sentence.
    return hit.form.vague and not hit.alone and hit.confidence not in ("certain", "strong")


def _decided(hit: Hit, firm: Evidence, fields: Fields) -> tuple[str, ...]:
    """The variables of a guarded hit that the record supports: all of an instrument, else the best if it is alone."""
    keys = hit.form.variables
    if not keys:
        return ()
    whole = hit.form.guard == "everyday" and RANK[hit.confidence] >= RANK["strong"]
    if (hit.form.guard == "unopposed" or whole) and (hit.form.instrument or len(keys) == 1):
        return () if firm.elsewhere(keys[0]) else keys
    unit = plain_unit(hit.unit) if hit.unit else None
    scores = {
        key: _NEAR * firm.support(key, hit) + (_UNIT if unit and fields.unit.get(key) == unit else 0) for key in keys
    }
    if hit.form.instrument:
        return keys if max(scores.values()) >= _NEAR * SAME_HOME else ()
    best = max(scores.values())
    winners = [key for key in keys if scores[key] == best]
    if hit.form.guard == "echoed":
        enough = _ENOUGH_TO_ECHO
    else:
        # In a sentence "temperature" may be that of anything; a keyword is about the dataset.
        enough = _ENOUGH_TO_CHOOSE if len(keys) > 1 and RANK[hit.confidence] >= RANK["strong"] else _ENOUGH
    return (winners[0],) if best >= enough and len(winners) == 1 else ()
