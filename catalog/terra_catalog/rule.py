"""What a rule is, and the registry that the modules of `rules/` fill."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from terra_catalog.dataset import Dataset
from terra_catalog.issue import Level
from terra_catalog.load import Record
from terra_vocab.concept import Thesaurus

Finding = tuple[str, str]
"""The path of the field, and the message: what is wrong, what was expected, what to do."""

RecordRule = Callable[[Dataset, Thesaurus], Iterator[Finding]]
CatalogueRule = Callable[[Sequence[Record], Thesaurus], Iterator[tuple[Record, str, str]]]


class Rule(msgspec.Struct, frozen=True):
    """A registered rule. `name` is the function's, with hyphens; `manual` its docstring."""

    name: str
    level: Level
    manual: str
    check: Callable[..., Iterator[tuple[object, ...]]]


RECORD_RULES: list[Rule] = []
CATALOGUE_RULES: list[Rule] = []


def record_rule(level: Level) -> Callable[[RecordRule], RecordRule]:
    """Register a rule about one dataset: a generator of findings that never raises and never prints."""

    def register(check: RecordRule) -> RecordRule:
        RECORD_RULES.append(Rule(_name(check), level, _manual(check), check))
        return check

    return register


def catalogue_rule(level: Level) -> Callable[[CatalogueRule], CatalogueRule]:
    """Register a rule about all records together (two with one id, a link to a dataset that is not there)."""

    def register(check: CatalogueRule) -> CatalogueRule:
        CATALOGUE_RULES.append(Rule(_name(check), level, _manual(check), check))
        return check

    return register


def _name(check: Callable[..., object]) -> str:
    return check.__name__.replace("_", "-")


def _manual(check: Callable[..., object]) -> str:
    return (check.__doc__ or "").strip()
