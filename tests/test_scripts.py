"""The published modules are the written ones without their comments, those of some folders joined."""

import re
import subprocess
from pathlib import Path

import pytest
from tests.conftest import ROOT

from terra_build.assets import theme_files
from terra_build.chunks import FOLDERS, ChunkError, joined
from terra_build.scripts import without_comments


def test_comments_indentation_and_blank_lines_are_left_out() -> None:
    source = """/** A module. */

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
    assert without_comments(source) == (
        'export function f(a) {\nconst b = "http://x//y"; // after code\n(b).c();\nreturn `/** ${a} */`;\n}\n'
    )


def test_a_compiler_reads_the_same_program_in_both(tmp_path: Path) -> None:
    modules = sorted((ROOT / "theme/assets/js").rglob("*.js"))
    assert len(modules) > 20
    for module in modules:
        file = tmp_path / "published" / module.relative_to(ROOT / "theme/assets/js")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(without_comments(module.read_text("utf-8")), "utf-8")
    written = _emitted(ROOT / "theme/assets/js", tmp_path / "a")
    again = _emitted(tmp_path / "published", tmp_path / "b")
    assert again == written
    assert len(written) == len(modules)


def test_modules_of_a_folder_are_joined_and_those_outside_ask_for_the_whole() -> None:
    modules = {
        "search/a.js": 'import { b as c } from "./b.js";\nimport * as kept from "../fold.js";\n'
        "export function a() {\nreturn c + kept.x;\n}\n",
        "search/b.js": 'export { y } from "../fold.js";\nconst a = 1;\nexport const b = a;\n',
        "fold.js": "export const x = 1;\nexport const y = 2;\n",
        "components/page.js": 'import { a } from "../search/a.js";\nimport("../search/b.js");\n'
        'import { c } from "./search/own.js";\n',
        "components/search/own.js": 'export { a } from "../../search/a.js";\n',
        "main.js": 'import { a } from "./search/a.js";\n',
    }
    found = joined(modules)
    assert found["search/index.js"] == (
        'import * as o0 from "../fold.js";\n'
        "const m0 = (() => {\nconst { y } = o0;\nconst a = 1;\nconst b = a;\nreturn { b, y };\n})();\n"
        "export const { b, y } = m0;\n"
        "const m1 = (() => {\nconst { b: c } = m0;\nconst kept = o0;\n"
        "function a() {\nreturn c + kept.x;\n}\nreturn { a };\n})();\n"
        "export const { a } = m1;\n"
    )
    assert found["components/page.js"] == (
        'import { a } from "../search/index.js";\nimport("../search/index.js");\nimport { c } from "./search/own.js";\n'
    )
    assert found["components/search/own.js"] == 'export { a } from "../../search/index.js";\n'
    assert found["main.js"] == 'import { a } from "./search/index.js";\n'
    assert sorted(found) == ["components/page.js", "components/search/own.js", "fold.js", "main.js", "search/index.js"]


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        ({"a": "export const x = 1;\n", "b": "export function x() {}\n"}, "export x twice"),
        ({"a": 'import { y } from "./b.js";\n', "b": 'import { x } from "./a.js";\n'}, "Break the circle"),
        ({"a": "export default 1;\n"}, "export default 1;"),
        ({"a": 'import x from "./a.js";\n'}, "import x from"),
    ],
)
def test_what_cannot_be_joined_is_refused(modules: dict[str, str], message: str) -> None:
    with pytest.raises(ChunkError, match=message):
        joined({f"search/{name}.js": text for name, text in modules.items()})


def test_the_joined_modules_pass_the_tests_of_the_search(tmp_path: Path) -> None:
    for output in theme_files(ROOT / "theme/assets"):
        file = tmp_path / "theme" / output.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(output.body)
    (tmp_path / "tests/js").mkdir(parents=True)
    (tmp_path / "tests/search").symlink_to(ROOT / "tests/search")
    for name in ("node_modules", "package.json"):
        (tmp_path / name).symlink_to(ROOT / name)
    for test in (ROOT / "tests/js").glob("search-*.js"):
        text = re.sub(rf"(assets/js/(?:{'|'.join(FOLDERS)}))/[\w-]+\.js", r"\1/index.js", test.read_text("utf-8"))
        (tmp_path / "tests/js" / test.name).write_text(text, "utf-8")
    tests = [str(file) for file in (tmp_path / "tests/js").glob("*.test.js")]
    done = subprocess.run(["node", "--test", *tests], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert len(tests) >= 2


def _emitted(folder: Path, out: Path) -> dict[str, str]:
    """What the TypeScript compiler writes for the modules: their syntax without comments, in its own layout."""
    options = ["--ignoreConfig", "--allowJs", "--removeComments", "--noCheck", "--target", "es2022"]
    options += ["--module", "esnext", "--moduleResolution", "bundler", "--types", "", "--rootDir", str(folder)]
    command = [ROOT / "node_modules/.bin/tsc", *options, "--outDir", out, *sorted(folder.rglob("*.js"))]
    subprocess.run(command, check=True)
    return {f.relative_to(out).as_posix(): _spaced(f.read_text("utf-8")) for f in sorted(out.rglob("*.js"))}


def _spaced(text: str) -> str:
    """Without line ends: the compiler keeps those of long lists, which tell nothing."""
    return " ".join(text.split())
