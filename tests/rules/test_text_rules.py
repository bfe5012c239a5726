import pytest
from sound_record import says, says_together, spoilt

from terra_catalog.dataset import Keywords, Provider
from terra_catalog.load import Record
from terra_vocab.text import Text


def test_a_title_in_one_language_is_enough():
    assert says("title-missing", title=Text(fr="Mer")) == []
    assert says("title-missing", title=Text(en="Sea")) == []


@pytest.mark.parametrize("empty", [Text(), Text(fr="", en=" ")])
def test_a_record_without_title_is_refused(empty):
    assert says("title-missing", title=empty) == [
        ("title", "no title in any language. Write `title.fr` or `title.en`, both if you can.")
    ]


def test_a_long_title_is_told():
    assert says("title-length", title=Text(fr="é" * 160)) == []
    assert says("title-length", title=Text(fr="é" * 161)) == [
        ("title.fr", "161 characters, at most 160 expected. Shorten the title.")
    ]


def test_a_title_in_capitals_is_told_but_not_an_acronym():
    assert says("title-capitals", title=Text(fr="FORMS-T", en="CAMS GLOB-ANT V6")) == []
    assert says("title-capitals", title=Text(en="SEA SURFACE TEMPERATURE")) == [
        ("title.en", "`SEA SURFACE TEMPERATURE` is all capitals. Write it in lower case, acronyms excepted.")
    ]


def test_a_long_summary_is_told():
    assert says("summary-length", summary=Text(en="a" * 160)) == []
    assert says("summary-length", summary=Text(en="a" * 161)) == [
        ("summary.en", "161 characters, at most 160 expected. Keep one sentence.")
    ]


def test_a_text_in_one_language_is_told_and_an_absent_one_is_not():
    assert says("language-missing", summary=Text()) == []
    assert says("language-missing", summary=Text(fr="Oui.")) == [
        ("summary", "missing in English. Add `summary.en`."),
    ]
    assert says("language-missing", useful_for=(Text(fr="a", en="b"), Text(en="b"))) == [
        ("useful_for[1]", "missing in French. Add `useful_for[1].fr`."),
    ]


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\x00", "0000"),
        ("\r", "000D"),
        ("\x7f", "007F"),
        ("\x85", "0085"),
        ("\xad", "00AD"),
        ("\u200b", "200B"),
        ("\u2028", "2028"),
        ("\u202e", "202E"),
        ("\u2066", "2066"),
        ("\ud800", "D800"),
        ("\ufeff", "FEFF"),
        ("\U000e0041", "E0041"),
    ],
)
def test_a_character_that_does_not_show_is_refused_wherever_it_is(character, code):
    message = f"invisible character U+{code} at position 4. Delete it."
    said = f"Mer{character}"
    assert says("unsafe-character", title=Text(fr=said)) == [("title.fr", message)]
    assert says("unsafe-character", providers=(Provider(name=said),)) == [("providers[0].name", message)]
    assert says("unsafe-character", keywords=Keywords(any=(said,))) == [("keywords.any[0]", message)]
    assert says("unsafe-character", geometry={"type": said}) == [("geometry", message)]
    assert says("unsafe-character", geometry={said: 1}) == [("geometry", message)]


def test_letters_of_every_script_spaces_and_line_ends_are_accepted():
    assert (
        says(
            "unsafe-character",
            title=Text(fr="Œ\u202f; é\u00a0: ’ – ∆ 海 😀 \\u0000 \\b"),
            description=Text(fr="a\n\tb"),
        )
        == []
    )


@pytest.mark.parametrize("bad", ["<b>", "</p>", "<br/>", "<script>", "<img src=", "<svg/onload=", "<!--", "<A href ="])
def test_html_is_refused(bad):
    assert says("html-in-text", title=Text(fr=f"Mer {bad} bleue")) == [
        ("title.fr", f"HTML at position 5: `{bad}`. Write plain text.")
    ]


def test_a_comparison_is_no_html():
    text = Text(fr="0 <b et c> 1, x<5, <NO2>, <data@example.org>")
    assert says("html-in-text", title=text, description=Text(en="p < 0.05 & a<b and c>d")) == []


def test_html_entities_are_told():
    assert says("html-entity", title=Text(fr="R&D ; AT&T;")) == []
    assert says("html-entity", title=Text(fr="L&eacute;ger")) == [
        ("title.fr", "HTML entity `&eacute;`. Write the character itself.")
    ]


@pytest.mark.parametrize(
    "good",
    [
        "L’océan\u00a0: où\u202f?",
        "«\u202fmer\u202f» à 10:30",
        "Voir https://example.org/?a=1;b=2",
        "Fin\u202f; suite",
        "a\u00a0!",
        "(x)\u00a0: y",
    ],
)
def test_french_typography_is_accepted(good):
    assert says_together("french-typography", Record(spoilt(title=Text(fr=good)), "a.yml")) == []


def test_a_straight_apostrophe_is_told():
    assert says_together("french-typography", Record(spoilt(title=Text(fr="Niveau de l'océan")), "a.yml")) == [
        ("a.yml", "title.fr", "straight apostrophe in `Niveau de l'océan`. Write ’ (U+2019).")
    ]


@pytest.mark.parametrize(
    "bad", ["Où ?", "Où?", "Oui ; non", "Oui: non", "Oui : non", "« mer\u202f»", "«mer\u202f»", "a »"]
)
def test_a_missing_no_break_space_is_told(bad):
    assert says_together("french-typography", Record(spoilt(keywords=Keywords(fr=(bad,))), "a.yml")) == [
        (
            "a.yml",
            "keywords.fr[0]",
            f"no no-break space in `{bad}`. Write U+202F before ; ! ? and inside « », U+00A0 before a colon.",
        )
    ]


def test_the_typography_of_harvested_records_and_of_english_is_left_alone():
    assert says_together("french-typography", Record(spoilt(title=Text(fr="Où ?")), "a.json")) == []
    assert says_together("french-typography", Record(spoilt(title=Text(en="It's: here?")), "a.yml")) == []
