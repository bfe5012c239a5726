import pytest
from tests.harvest.iso_records import record_about, record_with, says

from terra_harvest.formats.iso_texts import side_of
from terra_harvest.original import Texts


def localised(plain: str, **texts: str) -> str:
    groups = "".join(
        f"<textGroup><LocalisedCharacterString locale='#{locale}'>{text}</LocalisedCharacterString></textGroup>"
        for locale, text in texts.items()
    )
    return f"<abstract><gco:CharacterString>{plain}</gco:CharacterString><PT_FreeText>{groups}</PT_FreeText></abstract>"


@pytest.mark.parametrize(
    ("word", "side"),
    [
        ("fre", "fr"),
        ("fra", "fr"),
        ("fr-FR", "fr"),
        ("French; Français", "fr"),
        ("http://id.loc.gov/vocabulary/iso639-2/fre", "fr"),
        ("locale-fr", "fr"),
        ("eng; USA", "en"),
        ("Eng", "en"),
        ("ger", None),
        ("frr", None),
        ("{lang}", None),
        ("", None),
        (None, None),
    ],
)
def test_the_side_of_a_language_is_read_from_what_records_write(word: str | None, side: str | None) -> None:
    assert side_of(word) == side


@pytest.mark.parametrize(
    ("language", "texts"),
    [("fre", Texts(fr="Mer")), ("eng; USA", Texts(en="Mer")), ("ger", Texts(any="Mer")), ("", Texts(any="Mer"))],
)
def test_a_plain_text_is_in_the_language_of_the_record(language: str, texts: Texts) -> None:
    assert record_about(says("abstract", "Mer"), language).abstract == texts


@pytest.mark.parametrize(
    ("inside", "language", "texts"),
    [
        (localised("Mer", EN="Sea"), "fre", Texts(fr="Mer", en="Sea")),
        (localised("Mer", FR="Mer", EN="Sea"), "fre", Texts(fr="Mer", en="Sea")),
        (localised("", FR="Mer", EN="Sea"), "fre", Texts(fr="Mer", en="Sea")),
        (localised("Meer", DE="Meer", EN="Sea"), "ger", Texts(en="Sea")),
        (localised("", DE="Meer", IT="mare"), "eng", Texts(any="Meer")),
        (localised("No access", FR="Pas d’accès"), "fre", Texts(fr="Pas d’accès", any="No access")),
        (localised("Mer", FR="Mer"), "", Texts(fr="Mer")),
        (localised("?", FR="Mer"), "", Texts(fr="Mer", any="?")),
    ],
)
def test_each_localised_text_goes_to_its_side(inside: str, language: str, texts: Texts) -> None:
    assert record_about(inside, language).abstract == texts


def test_a_locale_means_what_the_record_declares() -> None:
    code = "<languageCode><LanguageCode codeListValue='fra'/></languageCode>"
    record = record_with(
        f"<locale><PT_Locale id='second'>{code}</PT_Locale></locale>"
        "<language><gco:CharacterString>eng</gco:CharacterString></language>"
        "<identificationInfo><MD_DataIdentification>"
        f"{localised('Sea', second='Mer')}"
        "</MD_DataIdentification></identificationInfo>"
    )
    assert record.abstract == Texts(fr="Mer", en="Sea")


def test_markup_inside_a_text_does_not_cut_it() -> None:
    inside = "<abstract><gco:CharacterString>one <b>two</b> three</gco:CharacterString></abstract>"
    assert record_about(inside).abstract == Texts(en="one two three")


def test_a_text_without_its_gco_element_is_read() -> None:
    assert record_about("<abstract> bare </abstract>").abstract == Texts(en="bare")


@pytest.mark.parametrize(
    ("element", "code"),
    [
        ("<MD_ProgressCode codeListValue='onGoing'>whatever</MD_ProgressCode>", "onGoing"),
        ("<MD_ProgressCode codeListValue=' '>completed</MD_ProgressCode>", "completed"),
        ("<MD_ProgressCode codeListValue='RI_593'>completed; complété</MD_ProgressCode>", "completed"),
        ("<MD_ProgressCode codeListValue='http://example.org/list#onGoing'/>", "onGoing"),
        ("<MD_ProgressCode codeListValue='http://example.org/list'>obsolete</MD_ProgressCode>", "obsolete"),
        ("<gco:CharacterString>planned</gco:CharacterString>", "planned"),
        ("", None),
    ],
)
def test_a_code_is_the_word_that_people_would_read(element: str, code: str | None) -> None:
    assert record_about(f"<status>{element}</status>").status == code
