"""The values of the thesaurus: concepts, schemes, and the thesaurus that finds them."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal

import msgspec

from terra_vocab.text import Text

MatchKind = Literal["exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"]


class Labels(msgspec.Struct, frozen=True, omit_defaults=True):
    """Alternative labels by language; `any` holds acronyms and formulas, the same in every language."""

    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    any: tuple[str, ...] = ()


class Unit(msgspec.Struct, frozen=True, omit_defaults=True):
    """A usual unit: the symbol people read, its UCUM code and its QUDT address where known."""

    symbol: str
    ucum: str | None = None
    qudt: str | None = None


class Match(msgspec.Struct, frozen=True):
    """A SKOS mapping to a concept of another vocabulary."""

    kind: MatchKind
    uri: str


class Concept(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, dict=True):
    """One entry of a scheme. `id` is unique in its scheme; `key` ("scheme/id") in the whole thesaurus.

    `notation` is the code of the concept elsewhere: SPDX for a licence, CF standard name for a variable,
    media type for a format. `broader`, `related` and `part_of` hold keys. `hidden` labels are never shown: spellings
    and words that several concepts share, by which keywords are recognised when the rest of a record agrees.
    """

    scheme: str
    id: str
    label: Text
    alt: Labels = Labels()
    hidden: Labels = Labels()
    definition: Text = Text()
    notation: str | None = None
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()
    unit: Unit | None = None
    homepage: str | None = None
    place: str | None = None

    @cached_property
    def key(self) -> str:
        """The concept's place in the thesaurus and in its address: "variables/sea-level"."""
        return f"{self.scheme}/{self.id}"


class Scheme(msgspec.Struct, frozen=True, kw_only=True):
    """A SKOS concept scheme: one file of `vocab/concepts`."""

    id: str
    title: Text
    description: Text = Text()


class Thesaurus:
    """Every scheme and concept, with the lookups that the other layers need. Never changed once built."""

    def __init__(self, schemes: Iterable[Scheme], concepts: Iterable[Concept]) -> None:
        self.schemes = {s.id: s for s in schemes}
        self.concepts = {c.key: c for c in concepts}
        self._in_scheme: dict[str, list[Concept]] = {s: [] for s in self.schemes}
        self._narrower: dict[str, list[Concept]] = {}
        self._parts: dict[str, list[Concept]] = {}
        for concept in self.concepts.values():
            self._in_scheme.setdefault(concept.scheme, []).append(concept)
            for key in concept.broader:
                self._narrower.setdefault(key, []).append(concept)
            for key in concept.part_of:
                self._parts.setdefault(key, []).append(concept)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts.values())

    def __len__(self) -> int:
        return len(self.concepts)

    def find(self, scheme: str, concept_id: str) -> Concept | None:
        """The concept of that scheme, or None."""
        return self.concepts.get(f"{scheme}/{concept_id}")

    def of(self, scheme: str) -> list[Concept]:
        """The concepts of a scheme, in the order of its file."""
        return self._in_scheme.get(scheme, [])

    def narrower(self, key: str) -> list[Concept]:
        """The concepts directly below this one, in file order."""
        return self._narrower.get(key, [])

    def parts(self, key: str) -> list[Concept]:
        """The concepts that are part of this one (the data centres of a pole)."""
        return self._parts.get(key, [])

    def ancestors(self, key: str) -> list[Concept]:
        """Every broader concept, nearest first, each once; a cycle is walked once and left."""
        seen: dict[str, Concept] = {}
        queue = list(self.concepts[key].broader) if key in self.concepts else []
        while queue:
            above = queue.pop(0)
            if above in seen or above == key or above not in self.concepts:
                continue
            seen[above] = self.concepts[above]
            queue.extend(self.concepts[above].broader)
        return list(seen.values())
