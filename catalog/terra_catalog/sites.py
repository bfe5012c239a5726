"""The sites where a notebook can run beside copies of the data: `catalog/sites/<site>.yml`. [I/O]"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from terra_catalog.issue import Issue
from terra_catalog.known_ids import no_dataset
from terra_catalog.quote import quote
from terra_catalog.typed_yaml import Typed, read_typed
from terra_catalog.urls import safe_url
from terra_vocab.text import LANGS, Text

MANUAL = "catalog/sites/README.md"
PLACE = "{_collection}"
"""Where the id of a dataset stands in the address of a site's own STAC Collections: EODAG fills it in."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,39}\Z").match
_OPTION = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}\Z").match


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A frozen value of a file that people write."""


class Repository(_Part, frozen=True):
    """A git repository that holds the published notebooks, for a site that pulls them."""

    url: str
    branch: str = "main"
    folder: str = ""


class Site(_Part, frozen=True):
    """A place that runs notebooks. `stac` is the address or path of its copies, `holdings` the datasets it keeps."""

    id: str
    title: Text
    url: str
    launch: Literal["jupyterhub", "nbgitpuller", "binder"]
    account: bool
    note: Text = Text()
    repository: Repository | None = None
    options: dict[str, str] = {}
    stac: str | None = None
    holdings: tuple[str, ...] = ()


def load_sites(folder: Path, root: Path, datasets: Collection[str]) -> tuple[list[Site], list[Issue]]:
    """The sites of a folder, by file name. One with an error is left out and its issue says why.

    `datasets` are the ids of the catalogue: a site cannot keep copies of others.
    """
    sites: list[Site] = []
    issues: list[Issue] = []
    for file in sorted(folder.glob("*.yml")):
        found = read_typed(file, root, Site, MANUAL)
        wrong = [found] if isinstance(found, Issue) else list(_faults(found, file.stem, datasets))
        issues += wrong
        if not wrong and not isinstance(found, Issue):
            sites.append(found.value)
    return sites, issues


def _faults(read: Typed[Site], stem: str, datasets: Collection[str]) -> Iterator[Issue]:
    site = read.value
    if not _ID(site.id) or site.id != stem:
        yield read.error(
            "site-id", "id", f"{quote(site.id)}: the name of the file expected: lower case, digits, hyphens."
        )
    for lang in LANGS:
        if not site.title.get(lang):
            yield read.error("site-title", "title", f"no title in {lang}. Write both languages.")
    if safe_url(site.url) != site.url or not site.url.startswith("http") or not site.url.endswith("/"):
        yield read.error("site-url", "url", f"{quote(site.url)}: https://host/path/ expected, with its last slash.")
    if site.repository and (safe_url(site.repository.url) != site.repository.url):
        yield read.error(
            "site-repository", "repository.url", f"{quote(site.repository.url)}: an https address expected."
        )
    for key in site.options:
        if not _OPTION(key):
            yield read.error("site-options", f"options.{key}", f"{quote(key)} is no option of a hub. Letters first.")
    if site.stac is not None and PLACE not in site.stac:
        yield read.error(
            "site-stac", "stac", f"no {PLACE} in {quote(site.stac)}. Put it where the dataset's id stands."
        )
    if site.holdings and site.stac is None:
        yield read.error("site-stac", "holdings", "copies without `stac`. Say where their Collections are.")
    for index, dataset in enumerate(site.holdings):
        if dataset not in datasets:
            yield read.error("site-holdings", f"holdings[{index}]", no_dataset(dataset, datasets))
