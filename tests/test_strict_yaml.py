import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from terra_catalog.strict_yaml import YamlError, read_yaml


def refusal(text: str) -> tuple[int, str]:
    with pytest.raises(YamlError) as caught:
        read_yaml(text)
    return caught.value.line, str(caught.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("2018-01-01", "2018-01-01"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1_000", "1_000"),
        ("010", 10),
        ("1.10", 1.1),
        ("-5", -5),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("", None),
        ("~", None),
        ("null", None),
        ('"1.10"', "1.10"),
        ("'true'", "true"),
        ('""', ""),
    ],
)
def test_a_plain_value_is_read_as_yaml_1_2_reads_it(text, value):
    read = read_yaml(f"a: {text}").value["a"]
    assert read == value
    assert type(read) is type(value)


def test_a_document_knows_the_line_of_each_field():
    document = read_yaml(
        "# words\nid: x\ntitle:\n  fr: a\n  en: b\nvariables:\n- concept: c\n- concept: d\n  unit: K\n"
    )
    assert [document.line(p) for p in ("id", "title", "title.en", "variables[1].concept", "variables[1].unit")] == [
        2,
        3,
        5,
        8,
        9,
    ]
    assert document.line("title.de") == 3
    assert document.line("variables[7].concept") == 6
    assert document.line("nothing") == 2
    assert read_yaml("\n\n- a").line("") == 3


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the file is empty. Write the fields of one dataset."),
        ("# only words\n", 1, "the file is empty. Write the fields of one dataset."),
        ("a: 1\nb: 2\na: 3", 3, "the key `a` appears twice, first on line 1. Keep one."),
        ('x:\n  "a": 1\n  a: 2', 3, "the key `a` appears twice, first on line 2. Keep one."),
        ("a: &x 1", 1, "anchor `&x`. Remove it and write the value out where it is used."),
        ("&x a: 1", 1, "anchor `&x`. Remove it and write the value out where it is used."),
        ("a: 1\nb: *x", 2, "alias `*x`. Write the value out."),
        ("a: 1\n*x : 2", 2, "alias `*x`. Write the value out."),
        ("a: !!str 1", 1, "tag `tag:yaml.org,2002:str`. Remove it: plain values only."),
        ("a: ! 12", 1, "tag `!`. Remove it: plain values only."),
        ("!!str a: 1", 1, "tag `tag:yaml.org,2002:str`. Remove it: plain values only."),
        (
            "a: !!python/object/apply:os.system [ls]",
            1,
            "tag `tag:yaml.org,2002:python/object/apply:os.system`. Remove it: plain values only.",
        ),
        ("a: 1\n---\nb: 2", 2, "a second document (---) starts here. Keep one per file."),
        ("? [1]\n: 2", 1, "a list or a group of fields as a key. Write a plain word before the colon."),
        ("a: 1\nb: 1e999", 2, "the number `1e999` is too large. Correct it, or put it between quotes."),
        ("a: 1\nb: \x00", 2, "control character U+0000. Delete it."),
        ("a: \ud800", 1, "control character U+D800. Delete it."),
        ("a: \ufffe", 1, "control character U+FFFE. Delete it."),
        ("a:\n  b: 1\n c: 2", 3, "not YAML: did not find expected key. Check indentation and quotes."),
        ("a: 'b", 1, "not YAML: found unexpected end of stream. Check indentation and quotes."),
        ('a: "\\ud800"', 1, "not YAML: found invalid Unicode character escape code. Check indentation and quotes."),
        ("\n" + "- " * 30 + "a", 2, "nested more than 20 levels deep. Flatten it."),
    ],
)
def test_what_is_not_strict_yaml_is_refused_with_its_line(text, line, message):
    assert refusal(text) == (line, message)


def test_a_hostile_key_is_shown_cut():
    key = "k" * 100_000
    assert len(refusal(f"{key}: 1\n{key}: 2")[1]) < 200


@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        read_yaml(text)
    except YamlError as error:
        assert error.line >= 1
        assert str(error).encode()


_words = st.text(alphabet=st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=20)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**17), 10**17) | _words,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words, inner, max_size=3),
        max_leaves=10,
    )
)
def test_what_pyyaml_writes_is_read_back(value):
    text = yaml.safe_dump({"a": value}, allow_unicode=True, default_style='"' if isinstance(value, str) else None)
    if "?" not in text and "&id" not in text and "!!" not in text:
        read = read_yaml(text).value["a"]
        assert read == value or isinstance(value, dict | list)
