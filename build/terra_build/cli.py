"""The command `terra`: thin commands over the functions of the other modules."""

import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import orjson

from terra_build.assets import AssetError
from terra_build.build import build as build_site
from terra_build.build import load_catalogue, thesaurus_issues
from terra_build.cli_harvest import harvest, rename, status
from terra_build.machine import InvalidStacError
from terra_build.output import UnsafePathError
from terra_build.project import Project, ProjectError, find_project
from terra_build.publish import PublishError
from terra_build.search.numbers import appended, read_registry, write_registry
from terra_build.serve import make_server
from terra_build.shell import ShellError
from terra_build.sign_in import SignInError
from terra_build.stac_extensions import EXTENSIONS
from terra_build.stac_schemas import SchemaError
from terra_build.words import WordsError
from terra_catalog.assemble import assemble, load_all
from terra_catalog.check import check as check_records
from terra_catalog.community import load_community
from terra_catalog.issue import Issue
from terra_catalog.json_lines import with_lines
from terra_catalog.load import load_records
from terra_catalog.nearest import unknown
from terra_catalog.schema import record_schema
from terra_vocab.skos import VocabularyError, read_thesaurus
from terra_vocab.text import LANGS, Lang

DATA_ERROR = 1
"""Exit code when a record or the thesaurus breaks a rule of level error."""
CANNOT_RUN = 2
"""Exit code when the command itself cannot do its work (wrong path, broken project, full disk)."""

_BROKEN = (
    ProjectError,
    VocabularyError,
    WordsError,
    ShellError,
    SignInError,
    AssetError,
    SchemaError,
    InvalidStacError,
    UnsafePathError,
    PublishError,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="terra-catalogue")
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), help="The project (default: this folder).")
@click.option("--site-url", envvar="TERRA_SITE_URL", help="Address of the published site (default: mkdocs.yml).")
@click.pass_context
def main(context: click.Context, root: Path | None, site_url: str | None) -> None:
    """Check, build and preview the catalogue.

    Example: terra check && terra build && terra serve
    """
    os.umask(0o022)  # published files are readable by any web server, whoever builds
    try:
        context.obj = find_project((root or Path.cwd()).resolve(), site_url)
    except ProjectError as error:
        raise _cannot(str(error)) from None


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the issues as JSON, for tools.")
@click.option("--warnings", "-w", is_flag=True, help="Print each warning (always so when PATHS are given).")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.pass_obj
def check(project: Project, paths: tuple[Path, ...], as_json: bool, warnings: bool, strict: bool) -> None:
    """Check records (all of them, or those in PATHS) and the thesaurus.

    Exits 0 when sound, 1 when a rule of level error is broken, 2 when nothing could be checked.

    Example: terra check catalog/curated/theia/theia-forms-t.yml
    """
    try:
        thesaurus = read_thesaurus(project.vocabulary)
    except VocabularyError as error:
        raise _cannot(str(error)) from None
    asked = [path.absolute() for path in paths]  # a link is named as it is, never followed
    loaded = load_all(project.records, project.root)
    records, unreadable = loaded.records, loaded.issues
    known = {record.file for record in records} | {issue.file for issue in unreadable}
    strangers, more = load_records([p for p in asked if not _inside(p, project)], project.root)
    kept, found = check_records([*records, *strangers], thesaurus)
    assembled = assemble(kept, loaded.redirects, project.root)
    _, beside = load_community(project.root, [record.dataset.id for record in kept])
    issues = [
        *thesaurus_issues(project, thesaurus),
        *unreadable,
        *more,
        *found,
        *beside,
        *assembled.issues,
    ]
    count = len(known) + len(strangers) + len(more)
    if asked:
        wanted = {_name(file, project) for path in asked for file in ([path] if path.is_file() else path.rglob("*"))}
        issues = [issue for issue in issues if issue.file in wanted]
        count = len((known | {r.file for r in strangers} | {i.file for i in more}) & wanted)
    issues = with_lines(issues, project.root)
    if as_json:
        click.echo(orjson.dumps(issues, option=orjson.OPT_INDENT_2, default=_plain))
    else:
        _print_issues(issues, warnings=warnings or strict or bool(asked))
        click.echo(f"{_plural(count, 'record')} checked: {_tally(issues)}.")
        if not (warnings or strict or asked):
            _print_tally_by_rule(issues)
    levels = {issue.level for issue in issues}
    if "error" in levels or (strict and levels):
        sys.exit(DATA_ERROR)


@main.command()
@click.option("--site", type=click.Path(path_type=Path), help="Where to publish (default: site/ in the project).")
@click.option(
    "--stac-schemas",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="TERRA_STAC_SCHEMAS",
    help="Folder of STAC extension schemas; without it only the core schemas are checked.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print only problems.")
@click.pass_obj
def build(project: Project, site: Path | None, stac_schemas: Path | None, quiet: bool) -> None:
    """Build the site. Records with an error are kept out and named; the rest is published, and the exit code is 1.

    Example: terra build --site-url https://example.org/catalogue/
    """
    try:
        report = build_site(project, (site or project.root / "site").absolute(), stac_schemas=stac_schemas)
    except _BROKEN as error:
        raise _cannot(str(error)) from None
    errors = with_lines((issue for issue in report.issues if issue.level == "error"), project.root)
    _print_issues(errors, warnings=False)
    done = report.published
    if not quiet:
        click.echo(
            f"{_plural(report.datasets, 'dataset')} published: {len(done.written)} files written, "
            f"{done.unchanged} unchanged, {len(done.removed)} removed, {done.total_bytes / 1e6:.1f} MB in all."
        )
    if errors:
        kept_out = f"{_plural(report.refused, 'record')} kept out" if report.refused else "No record kept out"
        click.echo(f"{kept_out}; {_plural(len(errors), 'error')}, named above.", err=True)
        sys.exit(DATA_ERROR)


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port on this machine.")
@click.option("--site", type=click.Path(path_type=Path), help="The built site (default: site/ in the project).")
@click.pass_obj
def serve(project: Project, port: int, site: Path | None) -> None:
    """Preview the built site on this machine, with Range requests as on a static host.

    Example: terra serve --port 8080
    """
    folder = site or project.root / "site"
    if not (folder / "index.html").is_file():
        raise _cannot(f"{folder} holds no site. Run `terra build` first.")
    try:
        server = make_server(folder, port)
    except OSError as error:
        raise _cannot(f"port {port}: {error.strerror}. Choose another with --port.") from None
    click.echo(f"http://127.0.0.1:{server.server_address[1]}/ (Ctrl+C to stop)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Fail when the committed schema is out of date.")
@click.pass_obj
def schema(project: Project, only_check: bool) -> None:
    """Write the JSON Schema that editors use to complete and check the YAML of a record.

    Example: terra schema
    """
    file = project.root / "catalog/schema/dataset.schema.json"
    try:
        thesaurus = read_thesaurus(project.vocabulary)
    except VocabularyError as error:
        raise _cannot(str(error)) from None
    body = orjson.dumps(
        record_schema(thesaurus),
        option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE,
    )
    if only_check:
        if not file.is_file() or file.read_bytes() != body:
            click.echo(f"{file}: out of date. Run `terra schema` and commit it.", err=True)
            sys.exit(DATA_ERROR)
        return
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(body)
    click.echo(f"{file.relative_to(project.root)} written.")


@main.command()
@click.pass_obj
def numbers(project: Project) -> None:
    """Give new datasets their number in the files of the search, in catalog/numbers.txt, so that none ever moves.

    Example: terra harvest && terra numbers && terra build
    """
    try:
        catalogue, _ = load_catalogue(project)
        before = read_registry(project.root)
    except _BROKEN as error:
        raise _cannot(str(error)) from None
    after = appended(before, catalogue.entries)
    write_registry(project.root, after)
    click.echo(f"{_plural(len(after) - len(before), 'dataset')} given a number, {len(after)} in all.")


@main.command()
@click.argument("concept")
@click.option("--lang", type=click.Choice(LANGS), default=LANGS[0], show_default=True)
@click.option("--to", "file", type=click.Path(dir_okay=False, path_type=Path), help="Default: standard output.")
@click.pass_obj
def embed(project: Project, concept: str, lang: Lang, file: Path | None) -> None:
    """Write a map of the datasets of CONCEPT (a compartment, variable, pole or centre) for another site to show.

    Example: terra embed compartments/oceans --lang en --to oceans.html
    """
    try:
        # Imported here: folium takes a second to start, and is an extra of the installation.
        from terra_build.embed import embedded_map
    except ModuleNotFoundError:
        raise _cannot("folium is not installed. Run: pip install 'terra-catalogue[maps]'.") from None
    try:
        catalogue, _ = load_catalogue(project)
        known = catalogue.thesaurus.concepts.get(concept)
        if known is None:
            scheme, _, name = concept.partition("/")
            raise _cannot(unknown(catalogue.thesaurus, scheme, name))
        text = embedded_map(project, catalogue, known, lang)
    except _BROKEN as error:
        raise _cannot(str(error)) from None
    if file is None:
        click.echo(text)
    else:
        file.write_text(text, "utf-8")


@main.command("stac-schemas")
@click.option("--to", "folder", type=click.Path(path_type=Path), help="Default: .cache/stac-schemas.")
@click.pass_obj
def stac_schemas(project: Project, folder: Path | None) -> None:
    """Fetch the schemas of the STAC extensions, so that builds can check against them.

    Example: terra stac-schemas && terra build --stac-schemas .cache/stac-schemas
    """
    # Imported here: the HTTP client is a fifth of the time in which any other command starts.
    from terra_build.schema_download import SchemaDownloadError, download_schemas

    try:
        files = download_schemas(EXTENSIONS, folder or project.root / ".cache/stac-schemas")
    except SchemaDownloadError as error:
        raise _cannot(str(error)) from None
    click.echo(f"{_plural(len(files), 'schema')} in {files[0].parent}.")


main.add_command(harvest)
main.add_command(status)
main.add_command(rename)


class _CannotRun(click.ClickException):
    exit_code = CANNOT_RUN


def _cannot(message: str) -> click.ClickException:
    return _CannotRun(message)


def _inside(path: Path, project: Project) -> bool:
    """Whether the file is read anyway: a record of the catalogue, or what stands beside the records."""
    return any(path.is_relative_to(folder) for folder in (*project.records, *project.beside))


def _name(path: Path, project: Project) -> str:
    return path.relative_to(project.root).as_posix() if path.is_relative_to(project.root) else path.as_posix()


def _plain(value: Any) -> Any:
    return {field: getattr(value, field) for field in value.__struct_fields__}


def _print_issues(issues: Iterable[Issue], *, warnings: bool) -> None:
    for issue in sorted(issues):
        if warnings or issue.level == "error":
            click.echo(_one_line(str(issue)), err=True)


def _one_line(text: str) -> str:
    """The text on one line without control characters: a record must not write to the reader's terminal."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _tally(issues: Iterable[Issue]) -> str:
    levels = Counter(issue.level for issue in issues)
    return f"{_plural(levels['error'], 'error')}, {_plural(levels['warning'], 'warning')}"


def _print_tally_by_rule(issues: Iterable[Issue]) -> None:
    rules = Counter(issue.rule for issue in issues if issue.level == "warning")
    for rule, count in rules.most_common():
        click.echo(f"  {count:5}  {rule}")
    if rules:
        click.echo("Warnings keep nothing out; `terra check --warnings` prints each.")


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" + ("" if count == 1 else "s")
