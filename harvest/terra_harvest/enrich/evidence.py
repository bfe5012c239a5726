"""What a record speaks of: the fields of its free hits, by which the guarded ones are judged."""

import unicodedata
from collections import Counter

from terra_harvest.enrich.hit import Hit
from terra_vocab.concept import Concept, Thesaurus

SAME_HOME = 2
"""The nearness from which a record speaks of a concept's own compartment, see `Evidence.support`."""


class Fields:
    """The sub-domain and compartments of every variable and sub-domain of a thesaurus, looked up once."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.subdomain: dict[str, str] = {}
        self.home: dict[str, str] = {}
        self.others: dict[str, tuple[str, ...]] = {}
        self.unit: dict[str, str] = {}
        for concept in (*thesaurus.of("compartments"), *thesaurus.of("subdomains"), *thesaurus.of("variables")):
            self._place(concept)

    def _place(self, concept: Concept) -> None:
        first = next((key for key in concept.broader if key.startswith("subdomains/")), None)
        if concept.scheme == "subdomains":
            self.subdomain[concept.key] = concept.key
        elif first is not None:
            self.subdomain[concept.key] = first
        above = concept.key if concept.scheme == "compartments" else None
        above = above or self.home.get(first or "") or next(iter(concept.broader), None)
        if above is not None:
            self.home[concept.key] = above
        self.others[concept.key] = tuple(key for key in concept.broader if key.startswith("compartments/"))
        if concept.unit is not None:
            self.unit[concept.key] = plain_unit(concept.unit.symbol)


class Evidence:
    """What the free hits of a record speak of, and which hit said so."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        self.concepts: dict[str, set[int]] = {}
        self.subdomains: dict[str, set[int]] = {}
        self.homes: Counter[str] = Counter()
        self._homes: dict[str, set[int]] = {}

    def add(self, key: str, hit: Hit) -> None:
        """Count a concept that a hit stands for. A phrase said twice is one witness: its form is who says so."""
        me = id(hit.form)
        self.concepts.setdefault(key, set()).add(me)
        if subdomain := self._fields.subdomain.get(key):
            self.subdomains.setdefault(subdomain, set()).add(me)
        if home := self._fields.home.get(key):
            self.homes[home] += 1
            self._homes.setdefault(home, set()).add(me)

    def support(self, key: str, hit: Hit) -> int:
        """How near to a candidate the record speaks, by other hits: 4 of it, 3 its sub-domain, 2, 1 a compartment."""
        me = {id(hit.form)}
        if self.concepts.get(key, set()) - me:
            return 4
        if self.subdomains.get(self._fields.subdomain.get(key, ""), set()) - me:
            return 3
        if self._homes.get(self._fields.home.get(key, ""), set()) - me:
            return 2
        return int(any(self._homes.get(other, set()) - me for other in self._fields.others.get(key, ())))

    def elsewhere(self, key: str) -> bool:
        """Whether the record speaks of fields, and of none to which this concept belongs."""
        own = {self._fields.home.get(key), *self._fields.others.get(key, ())}
        return bool(self.homes) and not own & set(self.homes)


def plain_unit(symbol: str) -> str:
    """A unit as units compare: "m s⁻¹", "m.s-1" and "m s^-1" are one."""
    plain = unicodedata.normalize("NFKD", symbol).replace("\N{MINUS SIGN}", "-").lower()
    return "".join(c for c in plain if c not in " .·^*⋅")
