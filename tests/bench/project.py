"""A project on disk that holds made-up datasets and everything else of this one."""

from pathlib import Path

from tests.bench.synthetic import datasets, write_records

from terra_catalog.dataset import Dataset
from terra_vocab.concept import Thesaurus
from terra_vocab.skos import read_thesaurus

ROOT = Path(__file__).resolve().parents[2]


def real_thesaurus() -> Thesaurus:
    """The thesaurus of this project."""
    return read_thesaurus(sorted((ROOT / "vocab/concepts").glob("*.ttl")))


def make_project(folder: Path, made: list[Dataset]) -> Path:
    """A project in `folder` with `made` as its records; theme, thesaurus and packages are this project's own."""
    (folder / "catalog").mkdir(parents=True)
    for name in ("theme", "vocab", "node_modules"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    write_records(folder / "catalog/records/synthetic", made)
    return folder


def synthetic_project(folder: Path, count: int) -> Path:
    """A project of `count` made-up datasets."""
    return make_project(folder, datasets(count, real_thesaurus()))
