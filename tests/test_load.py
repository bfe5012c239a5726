import os
from pathlib import Path

import pytest

from terra_catalog.issue import Issue
from terra_catalog.load import Record, load_record, load_records, record_files
from terra_catalog.regular_file import MAX_BYTES

GOOD = 'id: abc\ntitle: {fr: Mer}\npole: odatis\ncreated: "2026-11-21"\nupdated: "2026-11-21"\n'
GOOD_JSON = '{"id":"abc","title":{"fr":"Mer"},"pole":"odatis","created":"2026-11-21","updated":"2026-11-21"%s}'


def write(folder: Path, name: str, text: str | bytes) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def refusal(folder: Path, name: str, text: str | bytes) -> str:
    found = load_record(write(folder, name, text), folder)
    assert isinstance(found, Issue)
    return str(found)


def test_yaml_and_json_give_the_same_record(tmp_path):
    yml = load_record(write(tmp_path, "a.yml", GOOD), tmp_path)
    json = load_record(write(tmp_path, "a.json", GOOD_JSON % ""), tmp_path)
    assert isinstance(yml, Record)
    assert isinstance(json, Record)
    assert yml.dataset == json.dataset
    assert (yml.file, json.file) == ("a.yml", "a.json")


def test_a_byte_order_mark_is_ignored(tmp_path):
    assert isinstance(load_record(write(tmp_path, "a.yml", "\ufeff" + GOOD), tmp_path), Record)
    assert isinstance(load_record(write(tmp_path, "a.json", "\ufeff" + GOOD_JSON % ""), tmp_path), Record)


def test_an_issue_has_the_line_of_its_field_in_yaml_and_none_in_json(tmp_path):
    yml = load_record(write(tmp_path, "a.yml", GOOD), tmp_path)
    json = load_record(write(tmp_path, "a.json", GOOD_JSON % ""), tmp_path)
    assert isinstance(yml, Record)
    assert isinstance(json, Record)
    assert str(yml.issue("r", "error", "pole", "No.")) == "a.yml:3: error [r] pole: No."
    assert str(json.issue("r", "warning", "pole", "No.")) == "a.json: warning [r] pole: No."


SEE = "See catalog/README.md for what the field accepts."


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ("colour: red", "6: error [shape] colour: unknown field `colour`. Remove it."),
        ("sumary: {fr: x}", "6: error [shape] sumary: unknown field `sumary`. Did you mean `summary`?"),
        (
            "variables:\n- concept: a\n  unti: K",
            "8: error [shape] variables[0].unti: unknown field `unti`. Did you mean `unit`?",
        ),
        ("variables:\n- name: a", "7: error [shape] variables[0]: the field `concept` is required. Add it."),
        (
            "version: 1.10",
            "6: error [shape] version: Expected `str | null`, got `float`. Put the value between quotes.",
        ),
        ("names: [a, 12]", "6: error [shape] names[1]: Expected `str`, got `int`. Put the value between quotes."),
        (
            "status: finished",
            "6: error [shape] status: Invalid enum value 'finished'. "
            "Write one of: completed, ongoing, superseded, withdrawn.",
        ),
        (
            "access: {condition: free}",
            "6: error [shape] access.condition: Invalid enum value 'free'. "
            "Write one of: account, embargo, open, request.",
        ),
        ("boxes: [[1, 2, 3]]", f"6: error [shape] boxes[0]: Expected `array` of length 4, got 3. {SEE}"),
        ("keywords: mer", f"6: error [shape] keywords: Expected `object`, got `str`. {SEE}"),
    ],
)
def test_what_has_not_the_shape_of_a_record_is_explained(tmp_path, extra, expected):
    assert refusal(tmp_path, "a.yml", f"{GOOD}{extra}\n") == f"a.yml:{expected}"


def test_a_missing_field_is_named(tmp_path):
    assert refusal(tmp_path, "a.yml", "id: abc") == "a.yml:1: error [shape] the field `title` is required. Add it."
    assert refusal(tmp_path, "a.yml", "- a") == f"a.yml:1: error [shape] Expected `object`, got `array`. {SEE}"


def test_a_value_of_the_file_is_shown_cut(tmp_path):
    assert len(refusal(tmp_path, "a.yml", f"{GOOD}status: {'x' * 100_000}")) < 400
    assert len(refusal(tmp_path, "a.yml", f"{GOOD}{'x' * 100_000}: 1")) < 400


def test_a_fault_of_yaml_has_its_line(tmp_path):
    assert refusal(tmp_path, "a.yml", "id: a\nid: b") == (
        "a.yml:2: error [strict-yaml] the key `id` appears twice, first on line 1. Keep one."
    )


def test_json_is_explained_too(tmp_path):
    assert refusal(tmp_path, "a.json", "{") == (
        "a.json: error [strict-json] Input data was truncated. Let the harvest write the file again."
    )
    assert refusal(tmp_path, "a.json", GOOD_JSON % ',"status":"x"') == (
        "a.json: error [shape] status: Invalid enum value 'x'. Write one of: completed, ongoing, superseded, withdrawn."
    )
    assert refusal(tmp_path, "a.json", '{"geometry":{"a":' + "[" * 100_000 + "]" * 100_000 + "}}") == (
        "a.json: error [strict-json] nested too deep to be read. Let the harvest write the file again."
    )


def test_bytes_that_are_no_utf_8_are_refused_with_their_line(tmp_path):
    message = "error [readable-file] byte 6 is not UTF-8. Save the file as UTF-8."
    assert refusal(tmp_path, "a.yml", b"id: a\n\xe9") == f"a.yml:2: {message}"
    assert refusal(tmp_path, "a.json", b'{"id"\n\xe9') == f"a.json:2: {message}"


def test_a_file_that_cannot_be_read_is_an_issue(tmp_path):
    assert str(load_record(tmp_path / "gone.yml", tmp_path)) == (
        "gone.yml: error [readable-file] cannot be read: No such file or directory. Check the path and its rights."
    )
    assert refusal(tmp_path, "a.yml", b"#" * (MAX_BYTES + 1)) == (
        "a.yml: error [readable-file] 1000001 bytes, at most 1000000 expected. Shorten the record."
    )


def test_a_link_and_a_folder_are_no_records(tmp_path):
    write(tmp_path, "a.yml", GOOD)
    (tmp_path / "link.yml").symlink_to(tmp_path / "a.yml")
    (tmp_path / "folder.yml").mkdir()
    end = "error [readable-file] not a regular file. Put the record itself there, not a link or a folder."
    assert str(load_record(tmp_path / "link.yml", tmp_path)) == f"link.yml: {end}"
    assert str(load_record(tmp_path / "folder.yml", tmp_path)) == f"folder.yml: {end}"


def test_a_pipe_does_not_make_the_check_wait(tmp_path):
    os.mkfifo(tmp_path / "a.yml")
    assert isinstance(load_record(tmp_path / "a.yml", tmp_path), Issue)


def test_a_name_that_is_no_utf_8_still_prints(tmp_path):
    file = os.fsencode(tmp_path) + b"/\xff.yml"
    Path(os.fsdecode(file)).write_text("id: a", encoding="utf-8")
    (issue,) = load_records([tmp_path], tmp_path)[1]
    assert str(issue).encode()


def test_files_come_once_in_order_and_schemas_are_left_out(tmp_path):
    for name in ("b/2.yml", "b/1.json", "a.yaml", "schema/dataset.schema.json", "notes.md"):
        write(tmp_path, name, GOOD)
    found = [p.relative_to(tmp_path).as_posix() for p in record_files([tmp_path, tmp_path / "a.yaml", tmp_path / "b"])]
    assert found == ["a.yaml", "b/1.json", "b/2.yml"]


def test_one_bad_file_keeps_no_other_out(tmp_path):
    for name, text in (("a.yml", GOOD), ("b.yml", "id: ["), ("c.yml", GOOD.replace("abc", "def"))):
        write(tmp_path, name, text)
    records, issues = load_records([tmp_path], tmp_path)
    assert [record.dataset.id for record in records] == ["abc", "def"]
    assert [issue.file for issue in issues] == ["b.yml"]


def test_a_file_outside_the_project_keeps_its_whole_path(tmp_path):
    file = write(tmp_path, "a.yml", GOOD)
    record = load_record(file, tmp_path / "elsewhere")
    assert isinstance(record, Record)
    assert record.file == file.as_posix()


def test_a_repeated_key_in_json_is_refused(tmp_path: Path) -> None:
    message = refusal(tmp_path, "a.json", GOOD_JSON % ',"id":"another"')
    assert "[strict-json] the key `id` appears twice. Keep one." in message


def test_a_suffix_in_capitals_is_a_record_too(tmp_path: Path) -> None:
    write(tmp_path, "a.YML", GOOD)
    assert [file.name for file in record_files([tmp_path])] == ["a.YML"]


def test_a_linked_folder_is_refused_by_name_and_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "records").mkdir()
    (tmp_path / "records/linked").symlink_to(tmp_path / "elsewhere")
    records, issues = load_records([tmp_path / "records"], tmp_path)
    assert (records, [issue.file for issue in issues]) == ([], ["records/linked"])


def test_a_tab_is_called_a_tab(tmp_path: Path) -> None:
    assert "Replace the tabs by spaces." in refusal(tmp_path, "a.yml", "id: x-one\ntitle:\n\tfr: a\n")
