"""Numbers of datasets stay from night to night, so that a change rewrites the shards it touches and no others."""

from pathlib import Path

import msgspec
import pytest
from tests.bench.synthetic import datasets as synthetic

from terra_build.catalogue import Catalogue
from terra_build.search import outputs
from terra_build.search.numbers import NumbersError, appended, numbered, read_registry, write_registry
from terra_catalog.dataset import Dataset
from terra_vocab.concept import Thesaurus
from terra_vocab.text import Text


@pytest.fixture(scope="module")
def made(thesaurus: Thesaurus) -> list[Dataset]:
    return synthetic(600, thesaurus)


def _ids(places: list[Dataset | None]) -> list[str | None]:
    return [dataset and dataset.id for dataset in places]


def _named(name: str, created: str) -> Dataset:
    return Dataset(id=name, title=Text(fr=name), pole="odatis", created=created, updated=created)


def test_the_registry_gives_the_numbers_and_newcomers_come_after() -> None:
    datasets = [_named("aaa", "2026-03-01"), _named("bbb", "2026-01-01"), _named("ccc", "2026-02-01")]
    assert _ids(numbered(datasets)) == ["bbb", "ccc", "aaa"]
    assert _ids(numbered(datasets, ["ccc", "gone", "aaa"])) == ["ccc", None, "aaa", "bbb"]
    assert appended(["ccc", "gone"], datasets) == ["ccc", "gone", "bbb", "aaa"]
    assert appended(["ccc", "gone", "bbb", "aaa"], datasets[:1]) == ["ccc", "gone", "bbb", "aaa"]


def test_an_id_written_twice_keeps_its_first_number() -> None:
    assert _ids(numbered([_named("aaa", "2026-01-01")], ["aaa", "aaa"])) == ["aaa", None]


def test_a_registry_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert read_registry(tmp_path) == []
    (tmp_path / "catalog").mkdir()
    write_registry(tmp_path, ["ccc", "aaa"])
    assert (tmp_path / "catalog/numbers.txt").read_text() == "ccc\naaa\n"
    assert read_registry(tmp_path) == ["ccc", "aaa"]
    (tmp_path / "catalog/numbers.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(NumbersError, match="Restore it from git"):
        read_registry(tmp_path)


def _files(thesaurus: Thesaurus, datasets: list[Dataset], registry: list[str]) -> dict[str, bytes]:
    return {o.path: o.body for o in outputs(Catalogue(thesaurus, datasets, "https://x.example/"), registry)}


def _rewritten(before: dict[str, bytes], after: dict[str, bytes], folder: str) -> float:
    mine = {path for path in before | after if folder in path}
    return sum(before.get(path) != after.get(path) for path in mine) / len(mine)


def test_what_search_does_not_read_rewrites_no_shard(thesaurus: Thesaurus, made: list[Dataset]) -> None:
    registry = appended([], made)
    before = _files(thesaurus, made, registry)
    changed = [msgspec.structs.replace(made[7], version="2", updated="2026-11-20"), *made[:7], *made[8:]]
    after = _files(thesaurus, changed, registry)
    assert [path for path in before | after if before.get(path) != after.get(path)] == ["search/order.bin"]


def test_a_changed_title_rewrites_the_shards_of_its_words_only(thesaurus: Thesaurus, made: list[Dataset]) -> None:
    registry = appended([], made)
    before = _files(thesaurus, made, registry)
    title = made[7].title
    other = msgspec.structs.replace(made[7], title=Text(fr=(title.fr or "").replace("série", "suite"), en=title.en))
    after = _files(thesaurus, [other, *made[:7], *made[8:]], registry)
    assert 0 < _rewritten(before, after, "/fr/terms/") < 0.12
    assert _rewritten(before, after, "/documents/") < 0.02


def test_a_dataset_that_comes_or_goes_moves_no_other(thesaurus: Thesaurus, made: list[Dataset]) -> None:
    registry = appended([], made)
    before = _files(thesaurus, made, registry)
    gone = _files(thesaurus, made[:300] + made[301:], registry)
    come = _files(thesaurus, [*made, _named("aaa-new", "2026-11-20")], registry)
    for after in (gone, come):
        assert _rewritten(before, after, "/documents/") < 0.04
        assert any(before.get(path) == body for path, body in after.items() if "/fr/terms/" in path)
    without = _files(thesaurus, made[:300] + made[301:], [])
    assert _rewritten(before, without, "/documents/") > 0.4, "without the registry the numbers after it move"
