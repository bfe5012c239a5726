import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.harvest.normalising import an_original, dataset_of, dataset_with, result_of, rules_of

from terra_catalog.rules.texts import HTML, MAX_SUMMARY, UNSAFE
from terra_harvest.normalise.plain import cut, line, plain
from terra_harvest.normalise.record import Refusal
from terra_harvest.normalise.summary import summary_of
from terra_harvest.original import Texts, Word

PIECES = [
    "<b>", "</b>", "<script>", "</script>", "<!--", "-->", "&lt;p&gt;", "&amp;", "&#x3c;", "<a href='http://a.b/c'>",
    "</a>", "<scr", "ipt>", "<img src=x onerror=alert(1)>", "<![CDATA[", "]]>", "<?xml", "\u200b", "\u202e", "\xad",
    "\r", "\x92", "\x00", "\ud800", "**", "[x](https://a.b)", "## ", "<sub>2</sub>", "<sup>", "é", "e\u0301", "\n\n\n",
    " ", "c < 0.1", "<",
]  # fmt: skip
messy = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=25).map("".join)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<p>Un</p><p>Deux</p>", "Un\n\nDeux"),
        ("a<br/>b<br>c", "a\nb\nc"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("O<sub>3</sub> at 10<sup>-8</sup> cm<sup>-1</sup>", "O₃ at 10⁻⁸ cm⁻¹"),
        ("x<sup>note</sup>", "xnote"),
        ("chlorophyll < 0.1 and <NO2> > 5", "chlorophyll < 0.1 and <NO2> > 5"),
        ("see <a href='https://a.b/c'>the guide</a>.", "see the guide (https://a.b/c)."),
        ("<a href='https://a.b/c'>https://a.b/c</a>", "https://a.b/c"),
        ("<a href='javascript:alert(1)'>here</a>", "here"),
        ("[IASI](https://a.b/c) and [https://a.b](https://a.b)", "IASI (https://a.b/c) and https://a.b"),
        ("**Bold** move", "Bold move"),
        ("**<scr**ipt>alert(1)</script>", ""),
        ("&lt;p&gt;twice &amp;amp; hidden&lt;/p&gt;", "twice & hidden"),
        ("before<script>alert(1)</script>after", "beforeafter"),
        ("before<script>never closed", "beforenever closed"),
        ("a<!-- hidden -->b<!-- open", "ab open"),
        ("<![CDATA[kept]]>", "kept"),
        ("soft\xadhyphen zero\u200bwidth right\u202eto left", "softhyphen zerowidth rightto left"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("l\x92océan", "l’océan"),
        ("e\u0301te\u0301", "été"),
        ("a  \t b\n   c\n\n\n\nd", "a b\nc\n\nd"),
        ("prix\xa0: 5", "prix\xa0: 5"),
    ],
)
def test_a_text_is_plain(written: str, shown: str) -> None:
    assert plain(written) == shown


def test_a_line_holds_no_line_end() -> None:
    assert line("a\n b<br>c\u2028d") == "a b c d"


@settings(max_examples=1500, deadline=None)
@given(messy)
def test_no_text_keeps_markup_or_what_does_not_show(written: str) -> None:
    for shown in (plain(written), line(written)):
        assert not HTML.search(shown)
        assert not UNSAFE.search(shown)
        assert shown == shown.strip()
    assert "\n" not in line(written)


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="ab c.d", max_size=60), st.integers(5, 40))
def test_a_cut_text_is_its_start(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert len(short) <= limit
    assert text.startswith(short.removesuffix("…"))


@pytest.mark.parametrize(
    ("description", "summary"),
    [
        ("One sentence.", "One sentence."),
        ("First. Second.\n\nOther paragraph.", "First. Second."),
        ("A line\nof a paragraph.", "A line of a paragraph."),
        ("- one\n- two", "- one"),
        (f"Short one. X{'x' * 160}", "Short one."),
        (f"Measured by Dr. Dupont et al. in 2003 at approx. 5 m. {'More words here. ' * 10}",
         "Measured by Dr. Dupont et al. in 2003 at approx. 5 m. More words here. More words here. More words here. "
         "More words here. More words here. More words here."),
        (f"Où est-ce ? « Ici. » Encore {'des mots sans fin ' * 9}", "Où est-ce ? « Ici. »"),
        ("", None),
    ],
)  # fmt: skip
def test_a_summary_is_the_first_sentences(description: str, summary: str | None) -> None:
    assert summary_of(description) == summary


@settings(max_examples=800, deadline=None)
@given(st.lists(st.sampled_from(["Sea", "level.", "e.g.", "Ocean", "rises!", "a", "\n", "\n\n", "«x.»"]), max_size=80))
def test_a_summary_says_nothing_that_the_description_does_not(words: list[str]) -> None:
    description = plain(" ".join(words))
    summary = summary_of(description)
    assert (summary is None) == (not description)
    if summary:
        assert len(summary) <= MAX_SUMMARY
        assert " ".join(description.split()).startswith(summary.removesuffix("…").rstrip())


def test_french_and_english_stay_apart() -> None:
    dataset = dataset_with(
        title=Texts(fr="Niveau de la mer", en="Sea level"), abstract=Texts(fr="La mer.", en="The sea.")
    )
    assert (dataset.title.fr, dataset.title.en) == ("Niveau de la mer", "Sea level")
    assert (dataset.summary.fr, dataset.description.en) == ("La mer.", "The sea.")


def test_the_language_that_a_record_says_is_not_guessed() -> None:
    assert "language-guessed" not in rules_of(an_original())


@pytest.mark.parametrize(
    ("abstract", "lang"),
    [
        ("Ce jeu de données rassemble les mesures de la hauteur de la mer depuis les satellites.", "fr"),
        ("This dataset gathers the measurements of the height of the sea from satellites.", "en"),
    ],
)
def test_a_text_in_no_stated_language_is_guessed_and_flagged(abstract: str, lang: str) -> None:
    original = an_original(title=Texts(any="SSALTO"), abstract=Texts(any=abstract), language=None)
    dataset = dataset_of(original)
    assert getattr(dataset.description, lang) == abstract
    assert getattr(dataset.title, lang) == "SSALTO"
    assert rules_of(original) == ["language-guessed", "language-guessed"]


def test_a_code_that_looks_like_no_language_is_english() -> None:
    assert dataset_with(title=Texts(any="MF_DSO, SURF_MOBIL"), language=None).title.en == "MF_DSO, SURF_MOBIL"


def test_a_third_language_is_shown_and_flagged() -> None:
    original = an_original(title=Texts(any="Meeresspiegel der Nordsee"), language="ger")
    assert dataset_of(original).title.en == "Meeresspiegel der Nordsee"
    assert rules_of(original) == ["language-other"]


def test_keywords_keep_their_language_and_come_once() -> None:
    words = (
        Word(text=Texts(fr="marée", en="tide")),
        Word(text=Texts(any="Tide")),
        Word(text=Texts(any="swell<br>")),
        Word(text=Texts(any="n/a")),
        Word(text=Texts(any="; ".join(f"word {n} of a long field" for n in range(9)))),
    )
    keywords = dataset_with(keywords=words).keywords
    assert (keywords.fr, keywords.en) == (("marée",), ("tide",))
    assert keywords.any[:2] == ("swell", "word 0 of a long field")
    assert len(keywords.any) == 10


@pytest.mark.parametrize(
    "fields",
    [
        {"title": Texts()},
        {"title": Texts(en="Template for Vector data (preferred!)")},
        {"title": Texts(fr="Modèle pour la saisie d'une série de données INSPIRE")},
        {"title": Texts(en="{{title}}")},
        {"title": Texts(fr="-- Titre de la série --")},
        {"title": Texts(en="<p>&nbsp;</p>")},
        {"kind": "service"},
        {"kind": "http://purl.org/dc/dcmitype/Text"},
        {"kind": "catalog"},
        {"kind": "item"},
        {"kind": "featureCatalog"},
    ],
)
def test_what_is_no_dataset_is_refused_with_a_reason(fields: dict[str, object]) -> None:
    found = result_of(an_original(**fields))
    assert isinstance(found, Refusal)
    assert len(found.reason) >= 15


def test_an_alternate_title_stands_in_for_an_empty_one() -> None:
    dataset = dataset_with(title=Texts(en=" "), alternate_titles=(Texts(en="SSH"), Texts(en="Sea height")))
    assert dataset.title.en == "SSH"
    assert dataset.names == ("Sea height",)


def test_a_stac_collection_without_title_goes_by_its_id() -> None:
    original = an_original(format="stac", kind="collection", title=Texts(), native_id="sentinel-2-l2a")
    assert dataset_of(original).title.en == "sentinel-2-l2a"
    assert "title-from-id" in rules_of(original)


def test_a_description_that_says_nothing_is_left_out() -> None:
    dataset = dataset_with(abstract=Texts(en="n/a"))
    assert not dataset.description
    assert not dataset.summary
