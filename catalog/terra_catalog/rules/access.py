"""Rules about who may use the data, and about what is downloaded."""

import re
from collections.abc import Iterator

from terra_catalog.dataset import Dataset
from terra_catalog.dates import instants
from terra_catalog.nearest import unknown
from terra_catalog.quote import quote
from terra_catalog.rule import Finding, record_rule
from terra_catalog.urls import url_fault
from terra_vocab.concept import Thesaurus

MEDIA_TYPE = re.compile(
    r"[a-zA-Z0-9][a-zA-Z0-9!#$&^_.+-]{0,126}/[a-zA-Z0-9][a-zA-Z0-9!#$&^_.+-]{0,126}"
    r"(?:; ?[a-zA-Z0-9_-]{1,40}=(?:[a-zA-Z0-9!#$&^_.+-]{1,80}|\"[a-zA-Z0-9!#$&^_.:/ +-]{1,80}\")){0,5}"
).fullmatch
_MAX_SIZE = 2**53
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:").match


@record_rule("error")
def unknown_licence(dataset: Dataset, thesaurus: Thesaurus) -> Iterator[Finding]:
    """The licence is one of `vocab/concepts/licences.ttl`, or the web address of its text.

    Accepted: `licence: cc-by-4.0`, `licence: https://www.example.org/terms`. Terms in words go into `rights`.
    """
    licence = dataset.licence
    if licence is None or f"licences/{licence}" in thesaurus.concepts:
        return
    if _ADDRESS(licence):
        if message := url_fault(licence):
            yield "licence", message
    else:
        yield "licence", unknown(thesaurus, "licences", licence)


@record_rule("warning")
def no_terms(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """A record says on which terms the data may be used, by a licence or in words.

    Accepted: `licence: etalab-2.0`, or `rights: {fr: Usage réservé à la recherche., en: Research use only.}`.
    """
    if dataset.licence is None and not dataset.rights:
        yield "licence", "neither licence nor rights. Name a licence, or write the terms in `rights`."


@record_rule("error")
def embargo_end(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """An embargo has an end, and only an embargo has one.

    Accepted: `access: {condition: embargo, until: "2027-06-30"}`.
    """
    access = dataset.access
    if access is None:
        return
    if access.until is None:
        if access.condition == "embargo":
            yield "access.until", "an embargo without end. Write in `until` the date at which it is lifted."
    elif instants(access.until) is None:
        yield "access.until", f"{quote(access.until)} is no date. Write YYYY, YYYY-MM or YYYY-MM-DD."
    elif access.condition != "embargo":
        yield (
            "access.until",
            f"`until` goes with `condition: embargo`, not with `{access.condition}`. Change one of the two.",
        )


@record_rule("error")
def file_size(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """The size of a distribution is a number of bytes, greater than zero.

    Accepted: `size: 1048576`.
    """
    for index, distribution in enumerate(dataset.distributions):
        size = distribution.size
        if size is not None and not 0 < size < _MAX_SIZE:
            yield f"distributions[{index}].size", f"{quote(size)} is no size. Write a number of bytes, greater than 0."


@record_rule("error")
def media_type_shape(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """A media type is a type, a slash and a subtype, with parameters if need be.

    Accepted: `media_type: application/x-netcdf`, `image/tiff; application=geotiff`.
    """
    for index, distribution in enumerate(dataset.distributions):
        media_type = distribution.media_type
        if media_type is not None and not MEDIA_TYPE(media_type):
            yield (
                f"distributions[{index}].media_type",
                f"{quote(media_type)} is no media type. Write type/subtype, such as `application/x-netcdf`.",
            )
