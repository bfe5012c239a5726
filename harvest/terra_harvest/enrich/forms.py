"""Every form under which a concept is recognised: labels of both languages, acronyms, CF names and instruments."""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from terra_harvest.enrich.fold import folded
from terra_harvest.enrich.guards import ABSORBED, ECHOED, NEVER, PLAIN, SUPPORTED, TECHNICAL, UNOPPOSED, VAGUE
from terra_harvest.enrich.instruments import INSTRUMENTS
from terra_vocab.concept import Concept, Thesaurus

Guard = Literal["free", "unopposed", "everyday", "supported", "echoed"]
"""When a form counts: always (free); unless the record speaks of another field (unopposed); if it speaks of the form's
field (supported), or of the same variable in other words (echoed). An everyday word is unopposed as a whole keyword and
supported elsewhere."""

_SHORT = 3


class Form(msgspec.Struct, frozen=True, gc=False):
    """What a folded phrase may mean: variables (one, or several among which the record decides), and a wider field.

    The wider field of a `vague` form ("sea", "species") is told only where the form stands alone.
    `spelt` holds the spellings of a short acronym: "CO" is carbon monoxide, "Co" and "co" are not. `instrument` says
    that the phrase names what measures the variables, all of them then.
    """

    variables: tuple[str, ...] = ()
    guard: Guard = "free"
    wider: str | None = None
    vague: bool = False
    spelt: frozenset[str] = frozenset()
    instrument: bool = False


def forms_of(thesaurus: Thesaurus) -> dict[str, Form]:
    """The forms by folded phrase. What several variables share is guarded, as are the forms of `guards`."""
    found: dict[str, Form] = {phrase: Form() for phrase in map(folded, ABSORBED)}
    for names, variables, guard in INSTRUMENTS:
        keys = tuple(key for name in variables if (key := f"variables/{name}") in thesaurus.concepts)
        wider = next((name for name in variables if name in thesaurus.concepts), None)
        for name in names:
            found[folded(name)] = Form(keys, guard=guard, wider=wider, instrument=True)
    for phrase, form in _labels(thesaurus).items():
        found.setdefault(phrase, form)
    return found


def _labels(thesaurus: Thesaurus) -> dict[str, Form]:
    # Free labels first: where one concept has a form as its own, the hidden ones of others do not cloud it.
    free: dict[str, list[str]] = {}
    hidden: dict[str, list[str]] = {}
    spelt: dict[str, set[str]] = {}
    for concept in thesaurus.of("variables"):
        for label, is_hidden in _names(concept):
            if phrase := folded(label):
                keys = (hidden if is_hidden else free).setdefault(phrase, [])
                if concept.key not in keys:
                    keys.append(concept.key)
                spelt.setdefault(phrase, set())
        for label in concept.alt.any:
            if 0 < len(folded(label)) <= _SHORT and label.isalnum():
                spelt[folded(label)].add(label)
    wider = _wider(thesaurus)
    words = {folded(label) for c in thesaurus.of("variables") for label in (*c.alt.fr, *c.alt.en)}
    named = {
        folded(label)
        for scheme in ("subdomains", "compartments")
        for c in thesaurus.of(scheme)
        for label in (c.label.fr, c.label.en, *c.alt.any)
        if label
    }
    preferred = {folded(label) for c in thesaurus.of("variables") for label in (c.label.fr, c.label.en) if label}
    found: dict[str, Form] = {}
    for phrase in dict.fromkeys((*free, *hidden, *wider)):
        if phrase in _NEVER:
            continue
        keys = free.get(phrase, []) or hidden.get(phrase, [])
        keys = [*keys, *(key for key in hidden.get(phrase, []) if key not in keys)]
        found[phrase] = Form(
            tuple(keys),
            guard=_guard(
                phrase, len(keys), phrase in free, phrase in preferred, bool(spelt.get(phrase)), phrase in words
            ),
            wider=wider.get(phrase),
            vague=phrase in _VAGUE or (" " not in phrase and phrase not in named and phrase not in _TECHNICAL),
            spelt=frozenset(spelt.get(phrase, ())),
        )
    return found


def _names(concept: Concept) -> Iterator[tuple[str, bool]]:
    for label in (concept.label.fr, concept.label.en, *concept.alt.fr, *concept.alt.en, *concept.alt.any):
        if label:
            yield label, False
    for label in (*concept.hidden.fr, *concept.hidden.en, *concept.hidden.any):
        yield label, True


def _guard(phrase: str, count: int, is_free: bool, is_preferred: bool, is_acronym: bool, is_word: bool) -> Guard:
    if phrase in _ECHOED:
        return "echoed"
    # A hidden word is one that others share; a hidden phrase is a spelling nobody need see.
    if count > 1 or phrase in _SUPPORTED or not (is_free or " " in phrase):
        return "supported"
    if phrase in _UNOPPOSED:
        return "unopposed"
    if is_preferred or phrase in _PLAIN:
        return "free"
    if is_acronym:
        return "supported"
    # Formulas and acronyms hold digits or capitals, and are labels of any language: those are free.
    return "everyday" if is_word and " " not in phrase and phrase not in _TECHNICAL else "free"


def _wider(thesaurus: Thesaurus) -> dict[str, str]:
    found: dict[str, str] = {}
    for scheme in ("subdomains", "compartments"):
        for concept in thesaurus.of(scheme):
            for label, _ in _names(concept):
                found.setdefault(folded(label), concept.key)
    return found


def _phrases(labels: Iterable[str]) -> frozenset[str]:
    return frozenset(map(folded, labels))


_NEVER = _phrases(NEVER)
_SUPPORTED = _phrases(SUPPORTED)
_UNOPPOSED = _phrases(UNOPPOSED)
_ECHOED = _phrases(ECHOED)
_TECHNICAL = _phrases(TECHNICAL)
_PLAIN = _phrases(PLAIN)
_VAGUE = _phrases(VAGUE)
