"""A site is published whole or not at all, and only what changed is written."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from terra_build.output import Output, UnsafePathError, checked
from terra_build.publish import PublishError, publish


def _inodes(site: Path) -> dict[str, int]:
    root = site.resolve()
    return {p.relative_to(root).as_posix(): p.stat().st_ino for p in root.rglob("*") if p.is_file()}


def _content(site: Path) -> dict[str, bytes]:
    root = site.resolve()
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_a_first_build_writes_everything(tmp_path: Path) -> None:
    done = publish([Output("a/index.html", b"one"), Output("b.json", b"{}")], tmp_path / "site")
    assert sorted(done.written) == ["a/index.html", "b.json"]
    assert _content(tmp_path / "site") == {"a/index.html": b"one", "b.json": b"{}"}


def test_the_same_outputs_again_write_no_file_and_leave_the_site_where_it_is(tmp_path: Path) -> None:
    outputs = [Output("a/index.html", b"one"), Output("b.json", b"{}")]
    publish(outputs, tmp_path / "site")
    before = (tmp_path / "site").resolve()
    done = publish(outputs, tmp_path / "site")
    assert (done.written, done.unchanged, done.removed) == ([], 2, [])
    assert (tmp_path / "site").resolve() == before


def test_a_changed_file_is_written_and_its_neighbours_stay_the_same_files(tmp_path: Path) -> None:
    publish([Output("a.html", b"one"), Output("b.html", b"two")], tmp_path / "site")
    before = _inodes(tmp_path / "site")
    done = publish([Output("a.html", b"one"), Output("b.html", b"new")], tmp_path / "site")
    after = _inodes(tmp_path / "site")
    assert done.written == ["b.html"]
    assert before["a.html"] == after["a.html"]
    assert before["b.html"] != after["b.html"]


def test_a_file_that_is_no_longer_made_disappears(tmp_path: Path) -> None:
    publish([Output("a.html", b"one"), Output("old/b.html", b"two")], tmp_path / "site")
    done = publish([Output("a.html", b"one")], tmp_path / "site")
    assert done.removed == ["old/b.html"]
    assert not (tmp_path / "site/old").exists()


def test_a_file_that_a_hand_deleted_comes_back(tmp_path: Path) -> None:
    outputs = [Output("a.html", b"one"), Output("b.html", b"two")]
    publish(outputs, tmp_path / "site")
    (tmp_path / "site/b.html").unlink()
    assert publish(outputs, tmp_path / "site").written == ["b.html"]
    assert _content(tmp_path / "site") == {"a.html": b"one", "b.html": b"two"}


def test_a_file_that_a_hand_changed_is_written_again_even_at_the_same_size(tmp_path: Path) -> None:
    outputs = [Output("a.html", b"one"), Output("b.html", b"two")]
    publish(outputs, tmp_path / "site")
    (tmp_path / "site/b.html").write_bytes(b"TWO")
    assert publish(outputs, tmp_path / "site").written == ["b.html"]
    assert _content(tmp_path / "site") == {"a.html": b"one", "b.html": b"two"}


def test_a_builder_that_fails_half_way_leaves_the_last_site(tmp_path: Path) -> None:
    publish([Output("a.html", b"old")], tmp_path / "site")

    def failing():  # type: ignore[no-untyped-def]
        yield Output("a.html", b"new")
        raise ValueError("a fault")

    with pytest.raises(ValueError, match="a fault"):
        publish(failing(), tmp_path / "site")
    assert _content(tmp_path / "site") == {"a.html": b"old"}
    publish([Output("a.html", b"newer")], tmp_path / "site")
    assert _content(tmp_path / "site") == {"a.html": b"newer"}


def test_two_builders_of_one_path_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=r"two builders wrote a\.html"):
        publish([Output("a.html", b"1"), Output("a.html", b"2")], tmp_path / "site")


def test_a_folder_that_is_not_ours_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/precious.txt").write_text("keep")
    with pytest.raises(PublishError, match="Move it away"):
        publish([Output("a.html", b"1")], tmp_path / "site")
    assert (tmp_path / "site/precious.txt").read_text() == "keep"


@pytest.mark.parametrize(
    "path", ["../x", "/etc/passwd", "a/../b", "a//b", ".hidden", "a/.git/x", "a b", "a\nb", "", "é"]
)
def test_a_path_that_could_leave_the_site_is_refused(path: str) -> None:
    with pytest.raises(UnsafePathError):
        checked(path)


_CHILD = """
import sys
from pathlib import Path
from terra_build.output import Output
from terra_build.publish import publish
tag = sys.argv[2].encode()
def outputs():
    for n in range(400):
        yield Output(f"d{n % 40}/f{n}.html", tag * (1 + n % 50))
    print("made", flush=True)
publish(outputs(), Path(sys.argv[1]))
"""


def test_a_publication_killed_at_any_of_fifty_moments_leaves_a_whole_site(tmp_path: Path) -> None:
    site = tmp_path / "site"

    def run(tag: str, after: float | None) -> None:
        child = subprocess.Popen([sys.executable, "-c", _CHILD, str(site), tag], stdout=subprocess.DEVNULL)
        try:
            child.wait(after)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.wait()

    began = time.perf_counter()
    run("0", None)
    alone = time.perf_counter() - began
    whole = {n: 1 + n % 50 for n in range(400)}
    for moment in range(50):
        run(f"{moment % 10}", alone * (0.4 + 1.1 * moment / 49))
        content = _content(site)
        assert len(content) == 400
        tags = {body[:1] for body in content.values()}
        assert len(tags) == 1
        tag = tags.pop()
        assert all(content[f"d{n % 40}/f{n}.html"] == tag * size for n, size in whole.items())
    run("9", None)
    assert {body[:1] for body in _content(site).values()} == {b"9"}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk to fill")
def test_a_full_disk_is_said_and_leaves_the_last_site(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("this machine does not let root mount a tmpfs")
    try:
        publish([Output("a.html", b"old")], disk / "site")
        with pytest.raises(PublishError, match="No space left on device"):
            publish([Output(f"{n}.html", b"x" * 100_000) for n in range(20)], disk / "site")
        assert _content(disk / "site") == {"a.html": b"old"}
        assert publish([Output("a.html", b"new")], disk / "site").written == ["a.html"]
    finally:
        subprocess.run(["umount", disk], check=True)
