"""The build, told from top to bottom: read, check, make every output, publish."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import msgspec

from terra_build import assets, editorial, facets, machine, pages, search, sign_in, understanding, vre_sites
from terra_build.catalogue import Catalogue
from terra_build.extents import boxes_of
from terra_build.output import Output
from terra_build.project import Project, ProjectError
from terra_build.publish import Published, publish
from terra_build.search.numbers import read_registry
from terra_build.shell import Shells, render_shells
from terra_catalog.assemble import assemble, load_all
from terra_catalog.check import check
from terra_catalog.community import load_community
from terra_catalog.dataset import Dataset
from terra_catalog.issue import Issue
from terra_vocab.concept import Thesaurus
from terra_vocab.rules import check_thesaurus
from terra_vocab.skos import read_thesaurus

VOCABULARY = "vocab/concepts"
BESIDE = ("catalog/overlays/", "catalog/series/")
"""Where a fault keeps no record out."""

_NEEDED = ("compartments", "subdomains", "variables", "poles")


class BuildReport(msgspec.Struct, frozen=True):
    """What a build did: datasets published, records kept out, every issue, and what was written."""

    datasets: int
    refused: int
    issues: list[Issue]
    published: Published


def load_catalogue(project: Project) -> tuple[Catalogue, list[Issue]]:
    """Read thesaurus and records, and keep the records that break no rule of level error. [I/O]"""
    thesaurus = read_thesaurus(project.vocabulary)
    missing = [scheme for scheme in _NEEDED if not thesaurus.of(scheme)]
    if missing:
        raise ProjectError(f"{project.root / VOCABULARY}: no concept of {', '.join(missing)}. Restore its file.")
    loaded = load_all(project.records, project.root)
    if not loaded.records and not loaded.issues:
        # An empty catalogue is a lost folder, not a wish: it would take every page away.
        raise ProjectError(f"{project.root / 'catalog'}: no record found. Restore curated/ or records/.")
    kept, found = check(loaded.records, thesaurus)
    kept = [msgspec.structs.replace(r, dataset=_with_box(r.dataset)) if r.dataset.geometry else r for r in kept]
    assembled = assemble(kept, loaded.redirects, project.root)
    datasets = assembled.datasets
    community, wrong = load_community(project.root, [dataset.id for dataset in datasets])
    catalogue = Catalogue(thesaurus, datasets, project.site_url, community, assembled)
    beside = [*loaded.issues, *assembled.issues, *wrong]
    return catalogue, [*thesaurus_issues(project, thesaurus), *beside, *found]


def _with_box(dataset: Dataset) -> Dataset:
    """The dataset with the box around its geometry, when it states a geometry and no box."""
    if dataset.boxes or dataset.geometry is None:
        return dataset
    return msgspec.structs.replace(dataset, boxes=tuple(boxes_of(dataset)))


def thesaurus_issues(project: Project, thesaurus: Thesaurus) -> list[Issue]:
    """What the rules of the thesaurus find, with the file and the line where each concept is described. [I/O]"""
    issues = []
    texts: dict[str, str] = {}
    for key, rule, level, message in check_thesaurus(thesaurus):
        name = f"{VOCABULARY}/{key.partition('/')[0]}.ttl"
        if name not in texts:
            file = project.root / name
            texts[name] = file.read_text("utf-8") if file.is_file() else ""
        at = texts[name].find(f"<{key}> a ")
        line = texts[name].count("\n", 0, at) + 1 if at >= 0 else 0
        issues.append(Issue(file=name, line=line, id=key, path=key, rule=rule, level=level, message=message))
    return issues


def build(project: Project, site: Path, *, stac_schemas: Path | None = None) -> BuildReport:
    """Build the whole site of `project` and publish it as `site`. [I/O]

    Records with an error are kept out and named in the report; everything else is published.

    Raises:
        ProjectError, VocabularyError, ShellError, AssetError, PublishError: the project itself is broken, and
            nothing is published.
    """
    with _collector_asleep():
        catalogue, issues = load_catalogue(project)
        shells = render_shells(project)
        published = publish(outputs(project, catalogue, shells, stac_schemas), site)
    refused = {i.file for i in issues if i.level == "error" and not i.file.startswith((VOCABULARY, *BESIDE))}
    return BuildReport(len(catalogue.datasets), len(refused), issues, published)


@contextmanager
def _collector_asleep() -> Iterator[None]:
    """Keep Python from looking for reference cycles: a build makes millions of values and hardly a cycle.

    It would go through the whole catalogue again and again to find nothing: a tenth of the time of the pages.
    """
    was_awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_awake:
            gc.enable()


def outputs(
    project: Project, catalogue: Catalogue, shells: Shells, stac_schemas: Path | None = None
) -> Iterator[Output]:
    """Every file of the site. The order matters to nobody: each builder stands alone."""
    return chain(
        assets.outputs(project.root),
        pages.outputs(catalogue, shells.shells, sign_in=project.sign_in),
        editorial.outputs(catalogue, shells.editorial),
        facets.outputs(catalogue),
        understanding.outputs(project, catalogue),
        search.outputs(catalogue, read_registry(project.root)),
        vre_sites.outputs(catalogue),
        sign_in.outputs(project.sign_in, [site.id for site in catalogue.community.sites]),
        machine.outputs(catalogue, stac_schemas),
    )
