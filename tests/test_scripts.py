"""The published modules are the written ones without their comments."""

import subprocess
from pathlib import Path

from tests.conftest import ROOT

from terra_build.assets import theme_files
from terra_build.scripts import published


def test_comments_indentation_and_blank_lines_are_left_out() -> None:
    source = b"""/** A module. */

/**
 * @param {string} a
 */
export function f(a) {
  // why
  /** @type {number} */
  const b = "http://x//y"; // after code
  /** @type {any} */ (b).c();
  return `/** ${a} */`;
}
"""
    assert published(source) == (
        b'export function f(a) {\nconst b = "http://x//y"; // after code\n(b).c();\nreturn `/** ${a} */`;\n}\n'
    )


def test_a_compiler_reads_the_same_program_in_both(tmp_path: Path) -> None:
    modules = {o.path: o.body for o in theme_files(ROOT / "theme/assets") if o.path.endswith(".js")}
    assert len(modules) > 20
    for path, body in modules.items():
        file = tmp_path / "published" / path.removeprefix("assets/js/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    written = _emitted(ROOT / "theme/assets/js", tmp_path / "a")
    again = _emitted(tmp_path / "published", tmp_path / "b")
    assert again == written
    assert len(written) == len(modules)


def _emitted(folder: Path, out: Path) -> dict[str, str]:
    """What the TypeScript compiler writes for the modules: their syntax without comments, in its own layout."""
    options = "--ignoreConfig --allowJs --removeComments --noCheck --target es2022 --module esnext --types".split(" ")
    command = [ROOT / "node_modules/.bin/tsc", *options, "", "--moduleResolution", "bundler", "--rootDir", folder]
    subprocess.run([*command, "--outDir", out, *sorted(folder.rglob("*.js"))], check=True)
    return {f.relative_to(out).as_posix(): _spaced(f.read_text("utf-8")) for f in sorted(out.rglob("*.js"))}


def _spaced(text: str) -> str:
    """Without line ends: the compiler keeps those of long lists, which tell nothing."""
    return " ".join(text.split())
