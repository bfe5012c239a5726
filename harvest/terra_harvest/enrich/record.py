"""Enrich a record: variables, compartments, platforms and places, with the reason of each match."""

import msgspec

from terra_catalog.dataset import Variable
from terra_harvest.enrich.compartments import compartments_of
from terra_harvest.enrich.fields import compartment_of_topic
from terra_harvest.enrich.fold import folded, words_of
from terra_harvest.enrich.forms import Form
from terra_harvest.enrich.hit import Hit
from terra_harvest.enrich.matcher import Matcher
from terra_harvest.enrich.places import is_called_place, is_place
from terra_harvest.enrich.platforms import aboard
from terra_harvest.enrich.reading import in_abstract, in_text, of_measured, of_word, said_in, written
from terra_harvest.enrich.reason import Match
from terra_harvest.enrich.settle import settled
from terra_harvest.original import Measured, Original, Word

# Keywords of these kinds, or from thesauri so named, are no themes: what matches nothing among them is no gap.
_OTHER_KINDS = {
    *(
        "project",
        "platform",
        "instrument",
        "datacenter",
        "datacentre",
        "datacentername",
        "organisation",
        "organization",
    ),
    *("temporal", "stratum", "campaign", "sensor", "provider", "service", "product", "subtopiccategory", "dataset"),
    *("climate", "geology"),
}
_OTHER_THESAURI = (
    "place",
    "location",
    "region",
    "countries",
    "project",
    "platform",
    "instrument",
    "provider",
    "continent",
)


_TITLE, _KEYWORD = 2000, 200


class Enrichment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the thesaurus makes of a record.

    `matches` has the strongest reason of each concept; `unmatched` the theme keywords that no concept knows, for the
    maintainers of the thesaurus; `others` the places, projects and organisations among the keywords, which it need not.
    """

    variables: tuple[Variable, ...] = ()
    compartments: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    missions: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()
    unmatched: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def enrich(original: Original, matcher: Matcher) -> Enrichment:
    """The matches of a record with the concepts of the matcher's thesaurus, and what follows from them. Pure."""
    forms = matcher.forms
    hits: list[Hit] = []
    keywords: list[tuple[Word, list[Hit]]] = []
    places: dict[str, None] = {}
    named: list[str] = [*original.platforms, *original.instruments]
    for word in original.keywords:
        if is_called_place(word):
            if text := written(word.text)[:_KEYWORD]:
                places[text] = None
            continue
        found = of_word(word, forms)
        hits += found
        keywords.append((word, found))
        named.extend(said[:_KEYWORD] for said in said_in(word.text))
    measured: list[tuple[Measured, list[Hit]]] = [
        (variable, of_measured(variable, forms)) for variable in original.variables
    ]
    hits += [hit for _, found in measured for hit in found]
    for instrument in original.instruments:
        hits += in_text(instrument, forms, "instrument", "fair")
    titles = [original.title, *original.alternate_titles]
    for title in (said for texts in titles for said in said_in(texts)):
        hits += in_text(title, forms, "title", "fair")
    for topic in original.topics:
        if compartment := compartment_of_topic(topic):
            hits.append(Hit(topic, Form(wider=compartment), "topic", "weak"))
    for abstract in said_in(original.abstract):
        hits += in_abstract(abstract, forms)
    matches = settled(hits, matcher.fields)
    spoken = [words_of(title[:_TITLE]) for texts in titles for title in said_in(texts)]
    platforms, missions, instruments = aboard(spoken, named, matcher.platforms)
    unmatched, others, named_places = _unmatched(original, keywords, matches, matcher)
    places.update(dict.fromkeys(named_places))
    return Enrichment(
        variables=tuple(_variables(matches, measured)),
        compartments=compartments_of(matches, matcher.fields),
        platforms=platforms,
        missions=missions,
        instruments=instruments,
        places=tuple(places),
        matches=tuple(matches),
        unmatched=unmatched,
        others=(*places, *others),
    )


def _unmatched(
    original: Original, keywords: list[tuple[Word, list[Hit]]], matches: list[Match], matcher: Matcher
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The keywords of which nothing was made: themes; names of projects, organisations, instruments; places."""
    matched = {match.concept for match in matches}
    organisations = {folded(party.organisation) for party in original.parties if party.organisation}
    themes: dict[str, None] = {}
    others: dict[str, None] = {}
    places: dict[str, None] = {}
    for word, hits in keywords:
        text = written(word.text)[:_KEYWORD]
        if not text or any(key in matched for hit in hits for key in (*hit.form.variables, hit.form.wider)):
            continue
        if is_place(text, matcher.places):
            places[text] = None
            continue
        phrase = folded(text)
        is_name = phrase in matcher.actors or phrase in organisations or matcher.platforms.get(phrase) is not None
        (others if is_name or _is_other(word) else themes)[text] = None
    return tuple(themes), tuple(others), tuple(places)


def _variables(matches: list[Match], measured: list[tuple[Measured, list[Hit]]]) -> list[Variable]:
    """The matched variables, each with the record's own name, unit and CF name where the record has them."""
    own: dict[str, Measured] = {}
    for variable, hits in measured:
        for hit in hits:
            for key in hit.form.variables:
                own.setdefault(key, variable)
    found = []
    for match in matches:
        scheme, _, name = match.concept.partition("/")
        if scheme == "variables":
            said = own.get(match.concept)
            found.append(
                Variable(concept=name)
                if said is None
                else Variable(concept=name, name=written(said.name) or None, unit=said.unit, cf=said.cf)
            )
    return found


def _is_other(word: Word) -> bool:
    thesaurus = (word.thesaurus or "").lower()
    return (word.kind or "").lower() in _OTHER_KINDS or any(name in thesaurus for name in _OTHER_THESAURI)
