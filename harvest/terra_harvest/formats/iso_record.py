"""A metadata record of the ISO 19115 family, in any of its XML forms, to `Original`: one pass, by local names.

The forms (19139, its profiles, 19115-3 of 2014 to 2018) differ in namespaces and in a few names which never clash, so
one table of handlers serves them all, and a record that mixes them is read too.
"""

import msgspec

from terra_harvest.formats.iso_citation import identifiers
from terra_harvest.formats.iso_content import acquisition, variables
from terra_harvest.formats.iso_draft import Draft, Handler, inside, original, walk
from terra_harvest.formats.iso_identification import FORMAT_HOLDER, documents, identification
from terra_harvest.formats.iso_links import online, transfer
from terra_harvest.formats.iso_parties import parties
from terra_harvest.formats.iso_related import parent_of
from terra_harvest.formats.iso_space import measure
from terra_harvest.formats.iso_terms import terms
from terra_harvest.formats.iso_texts import code, languages_of, texts, word
from terra_harvest.formats.iso_time import dated, first_dated
from terra_harvest.original import Original
from terra_harvest.xml import NAME, Element, trimmed


def read_record(root: Element, form: str, remarks: tuple[str, ...] = ()) -> Original:
    """The record of an MD_Metadata element (or MI_Metadata, or one of a profile)."""
    parts = root[:]
    draft = Draft(languages=languages_of(parts))
    walk(draft, parts, _FIELDS, references=("parentMetadata", "parentIdentifier"))
    draft.native_id = draft.native_id or trimmed(root.get("uuid"))
    return original(draft, form, remarks)


def _file_identifier(draft: Draft, part: Element) -> None:
    draft.native_id = draft.native_id or word(part)


def _metadata_identifier(draft: Draft, part: Element) -> None:
    draft.native_id = draft.native_id or next(iter(identifiers(part)), None)


def _parent(draft: Draft, part: Element) -> None:
    draft.parent = draft.parent or parent_of(part)


def _hierarchy_level(draft: Draft, part: Element) -> None:
    draft.kind = draft.kind or code(part)


def _metadata_scope(draft: Draft, part: Element) -> None:
    for scope in part[:]:
        for level in scope[:]:
            if NAME[level.tag] in ("resourceScope", "level"):
                draft.kind = draft.kind or code(level)


def _contact(draft: Draft, part: Element) -> None:
    # Whoever keeps the record is not always whoever keeps the data: its role must not look like one of the data.
    for party in parties(part):
        draft.metadata_parties.append(msgspec.structs.replace(party, role="metadataContact"))


def _date_stamp(draft: Draft, part: Element) -> None:
    draft.modified = draft.modified or word(part)


def _date_info(draft: Draft, part: Element) -> None:
    found = dated(part)
    revised = first_dated(found, "revision", "lastrevision", "lastupdate", "modified")
    draft.modified = revised or draft.modified or first_dated(found, "")


def _dataset_uri(draft: Draft, part: Element) -> None:
    draft.dataset_uri = draft.dataset_uri or word(part)


def _metadata_linkage(draft: Draft, part: Element) -> None:
    for link in online(part, draft.languages):
        draft.links.append(msgspec.structs.replace(link, function=link.function or "completeMetadata"))


def _content(draft: Draft, part: Element) -> None:
    draft.variables += variables(part, draft.languages)
    _equipment(draft, part)


def _equipment(draft: Draft, part: Element) -> None:
    for kind, name in acquisition(part):
        (draft.platforms if kind == "platform" else draft.instruments).append(name)


def _dimension(draft: Draft, part: Element) -> None:
    if found := measure(part):
        draft.resolution.append(found)


def _metadata_constraints(draft: Draft, part: Element) -> None:
    # Of the record, not of the data; but some (THEIA in situ) say the licence of the data here and nowhere else.
    draft.terms += (msgspec.structs.replace(term, kind="metadata") for term in terms(part, draft.languages))


def _extension(draft: Draft, part: Element) -> None:
    # Made for profiles; NCAR lists there the articles about the data.
    for element in part[:]:
        for inner in element[:]:
            if NAME[inner.tag] == "extensionOnLineResource":
                draft.related += online(inner, draft.languages)


def _transfer(draft: Draft, part: Element) -> None:
    draft.links += transfer(part, draft.languages)
    for options in part[:]:
        walk(draft, options[:], _FORMAT_OF_OPTIONS)


def _distributor_contact(draft: Draft, part: Element) -> None:
    draft.parties += parties(part, "distributor")


def _statement(draft: Draft, part: Element) -> None:
    if text := texts(part, draft.languages):
        draft.lineage.append(text)


def _step(draft: Draft, part: Element) -> None:
    for element in part[:]:
        for field in element[:]:
            if NAME[field.tag] == "description" and (text := texts(field, draft.languages)):
                draft.steps.append(text)


_FORMAT_OF_OPTIONS: dict[str, Handler] = {"distributionFormat": FORMAT_HOLDER}
_LINEAGE = inside({"statement": _statement, "processStep": _step})
_TRANSFER_AND_FORMAT: dict[str, Handler] = {
    "distributorContact": _distributor_contact,
    "distributorFormat": FORMAT_HOLDER,
    "distributorTransferOptions": _transfer,
}
_FIELDS: dict[str, Handler] = {
    "fileIdentifier": _file_identifier,
    "metadataIdentifier": _metadata_identifier,
    "parentIdentifier": _parent,
    "parentMetadata": _parent,
    "hierarchyLevel": _hierarchy_level,
    "metadataScope": _metadata_scope,
    "contact": _contact,
    "dateStamp": _date_stamp,
    "dateInfo": _date_info,
    "dataSetURI": _dataset_uri,
    "metadataLinkage": _metadata_linkage,
    "identificationInfo": identification,
    "contentInfo": _content,
    "acquisitionInformation": _equipment,
    "spatialRepresentationInfo": inside(
        {"axisDimensionProperties": inside({"resolution": _dimension})},
    ),
    "distributionInfo": inside(
        {
            "distributionFormat": FORMAT_HOLDER,
            "distributor": inside(_TRANSFER_AND_FORMAT),
            "transferOptions": _transfer,
        }
    ),
    "dataQualityInfo": inside({"lineage": _LINEAGE}),
    "resourceLineage": _LINEAGE,
    "metadataConstraints": _metadata_constraints,
    "metadataExtensionInfo": _extension,
    "additionalDocumentation": documents,
    "alternativeMetadataReference": documents,
}
