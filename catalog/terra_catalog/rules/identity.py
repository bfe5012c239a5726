"""Rules about the names of a dataset: its id, its file, its DOI."""

import re
from collections.abc import Iterator, Sequence

from terra_catalog.dataset import Dataset
from terra_catalog.load import Record
from terra_catalog.quote import quote
from terra_catalog.rule import Finding, catalogue_rule, record_rule
from terra_vocab.concept import Thesaurus

_ID = re.compile(r"[a-z0-9][a-z0-9-]{2,79}").fullmatch
_SOURCE = re.compile(r"[a-z0-9][a-z0-9-]{0,79}").fullmatch
# Only what an address can carry without encoding: every page, STAC file and graph links to https://doi.org/<doi>.
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]{1,9})*/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]++|%[0-9A-Fa-f]{2})++").fullmatch
UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}").fullmatch
_MAX_DOI = 300

# Names that are a page of ours, a file that servers treat apart, or a device that Windows cannot check out.
_OURS = (
    "about api assets atom catalog catalogue collection collections compare dataset datasets dcat en feed fr "
    "index items list map new page pages robots search sitemap stac status vocab"
)
_DEVICES = ("aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
RESERVED = frozenset({*_OURS.split(), *_DEVICES})
"""Ids that no dataset may have."""

_PAGE_NUMBER = re.compile(r"(?:page-?)?[0-9]+").fullmatch


def is_free_id(text: str) -> bool:
    """Whether a dataset may have that id: it has the shape of one, and is reserved for nothing else."""
    return _ID(text) is not None and text not in RESERVED and not _PAGE_NUMBER(text)


@record_rule("error")
def id_shape(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """The id has 3 to 80 lower-case letters without accent, digits and hyphens, and starts with no hyphen.

    Accepted: `id: theia-forms-t`. It is the address of the page, so it never changes afterwards.
    """
    if not _ID(dataset.id):
        yield (
            "id",
            f"{quote(dataset.id)} is no id. Write 3 to 80 characters among a-z, 0-9 and hyphens, "
            "the first a letter or a digit.",
        )


@record_rule("error")
def id_reserved(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """The id is not a name that the site or an operating system keeps for itself, nor a number alone.

    Accepted: `id: global-search-index`, but not `search`, `page-2`, `2024` or `con`.
    """
    if dataset.id in RESERVED or _PAGE_NUMBER(dataset.id[:100]):
        yield "id", f"{quote(dataset.id)} is reserved. Choose a longer name, such as `{_longer(dataset)}`."


@record_rule("error")
def doi_shape(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """A DOI is written bare, from `10.` on, with `<`, `>` and the like percent-encoded.

    Accepted: `doi: 10.6096/1020`, not `https://doi.org/10.6096/1020`.
    """
    if dataset.identifiers.doi is not None and not is_doi(dataset.identifiers.doi):
        yield "identifiers.doi", _no_doi(dataset.identifiers.doi)
    for index, related in enumerate(dataset.related):
        if related.doi is not None and not is_doi(related.doi):
            yield f"related[{index}].doi", _no_doi(related.doi)


@record_rule("error")
def uuid_shape(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """A UUID has its 32 hexadecimal digits in five groups.

    Accepted: `uuid: 6f1b2a3c-0d4e-4f5a-8b6c-7d8e9f0a1b2c`.
    """
    uuid = dataset.identifiers.uuid
    if uuid is not None and not UUID(uuid):
        yield (
            "identifiers.uuid",
            f"{quote(uuid)} is no UUID: 8-4-4-4-12 hexadecimal digits were expected. "
            "Put another kind of name in identifiers.other.",
        )


@record_rule("error")
def source_shape(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """The source that a record comes from is named like the file of `harvest/sources`.

    Accepted: `source: odatis-csw`.
    """
    provenance = dataset.provenance
    if provenance and not _SOURCE(provenance.source):
        yield (
            "provenance.source",
            f"{quote(provenance.source)} is no source: lower-case letters, digits and hyphens were expected. "
            "Write the name of its file in harvest/sources.",
        )


@record_rule("error")
def dataset_reference(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """Wherever a record names another dataset, it gives an id of the catalogue, and not its own.

    Accepted: `successor: theia-forms-t`.
    """
    for path, other in references(dataset):
        if not _ID(other):
            yield path, f"{quote(other)} is no id of a dataset. Write the id that its page address ends with."
        elif other == dataset.id:
            yield path, "the dataset names itself. Name another dataset, or remove the field."


@catalogue_rule("error")
def file_name(records: Sequence[Record], _: Thesaurus) -> Iterator[tuple[Record, str, str]]:
    """A record lies in `curated/<pole>/<id>.yml` or `records/<source>/<id>.json`.

    Accepted: the dataset `theia-forms-t` of the pole `theia` in `catalog/curated/theia/theia-forms-t.yml`.
    """
    for record in records:
        parts = record.file.split("/")
        if len(parts) < 3 or parts[-3] not in ("curated", "records"):
            continue
        dataset, curated = record.dataset, parts[-3] == "curated"
        if parts[-1] != f"{dataset.id}.{'yml' if curated else 'json'}":
            yield (
                record,
                "id",
                f"the file is named {quote(parts[-1])} and the id is `{dataset.id}`. "
                f"Name the file `{dataset.id}.{'yml' if curated else 'json'}`.",
            )
        if curated and parts[-2] != dataset.pole:
            yield (
                record,
                "pole",
                f"the file lies in the folder {quote(parts[-2])} and the pole is {quote(dataset.pole)}. "
                f"Move it to catalog/curated/{dataset.pole}/.",
            )
        source = dataset.provenance.source if dataset.provenance else None
        if not curated and parts[-2] != source:
            yield (
                record,
                "provenance.source",
                f"the file lies in the folder {quote(parts[-2])} and the source is {quote(source)}. Make them agree.",
            )


@catalogue_rule("error")
def duplicate_id(records: Sequence[Record], _: Thesaurus) -> Iterator[tuple[Record, str, str]]:
    """No two records have one id; the first file keeps it.

    Accepted: `theia-forms-t` in one file only.
    """
    first: dict[str, Record] = {}
    for record in records:
        holder = first.setdefault(record.dataset.id, record)
        if holder is not record:
            yield (
                record,
                "id",
                f"the id `{record.dataset.id}` is already that of {holder.file}. Choose another, or merge the two.",
            )


@catalogue_rule("warning")
def shared_doi(records: Sequence[Record], _: Thesaurus) -> Iterator[tuple[Record, str, str]]:
    """No two records have one DOI: they are often one dataset described twice.

    Accepted: `10.6096/1020` in one record only, or once in each of several sources: the build shows these as one.
    """
    first: dict[tuple[str, str], Record] = {}
    for record in records:
        doi, origin = record.dataset.identifiers.doi, record.dataset.provenance
        source = origin.source if origin and record.file.endswith(".json") else ""
        holder = first.setdefault((source, doi.casefold()), record) if doi else record
        if holder is not record:
            yield (
                record,
                "identifiers.doi",
                f"the DOI {doi} is already that of `{holder.dataset.id}` ({holder.file}). "
                "Merge the two if they are one dataset.",
            )


@catalogue_rule("warning")
def unknown_dataset(records: Sequence[Record], _: Thesaurus) -> Iterator[tuple[Record, str, str]]:
    """The dataset that a record names beside its own is in the catalogue.

    Accepted: `successor: theia-forms-t`, once that record exists.
    """
    ids = {record.dataset.id for record in records}
    for record in records:
        for path, other in references(record.dataset):
            if other not in ids:
                yield record, path, f"no dataset {quote(other)} in the catalogue. Correct the id, or remove the link."


def references(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Path and id of every other dataset that the record names."""
    if dataset.successor is not None:
        yield "successor", dataset.successor
    for index, prefer in enumerate(dataset.prefer):
        yield f"prefer[{index}].dataset", prefer.dataset
    for index, related in enumerate(dataset.related):
        if related.dataset is not None:
            yield f"related[{index}].dataset", related.dataset


def is_doi(text: str) -> bool:
    """Whether the text is a bare DOI that an address carries without encoding."""
    return len(text) <= _MAX_DOI and _DOI(text) is not None


def _no_doi(text: str) -> str:
    return f"{quote(text)} is no DOI. Write it from `10.` on, without resolver, spaces percent-encoded: `10.6096/1020`."


def _longer(dataset: Dataset) -> str:
    pole = dataset.pole if _SOURCE(dataset.pole) else "pole"
    return f"{pole}-{dataset.id}"
