"""Rules about what people read: titles, summaries, plain text, typography."""

import re
from collections.abc import Iterator, Sequence

from terra_catalog.dataset import Dataset
from terra_catalog.load import Record
from terra_catalog.quote import quote
from terra_catalog.rule import Finding, catalogue_rule, record_rule
from terra_catalog.strings import encoded, every_string, french, one_language, texts
from terra_vocab.concept import Thesaurus
from terra_vocab.text import LANGS

MAX_TITLE = 160
"""Two lines of a card."""

MAX_SUMMARY = 160
"""What a card and a search engine show."""

_LANGUAGE = {"fr": "French", "en": "English"}

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
# Deleting the plain ASCII characters first leaves little to search: the accents, and what should not be there.
_PLAIN = bytes(range(0x20, 0x7F))
_ESCAPED = re.compile(rb"\\[bfru]").search

HTML_TAGS = (
    "a abbr address article aside audio b base blockquote body br button canvas center cite code dd del details div "
    "dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html i "
    "iframe img input ins kbd label legend li link main map mark marquee math meta nav noscript object ol option p "
    "param picture pre s samp script section select small source span strike strong style sub sup svg table tbody td "
    "template textarea tfoot th thead title tr tt u ul var video"
)
HTML = re.compile(
    rf"<(?:/?(?:{'|'.join(HTML_TAGS.split())})(?:\s*/?>|[\s/]+[\w:-]+\s*=)|!--|!doctype|\?xml|!\[CDATA\[)",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|[a-z]{1,6}(?:acute|grave|circ|cedil|uml)|#[0-9]{2,6}|#x[0-9a-f]{2,5});"
).search

_STRAIGHT = re.compile(r"(?<=\w)'(?=\w)").search
_BAD_SPACE = re.compile(
    r"(?: |(?<=[\w)»\"%]))[;!?](?=\s|$)| :(?=\s|$)|(?<=[\w)»\"%]):(?=\s|$)|« |«(?=\w)| »|(?<=\w)»"
).search


@record_rule("error")
def title_missing(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """A record has a title, in French, in English or in both.

    Accepted: `title: {fr: Hauteur des forêts}`.
    """
    title = dataset.title
    if not ((title.fr and title.fr.strip()) or (title.en and title.en.strip())):
        yield "title", "no title in any language. Write `title.fr` or `title.en`, both if you can."


@record_rule("warning")
def title_length(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """A title has at most 160 characters, so that a list shows it whole.

    Accepted: `title: {fr: Hauteur de canopée des forêts de France}`.
    """
    for lang in LANGS:
        text = dataset.title.get(lang)
        if text and len(text) > MAX_TITLE:
            yield f"title.{lang}", f"{len(text)} characters, at most {MAX_TITLE} expected. Shorten the title."


@record_rule("warning")
def title_capitals(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """A title is not written in capitals throughout; acronyms keep theirs.

    Accepted: `title: {en: ERA5 hourly winds}`, not `ERA5 HOURLY WINDS OVER FRANCE`.
    """
    for lang in LANGS:
        text = dataset.title.get(lang)
        if text and text.isupper() and _looks_shouted(text):
            yield f"title.{lang}", f"{quote(text)} is all capitals. Write it in lower case, acronyms excepted."


@record_rule("warning")
def summary_length(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """A summary is one sentence of at most 160 characters.

    Accepted: `summary: {en: Tree height in the forests of mainland France, mapped each year from space.}`.
    """
    for lang in LANGS:
        text = dataset.summary.get(lang)
        if text and len(text) > MAX_SUMMARY:
            yield f"summary.{lang}", f"{len(text)} characters, at most {MAX_SUMMARY} expected. Keep one sentence."


@record_rule("warning")
def language_missing(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """What is said in one language is said in the other; until then the page shows it with a note.

    Accepted: `summary: {fr: Hauteur des arbres., en: Height of the trees.}`.
    """
    for path, text in texts(dataset):
        if (not text.fr) is not (not text.en) and (missing := one_language(text)):
            yield path, f"missing in {_LANGUAGE[missing]}. Add `{path}.{missing}`."


@record_rule("error")
def unsafe_character(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """No text holds a character that does not show: control, zero-width, direction or tag characters.

    Accepted: letters of any script, no-break spaces, tabs and line ends.
    """
    blob = encoded(dataset)
    if blob is not None and not UNSAFE.search(blob.translate(None, _PLAIN).decode()) and not _ESCAPED(blob):
        return
    for path, text in every_string(dataset):
        if found := UNSAFE.search(text):
            yield path, f"invisible character U+{ord(found[0]):04X} at position {found.start() + 1}. Delete it."


@record_rule("error")
def html_in_text(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """Texts are plain: no HTML tag, comment or declaration.

    Accepted: `Chlorophyll < 0.1 mg/m³`, and blank lines between paragraphs.
    """
    blob = encoded(dataset)
    if blob is not None and b"<" not in blob:
        return
    for path, text in every_string(dataset):
        if "<" in text and (found := HTML.search(text)):
            yield path, f"HTML at position {found.start() + 1}: {quote(found[0])}. Write plain text."


@record_rule("warning")
def html_entity(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """Texts hold the characters themselves, not their HTML names.

    Accepted: `R&D` and `été`, not `R&amp;D` and `&eacute;t&eacute;`.
    """
    blob = encoded(dataset)
    if blob is not None and b"&" not in blob:
        return
    for path, text in texts(dataset):
        for lang in LANGS:
            said = text.get(lang)
            if said and "&" in said and (found := _ENTITY(said)):
                yield f"{path}.{lang}", f"HTML entity {quote(found[0])}. Write the character itself."


@catalogue_rule("warning")
def french_typography(records: Sequence[Record], _: Thesaurus) -> Iterator[tuple[Record, str, str]]:
    """French texts written by people have curly apostrophes, and a no-break space before ; : ! ? and in « ».

    Accepted: `L’océan : où, quand ?` with U+00A0 before the colon and U+202F before the question mark.
    """
    for record in records:
        if not record.file.endswith((".yml", ".yaml")):
            continue
        for path, text in french(record.dataset):
            if "'" in text and (found := _STRAIGHT(text)):
                yield record, path, f"straight apostrophe in {quote(_around(text, found.start()))}. Write ’ (U+2019)."
            if found := _BAD_SPACE(text):
                yield (
                    record,
                    path,
                    f"no no-break space in {quote(_around(text, found.start()))}. "
                    "Write U+202F before ; ! ? and inside « », U+00A0 before a colon.",
                )


def _around(text: str, position: int) -> str:
    return text[max(0, position - 12) : position + 12]


def _looks_shouted(text: str) -> bool:
    # A bare acronym or code (FORMS-T, CAMS GLOB-ANT) is a name; a sentence of words without digits is a shout.
    return sum(word.isalpha() and len(word) >= 3 for word in text.split()) >= 3
