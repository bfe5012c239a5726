"""The record of a dataset: one STAC Collection, one dcat:Dataset, one page per language."""

from typing import Any, Literal

import msgspec

from terra_vocab.text import NO_TEXT, Text

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees (WGS 84). West greater than east means the box crosses the antimeridian."""

Role = Literal["producer", "licensor", "processor", "host"]
Condition = Literal["open", "account", "request", "embargo"]
Status = Literal["ongoing", "completed", "superseded", "withdrawn"]
Frequency = Literal[
    "continuous", "hourly", "daily", "weekly", "monthly", "quarterly", "annual", "irregular", "as-needed", "never"
]
RelatedKind = Literal[
    "publication", "code", "notebook", "documentation", "source", "derived", "previous", "next", "part-of", "dataset"
]


class _Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """What every part of a record has in common: frozen, strict, and silent about what is not stated."""


class Keywords(_Value, frozen=True):
    """Free words by language, as upstream or an editor gave them; `any` when the language is unknown."""

    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    any: tuple[str, ...] = ()


class Provider(_Value, frozen=True):
    """An organisation behind the dataset, with its STAC roles."""

    name: str
    roles: tuple[Role, ...] = ("producer",)
    url: str | None = None


class Contact(_Value, frozen=True):
    """Whom to ask."""

    name: str
    email: str | None = None
    url: str | None = None
    role: str | None = None


class Variable(_Value, frozen=True):
    """What is measured: a concept of the thesaurus, with the dataset's own name, unit and CF name for it."""

    concept: str
    name: str | None = None
    unit: str | None = None
    cf: str | None = None


class Interval(_Value, frozen=True):
    """A period: ISO 8601 dates of any precision; a missing `end` is ongoing, a missing `start` unknown."""

    start: str | None = None
    end: str | None = None


class Resolution(_Value, frozen=True):
    """Ground sampling in metres, and time step as an ISO 8601 duration ("P1D")."""

    metres: float | None = None
    step: str | None = None


class Access(_Value, frozen=True):
    """Who may reach the data; `until` is the end of an embargo."""

    condition: Condition
    until: str | None = None
    note: Text = NO_TEXT


class Distribution(_Value, frozen=True):
    """One way to get the files: an address, by a protocol and in a format of the thesaurus. `size` is in bytes."""

    url: str
    protocol: str | None = None
    format: str | None = None
    media_type: str | None = None
    size: int | None = None
    auth: Literal["account", "signed", "api-key"] | None = None
    title: Text = NO_TEXT


class Service(_Value, frozen=True):
    """A service that programs query for the data (WMS, STAC API, ERDDAP...)."""

    url: str
    protocol: str
    auth: Literal["account", "signed", "api-key"] | None = None
    title: Text = NO_TEXT


class Related(_Value, frozen=True):
    """Something to read or run beside the data: by address, by DOI, or another dataset of the catalogue."""

    kind: RelatedKind
    url: str | None = None
    doi: str | None = None
    dataset: str | None = None
    title: Text = NO_TEXT


class Prefer(_Value, frozen=True):
    """Another dataset that serves better in a given case."""

    dataset: str
    when: Text


class Location(_Value, frozen=True):
    """A copy of the data on a site (https, s3 or irods); a higher priority is tried first."""

    site: str
    href: str
    priority: int = 0


class Eodag(_Value, frozen=True):
    """The provider and the collection under which EODAG already knows the dataset."""

    provider: str
    collection: str


class Identifiers(_Value, frozen=True):
    """Names of the dataset elsewhere: its DOI (without resolver), UUID, and the ids of other catalogues."""

    doi: str | None = None
    uuid: str | None = None
    other: tuple[str, ...] = ()


class Provenance(_Value, frozen=True):
    """Where the record comes from, and what the original looked like."""

    source: str
    upstream_id: str | None = None
    url: str | None = None
    modified: str | None = None
    digest: str | None = None
    also: tuple[str, ...] = ()
    series: str | None = None


NO_KEYWORDS = Keywords()
NO_IDENTIFIERS = Identifiers()
"""What a record that has none holds: a field is left out of its file when it is this very value."""


class Dataset(_Value, frozen=True):
    """A dataset. What a field does not say is not known: it is shown as "not stated", never guessed."""

    id: str
    title: Text
    pole: str
    created: str
    updated: str
    summary: Text = NO_TEXT
    description: Text = NO_TEXT
    names: tuple[str, ...] = ()
    useful_for: tuple[Text, ...] = ()
    not_for: tuple[Text, ...] = ()
    prefer: tuple[Prefer, ...] = ()
    data_centre: str | None = None
    providers: tuple[Provider, ...] = ()
    contacts: tuple[Contact, ...] = ()
    compartments: tuple[str, ...] = ()
    variables: tuple[Variable, ...] = ()
    keywords: Keywords = NO_KEYWORDS
    platforms: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    missions: tuple[str, ...] = ()
    boxes: tuple[Box, ...] = ()
    geometry: dict[str, Any] | None = None
    intervals: tuple[Interval, ...] = ()
    resolution: Resolution | None = None
    update: Frequency | None = None
    licence: str | None = None
    rights: Text = NO_TEXT
    access: Access | None = None
    landing_page: str | None = None
    distributions: tuple[Distribution, ...] = ()
    services: tuple[Service, ...] = ()
    related: tuple[Related, ...] = ()
    locations: tuple[Location, ...] = ()
    identifiers: Identifiers = NO_IDENTIFIERS
    eodag: Eodag | None = None
    status: Status | None = None
    version: str | None = None
    successor: str | None = None
    provenance: Provenance | None = None
