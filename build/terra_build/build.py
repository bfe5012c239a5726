"""The build, told from top to bottom: read, check, make every output, publish."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import msgspec

from terra_build import assets, editorial, facets, machine, pages
from terra_build.catalogue import Catalogue
from terra_build.output import Output
from terra_build.project import Project
from terra_build.publish import Published, publish
from terra_build.shell import Shells, render_shells
from terra_catalog.check import check
from terra_catalog.issue import Issue
from terra_catalog.load import load_records
from terra_vocab.concept import Thesaurus
from terra_vocab.rules import check_thesaurus
from terra_vocab.skos import read_thesaurus

VOCABULARY = "vocab/concepts"


class BuildReport(msgspec.Struct, frozen=True):
    """What a build did: datasets published, records kept out, every issue, and what was written."""

    datasets: int
    refused: int
    issues: list[Issue]
    published: Published


def load_catalogue(project: Project) -> tuple[Catalogue, list[Issue]]:
    """Read thesaurus and records, and keep the records that break no rule of level error. [I/O]"""
    thesaurus = read_thesaurus(project.vocabulary)
    records, unreadable = load_records(project.records, project.root)
    kept, found = check(records, thesaurus)
    catalogue = Catalogue(thesaurus, [record.dataset for record in kept], project.site_url)
    return catalogue, [*thesaurus_issues(thesaurus), *unreadable, *found]


def thesaurus_issues(thesaurus: Thesaurus) -> list[Issue]:
    """What the rules of the thesaurus find, as issues of the file of each scheme."""
    return [
        Issue(file=_scheme_file(key), line=0, id=key, path=key, rule=rule, level=level, message=message)
        for key, rule, level, message in check_thesaurus(thesaurus)
    ]


def _scheme_file(key: str) -> str:
    return f"{VOCABULARY}/{key.partition('/')[0]}.ttl"


def build(project: Project, site: Path, *, stac_schemas: Path | None = None) -> BuildReport:
    """Build the whole site of `project` and publish it as `site`. [I/O]

    Records with an error are kept out and named in the report; everything else is published.

    Raises:
        VocabularyError, ShellError, AssetError, PublishError: the project itself is broken; nothing is published.
    """
    catalogue, issues = load_catalogue(project)
    shells = render_shells(project)
    published = publish(outputs(project, catalogue, shells, stac_schemas), site)
    refused = {issue.file for issue in issues if issue.level == "error" and not issue.file.startswith(VOCABULARY)}
    return BuildReport(len(catalogue.datasets), len(refused), issues, published)


def outputs(
    project: Project, catalogue: Catalogue, shells: Shells, stac_schemas: Path | None = None
) -> Iterator[Output]:
    """Every file of the site. The order matters to nobody: each builder stands alone."""
    return chain(
        assets.outputs(project.root),
        pages.outputs(catalogue, shells.shells),
        editorial.outputs(catalogue, shells.editorial),
        facets.outputs(catalogue),
        machine.outputs(catalogue, stac_schemas),
    )
