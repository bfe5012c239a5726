import pytest
from hypothesis import given
from hypothesis import strategies as st

from terra_catalog.quote import MAX_SHOWN, quote, shown


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("Océan\u00a0: « où »", "Océan\u00a0: « où »"),
        ("a\nb", "a\\u000ab"),
        ("\u202eabc", "\\u202eabc"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("x" * 81, "x" * 79 + "…"),
        (None, "None"),
        (1.5, "1.5"),
        (True, "True"),
        (10**80, "an integer of more than 80 digits"),
        (-(10**5000), "an integer of more than 80 digits"),
        ([1], "a list"),
    ],
    ids=range(12),
)
def test_a_value_is_shown_short_on_one_line(value, said):
    assert shown(value) == said
    assert quote(value) == f"`{said}`"


@given(st.text())
def test_whatever_is_shown_prints(text):
    said = shown(text)
    assert said.encode() or not text
    assert len(said.splitlines()) <= 1
    assert len(said) <= 10 * MAX_SHOWN
