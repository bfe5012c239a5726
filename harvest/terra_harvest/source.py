"""A source: one endpoint that is harvested, as its file `harvest/sources/<id>.yml` describes it."""

import re
from pathlib import Path
from typing import Any, Literal

import msgspec

from terra_catalog.quote import quote, shown
from terra_catalog.strict_yaml import Document, YamlError, read_yaml
from terra_harvest.egress import is_loopback, origin
from terra_harvest.protocols.options import OPTIONS, Options
from terra_vocab.text import Text

Certainty = Literal["high", "medium", "low", "unknown"]
Schedule = Literal["nightly", "weekly", "manual"]
Standing = Literal["pole", "aggregator"]

_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,59}").fullmatch
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}").fullmatch
_AT = re.compile(r" - at `\$\.?([^`]*)`\Z")


class SourceError(ValueError):
    """A file that describes no source we can harvest; the message says where, what was expected and what to do."""


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A frozen part of the description; fields that nobody defined are refused."""


class Contact(_Part, frozen=True, kw_only=True):
    """Whom to write to when the source fails."""

    name: str
    email: str | None = None
    url: str | None = None


class Politeness(_Part, frozen=True, kw_only=True):
    """How the server is asked: seconds between two requests, records per page; never two requests at once."""

    delay: float = 1.0
    page_size: int = 50
    concurrency: Literal[1] = 1


class Budget(_Part, frozen=True, kw_only=True):
    """What a night may cost: seconds for the whole source, requests, bytes of one answer once decompressed."""

    seconds: int = 1200
    requests: int = 20_000
    answer_bytes: int = 64 * 1024 * 1024


class Source(_Part, frozen=True, kw_only=True):
    """One endpoint. `hosts` are further addresses it may send us to; `ca` a certificate its server forgets to send.

    `full_every` so many days the whole list is read; in between only what changed, where the protocol can tell.
    """

    id: str
    title: Text
    endpoint: str
    protocol: str
    format: str | None = None
    pole: str | None = None
    data_centre: str | None = None
    default_licence: str | None = None
    contact: Contact | None = None
    certainty: Certainty
    standing: Standing = "pole"
    schedule: Schedule = "nightly"
    full_every: int = 1
    politeness: Politeness = Politeness()
    budget: Budget = Budget()
    options: Options = Options()
    hosts: tuple[str, ...] = ()
    ca: str | None = None
    remark: Text = Text()

    @property
    def allowed(self) -> tuple[str, ...]:
        """The addresses whose hosts may be asked."""
        return (self.endpoint, *self.hosts)


class _Written(Source, frozen=True, kw_only=True):
    """The same as it is written, before the protocol says what its options mean."""

    options: dict[str, Any] = {}  # type: ignore[assignment]


def read_source(text: str, name: str) -> Source:
    """The source described by the YAML `text` of the file `name` ("seanoe.yml").

    Raises:
        SourceError: "harvest/sources/seanoe.yml:4: ..." with what was expected and what to do.
    """
    try:
        document = read_yaml(text)
    except YamlError as error:
        raise SourceError(f"{name}:{error.line}: {error}") from None
    try:
        written = msgspec.convert(document.value, _Written)
        known = OPTIONS.get(written.protocol)
        if known is None:
            expected = ", ".join(sorted(OPTIONS))
            raise _fault(
                document, name, "protocol", f"{quote(written.protocol)} is no protocol. Write one of: {expected}."
            )
        options = _options(known, written.options)
    except msgspec.ValidationError as error:
        path = found[1] if (found := _AT.search(str(error))) else ""
        raise _fault(document, name, path, f"{shown(_AT.sub('', str(error)), 200)}. See harvest/README.md.") from None
    fields: dict[str, Any] = {field: getattr(written, field) for field in Source.__struct_fields__}
    fields["options"] = options
    source = Source(**fields)
    _check(source, document, name)
    return source


def load_sources(folder: Path) -> list[Source]:
    """Every source of a folder, by id. [I/O]

    Raises:
        SourceError: for the first file that describes none.
    """
    sources = []
    for file in sorted(folder.glob("*.yml"), key=lambda file: file.stem):
        try:
            text = file.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(f"{file.name}:1: cannot be read: {error}. Save it as UTF-8.") from None
        source = read_source(text, file.name)
        if source.id != file.stem:
            raise SourceError(f"{file.name}:1: its id is {quote(source.id)}. Name the file {source.id}.yml.")
        sources.append(source)
    return sources


def _options(known: type[Options], written: dict[str, Any]) -> Options:
    try:
        return msgspec.convert(written, known)
    except msgspec.ValidationError as error:
        # The path must start from the file, not from its part.
        inner = found[1] if (found := _AT.search(str(error))) else ""
        raise msgspec.ValidationError(
            f"{_AT.sub('', str(error))} - at `$.options{'.' + inner if inner else ''}`"
        ) from None


def _check(source: Source, document: Document, name: str) -> None:
    """What the types cannot say."""
    if not _ID(source.id):
        raise _fault(document, name, "id", f"{quote(source.id)}: lower case, digits and hyphens expected, 2 to 60.")
    if not source.title:
        raise _fault(document, name, "title", "no title. Write `fr:` and `en:`.")
    for path, url in [("endpoint", source.endpoint), *((f"hosts[{n}]", host) for n, host in enumerate(source.hosts))]:
        if origin(url) is None:
            message = f"{quote(url)} is no address that can be asked. Write http(s)://host/path, without user name."
            raise _fault(document, name, path, message)
    if source.ca is not None and not _FILE(source.ca):
        message = f"{quote(source.ca)} is no file name. Put the certificate (PEM) beside the file of the source."
        raise _fault(document, name, "ca", message)
    polite = source.politeness
    if not 0 <= polite.delay <= 60:
        raise _fault(document, name, "politeness.delay", f"{polite.delay} seconds: 0 to 60 expected.")
    if not 1 <= polite.page_size <= 1000:
        raise _fault(document, name, "politeness.page_size", f"{polite.page_size}: 1 to 1000 records expected.")
    if not 1 <= source.full_every <= 30:
        raise _fault(document, name, "full_every", f"{source.full_every} days: 1 to 30 expected.")
    budget = source.budget
    for field, value, most in (
        ("seconds", budget.seconds, 7200),
        ("requests", budget.requests, 1_000_000),
        ("answer_bytes", budget.answer_bytes, 1 << 30),
    ):
        if not 1 <= value <= most:
            raise _fault(document, name, f"budget.{field}", f"{value}: 1 to {most} expected.")


def is_local(source: Source) -> bool:
    """Whether the source is a server of this machine, named by its number: only tests and demonstrations have one."""
    found = origin(source.endpoint)
    return found is not None and is_loopback(found[1])


def _fault(document: Document, name: str, path: str, message: str) -> SourceError:
    return SourceError(f"{name}:{document.line(path)}: {path + ': ' if path else ''}{message}")
