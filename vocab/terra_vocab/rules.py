"""Check the thesaurus: what makes a concept unfindable, ambiguous or contradictory."""

import unicodedata
from collections.abc import Callable, Iterator
from typing import Literal, get_args

from terra_vocab.concept import Concept, MatchKind, Thesaurus
from terra_vocab.text import LANGS, Lang

Level = Literal["error", "warning"]

Finding = tuple[str, str, Level, str]
"""Key of the concept or scheme, name of the rule, level, message."""

_LANGUAGE: dict[Lang, str] = {"fr": "French", "en": "English"}
_DEFINED = frozenset({"compartments", "subdomains", "variables"})
_MATCH_KINDS = frozenset(get_args(MatchKind))
_ABOVE = {"subdomains": "compartments", "variables": "subdomains"}


def check_thesaurus(thesaurus: Thesaurus) -> Iterator[Finding]:
    """Every finding about the thesaurus, rule after rule. An `error` must stop the build, a `warning` must not."""
    for rule in RULES:
        yield from rule(thesaurus)


def label_missing(thesaurus: Thesaurus) -> Iterator[Finding]:
    """Every scheme and concept has a label in French and in English."""
    for scheme in thesaurus.schemes.values():
        for lang in LANGS:
            if not (scheme.title.get(lang) or "").strip():
                message = f'no title in {_LANGUAGE[lang]}. Add dct:title "..."@{lang}.'
                yield scheme.id, "label-missing", "error", message
    for concept in thesaurus:
        for lang in LANGS:
            if not (concept.label.get(lang) or "").strip():
                message = f'no label in {_LANGUAGE[lang]}. Add skos:prefLabel "..."@{lang}.'
                yield concept.key, "label-missing", "error", message


def definition_missing(thesaurus: Thesaurus) -> Iterator[Finding]:
    """Every compartment, sub-domain and variable has a definition in French and in English."""
    for concept in thesaurus:
        for lang in LANGS if concept.scheme in _DEFINED else ():
            if not (concept.definition.get(lang) or "").strip():
                message = f'no definition in {_LANGUAGE[lang]}. Add skos:definition "..."@{lang}.'
                yield concept.key, "definition-missing", "error", message


def scheme_unknown(thesaurus: Thesaurus) -> Iterator[Finding]:
    """Every concept is in a scheme that is described."""
    for concept in thesaurus:
        if concept.scheme not in thesaurus.schemes:
            message = f"the scheme `{concept.scheme}` is not described. Add `<{concept.scheme}> a skos:ConceptScheme`."
            yield concept.key, "scheme-unknown", "error", message


def same_label(thesaurus: Thesaurus) -> Iterator[Finding]:
    """No two concepts of a scheme have one preferred label in one language, case and accents apart."""
    first: dict[tuple[str, str, str], Concept] = {}
    for concept in thesaurus:
        for lang in LANGS:
            label = concept.label.get(lang)
            if not label:
                continue
            holder = first.setdefault((concept.scheme, lang, fold(label)), concept)
            if holder is not concept:
                message = f'the {_LANGUAGE[lang]} label "{label}" is also that of {holder.key}. Make one more precise.'
                yield concept.key, "same-label", "error", message


def label_is_alternative(thesaurus: Thesaurus) -> Iterator[Finding]:
    """A preferred label is not the alternative label of another concept of its scheme: a search could not choose."""
    preferred: dict[tuple[str, str, str], Concept] = {}
    for concept in thesaurus:
        for lang in LANGS:
            if label := concept.label.get(lang):
                preferred.setdefault((concept.scheme, lang, fold(label)), concept)
    for concept in thesaurus:
        for lang in LANGS:
            for alternative in (*(concept.alt.fr if lang == "fr" else concept.alt.en), *concept.alt.any):
                holder = preferred.get((concept.scheme, lang, fold(alternative)))
                if holder is not None and holder is not concept:
                    message = f'"{alternative}" is the {_LANGUAGE[lang]} label of {holder.key}. Remove it here.'
                    yield concept.key, "label-is-alternative", "warning", message


def link_unknown(thesaurus: Thesaurus) -> Iterator[Finding]:
    """Every broader, related or containing concept exists."""
    for concept in thesaurus:
        for name, keys in (("broader", concept.broader), ("related", concept.related), ("isPartOf", concept.part_of)):
            for key in keys:
                if key not in thesaurus.concepts:
                    message = f"{name} names {key}, which is no concept. Correct or remove it."
                    yield concept.key, "link-unknown", "error", message


def cycle(thesaurus: Thesaurus) -> Iterator[Finding]:
    """No concept is broader than itself, directly or through others."""
    done: set[str] = set()
    for start in thesaurus:
        # Depth first with a stack of our own: a chain may be longer than Python's recursion allows.
        trail: dict[str, Iterator[str]] = {}
        key: str | None = start.key
        while key is not None:
            if key in trail:
                ring = [*list(trail)[list(trail).index(key) :], key]
                message = f"broader than itself: {' > '.join(ring)}. Remove one skos:broader of this ring."
                yield key, "cycle", "error", message
            elif key not in done and key in thesaurus.concepts:
                trail[key] = iter(thesaurus.concepts[key].broader)
            key = None
            while trail and key is None:
                last = next(reversed(trail))
                key = next(trail[last], None)
                if key is None:
                    done.add(last)
                    del trail[last]


def orphan(thesaurus: Thesaurus) -> Iterator[Finding]:
    """Every sub-domain has a compartment above it, every variable a sub-domain, every data centre a pole."""
    for concept in thesaurus:
        above = _ABOVE.get(concept.scheme)
        if above and not any(key.startswith(f"{above}/") for key in concept.broader):
            yield concept.key, "orphan", "error", f"nothing above it in {above}. Add skos:broader <{above}/...>."
        if concept.scheme == "data-centres" and not any(key.startswith("poles/") for key in concept.part_of):
            yield concept.key, "orphan", "warning", "part of no pole. Add dct:isPartOf <poles/...> if it has one."


def match_kind(thesaurus: Thesaurus) -> Iterator[Finding]:
    """A match has one of the five kinds of SKOS, an http address, and one kind only for one address."""
    for concept in thesaurus:
        kinds: dict[str, str] = {}
        for match in concept.matches:
            if match.kind not in _MATCH_KINDS:
                message = f"`{match.kind}` is no kind of match. Write one of {', '.join(sorted(_MATCH_KINDS))}."
                yield concept.key, "match-kind", "error", message
            if not match.uri.startswith(("http://", "https://")):
                message = f"{match.uri} is no address. Write the http address of the concept."
                yield concept.key, "match-kind", "error", message
            other = kinds.setdefault(match.uri, match.kind)
            if other != match.kind:
                message = f"{match.uri} is matched as {other} and as {match.kind}. Keep the one that is verified."
                yield concept.key, "match-kind", "error", message


def same_exact_match(thesaurus: Thesaurus) -> Iterator[Finding]:
    """No two concepts are the exact match of one address: they would be one concept."""
    first: dict[str, Concept] = {}
    for concept in thesaurus:
        for match in concept.matches:
            holder = first.setdefault(match.uri, concept) if match.kind == "exactMatch" else concept
            if holder is not concept:
                message = f"exact match of {match.uri}, as {holder.key} is. Make one a close match, or merge the two."
                yield concept.key, "same-exact-match", "warning", message


def unit_symbol(thesaurus: Thesaurus) -> Iterator[Finding]:
    """A unit has the symbol that people read."""
    for concept in thesaurus:
        if concept.unit is not None and not concept.unit.symbol.strip():
            yield concept.key, "unit-symbol", "error", 'a unit without a symbol. Add schema:unitText "...".'


RULES: tuple[Callable[[Thesaurus], Iterator[Finding]], ...] = (
    label_missing,
    definition_missing,
    scheme_unknown,
    same_label,
    label_is_alternative,
    link_unknown,
    cycle,
    orphan,
    match_kind,
    same_exact_match,
    unit_symbol,
)
"""The rules, in the order in which their findings are told."""


def fold(text: str) -> str:
    """Lower case, without accents, with single spaces: what two labels have in common when readers confuse them."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
