import pytest
from tests.conftest import SHARED
from tests.harvest.poles import from_line, read

from terra_harvest.strict_json import read_json

FILES = {"aeris": (1378, 268), "formater": (116, 2), "theia": (213, 0)}
LINE = (
    b'{"pole": "THEIA", "id": "t", "title": [["Tourbi\xc3\xa8re", "en"]], "description": [], "observed": [],'
    b' "keyword": [["peat", "en"]], "subject": [["peat", "en", "https://example.org/peat"]],'
    b' "wkt_as_published": ["<http://www.opengis.net/def/crs/EPSG/0/4326> POLYGON ((47 2, 47 3, 46 3, 46 2, 47 2))"],'
    b' "bbox_lonlat": [2, 46, 3, 47], "temporal": [["2017-01-01T00:00:00Z", null]]}'
)


def test_the_latitude_comes_first_in_the_geometry_of_a_pole() -> None:
    assert from_line(LINE).areas[0].box == ("2", "46", "3", "47")


def test_the_language_tag_of_a_pole_is_not_believed() -> None:
    record = from_line(LINE)
    assert record.title.any == "Tourbière"
    assert record.title.en is None


def test_a_keyword_of_a_pole_keeps_its_address() -> None:
    (word,) = from_line(LINE).keywords
    assert (word.text.any, word.uri) == ("peat", "https://example.org/peat")


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
