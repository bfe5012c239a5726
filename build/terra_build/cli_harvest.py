"""The commands that feed the catalogue: `terra harvest`, `terra status` and `terra rename`."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
import orjson

from terra_build.project import Project
from terra_vocab.skos import VocabularyError


class _CannotRun(click.ClickException):
    exit_code = 2


@click.command()
@click.argument("sources", nargs=-1)
@click.option("--limit", type=click.IntRange(1), help="Try so many records of each source; nothing is withdrawn.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only what changed since; nothing is withdrawn.")
@click.option("--dry-run", is_flag=True, help="Ask and read, but write nothing into the catalogue.")
@click.option("--jobs", type=click.IntRange(1, 32), default=4, show_default=True, help="Sources asked at once.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write a JSON report there.")
@click.pass_obj
def harvest(
    project: Project,
    sources: tuple[str, ...],
    limit: int | None,
    since: datetime | None,
    dry_run: bool,
    jobs: int,
    report: Path | None,
) -> None:
    """Harvest SOURCES (those that are due, if none is named) into catalog/records/.

    Exits 0 when every source is COMPLETE, 1 when one is PARTIAL, FAILED or held for a person, 2 when the project or
    the machine is at fault, 3 when another harvest is at work.

    Example: terra harvest seanoe --limit 10 --dry-run
    """
    # Imported here: no other command needs the readers of a dozen formats.
    from terra_harvest.commands import LOCKED, Asked, HarvestError
    from terra_harvest.commands import harvest as run_harvest
    from terra_harvest.lock import LockedError

    asked = Asked(
        names=sources,
        limit=limit,
        since=since.date().isoformat() if since else None,
        dry=dry_run,
        jobs=jobs,
        report=report,
    )
    try:
        code = run_harvest(project.root, project.vocabulary, asked, _moment)
    except LockedError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(LOCKED)
    except (HarvestError, VocabularyError) as error:
        raise _CannotRun(str(error)) from None
    sys.exit(code)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the statuses as JSON, for tools.")
@click.option("--due", is_flag=True, help="Print the names of the sources whose turn it is, as JSON.")
@click.pass_obj
def status(project: Project, as_json: bool, due: bool) -> None:
    """Show how the last harvest of each source went, and how old what we publish of it is.

    Exits 1 when the last run of a source was not COMPLETE or waits for a person.

    Example: terra status
    """
    from terra_harvest.commands import HarvestError, due_sources
    from terra_harvest.commands import status as show_status

    try:
        if due:
            click.echo(orjson.dumps(due_sources(project.root, _moment())))
            return
        code = show_status(project.root, _moment(), as_json)
    except HarvestError as error:
        raise _CannotRun(str(error)) from None
    sys.exit(code)


@click.command()
@click.argument("old")
@click.argument("new")
@click.pass_obj
def rename(project: Project, old: str, new: str) -> None:
    """Give the harvested dataset OLD the id NEW; its former address redirects.

    What people wrote is renamed by its file and its `id`, with a line in catalog/redirects/curated.yml.

    Example: terra rename seanoe-isas-temperature-fields isas-temperature
    """
    from terra_harvest.ledger import LedgerError
    from terra_harvest.move import MoveError, move
    from terra_harvest.save import SaveError

    try:
        file = move(project.root, old, new, _moment().date().isoformat())
    except (MoveError, LedgerError, SaveError) as error:
        raise _CannotRun(str(error)) from None
    click.echo(f"{file.relative_to(project.root)} written; commit it with harvest/ledger/ and catalog/redirects/.")


def _moment() -> datetime:
    """Now, in UTC; or the time that SOURCE_DATE_EPOCH sets, by which a run can be repeated to the byte."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
