"""The compartments of a record: those of its variables, else of the sub-domains and compartments it names."""

from collections.abc import Sequence

from terra_harvest.enrich.evidence import Fields
from terra_harvest.enrich.reason import Match


def compartments_of(matches: Sequence[Match], fields: Fields) -> tuple[str, ...]:
    """Ids of compartments, most often meant first.

    A variable counts for the home of its sub-domain. Where the record names, otherwise than by its variables, another
    compartment of the variable and not its home, it counts for that one: chlorophyll in a river is no ocean.
    """
    named = {home for match in matches if not _is_variable(match) and (home := fields.home.get(match.concept))}
    variables = [match.concept for match in matches if _is_variable(match)]
    count: dict[str, int] = {}
    for key in variables:
        home = fields.home[key]
        if home not in named:
            home = next((other for other in fields.others[key] if other in named), home)
        count[home] = count.get(home, 0) + 1
    if not count:
        count = dict.fromkeys(sorted(named), 1)
        # A topic category is the weakest word: it is heard when nothing else speaks.
        firm = {fields.home[m.concept] for m in matches if m.confidence != "weak" and m.concept in fields.home}
        count = {home: 1 for home in count if not firm or home in firm}
    return tuple(home.partition("/")[2] for home in sorted(count, key=lambda home: (-count[home], home)))


def _is_variable(match: Match) -> bool:
    return match.concept.startswith("variables/")
