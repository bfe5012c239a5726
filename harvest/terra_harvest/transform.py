"""Make a dataset of a received record: read, normalise, enrich, check. A failure is a reason, never an exception."""

import msgspec

from terra_catalog.check import check_record
from terra_catalog.dataset import Dataset
from terra_catalog.load import Record
from terra_catalog.quote import quote, shown
from terra_harvest.enrich.matcher import Matcher
from terra_harvest.enrich.record import enrich
from terra_harvest.formats.registry import READERS, recognise
from terra_harvest.normalise.record import Refusal, normalise
from terra_harvest.original import Original, UnreadableError
from terra_harvest.protocols.page import Received, digest
from terra_harvest.protocols.record_address import record_address
from terra_harvest.source import Source
from terra_vocab.concept import Thesaurus

_IN_HAND = "record-in-hand"
"""The id of a dataset that has none yet: the rules want one."""


class Tools(msgspec.Struct, frozen=True):
    """What every record is transformed with; built once, read by all."""

    thesaurus: Thesaurus
    matcher: Matcher


class Transformed(msgspec.Struct, frozen=True):
    """A dataset without id, created and updated, which identity gives it, and its keywords that no concept bears."""

    dataset: Dataset
    unmatched: tuple[str, ...] = ()


class Refused(msgspec.Struct, frozen=True):
    """Why a record becomes no dataset."""

    reason: str


def transform(received: Received, source: Source, tools: Tools, today: str) -> Transformed | Refused:
    """The dataset that a received record describes, or why there is none."""
    try:
        original = _original(received)
        normalised = normalise(
            original,
            source,
            tools.thesaurus,
            url=record_address(source, received),
            digest=digest(received.body),
            today=today,
        )
        if isinstance(normalised, Refusal):
            return Refused(normalised.reason)
        found = enrich(original, tools.matcher)
        dataset = msgspec.structs.replace(
            normalised.dataset,
            variables=found.variables,
            compartments=found.compartments,
            platforms=found.platforms,
            instruments=normalised.dataset.instruments or found.instruments,
            missions=normalised.dataset.missions or found.missions,
        )
        if reason := _broken_rule(dataset, tools.thesaurus, today):
            return Refused(reason)
    except UnreadableError as error:
        return Refused(str(error))
    except Exception as error:  # noqa: BLE001  a record that breaks our code must not take its source along
        what = f"{type(error).__name__}: {shown(str(error), 200)}"
        return Refused(f"broke the harvest ({what}). Report it with its record.")
    return Transformed(dataset, found.unmatched)


def _original(received: Received) -> Original:
    """The one record of a document, under the identifier that its source lists it by.

    Raises:
        UnreadableError: the document is of no known format, or holds another number of records.
    """
    form = received.format or recognise(received.body)
    if form is None or form not in READERS:
        raise UnreadableError(f"the format {quote(form)} is not read" if form else "its format is not recognised")
    found = list(READERS[form](received.body))
    if len(found) != 1:
        raise UnreadableError(f"the document holds {len(found)} records where one was expected")
    original = found[0]
    own = original.native_id
    others = (own,) if own and own != received.native_id and own not in original.identifiers else ()
    return msgspec.structs.replace(
        original,
        native_id=received.native_id,
        identifiers=(*original.identifiers, *others),
        modified=original.modified or received.modified,
        remarks=(*original.remarks, *received.repairs),
    )


def _broken_rule(dataset: Dataset, thesaurus: Thesaurus, today: str) -> str | None:
    """The first rule of level error that the dataset breaks: it would be kept out of the site."""
    checked = msgspec.structs.replace(dataset, id=_IN_HAND, created=today, updated=today)
    for issue in check_record(Record(checked, ""), thesaurus):
        if issue.level == "error":
            return f"breaks the rule {issue.rule} at {issue.path}: {issue.message}"
    return None
