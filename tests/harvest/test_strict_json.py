import pytest
from hypothesis import given
from hypothesis import strategies as st

from terra_harvest.original import UnreadableError
from terra_harvest.strict_json import MAX_DEPTH, read_json


def refusal(body: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_json(body)
    return str(caught.value)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "the document is empty; a JSON document was expected: ask for it again"),
        (b'{"a": NaN}', "the JSON holds NaN at line 1, column 7, which is no number in JSON"),
        (b'{"a": [1,\n -Infinity]}', "the JSON holds -Infinity at line 2, column 3, which is no number in JSON"),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', "the key 'c' twice: which one holds cannot be known"),
        (b'["\\ud800"]', "the JSON holds half a character (a lone surrogate) at line 1, column 3"),
        (b'{"a": "\xe9"}', "the JSON is not UTF-8 at byte 7: JSON is always UTF-8, the publisher must encode it so"),
        (b"<html>", "the document is not JSON, it starts with '<html>': an object or a list was expected"),
        (b'{"a": 1,}', "not JSON at line 1, column 8: trailing comma is not allowed; the publisher must repair it"),
        (b'"text"', "the JSON document is a bare str: an object or a list was expected"),
        (b"[" * 65 + b"]" * 65, f"the JSON is nested more than {MAX_DEPTH} levels deep"),
        (b"[" * 100_000, f"the JSON is nested more than {MAX_DEPTH} levels deep"),
        (b"[1e999]", "not JSON at line 1, column 2: number is infinity when parsed as double"),
    ],
)
def test_what_could_be_read_two_ways_is_refused_with_where_and_why(body: bytes, message: str) -> None:
    assert message in refusal(body)


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read_json(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


def test_a_number_of_five_thousand_digits_is_read() -> None:
    assert read_json(b"[" + b"9" * 300 + b"]") == [1e300]


def test_nesting_up_to_the_limit_is_read() -> None:
    assert read_json(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        read_json(body)
    except UnreadableError as error:
        assert str(error)
