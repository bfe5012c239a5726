"""Issues of JSON records name their line."""

from pathlib import Path

from terra_catalog.issue import Issue
from terra_catalog.json_lines import with_lines

RECORD = '{\n  "id": "x",\n  "variables": [\n    {\n      "concept": "sea-levle"\n    }\n  ]\n}\n'


def _issue(path: str, file: str = "x.json", line: int = 0) -> Issue:
    return Issue(file=file, line=line, id="x", path=path, rule="r", level="error", message="m")


def test_an_issue_of_a_json_record_says_the_line_of_its_field(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(RECORD, "utf-8")
    found = with_lines([_issue("variables[0].concept"), _issue("id"), _issue("")], tmp_path)
    assert [issue.line for issue in found] == [5, 2, 1]


def test_a_field_that_is_not_there_is_found_at_the_nearest_one_above(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(RECORD, "utf-8")
    assert with_lines([_issue("variables[0].unit")], tmp_path)[0].line == 4


def test_lost_and_broken_files_keep_their_issues_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text('{"id": ', "utf-8")
    (tmp_path / "twice.json").write_text('{"id": "a", "id": "b"}', "utf-8")
    issues = [_issue("id", "broken.json"), _issue("id", "lost.json"), _issue("id", "twice.json"), _issue("id", "a.yml")]
    assert with_lines(issues, tmp_path) == issues
