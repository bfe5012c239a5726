"""Where the project's files are, and the few settings that the build takes from `mkdocs.yml`."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import yaml

from terra_build.sign_in import SignIn, SignInError, read_sign_in


class Project(msgspec.Struct, frozen=True):
    """The root of the project, the address of the published site (with a final slash), and the sign-in if any."""

    root: Path
    site_url: str
    sign_in: SignIn | None = None

    @property
    def base_path(self) -> str:
        """The path of the site on its host: "/" or "/terra-catalogue/". Only 404.html needs it."""
        return urlsplit(self.site_url).path

    @property
    def vocabulary(self) -> list[Path]:
        """The Turtle files of the thesaurus."""
        return sorted((self.root / "vocab/concepts").glob("*.ttl"))

    @property
    def gazetteer(self) -> Path:
        """The places that people search by."""
        return self.root / "vocab/gazetteer.yml"

    @property
    def records(self) -> list[Path]:
        """The folders that hold records: what people wrote, what the harvest wrote."""
        folders = (self.root / "catalog/curated", self.root / "catalog/records")
        return [folder for folder in folders if folder.is_dir()]

    @property
    def beside(self) -> list[Path]:
        """The folders beside the records that say something about them; their files are no records."""
        names = ("overlays", "series", "redirects", "baskets", "sites", "status")
        return [self.root / "catalog" / name for name in names]

    def url(self, path: str) -> str:
        """The public address of a path of the site."""
        return self.site_url + path


class ProjectError(ValueError):
    """The project cannot be found or its settings cannot be used."""


def find_project(start: Path, site_url: str | None = None) -> Project:
    """The project that `start` lies in: the nearest folder above with `mkdocs.yml` and `catalog/`.

    Raises:
        ProjectError: there is none, the site's address is not http(s), or the sign-in is not set up as expected.
    """
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "catalog").is_dir():
            file = folder / "mkdocs.yml"
            settings = _settings(file)
            return Project(folder, _checked_url(site_url or _configured_url(settings, file)), _sign_in(settings))
    raise ProjectError(f"{start} is not inside the project. Go to the folder that holds mkdocs.yml, or pass --root.")


def _settings(file: Path) -> dict[str, object]:
    try:
        settings = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ProjectError(f"{file}: not readable as YAML: {error}. Correct it.") from error
    return settings if isinstance(settings, dict) else {}


def _configured_url(settings: dict[str, object], file: Path) -> str:
    if not settings.get("site_url"):
        raise ProjectError(f"{file}: no site_url. Write the address of the published site, or pass --site-url.")
    return str(settings["site_url"])


def _sign_in(settings: dict[str, object]) -> SignIn | None:
    extra = settings.get("extra")
    if not isinstance(extra, dict) or "sign_in" not in extra:
        return None
    try:
        return read_sign_in(extra["sign_in"])
    except SignInError as error:
        raise ProjectError(str(error)) from None


_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~%!$&()*+,;=:@-]*)*\Z")


def _checked_url(url: str) -> str:
    if _ADDRESS.match(url) is None or int(urlsplit(url).netloc.partition(":")[2] or 0) > 65535:
        raise ProjectError(f"site_url {url!r}: expected https://host/path/. Correct it in mkdocs.yml or --site-url.")
    return url.rstrip("/") + "/"
