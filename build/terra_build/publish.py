"""Write the outputs beside the published site, then swap: a reader never sees half a build. [I/O]

`site` is a symbolic link to a release below `.site/`. A new release is made beside it (files that did not change
are hard links to the old ones), then the link is replaced in one atomic rename. A build that dies leaves the link,
and so the last good site, untouched. When nothing changed, nothing is written.
"""

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from terra_build.output import Output, checked

_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_STORE = ".site"


class PublishError(RuntimeError):
    """The site could not be written; the last good one still stands. The message says why and what to do."""


Manifest = dict[str, int]
"""What is remembered of a release: the size of each file by its path. The bytes are in the release itself."""


class Published(msgspec.Struct, frozen=True):
    """What a publication did: paths written anew, count of files kept as they were, paths removed, bytes in all."""

    written: list[str]
    unchanged: int
    removed: list[str]
    total_bytes: int


def publish(outputs: Iterable[Output], site: Path) -> Published:
    """Publish `outputs` as `site`, whole or not at all; files of an earlier build that are no longer there go away.

    Raises:
        PublishError: another build runs, `site` is not ours, or the disk refused (full, read-only).
        UnsafePathError: an output would leave the site.
    """
    store = site.parent / _STORE / site.name
    ours = site.is_symlink() and (site.parent / site.readlink()).parent == store
    if not ours and (site.exists() or site.is_symlink()):
        raise PublishError(f"{site} was not made by this build. Move it away, then build again.")
    try:
        store.mkdir(parents=True, exist_ok=True)
        with _only_one(store):
            return _publish(outputs, site, store)
    except OSError as error:
        raise PublishError(
            f"{error.filename or store}: {error.strerror}. "
            "The published site is untouched; free space or rights there, then build again."
        ) from error


def _publish(outputs: Iterable[Output], site: Path, store: Path) -> Published:
    current = site.resolve() if site.is_symlink() else None
    old = _read_manifest(store, current)
    release = _Release(store, current)
    new: Manifest = {}
    kept: list[str] = []
    written: list[str] = []
    removed: list[str] = []
    try:
        for path, body in outputs:
            if path in new:
                raise PublishError(f"two builders wrote {path}. Give one of them another address.")
            new[checked(path)] = len(body)
            if old.get(path) == len(body) and release.holds(path, body):
                kept.append(path)
            else:
                release.write(path, body)
                written.append(path)
        removed = [path for path in old if path not in new]
        if written or removed:
            release.keep(kept)
            release.go_live(site, new)
    except BaseException:
        release.abandon()
        raise
    return Published(written, len(kept), removed, sum(new.values()))


class _Release:
    """The release being made: a folder beside the live one, created at its first file."""

    def __init__(self, store: Path, current: Path | None) -> None:
        self._store = store
        self._current = current
        number = int(current.name) + 1 if current and current.name.isdigit() else 1
        self._folder = store / str(number)
        self._root = f"{self._folder}/"
        self._old_root = f"{current}/" if current else ""
        self._made: set[str] = set()
        # What a killed build left behind, and the release before the live one: it stayed until now for the readers
        # who were in the middle of it when the link moved.
        for left in store.iterdir():
            if left.is_dir() and left != current:
                shutil.rmtree(left)

    def holds(self, path: str, body: bytes) -> bool:
        """Whether the live release really holds these bytes: a hand may have touched the file.

        Read and compared, rather than digested and looked up: a second build costs the same, and a first build, which
        has nothing to compare with, nothing.
        """
        try:
            handle = os.open(self._old_root + path, os.O_RDONLY)
        except FileNotFoundError:
            return False
        try:
            return os.read(handle, len(body) + 1) == body
        finally:
            os.close(handle)

    def write(self, path: str, body: bytes) -> None:
        self._folder_of(path)
        handle = os.open(self._root + path, _FILE, 0o644)
        try:
            view = memoryview(body)
            while view:
                view = view[os.write(handle, view) :]
        finally:
            os.close(handle)

    def keep(self, paths: Iterable[str]) -> None:
        for path in paths:
            self._folder_of(path)
            os.link(self._old_root + path, self._root + path)

    def go_live(self, site: Path, manifest: Manifest) -> None:
        """Write the manifest, then replace the link in one rename: before it the old site, after it the new."""
        if not self._made:
            self._folder.mkdir(exist_ok=True)
        _manifest_file(self._store, self._folder).write_bytes(msgspec.msgpack.encode(manifest))
        link = self._store / "link"
        link.unlink(missing_ok=True)
        link.symlink_to(os.path.relpath(self._folder, site.parent))
        link.replace(site)
        for file in self._store.glob("*.manifest"):
            if not file.with_suffix("").is_dir():
                file.unlink()

    def abandon(self) -> None:
        """Give back the space of a release that will not go live."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _folder_of(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            # Not os.makedirs: it looks again and again whether the folders above exist, and only we write here.
            if folder:
                self._folder_of(folder)
            os.mkdir(self._root + folder, 0o755)
            self._made.add(folder)


def _manifest_file(store: Path, release: Path) -> Path:
    return store / f"{release.name}.manifest"


def _read_manifest(store: Path, current: Path | None) -> Manifest:
    if current is None:
        return {}
    try:
        return msgspec.msgpack.decode(_manifest_file(store, current).read_bytes(), type=Manifest)
    except (FileNotFoundError, msgspec.DecodeError):
        return {}  # without its manifest a release is rewritten whole: slower, never wrong


@contextmanager
def _only_one(store: Path) -> Iterator[None]:
    with (store / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PublishError(f"another build is writing {store}. Wait for it, then build again.") from None
        yield
