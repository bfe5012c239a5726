"""Nights on disk: what is saved is what is loaded, a kill at any step is repaired, a full disk loses nothing."""

import errno
from pathlib import Path

import msgspec
import pytest
from tests.harvest_nights import COMPLETE, SOURCE, an_item, nothing_known, run

from terra_harvest import save as saving
from terra_harvest.hold import Hold, HoldError, read_hold, written
from terra_harvest.ledger import LedgerError
from terra_harvest.night import Item, Known, Night
from terra_harvest.save import SaveError, load_known, save

DAYS = [f"2026-11-{day:02}" for day in range(1, 12)]


def story() -> list[list[Item]]:
    """Five nights: two records, a retitled one, then one that goes away."""
    a, b = an_item("a", "Alpha"), an_item("b", "Beta")
    return [[a, b], [an_item("a", "Alpha, revised"), b], [a], [a], [a]]


def tree(root: Path) -> dict[str, bytes]:
    return {f.relative_to(root).as_posix(): f.read_bytes() for f in sorted(root.rglob("*")) if f.is_file()}


def night_of(root: Path, items: list[Item], day: str) -> Night:
    return run(load_known(root, SOURCE), items, day, COMPLETE)[0]


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    in_memory: Known = nothing_known()
    for day, items in zip(DAYS, story(), strict=False):
        night, in_memory = run(in_memory, items, day)
        assert night_of(tmp_path, items, day) == night
        save(night, tmp_path)
        loaded = load_known(tmp_path, SOURCE)
        assert loaded.ledger == in_memory.ledger
        assert dict(loaded.records) == dict(in_memory.records)
        assert (loaded.absent, loaded.hold) == (in_memory.absent, in_memory.hold)
    assert set(tree(tmp_path)) == {
        "harvest/ledger/seanoe.jsonl",
        "catalog/records/seanoe/seanoe-alpha.json",
        "catalog/records/seanoe/seanoe-beta.json",
    }


class Killed(BaseException):
    pass


@pytest.mark.parametrize("step", range(8))
def test_a_night_killed_at_any_write_and_run_again_ends_as_an_undisturbed_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    real = saving.write
    for day, items in zip(DAYS, story(), strict=False):
        save(night_of(whole, items, day), whole)
        left = [step]

        def write(file: Path, body: bytes, *, sync: bool = False, left: list[int] = left) -> None:
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            real(file, body, sync=sync)

        monkeypatch.setattr(saving, "write", write)
        try:
            save(night_of(cut, items, day), cut)
        except Killed:
            monkeypatch.setattr(saving, "write", real)
            save(night_of(cut, items, day), cut)
        monkeypatch.setattr(saving, "write", real)
        assert tree(cut) == tree(whole)


def test_a_full_disk_is_named_and_what_was_there_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, *_ = story()
    save(night_of(tmp_path, first, DAYS[0]), tmp_path)
    before = tree(tmp_path)

    def full(self: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(SaveError, match=r"No space left on device.*run it again.*seanoe-alpha\.json"):
        save(night_of(tmp_path, second, DAYS[1]), tmp_path)
    assert tree(tmp_path) == before


def test_a_night_that_is_saved_twice_is_refused_rather_than_named_twice(tmp_path: Path) -> None:
    night = night_of(tmp_path, story()[0], DAYS[0])
    save(night, tmp_path)
    before = tree(tmp_path)
    with pytest.raises(LedgerError, match="was already given"):
        save(night, tmp_path)
    assert tree(tmp_path) == before


def test_a_hold_is_written_for_a_person_and_their_words_around_the_decision_stay(tmp_path: Path) -> None:
    items = [an_item(f"k{n}") for n in range(20)]
    save(night_of(tmp_path, items, DAYS[0]), tmp_path)
    save(night_of(tmp_path, items[:5], DAYS[1]), tmp_path)
    file = tmp_path / "harvest/held/seanoe.yml"
    text = file.read_text("utf-8")
    assert "decision: wait" in text
    assert '  - "k19"' in text
    file.write_text(text.replace("decision: wait", "decision: remove  # asked them, 2026-11-03"), "utf-8")
    save(night_of(tmp_path, items[:5], DAYS[2]), tmp_path)
    assert "# asked them" in file.read_text("utf-8")
    for day in DAYS[3:5]:
        save(night_of(tmp_path, items[:5], day), tmp_path)
    assert not file.exists()
    assert len(load_known(tmp_path, SOURCE).ledger.withdrawn) == 15


@pytest.mark.parametrize("key", ["a: b", "- x", "#", "'", '"', "\\", "é\u2028", "1.10", "NO", "😀", "\x85"])
def test_a_hold_keeps_every_key_as_it_is(key: str) -> None:
    hold = Hold(source="seanoe", since="2026-11-21", reason="r: 3 %", keys=(key,))
    assert read_hold(written(hold), "seanoe") == hold


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("decision: wait", "decision: yes", "harvest/held/seanoe.yml:10: Invalid enum value 'yes'"),
        ("source:", "sauce:", "unknown field `sauce`"),
        ('"seanoe"', '"aeris"', "it speaks of `aeris`"),
        ("keys: []", "keys: [", "harvest/held/seanoe.yml:"),
    ],
)
def test_a_hold_that_says_something_else_is_refused(old: str, new: str, message: str) -> None:
    text = written(Hold(source="seanoe", since="2026-11-21", reason="r")).replace(old, new)
    with pytest.raises(HoldError) as error:
        read_hold(text, "seanoe")
    assert message in str(error.value)


def test_every_nickname_of_the_catalogue_is_taken(tmp_path: Path) -> None:
    (tmp_path / "catalog/curated/odatis").mkdir(parents=True)
    (tmp_path / "catalog/curated/odatis/seanoe-alpha.yml").touch()
    night = night_of(tmp_path, [an_item("a", "Alpha")], DAYS[0])
    [change] = night.changes
    assert change.id.startswith("seanoe-alpha-")


def test_counts_that_cannot_be_read_stop_the_source(tmp_path: Path) -> None:
    (tmp_path / "harvest/absent").mkdir(parents=True)
    (tmp_path / "harvest/absent/seanoe.json").write_text('{"a": "three"}', "utf-8")
    with pytest.raises(LedgerError, match=r"harvest/absent/seanoe\.json: cannot be read"):
        load_known(tmp_path, SOURCE)


def test_the_records_of_a_night_have_the_bytes_of_any_other() -> None:
    _, known = run(nothing_known(), [an_item("a", "Alpha")])
    body = known.records["seanoe-alpha"]
    assert body == msgspec.json.format(msgspec.json.encode(msgspec.json.decode(body)), indent=2) + b"\n"
    assert body.endswith(b"}\n")
