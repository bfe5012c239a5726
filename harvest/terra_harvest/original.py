"""The original: what a data centre's record says, read out of its format and not yet interpreted.

Every reader of `formats/` yields these; `normalise` turns them into datasets. Texts are as found (trimmed, entities
resolved, HTML kept for `normalise`), in the language the record gives them, French and English apart.
"""

import msgspec


class _Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A frozen value; a field left out was not in the record."""


class Texts(_Part, frozen=True):
    """One text in the languages it is given in; `any` when the record does not say in which."""

    fr: str | None = None
    en: str | None = None
    any: str | None = None

    def __bool__(self) -> bool:
        return bool(self.fr or self.en or self.any)


class Word(_Part, frozen=True):
    """A keyword with what the record knows of it: its thesaurus, its address there, its kind (theme, place...)."""

    text: Texts
    thesaurus: str | None = None
    uri: str | None = None
    kind: str | None = None


class Party(_Part, frozen=True):
    """A person or an organisation, with the role word of the format ("pointOfContact", "creator")."""

    organisation: str | None = None
    person: str | None = None
    email: str | None = None
    url: str | None = None
    role: str | None = None


class Link(_Part, frozen=True):
    """An online resource: its address as written, and the words around it."""

    url: str
    protocol: str | None = None
    name: Texts = Texts()
    description: Texts = Texts()
    function: str | None = None
    media_type: str | None = None
    size: int | None = None


class Period(_Part, frozen=True):
    """A period as written: no date is interpreted here. `end_word` keeps "now", "unknown"... of the format."""

    start: str | None = None
    end: str | None = None
    end_word: str | None = None


class Area(_Part, frozen=True):
    """A place: a box west, south, east, north as written, or WKT or GML text with its reference system, or a name."""

    box: tuple[str, str, str, str] | None = None
    wkt: str | None = None
    srs: str | None = None
    name: str | None = None


class Measured(_Part, frozen=True):
    """A variable as the record names it."""

    name: Texts
    unit: str | None = None
    cf: str | None = None
    uri: str | None = None


class Term(_Part, frozen=True):
    """A condition of use or access: its words, its address, and the code of the format ("otherRestrictions")."""

    text: Texts = Texts()
    url: str | None = None
    code: str | None = None
    kind: str | None = None


class Original(_Part, frozen=True):
    """A record of a data centre: `native_id` is its identifier there, `kind` its type word (dataset, service...)."""

    format: str
    native_id: str | None = None
    kind: str | None = None
    title: Texts = Texts()
    abstract: Texts = Texts()
    alternate_titles: tuple[Texts, ...] = ()
    language: str | None = None
    identifiers: tuple[str, ...] = ()
    doi: str | None = None
    parent: str | None = None
    modified: str | None = None
    published: str | None = None
    keywords: tuple[Word, ...] = ()
    topics: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    areas: tuple[Area, ...] = ()
    periods: tuple[Period, ...] = ()
    links: tuple[Link, ...] = ()
    terms: tuple[Term, ...] = ()
    variables: tuple[Measured, ...] = ()
    platforms: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    resolution: tuple[str, ...] = ()
    update: str | None = None
    status: str | None = None
    version: str | None = None
    lineage: Texts = Texts()
    related: tuple[Link, ...] = ()
    remarks: tuple[str, ...] = ()


class UnreadableError(ValueError):
    """A document that its format's reader refuses; the message says what, where and why."""
