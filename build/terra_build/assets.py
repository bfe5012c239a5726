"""The files that pages load: the theme's own, and the few taken from npm packages at their pinned versions. [I/O]"""

from collections.abc import Iterator
from pathlib import Path

from terra_build import chunks, land, scripts
from terra_build.output import Output, checked

_FONT = "@fontsource-variable/instrument-sans"

_FROM_NPM = (
    ("leaflet", "dist/leaflet.js", "leaflet/leaflet.js"),
    ("leaflet", "dist/leaflet.css", "leaflet/leaflet.css"),
    ("leaflet", "dist/images/layers.png", "leaflet/images/layers.png"),
    ("leaflet", "dist/images/layers-2x.png", "leaflet/images/layers-2x.png"),
    ("leaflet", "dist/images/marker-icon.png", "leaflet/images/marker-icon.png"),
    ("leaflet", "LICENSE", "leaflet/LICENSE.txt"),
    (_FONT, "files/instrument-sans-latin-wght-normal.woff2", "instrument-sans/instrument-sans-latin-wght-normal.woff2"),
    (
        _FONT,
        "files/instrument-sans-latin-ext-wght-normal.woff2",
        "instrument-sans/instrument-sans-latin-ext-wght-normal.woff2",
    ),
    (_FONT, "LICENSE", "instrument-sans/LICENSE.txt"),
)
"""Package, file in it, and where it is published below /assets/vendor/."""


class AssetError(RuntimeError):
    """A file that pages need is missing: the project is not set up, or a package changed its layout."""


def outputs(root: Path) -> Iterator[Output]:
    """Everything under /assets/: `theme/assets`, the files of npm packages, and the land drawn from world-atlas.

    Raises:
        AssetError: a file is missing or cannot be read; the message says what to do.
    """
    yield from theme_files(root / "theme/assets")
    # At the root of the site: a service worker sees only what lies beside and below it.
    yield Output("offline.js", scripts.without_comments(_read(root / "theme/offline.js").decode()).encode())
    for package, name, published in _FROM_NPM:
        yield Output(f"assets/vendor/{published}", read_package_file(root, package, name))
    yield from land.outputs(
        read_package_file(root, "world-atlas", "land-110m.json"),
        read_package_file(root, "world-atlas", "land-50m.json"),
    )


def theme_files(folder: Path) -> Iterator[Output]:
    """The files below the theme's folder of assets, by path; hidden files stay unpublished.

    The style sheets of a folder below css/ are joined, in the order of their names, into one of the folder's name:
    people edit them by concern, and a page asks for one file. Modules lose their comments, and folders of pure ones
    are joined.
    """
    sheets: dict[str, list[bytes]] = {}
    modules: dict[str, str] = {}
    for file in sorted(folder.rglob("*")):
        parts = file.relative_to(folder).parts
        if not file.is_file() or any(part.startswith(".") for part in parts):
            continue
        if parts[0] == "css" and len(parts) == 3:
            sheets.setdefault(parts[1], []).append(_read(file))
        elif parts[0] == "js":
            modules["/".join(parts[1:])] = scripts.without_comments(_read(file).decode())
        else:
            yield Output(checked(f"assets/{'/'.join(parts)}"), _read(file))
    for path, text in chunks.joined(modules).items():
        yield Output(checked(f"assets/js/{path}"), text.encode())
    for name, pieces in sheets.items():
        yield Output(checked(f"assets/css/{name}.css"), b"\n".join(pieces))


def read_package_file(root: Path, package: str, name: str) -> bytes:
    """One file of an installed npm package.

    Raises:
        AssetError: it is not there.
    """
    return _read(root / "node_modules" / package / name)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise AssetError(
            f"{file} is missing: pages need it. Run `make setup`, which installs the packages of package.json."
        ) from None
    except OSError as error:
        raise AssetError(f"{file} cannot be read: {error.strerror}. Make it a readable file.") from None
