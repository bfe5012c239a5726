"""The journal of a run: what it keeps, what it cuts off after a kill, what it says when the disk refuses."""

import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from terra_harvest.journal import Heading, Journal, JournalError, created, opened
from terra_harvest.protocols.page import Fault, Page, Received, Validator, trace

HEADING = Heading(asked="a", started="2026-11-21T02:00:00Z", since="2026-11-19")


def a_page(number: int, *bodies: bytes) -> Page:
    records = tuple(
        Received(
            native_id=f"r{number}-{n}",
            url="https://data.example/",
            body=body,
            format="oai_dc",
            modified="2026-01-01",
            validator=Validator(etag='"1"'),
            repairs=("a repair",),
        )
        for n, body in enumerate(bodies)
    )
    fault = Fault(kind="bad-record", name="the record x", message="it is bad", native_id="x")
    return Page(sweep=0, aim="records", token=str(number), records=records, matched=9, next="2", faults=(fault,))


def filled(folder: Path, *pages: Page) -> Journal:
    journal = created(folder, HEADING)
    for page in pages:
        journal.add(page)
    return journal


PAGES = (a_page(1, b"one", b""), a_page(2), a_page(3, b"three" * 1000, b"\n{\xff"))


def test_pages_come_back_as_they_were_written(tmp_path: Path) -> None:
    filled(tmp_path / "journal", *PAGES).close()
    journal = opened(tmp_path / "journal")
    assert journal is not None
    assert journal.heading == HEADING
    assert [leaf.trace for leaf in journal.leaves()] == [trace(page) for page in PAGES]
    with journal:
        received = {key: journal.received(kept) for key, kept in journal.records().items()}
    assert received == {record.native_id: record for page in PAGES for record in page.records}


def test_of_a_record_that_came_twice_the_last_body_counts(tmp_path: Path) -> None:
    with filled(tmp_path / "journal", a_page(1, b"old"), a_page(1, b"new")) as journal:
        assert journal.received(journal.records()["r1-0"]).body == b"new"


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, 10_000), also=st.binary(max_size=40))
@example(cut=0, also=b'\x80"')
def test_a_journal_torn_anywhere_keeps_its_whole_pages_and_takes_new_ones(tmp_path_factory, cut, also) -> None:
    folder = tmp_path_factory.mktemp("torn") / "journal"
    filled(folder, *PAGES).close()
    lines = (folder / "pages.jsonl").read_bytes()
    heading = lines.index(b"\n") + 1
    cut = heading + cut % (len(lines) - heading + 1)
    (folder / "pages.jsonl").write_bytes(lines[:cut] + also)
    whole = lines[:cut].count(b"\n") - 1
    journal = opened(folder)
    assert journal is not None
    assert [leaf.trace for leaf in journal.leaves()] == [trace(page) for page in PAGES[:whole]]
    journal.add(a_page(7, b"seven"))
    journal.close()
    again = opened(folder)
    assert again is not None
    assert [leaf.trace.token for leaf in again.leaves()] == [*(page.token for page in PAGES[:whole]), "7"]
    with again:
        assert again.received(again.records()["r7-0"]).body == b"seven"


def test_a_page_whose_bodies_are_not_all_there_does_not_count(tmp_path: Path) -> None:
    filled(tmp_path / "journal", *PAGES).close()
    bodies = tmp_path / "journal/bodies"
    os.truncate(bodies, bodies.stat().st_size - 1)
    journal = opened(tmp_path / "journal")
    assert journal is not None
    assert len(list(journal.leaves())) == 2


@pytest.mark.parametrize("body", [None, b"", b"nonsense\n", b'{"asked": 1}\n', b'"\x80"\n'])
def test_without_a_heading_there_is_no_journal(tmp_path: Path, body: bytes | None) -> None:
    if body is not None:
        filled(tmp_path / "journal").close()
        (tmp_path / "journal/pages.jsonl").write_bytes(body)
    assert opened(tmp_path / "journal") is None


def test_a_full_disk_is_said_with_the_path_and_the_pages_before_stand(tmp_path: Path) -> None:
    journal = filled(tmp_path / "journal", PAGES[0])
    journal.close()
    (tmp_path / "journal/bodies").unlink()
    (tmp_path / "journal/bodies").symlink_to("/dev/full")
    with pytest.raises(JournalError, match="No space left on device") as error:
        journal.add(PAGES[2])
    assert str(tmp_path / "journal") in str(error.value)
    assert [leaf.trace.token for leaf in journal.leaves()] == ["1"]
    journal.close()


def test_a_folder_that_cannot_be_made_is_said_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(JournalError, match=str(tmp_path / "file/journal")):
        created(tmp_path / "file/journal", HEADING)
