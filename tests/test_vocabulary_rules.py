from pathlib import Path

import pytest

from terra_vocab.concept import Concept, Labels, Match, Scheme, Thesaurus, Unit
from terra_vocab.rules import RULES, check_thesaurus
from terra_vocab.skos import read_thesaurus
from terra_vocab.text import Text

ROOT = Path(__file__).parents[1]
_SCHEMES = ("compartments", "subdomains", "variables", "poles", "data-centres", "formats")


def concept(key: str, **fields: object) -> Concept:
    """A sound concept, but for the fields given."""
    scheme, _, name = key.partition("/")
    said = Text(fr=name, en=name)
    above = {"subdomains": ("compartments/sea",), "variables": ("subdomains/waves",)}.get(scheme, ())
    part_of = ("poles/odatis",) if scheme == "data-centres" else ()
    return Concept(
        **{
            "scheme": scheme,
            "id": name,
            "label": said,
            "definition": said,
            "broader": above,
            "part_of": part_of,
            **fields,
        }
    )  # type: ignore[arg-type]


def found(*concepts: Concept) -> list[tuple[str, str, str, str]]:
    """The findings about a small sound thesaurus with these concepts added."""
    schemes = [Scheme(id=s, title=Text(fr=s, en=s)) for s in _SCHEMES]
    frame = [concept("compartments/sea"), concept("subdomains/waves"), concept("poles/odatis")]
    return list(check_thesaurus(Thesaurus(schemes, [*frame, *concepts])))


def test_a_sound_thesaurus_has_no_finding():
    assert found(concept("variables/height"), concept("data-centres/coriolis"), concept("formats/csv")) == []


@pytest.mark.parametrize("label", [Text(fr="Hauteur"), Text(fr="Hauteur", en=" ")])
def test_a_label_is_in_both_languages(label):
    assert found(concept("variables/height", label=label)) == [
        ("variables/height", "label-missing", "error", 'no label in English. Add skos:prefLabel "..."@en.')
    ]


def test_the_title_of_a_scheme_is_in_both_languages():
    thesaurus = Thesaurus([Scheme(id="formats", title=Text(en="Formats"))], [])
    assert list(check_thesaurus(thesaurus)) == [
        ("formats", "label-missing", "error", 'no title in French. Add dct:title "..."@fr.')
    ]


@pytest.mark.parametrize("key", ["compartments/x", "subdomains/x", "variables/x"])
def test_what_people_browse_by_is_defined_in_both_languages(key):
    assert found(concept(key, definition=Text(en="x"))) == [
        (key, "definition-missing", "error", 'no definition in French. Add skos:definition "..."@fr.')
    ]


def test_a_format_needs_no_definition():
    assert found(concept("formats/csv", definition=Text())) == []


def test_a_concept_is_in_a_scheme_that_exists():
    assert found(concept("sounds/x")) == [
        (
            "sounds/x",
            "scheme-unknown",
            "error",
            "the scheme `sounds` is not described. Add `<sounds> a skos:ConceptScheme`.",
        )
    ]


def test_two_concepts_of_a_scheme_have_two_labels():
    one = concept("variables/one", label=Text(fr="Énergie", en="Energy"))
    two = concept("variables/two", label=Text(fr="energie", en="Heat"))
    elsewhere = concept("formats/x", label=Text(fr="énergie", en="Energy"))
    assert found(one, two, elsewhere) == [
        (
            "variables/two",
            "same-label",
            "error",
            'the French label "energie" is also that of variables/one. Make one more precise.',
        )
    ]


@pytest.mark.parametrize("alt", [Labels(fr=("SST",)), Labels(any=("SST",))])
def test_a_label_is_no_alternative_label_of_another_concept(alt):
    one = concept("variables/one", label=Text(fr="sst", en="Temperature"))
    two = concept("variables/two", alt=alt)
    assert found(one, two) == [
        (
            "variables/two",
            "label-is-alternative",
            "warning",
            '"SST" is the French label of variables/one. Remove it here.',
        )
    ]


def test_a_concept_may_repeat_its_own_label():
    assert found(concept("variables/one", alt=Labels(fr=("One",), en=("ONE",)))) == []


def test_a_link_leads_to_a_concept():
    lost = concept(
        "variables/x", broader=("subdomains/waves", "subdomains/gone"), related=("a/b",), part_of=("poles/gone",)
    )
    said = [message for _, rule, level, message in found(lost) if (rule, level) == ("link-unknown", "error")]
    assert said == [
        "broader names subdomains/gone, which is no concept. Correct or remove it.",
        "related names a/b, which is no concept. Correct or remove it.",
        "isPartOf names poles/gone, which is no concept. Correct or remove it.",
    ]


def test_a_cycle_is_told_once():
    ring = [
        concept(f"subdomains/{a}", broader=("compartments/sea", f"subdomains/{b}")) for a, b in ("ab", "bc", "ca", "da")
    ]
    assert found(*ring) == [
        (
            "subdomains/a",
            "cycle",
            "error",
            "broader than itself: subdomains/a > subdomains/b > subdomains/c > subdomains/a. "
            "Remove one skos:broader of this ring.",
        )
    ]


def test_a_concept_above_itself_is_a_cycle():
    (only,) = found(concept("compartments/x", broader=("compartments/x",)))
    assert only[:3] == ("compartments/x", "cycle", "error")


def test_two_ways_up_are_no_cycle():
    low = concept("variables/x", broader=("subdomains/waves", "compartments/sea"))
    assert found(low) == []


def test_a_chain_of_ten_thousand_concepts_is_walked():
    chain = [
        concept(f"compartments/{n}", broader=(f"compartments/{n + 1}",) if n < 9999 else ()) for n in range(10_000)
    ]
    assert found(*chain) == []


def test_orphans_are_told():
    assert found(
        concept("subdomains/x", broader=()),
        concept("variables/x", broader=("compartments/sea",)),
        concept("data-centres/x", part_of=()),
    ) == [
        (
            "subdomains/x",
            "orphan",
            "error",
            "nothing above it in compartments. Add skos:broader <compartments/...>.",
        ),
        ("variables/x", "orphan", "error", "nothing above it in subdomains. Add skos:broader <subdomains/...>."),
        (
            "data-centres/x",
            "orphan",
            "warning",
            "part of no pole. Add dct:isPartOf <poles/...> if it has one.",
        ),
    ]


def test_a_match_has_a_kind_an_address_and_no_rival():
    uri = "http://example.org/x"
    bad = (Match("exactMatch", uri), Match("sameMatch", "ftp:x"), Match("closeMatch", uri))  # type: ignore[arg-type]
    kinds = "broadMatch, closeMatch, exactMatch, narrowMatch, relatedMatch"
    assert found(concept("variables/x", matches=bad)) == [
        ("variables/x", "match-kind", "error", f"`sameMatch` is no kind of match. Write one of {kinds}."),
        ("variables/x", "match-kind", "error", "ftp:x is no address. Write the http address of the concept."),
        (
            "variables/x",
            "match-kind",
            "error",
            f"{uri} is matched as exactMatch and as closeMatch. Keep the one that is verified.",
        ),
    ]


def test_two_concepts_are_not_the_same_as_one():
    uri = "http://example.org/x"
    one, two, near = (
        concept(f"variables/{name}", matches=(Match(kind, uri),))
        for name, kind in (("one", "exactMatch"), ("two", "exactMatch"), ("near", "closeMatch"))
    )
    assert found(near, one, two) == [
        (
            "variables/two",
            "same-exact-match",
            "warning",
            f"exact match of {uri}, as variables/one is. Make one a close match, or merge the two.",
        )
    ]


def test_a_unit_has_a_symbol():
    assert found(concept("variables/one", unit=Unit("m")), concept("variables/x", unit=Unit(" "))) == [
        ("variables/x", "unit-symbol", "error", 'a unit without a symbol. Add schema:unitText "...".')
    ]


def test_the_real_thesaurus_has_no_error():
    thesaurus = read_thesaurus(sorted((ROOT / "vocab/concepts").glob("*.ttl")))
    assert len(thesaurus) > 300
    assert [finding for finding in check_thesaurus(thesaurus) if finding[2] == "error"] == []


def test_every_rule_has_its_sentence():
    assert all((rule.__doc__ or "").endswith(".") for rule in RULES)
