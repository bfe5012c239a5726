"""The command `terra`: what it prints and how it ends, for sound and for bad input."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.conftest import ROOT

from terra_build.cli import main

SOUND = (ROOT / "catalog/curated/theia/theia-forms-t.yml").read_text("utf-8")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project of two records."""
    root = tmp_path / "project"
    (root / "catalog/curated/theia").mkdir(parents=True)
    for name in ("theme", "vocab", "node_modules"):
        (root / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "catalog/curated/theia/theia-forms-t.yml").write_text(SOUND, "utf-8")
    (root / "catalog/curated/theia/theia-second.yml").write_text(
        SOUND.replace("id: theia-forms-t", "id: theia-second"), "utf-8"
    )
    return root


def _terra(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *arguments])


def _write(root: Path, name: str, text: str) -> Path:
    file = root / f"catalog/curated/theia/{name}.yml"
    file.write_text(text, "utf-8")
    return file


def test_sound_records_are_counted_and_the_exit_code_is_0(small: Path) -> None:
    done = _terra(small, "check")
    assert done.exit_code == 0
    assert "2 records checked: 0 errors, " in done.output


def test_an_unknown_variable_is_answered_with_file_line_rule_and_the_nearest_concept(small: Path) -> None:
    _write(
        small,
        "theia-second",
        SOUND.replace("id: theia-forms-t", "id: theia-second").replace("canopy-height", "canopy-hight"),
    )
    done = _terra(small, "check")
    assert done.exit_code == 1
    line = next(i for i, text in enumerate(SOUND.splitlines(), 1) if "canopy-height" in text)
    assert f"catalog/curated/theia/theia-second.yml:{line}: error [unknown-variable]" in done.stderr
    assert "canopy-height" in done.stderr


def test_a_path_limits_what_is_reported_not_what_is_known(small: Path) -> None:
    _write(small, "theia-second", "id: [")
    good = _terra(small, "check", str(small / "catalog/curated/theia/theia-forms-t.yml"))
    assert (good.exit_code, "1 record checked" in good.output) == (0, True)
    assert _terra(small, "check", str(small / "catalog/curated/theia")).exit_code == 1


def test_a_path_that_does_not_exist_ends_with_2(small: Path) -> None:
    assert _terra(small, "check", str(small / "nowhere.yml")).exit_code == 2


def test_a_folder_that_is_no_project_ends_with_2_and_says_what_to_do(tmp_path: Path) -> None:
    done = _terra(tmp_path, "check")
    assert done.exit_code == 2
    assert "pass --root" in done.output


def test_strict_fails_on_warnings(small: Path) -> None:
    assert _terra(small, "check", "--strict").exit_code == 1


def test_json_issues_are_for_tools(small: Path) -> None:
    import json

    _write(small, "theia-second", "id: [")
    issues = json.loads(_terra(small, "check", "--json").stdout)
    assert {"file", "line", "id", "path", "rule", "level", "message"} == set(issues[0])


def test_a_build_publishes_the_sound_records_names_the_bad_one_and_ends_with_1(small: Path) -> None:
    _write(small, "theia-second", SOUND.replace("id: theia-forms-t", "id: ../../evil"))
    done = _terra(small, "build")
    assert done.exit_code == 1
    assert "1 dataset published" in done.stdout
    assert "catalog/curated/theia/theia-second.yml:2: error [id-shape] id: " in done.stderr
    assert "1 record kept out; 1 error, named above." in done.stderr
    assert (small / "site/fr/datasets/theia-forms-t/index.html").is_file()
    assert not list(small.rglob("*evil*"))


@pytest.mark.parametrize(
    "bad", ["../../evil", "a/b", "/etc/passwd", "Upper-Case", "con", "page", "x", "a" * 81, "é-accent", "..", "-a-b"]
)
def test_an_id_that_is_not_plain_never_reaches_a_path(small: Path, bad: str) -> None:
    _write(small, "theia-second", SOUND.replace("id: theia-forms-t", f'id: "{bad}"'))
    done = _terra(small, "build", "--quiet")
    assert done.exit_code == 1
    assert "theia-second.yml:2: error [" in done.stderr
    published = {p.name for p in (small / "site/stac/collections").iterdir()}
    assert published == {"theia-forms-t"}


def test_a_message_never_carries_control_characters_to_the_terminal(small: Path) -> None:
    _write(small, "theia-second", SOUND.replace("id: theia-forms-t", 'id: "x\\u001b[31mred"'))
    done = _terra(small, "check")
    assert "\x1b" not in done.stderr


def test_a_second_build_writes_no_file(small: Path) -> None:
    _terra(small, "build")
    assert ": 0 files written, " in _terra(small, "build").stdout


def test_one_changed_record_rewrites_its_own_pages_and_no_other_dataset_s(small: Path) -> None:
    _terra(small, "build")
    root = (small / "site").resolve()
    before = {p.relative_to(root): p.stat().st_ino for p in root.rglob("*") if p.is_file()}
    _write(small, "theia-second", SOUND.replace("id: theia-forms-t", "id: theia-second").replace("arbres", "chênes"))
    _terra(small, "build")
    root = (small / "site").resolve()
    written = {
        p.relative_to(root).as_posix()
        for p in root.rglob("*")
        if p.is_file() and before.get(p.relative_to(root)) != p.stat().st_ino
    }
    assert "fr/datasets/theia-second/index.html" in written
    assert not [path for path in written if "theia-forms-t" in path]


def test_a_site_address_that_is_no_address_is_refused(small: Path) -> None:
    done = CliRunner().invoke(main, ["--root", str(small), "--site-url", "javascript:alert(1)", "build"])
    assert done.exit_code == 2
    assert "expected https://host/path/" in done.output


def test_serve_without_a_site_says_to_build_first(small: Path) -> None:
    done = _terra(small, "serve")
    assert done.exit_code == 2
    assert "Run `terra build` first." in done.output


def test_every_command_is_in_the_readme_of_the_build_and_has_an_example() -> None:
    manual = (ROOT / "build/README.md").read_text("utf-8")
    for name, command in main.commands.items():
        assert f"`terra {name}" in manual, f"build/README.md does not name `terra {name}`"
        assert "Example: terra " in (command.help or ""), f"terra {name} --help shows no example"


def test_a_newcomer_s_help_fits_in_a_screen() -> None:
    command = [sys.executable, "-m", "terra_build", "--help"]  # not `terra`: the environment need not be on the PATH
    shown = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert all(name in shown for name in ("check", "build", "serve"))


@pytest.mark.parametrize("lost", ["catalog/curated", "vocab"])
def test_a_lost_input_folder_never_empties_the_published_site(small: Path, lost: str) -> None:
    _terra(small, "build")
    folder = small / lost
    folder.unlink() if folder.is_symlink() else shutil.rmtree(folder)
    done = _terra(small, "build")
    assert done.exit_code == 2
    assert "Restore" in done.output
    assert (small / "site/fr/datasets/theia-forms-t/index.html").is_file()


def test_missing_packages_are_said_with_the_command_that_installs_them(small: Path) -> None:
    (small / "node_modules").unlink()
    done = _terra(small, "build")
    assert done.exit_code == 2
    assert "make setup" in done.output


def test_a_link_that_leads_elsewhere_is_not_taken_for_the_site(small: Path, tmp_path: Path) -> None:
    (tmp_path / "foreign").mkdir()
    (small / "site").symlink_to(tmp_path / "foreign")
    done = _terra(small, "build")
    assert done.exit_code == 2
    assert "was not made by this build" in done.output
    assert (small / "site").readlink() == tmp_path / "foreign"


@pytest.mark.parametrize(
    "url", ["http://[", "https://x:99999999/", "https://u:p@x.org/", 'https://x.org/a b"<', "ftp://x.org/", ""]
)
def test_no_other_spelling_of_a_site_address_gets_in(small: Path, url: str) -> None:
    (small / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    assert CliRunner().invoke(main, ["--root", str(small), "--site-url", url, "check"]).exit_code == 2


@pytest.mark.parametrize("text", ["", "a: [", "- 1", "site_url: 3"])
def test_settings_that_cannot_be_used_are_said(small: Path, text: str) -> None:
    (small / "mkdocs.yml").write_text(text, "utf-8")
    done = _terra(small, "check")
    assert done.exit_code == 2
    assert "mkdocs.yml" in done.output


def test_a_broken_thesaurus_stops_every_command_with_2(small: Path) -> None:
    (small / "vocab").unlink()
    shutil.copytree(ROOT / "vocab/concepts", small / "vocab/concepts")
    (small / "vocab/concepts/variables.ttl").write_text("<a> <b> .", "utf-8")
    for command in (["check"], ["build"], ["schema"], ["schema", "--check"]):
        done = _terra(small, *command)
        assert done.exit_code == 2, command
        assert "variables.ttl" in done.output


def test_a_fault_of_the_thesaurus_is_named_with_file_and_line(small: Path) -> None:
    (small / "vocab").unlink()
    shutil.copytree(ROOT / "vocab/concepts", small / "vocab/concepts")
    file = small / "vocab/concepts/platforms.ttl"
    file.write_text(file.read_text("utf-8").replace('"Satellite"@fr, ', "", 1), "utf-8")
    line = file.read_text("utf-8").splitlines().index("<platforms/satellite> a skos:Concept ;") + 1
    done = _terra(small, "check")
    assert done.exit_code == 1
    assert f"vocab/concepts/platforms.ttl:{line}: error [label-missing]" in done.stderr


def test_a_geometry_without_a_box_gets_the_box_around_it_on_every_page(small: Path) -> None:
    shape = "geometry: {type: Polygon, coordinates: [[[1, 2], [3, 2], [3, 4], [1, 2]]]}"
    text = SOUND.replace("id: theia-forms-t", "id: theia-second").replace(
        "boxes:\n- [-5.86, 40.08, 11.18, 51.13]", shape
    )
    assert shape in text
    _write(small, "theia-second", text)
    assert _terra(small, "build").exit_code == 0
    page = (small / "site/fr/datasets/theia-second/index.html").read_text("utf-8")
    assert 'data-fact="box" data-value="1,2,3,4"' in page


def test_a_wrong_basket_is_named_by_check_and_kept_out_of_the_build(small: Path) -> None:
    folder = small / "catalog/baskets"
    folder.mkdir()
    text = (ROOT / "catalog/baskets/volcanic-so2.yml").read_text("utf-8")
    (folder / "volcanic-so2.yml").write_text(text.replace("author: Terra Catalogue", "author: ''"), "utf-8")
    for command in ("check", "build"):
        done = _terra(small, command)
        assert done.exit_code == 1
        assert "catalog/baskets/volcanic-so2.yml:8: error [basket-author] author: nobody is named." in done.output
    assert (small / "site/fr/datasets/theia-forms-t/index.html").is_file()
