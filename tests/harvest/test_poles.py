import pytest
from tests.conftest import SHARED
from tests.harvest.reading import body_of

from terra_harvest.formats.poles import from_line, read
from terra_harvest.formats.registry import recognise
from terra_harvest.original import UnreadableError
from terra_harvest.strict_json import read_json

FILES = {"aeris": (1378, 268), "formater": (116, 2), "theia": (213, 0)}
LINE = body_of("poles/lines.jsonl").splitlines()[0]


def test_the_latitude_comes_first_in_the_geometry_of_a_pole() -> None:
    assert from_line(LINE).areas[0].box == ("2", "46", "3", "47")


def test_the_language_tag_of_a_pole_is_not_believed() -> None:
    record = from_line(LINE)
    assert record.title.any == "Tourbière"
    assert record.title.en is None


def test_a_keyword_of_a_pole_keeps_its_address() -> None:
    (word,) = from_line(LINE).keywords
    assert (word.text.any, word.uri) == ("peat", "https://example.org/peat")


@pytest.mark.parametrize("line", [b"[1]", b'{"pole": 1}', b""])
def test_a_line_that_is_no_record_of_a_pole_is_refused(line: bytes) -> None:
    with pytest.raises(UnreadableError, match="expected"):
        list(read(line))


def test_what_a_line_says_in_another_shape_is_left_out() -> None:
    (record,) = read(b'{"pole": 1, "wkt_as_published": 5, "title": "x", "keyword": [["a"]], "temporal": [1]}')
    assert (record.title.any, record.periods, len(record.keywords)) == (None, (), 1)


def test_a_file_of_lines_is_recognised() -> None:
    assert recognise(body_of("poles/lines.jsonl")) == "poles"
    assert len(list(read(body_of("poles/lines.jsonl")))) == 2


@pytest.mark.parametrize("pole", FILES)
def test_every_line_of_a_pole_is_a_record_with_its_box(pole: str) -> None:
    file = SHARED / f"fixtures/poles/{pole}_datasets.dev.jsonl"
    if not file.is_file():
        pytest.skip(f"the harvest of {pole} is not in {file}")
    lines = file.read_bytes().splitlines()
    records = list(read(file.read_bytes()))
    count, without_box = FILES[pole]
    assert len(records) == len(lines) == count
    assert sum(not record.areas for record in records) == without_box
    assert all(record.title and record.native_id for record in records)
    for line, record in zip(lines, records, strict=True):
        published = read_json(line)["bbox_lonlat"]
        if published and record.areas and record.areas[0].box:
            assert [float(side) for side in record.areas[0].box] == pytest.approx(published)
