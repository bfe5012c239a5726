"""The assets of a STAC Collection or Item: files, ways in, services, and copies of the data elsewhere."""

from collections.abc import Iterable
from typing import Any

from terra_build.access_points import is_file, media_type
from terra_build.catalogue import Catalogue
from terra_build.machine_texts import AUTHENTICATION
from terra_build.stac_extensions import ALTERNATE, AUTH, FILE
from terra_catalog.dataset import Dataset, Distribution, Location, Service
from terra_vocab.text import Lang

Json = dict[str, Any]


def add_assets(out: Json, dataset: Dataset, catalogue: Catalogue, lang: Lang, extensions: list[str]) -> None:
    """Add to `out` its assets and to `extensions` what they need; nothing where the record names no way in.

    A file has the role `data`, an address where people or tools get the files `access`, a service `service`.
    """
    assets: Json = {}
    for distribution in dataset.distributions:
        asset = _of_distribution(distribution, catalogue, lang)
        _put(assets, distribution.format or distribution.protocol or "data", asset)
    for service in dataset.services:
        _put(assets, service.protocol, _of_service(service, catalogue, lang))
    if dataset.locations:
        _put(assets, "copy", _of_copies(dataset.locations))
        extensions.append(ALTERNATE)
    if assets:
        out["assets"] = assets
        describe(out, dataset.distributions, dataset.services, lang, extensions)


def item_assets(distributions: Iterable[Distribution], catalogue: Catalogue, lang: Lang) -> Json:
    """The assets of an Item: the distributions that a program can open."""
    assets: Json = {}
    for distribution in distributions:
        asset = _of_distribution(distribution, catalogue, lang)
        asset["roles"] = ["data"]
        _put(assets, distribution.format or distribution.protocol or "data", asset)
    return assets


def describe(
    out: Json,
    distributions: Iterable[Distribution],
    services: Iterable[Service],
    lang: Lang,
    extensions: list[str],
) -> None:
    """Declare what the assets use: file sizes, and the ways to be let in.

    The kind of account is in no record, so a scheme carries our word for it (`account`, `signed`, `api-key`) and a
    sentence, not one of the protocols that the extension gives as examples.
    """
    ways_in = {d.auth for d in distributions if d.auth} | {s.auth for s in services if s.auth}
    if ways_in:
        out["auth:schemes"] = {
            way: {"type": way, "description": AUTHENTICATION[way].shown(lang)[0]} for way in sorted(ways_in)
        }
        extensions.append(AUTH)
    if any(d.size is not None for d in distributions):
        extensions.append(FILE)


def _put(assets: Json, key: str, asset: Json) -> None:
    """Under `key`, or `key-2`, `key-3`... when it is taken."""
    free, count = key, 1
    while free in assets:
        count += 1
        free = f"{key}-{count}"
    assets[free] = asset


def _of_distribution(distribution: Distribution, catalogue: Catalogue, lang: Lang) -> Json:
    asset: Json = {"href": distribution.url, "roles": ["data" if is_file(distribution) else "access"]}
    if distribution.protocol:
        asset["terra:protocol"] = distribution.protocol
    if distribution.format:
        asset["terra:format"] = distribution.format
    if kind := media_type(distribution, catalogue.thesaurus):
        asset["type"] = kind
    if title := distribution.title.shown(lang)[0] or _label(catalogue, distribution.protocol, lang):
        asset["title"] = title
    if distribution.size is not None:
        asset["file:size"] = distribution.size
    if distribution.auth:
        asset["auth:refs"] = [distribution.auth]
    return asset


def _of_service(service: Service, catalogue: Catalogue, lang: Lang) -> Json:
    asset: Json = {"href": service.url, "roles": ["service"], "terra:protocol": service.protocol}
    if title := service.title.shown(lang)[0] or _label(catalogue, service.protocol, lang):
        asset["title"] = title
    if service.auth:
        asset["auth:refs"] = [service.auth]
    return asset


def _of_copies(locations: tuple[Location, ...]) -> Json:
    first, *others = sorted(locations, key=lambda place: (-place.priority, place.site, place.href))
    asset: Json = {"href": first.href, "roles": ["data"], "alternate:name": first.site}
    if others:
        alternate: Json = {}
        for place in others:
            _put(alternate, place.site, {"href": place.href, "alternate:name": place.site})
        asset["alternate"] = alternate
    return asset


def _label(catalogue: Catalogue, protocol: str | None, lang: Lang) -> str | None:
    concept = catalogue.thesaurus.find("protocols", protocol) if protocol else None
    return concept.label.shown(lang)[0] if concept else None
