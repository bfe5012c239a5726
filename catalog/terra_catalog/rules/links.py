"""Rules about the addresses of a record, and about what it points to."""

import re
from collections.abc import Iterator

from terra_catalog.dataset import Dataset
from terra_catalog.quote import quote
from terra_catalog.rule import Finding, record_rule
from terra_catalog.urls import COPIES, DATA, WEB, url_fault
from terra_vocab.concept import Thesaurus

_EMAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}"
).fullmatch
_ADDRESS = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*://|javascript:|data:|vbscript:|file:)", re.IGNORECASE).match
_MAX_PRIORITY = 1000


@record_rule("error")
def url_shape(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """An address has a scheme that its field accepts, a host, no user name, and its special characters encoded.

    Accepted: `landing_page: https://www.example.org/a%20b`. Pages take http and https; distributions also ftp,
    sftp, s3 and irods; locations https, s3 and irods.
    """
    for path, url, schemes in addresses(dataset):
        if message := url_fault(url, schemes):
            yield path, message


@record_rule("error")
def related_target(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """A related thing is named by exactly one of `url`, `doi` and `dataset`.

    Accepted: `related: [{kind: publication, doi: 10.5194/essd-1-1-2020}]`.
    """
    for index, related in enumerate(dataset.related):
        count = (related.url is not None) + (related.doi is not None) + (related.dataset is not None)
        if count != 1:
            yield f"related[{index}]", f"{count} of `url`, `doi` and `dataset`, exactly one expected. Keep the best."


@record_rule("error")
def email_shape(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """An e-mail address is bare: no name, no `mailto:`.

    Accepted: `email: data@example.org`.
    """
    for index, contact in enumerate(dataset.contacts):
        if contact.email is not None and not is_email(contact.email):
            yield f"contacts[{index}].email", f"{quote(contact.email)} is no e-mail address. Write name@host."


@record_rule("warning")
def superseded_without_successor(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """A superseded dataset names the one that replaces it, so that its page leads there.

    Accepted: `status: superseded` with `successor: theia-forms-t`.
    """
    if dataset.status == "superseded" and dataset.successor is None:
        yield "successor", "superseded by what? Write in `successor` the id of the dataset that replaces it."


@record_rule("error")
def location_priority(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """The priority of a copy is a whole number from -1000 to 1000.

    Accepted: `locations: [{site: toulouse, href: "s3://data/sst", priority: 10}]`.
    """
    for index, location in enumerate(dataset.locations):
        if not -_MAX_PRIORITY <= location.priority <= _MAX_PRIORITY:
            yield (
                f"locations[{index}].priority",
                f"{quote(location.priority)} is out of range. Write a number from -1000 to 1000.",
            )


def is_email(text: str) -> bool:
    """Whether the text is a bare e-mail address."""
    return len(text) <= 254 and _EMAIL(text) is not None


def addresses(dataset: Dataset) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Path, address and accepted schemes of every address of the record."""
    if dataset.landing_page is not None:
        yield "landing_page", dataset.landing_page, WEB
    for index, distribution in enumerate(dataset.distributions):
        yield f"distributions[{index}].url", distribution.url, DATA
    for index, service in enumerate(dataset.services):
        yield f"services[{index}].url", service.url, WEB
    for index, related in enumerate(dataset.related):
        if related.url is not None:
            yield f"related[{index}].url", related.url, WEB
    for index, provider in enumerate(dataset.providers):
        if provider.url is not None:
            yield f"providers[{index}].url", provider.url, WEB
    for index, contact in enumerate(dataset.contacts):
        if contact.url is not None:
            yield f"contacts[{index}].url", contact.url, WEB
    for index, location in enumerate(dataset.locations):
        yield f"locations[{index}].href", location.href, COPIES
    if dataset.provenance is not None:
        if dataset.provenance.url is not None:
            yield "provenance.url", dataset.provenance.url, WEB
        for index, also in enumerate(dataset.provenance.also):
            # An id of another catalogue is no address, and may hold colons.
            if _ADDRESS(also):
                yield f"provenance.also[{index}]", also, WEB
