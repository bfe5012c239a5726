"""Read `vocab/gazetteer.yml`: the places people name in a query, each with the box around it."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from terra_build.project import ProjectError
from terra_catalog.strict_yaml import YamlError, read_yaml
from terra_vocab.rules import fold

KINDS = ("continent", "country", "sea", "region", "overseas", "department", "mountain", "basin", "city")

Box = tuple[float, float, float, float]


class GazetteerError(ProjectError):
    """A gazetteer that cannot be used; the message says where, what was expected and what to do."""


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place with its names and its box (west, south, east, north in degrees; west > east over the antimeridian)."""

    fr: str
    en: str
    box: Box
    alt: tuple[str, ...] = ()
    kind: str = ""
    key: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the two main ones first."""
        return (self.fr, self.en, *self.alt)


def read_gazetteer(file: Path) -> tuple[Place, ...]:
    """The places of the file, in its order. [I/O]

    Raises:
        GazetteerError: not the strict YAML that is expected, a key or a name used twice, a box that is none.
    """
    try:
        document = read_yaml(file.read_text("utf-8"))
    except OSError as error:
        raise GazetteerError(f"{file}: {error.strerror}. Restore the file.") from error
    except UnicodeDecodeError:
        raise GazetteerError(f"{file}: not UTF-8. Save it again as UTF-8.") from None
    except YamlError as error:
        raise GazetteerError(f"{file}:{error.line}: {error}") from None
    if not isinstance(document.value, dict):
        raise GazetteerError(f"{file}: expected kinds of places ({', '.join(KINDS)}) and `shared`. Write them.")
    shared = document.value.get("shared", [])
    places: dict[str, Place] = {}
    for kind, members in document.value.items():
        if kind == "shared":
            continue
        if kind not in KINDS or not isinstance(members, dict):
            where = f"{file}:{document.line(str(kind))}"
            raise GazetteerError(f"{where}: `{kind}` is no kind of place. Write one of {', '.join(KINDS)}.")
        for key, fields in members.items():
            where = f"{file}:{document.line(f'{kind}.{key}')}: {key}"
            place = _place(where, kind, key, fields)
            if key in places:
                raise GazetteerError(f"{where}: this key is used twice. Choose another one.")
            places[key] = place
    _check_names(file, tuple(places.values()), shared)
    return tuple(places.values())


_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


def _place(where: str, kind: str, key: str, fields: object) -> Place:
    if _KEY.match(key) is None:
        raise GazetteerError(f"{where}: a key is small letters, digits and hyphens. Rename it.")
    if isinstance(fields, dict) and {"kind", "key"} & fields.keys():
        raise GazetteerError(f"{where}: `kind` and `key` are given by the place in the file. Remove them.")
    try:
        place = msgspec.convert(fields, Place, strict=True)
    except msgspec.ValidationError as error:
        raise GazetteerError(f"{where}: {error}. Write {{fr: ..., en: ..., box: [w, s, e, n], alt: [...]}}.") from None
    west, south, east, north = place.box
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south < north <= 90 and west != east):
        raise GazetteerError(f"{where}: {list(place.box)} is no box. Write [west, south, east, north] in degrees.")
    if any(not fold(name) for name in place.names):
        raise GazetteerError(f"{where}: an empty name. Write or remove it.")
    return msgspec.structs.replace(place, kind=kind, key=key)


def _check_names(file: Path, places: tuple[Place, ...], shared: object) -> None:
    """A name means one place, unless `shared` says that it means several."""
    if not isinstance(shared, list) or not all(isinstance(name, str) for name in shared):
        raise GazetteerError(f"{file}: `shared` is a list of names. Write [] when there is none.")
    announced = {fold(name) for name in shared}
    for name, keys in homonyms(places):
        if name not in announced:
            raise GazetteerError(f'{file}: "{name}" names {" and ".join(keys)}. List it under `shared`, or rename.')
        announced.discard(name)
    if announced:
        raise GazetteerError(f"{file}: {', '.join(sorted(announced))} names no two places. Remove it from `shared`.")


def homonyms(places: tuple[Place, ...]) -> Iterator[tuple[str, list[str]]]:
    """Each folded name that several places have, with their keys."""
    holders: dict[str, dict[str, None]] = {}
    for place in places:
        for name in place.names:
            holders.setdefault(fold(name), {})[place.key] = None
    return ((name, list(keys)) for name, keys in holders.items() if len(keys) > 1)
