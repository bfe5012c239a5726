"""Read the hits of a keyword, of a variable, of a title or of an abstract."""

import re
from collections.abc import Iterator

import msgspec

from terra_harvest.enrich.addresses import Addresses
from terra_harvest.enrich.cf import cf_name
from terra_harvest.enrich.fields import THEME_ADDRESS, THEMES, is_inspire
from terra_harvest.enrich.flux_codes import variable_of_code
from terra_harvest.enrich.fold import BREAK, folded, unmarked, words_of
from terra_harvest.enrich.forms import Form
from terra_harvest.enrich.guards import WITHOUT
from terra_harvest.enrich.hit import Hit, spelt_right
from terra_harvest.enrich.paths import compartments_of_topic, steps_of
from terra_harvest.enrich.phrases import Phrases
from terra_harvest.enrich.reason import Confidence, Kind
from terra_harvest.original import Measured, Texts, Word
from terra_vocab.concept import Thesaurus

# A keyword longer than this is a sentence: it is not looked at for the labels it holds.
_LONGEST = 120
# Nothing longer is read: lists of keywords in one are shorter, and what follows is meant to harm.
_TOO_LONG = 2000
_PARTS = re.compile(r"\s*(?:[,;/•·]|\s-\s|\bet\b|\band\b|\s&\s)\s*", re.IGNORECASE)
_UNIT = re.compile(r"\s*[(\[]\s*([^()\[\]]{1,24}?)\s*[)\]]\s*$")
_NEAR, _ABSTRACT = 300, 500
_FLUX_WITHIN = 4
# How much of a gas there is, which is not how much of it moves.
_CONTENTS = (
    *("carbon-dioxide", "methane", "nitrous-oxide", "carbon-monoxide", "ozone", "ammonia", "nitrogen-dioxide"),
    *("sulphur-dioxide", "formaldehyde-voc", "trace-gases", "water-vapour", "relative-humidity"),
)


class Forms:
    """Everything that is looked up while a record is read. Built once per thesaurus, never changed."""

    def __init__(
        self, thesaurus: Thesaurus, phrases: dict[str, Form], addresses: Addresses, cf_names: dict[str, Form]
    ) -> None:
        self.thesaurus = thesaurus
        self.phrases = Phrases(phrases)
        self.addresses = addresses
        self.cf_names = cf_names
        self.contents = frozenset(f"variables/{name}" for name in _CONTENTS)


def of_word(word: Word, forms: Forms) -> list[Hit]:
    """The hits of a keyword: its address, else its path, else the whole of it, else its parts.

    An address that only proposes several variables is heard beside the words.
    """
    text = written(word.text)
    proposed: list[Hit] = []
    if word.uri and (found := forms.addresses.find(word.uri)):
        form, exact = found
        kind: Kind = "theme" if "inspire" in word.uri else "address"
        confidence: Confidence = "weak" if kind == "theme" else "certain" if exact else "strong"
        proposed = [Hit(text or word.uri, form, kind, confidence)]
        if form.guard == "free":
            return proposed
    themes = list(_theme(word, forms))
    if themes and is_inspire(word.thesaurus):
        return themes
    for said in said_in(word.text):
        hits = of_keyword(said, forms)
        # A theme of INSPIRE is more than the words in it ("Sea regions"), less than a label ("Land cover").
        if hits and not (themes and all(hit.confidence == "fair" for hit in hits)):
            return proposed + hits
    return proposed or themes


def _theme(word: Word, forms: Forms) -> Iterator[Hit]:
    """The compartment of a theme of INSPIRE by its label."""
    for said in said_in(word.text):
        code = THEMES.get(folded(said))
        if code and (found := forms.addresses.find(THEME_ADDRESS + code)):
            yield Hit(said, found[0], "theme", "weak")
            return


def of_keyword(text: str, forms: Forms) -> list[Hit]:
    """The hits of the text of a keyword in one language."""
    text = _one_line(text)
    if steps := steps_of(text):
        return list(of_path(text, steps, forms))
    if hit := of_name(text, forms, "keyword", "strong"):
        return [hit]
    parts = [part for part in _PARTS.split(text) if part]
    if len(parts) > 1 and (hits := [hit for part in parts if (hit := of_name(part, forms, "keyword", "strong"))]):
        return hits
    return list(in_text(text, forms, "keyword", "fair")) if len(text) <= _LONGEST else []


def _one_line(text: str) -> str:
    """A name without markup, entities and runs of spaces, cut where it is too long to be one."""
    return " ".join(unmarked(text[:_TOO_LONG]).split())


def of_measured(measured: Measured, forms: Forms) -> list[Hit]:
    """The hits of a variable of the record: its address, its CF name, its own name with its unit."""
    name = written(measured.name)
    if measured.uri and (found := forms.addresses.find(measured.uri)):
        return [Hit(name or measured.uri, found[0], "address", "certain" if found[1] else "strong", measured.unit)]
    if measured.cf and (form := forms.cf_names.get(measured.cf.strip().lower())):
        return [Hit(measured.cf, form, "cf-name", "certain", measured.unit)]
    names = [_one_line(said) for said in said_in(measured.name)]
    for said in names:
        if hit := of_name(said, forms, "variable", "strong", measured.unit):
            return [hit]
    for said in names:
        steps = steps_of(said)
        hits = list(of_path(said, steps, forms)) if steps else list(in_text(said, forms, "variable", "fair"))
        if hits and len(said) <= _LONGEST:
            return hits
    return []


def of_name(text: str, forms: Forms, kind: Kind, confidence: Confidence, unit: str | None = None) -> Hit | None:
    """The hit of a whole name: "Temperature (°C)" is also tried without its bracket, "T (Temperature)" by it."""
    if (name := cf_name(text)) and (form := forms.cf_names.get(name)):
        return Hit(text, form, "cf-name", "certain", unit)
    if form := _whole(text, forms):
        return Hit(text, form, _kind(form, kind), confidence, unit)
    if "_" in text and (key := variable_of_code(text.strip())) and key in forms.thesaurus.concepts:
        return Hit(text, Form((key,)), kind, "fair", unit)
    if (bracket := _UNIT.search(text)) and (outside := text[: bracket.start()]):
        if form := _whole(outside, forms):
            return Hit(text, form, _kind(form, kind), confidence, unit or bracket[1])
        if form := _whole(bracket[1], forms):
            return Hit(text, form, _kind(form, kind), confidence, unit)
    return None


def _whole(text: str, forms: Forms) -> Form | None:
    words, kept = words_of(text)
    form = forms.phrases.get(" ".join(word for word in words if word != BREAK))
    return form if form is not None and _means(form) and spelt_right(form, kept[0]) else None


def of_path(text: str, steps: list[str], forms: Forms) -> Iterator[Hit]:
    """The hit of the deepest step that is a variable below that topic, or of the deepest that is a wider field."""
    allowed = compartments_of_topic(steps)
    for depth, step in enumerate(reversed(steps)):
        # A step of GCMD may name two things: "AEROSOL OPTICAL DEPTH/THICKNESS".
        for name in (step, *(part for part in step.split("/") if part != step)):
            form = _whole(name, forms)
            if form is None:
                continue
            variables = tuple(key for key in form.variables if not allowed or _within(key, allowed, forms.thesaurus))
            wider = form.wider
            if variables and depth == 0:
                guard = "free" if len(variables) == 1 and allowed else form.guard
                yield Hit(text, Form(variables, guard=guard, wider=wider), "path", "strong")
                return
            if wider is not None and (not allowed or _within(wider, allowed, forms.thesaurus)):
                yield Hit(text, Form(wider=wider), "path", "strong")
                return
    if allowed:
        yield Hit(text, Form(wider=allowed[0]), "path", "fair")


def _within(key: str, allowed: tuple[str, ...], thesaurus: Thesaurus) -> bool:
    return key in allowed or any(above.key in allowed for above in thesaurus.ancestors(key))


def in_text(text: str, forms: Forms, kind: Kind, confidence: Confidence) -> Iterator[Hit]:
    """The hits inside a text: longest labels, whole words."""
    words, kept = words_of(text[:_TOO_LONG])
    for start, end, form in forms.phrases.found_in(words):
        if start and words[start - 1] in WITHOUT:
            continue
        if "flux" in words[end : end + _FLUX_WITHIN] and form.variables and forms.contents.issuperset(form.variables):
            # "CO2 and water vapour fluxes": what moves is not how much there is.
            continue
        if _means(form) and (not form.spelt or (kept[start] in form.spelt and _stands_alone(text, kept[start]))):
            alone = (start == 0 or words[start - 1] == BREAK) and (end == len(words) or words[end] == BREAK)
            yield Hit(" ".join(kept[start:end]), form, _kind(form, kind), confidence, alone=alone)


def in_abstract(text: str, forms: Forms) -> Iterator[Hit]:
    """The hits inside the beginning of an abstract: first what the dataset is, a little further why it was made."""
    text = _cut(text, _ABSTRACT)
    near = _cut(text, _NEAR)
    yield from in_text(near, forms, "abstract", "weak")
    for hit in in_text(text[len(near) :], forms, "abstract", "weak"):
        yield msgspec.structs.replace(hit, far=True)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length].rpartition(" ")[0]


def _stands_alone(text: str, acronym: str) -> bool:
    """Whether a short acronym is no part of a name: not the CO of "CO-PDD"."""
    place = text.find(acronym)
    return not (text[place - 1 : place] == "-" or text[place + len(acronym) : place + len(acronym) + 1] == "-")


def _means(form: Form) -> bool:
    return bool(form.variables or form.wider)


def _kind(form: Form, kind: Kind) -> Kind:
    # In an abstract an instrument is one word among others: it stays the weakest reason.
    return "instrument" if form.instrument and kind != "abstract" else kind


def written(texts: Texts) -> str:
    """The text to show as the one matched."""
    return texts.fr or texts.en or texts.any or ""


def said_in(texts: Texts) -> Iterator[str]:
    """The text in each language that it is given in, once."""
    yield from dict.fromkeys(said for said in (texts.en, texts.fr, texts.any) if said)
