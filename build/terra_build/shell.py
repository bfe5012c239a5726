"""The shell: the HTML around a page, rendered once by MkDocs and cut at its holes.

MkDocs renders every Markdown file of `theme/pages/{fr,en}` with our own document template, in one run. The template
leaves `@@name@@` where the build fills something in; `shell.md` leaves one for the content too, so that the same
shell serves thousands of dataset pages for the price of one. MkDocs only makes HTML here, with no plugin and no
event, so that another Markdown renderer could take its place.
"""

import hashlib
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from terra_build.project import Project
from terra_build.sign_in import settled
from terra_build.words import read_words
from terra_vocab.text import LANGS, Lang

_HOLE = re.compile(r"@@([a-z]+)@@")
_BLANK = re.compile(r"\n\s*(?=<)")  # only before a tag: the lines of a <pre> keep their indent


class ShellError(RuntimeError):
    """MkDocs could not render the shell, or a page has a hole that nobody fills."""


class Shell:
    """An HTML document with holes."""

    def __init__(self, html: str) -> None:
        pieces = _HOLE.split(_BLANK.sub("\n", html.strip()) + "\n")
        # Bytes already: half of a page is its shell, which would be encoded anew for each of them.
        self._literals = [literal.encode() for literal in pieces[0::2]]
        self._holes = pieces[1::2]
        self.holes = frozenset(self._holes)

    def fill(self, **values: str | bytes) -> bytes:
        """The document with every hole filled. Values are HTML (in UTF-8, when bytes), escaped by whoever made them.

        Raises:
            ShellError: a hole has no value.
        """
        literals = self._literals
        parts = [literals[0]]
        for index, hole in enumerate(self._holes, start=1):
            try:
                value = values[hole]
            except KeyError:
                raise ShellError(f"nothing fills @@{hole}@@. Pass it, or take it out of theme/templates.") from None
            parts += (value if isinstance(value, bytes) else value.encode(), literals[index])
        return b"".join(parts)


class Shells:
    """What MkDocs rendered: the shell of each language, and the editorial pages by their path ("fr/about/")."""

    def __init__(self, shells: dict[Lang, Shell], editorial: dict[str, Shell]) -> None:
        self.shells = shells
        self.editorial = editorial


def render_shells(project: Project) -> Shells:
    """Render the Markdown pages, or take them from the cache when templates, pages and MkDocs did not change. [I/O]

    Raises:
        ShellError: MkDocs failed; the message holds what it printed.
    """
    folder = project.root / ".cache/shell" / _key(project)
    if not folder.is_dir():
        _render(project, folder)
    words = read_words(project.root / "theme")
    shells: dict[Lang, Shell] = {}
    editorial: dict[str, Shell] = {}
    for lang in LANGS:
        for file in sorted((folder / lang).rglob("index.html")):
            path = file.parent.relative_to(folder).as_posix() + "/"
            html = words[lang].put(file.read_text("utf-8"))
            shell = Shell(settled(html, project.sign_in, words[lang]))
            if path == f"{lang}/shell/":
                shells[lang] = shell
            else:
                editorial[path] = shell
    missing = [lang for lang in LANGS if lang not in shells]
    if missing:
        raise ShellError(f"theme/pages/{missing[0]}/shell.md is missing. Restore it: every page is made from it.")
    return Shells(shells, editorial)


def _key(project: Project) -> str:
    digest = hashlib.blake2b(digest_size=12)
    for package in ("mkdocs", "mkdocs-material"):
        digest.update(f"{package}={importlib.metadata.version(package)}\n".encode())
    files = [project.root / "mkdocs.yml"]
    for folder in ("theme/templates", "theme/pages"):
        files += sorted(p for p in (project.root / folder).rglob("*") if p.is_file())
    for file in files:
        digest.update(file.relative_to(project.root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _render(project: Project, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        out = Path(scratch) / "out"
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(out)]
        # The same words in every time zone and locale, and no notice about the theme's next major version.
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        done = subprocess.run(
            [*command, "--config-file", str(project.root / "mkdocs.yml")],
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )
        if done.returncode != 0:
            raise ShellError(f"mkdocs build failed:\n{done.stdout}{done.stderr}Correct theme/pages or theme/templates.")
        kept = Path(scratch) / "kept"
        for lang in LANGS:
            for file in (out / lang).rglob("index.html"):
                target = kept / file.relative_to(out)
                target.parent.mkdir(parents=True)
                shutil.copyfile(file, target)
        try:
            kept.replace(folder)
        except OSError:
            if not folder.is_dir():  # unless another build rendered the same shell meanwhile
                raise
