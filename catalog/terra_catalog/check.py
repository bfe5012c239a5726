"""Apply every rule to every record."""

from collections.abc import Iterable, Sequence
from itertools import chain

from terra_catalog.issue import Issue
from terra_catalog.load import Record
from terra_catalog.rule import CATALOGUE_RULES, RECORD_RULES
from terra_catalog.rules import access, identity, links, space, texts, themes, time
from terra_vocab.concept import Thesaurus

RULE_MODULES = (identity, texts, themes, space, time, access, links)
"""Importing a module of rules registers its rules; a new module is added here."""


def check_record(record: Record, thesaurus: Thesaurus) -> Iterable[Issue]:
    """The issues of one record, in the order of the rules."""
    for rule in RECORD_RULES:
        for path, message in rule.check(record.dataset, thesaurus):
            yield record.issue(rule.name, rule.level, str(path), str(message))


def check_catalogue(records: Sequence[Record], thesaurus: Thesaurus) -> Iterable[Issue]:
    """The issues that only show when all records stand side by side."""
    for rule in CATALOGUE_RULES:
        for record, path, message in rule.check(records, thesaurus):
            assert isinstance(record, Record)  # noqa: S101 - narrows the type that the registry erased
            yield record.issue(rule.name, rule.level, str(path), str(message))


def check(records: Sequence[Record], thesaurus: Thesaurus) -> tuple[list[Record], list[Issue]]:
    """The records fit to publish, and every issue. A record with an error is kept out, the others stay."""
    own = [list(check_record(record, thesaurus)) for record in records]
    sound = [record for record, issues in zip(records, own, strict=True) if not _has_error(issues)]
    together = list(check_catalogue(sound, thesaurus))
    refused = {(issue.file, issue.id) for issue in together if issue.level == "error"}
    kept = [record for record in sound if (record.file, record.dataset.id) not in refused]
    return kept, [*chain.from_iterable(own), *together]


def _has_error(issues: Iterable[Issue]) -> bool:
    return any(issue.level == "error" for issue in issues)
