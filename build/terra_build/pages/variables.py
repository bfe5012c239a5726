"""The pages of variables: what the word means, its unit, its names elsewhere, its datasets, its neighbours."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from markupsafe import Markup

from terra_build.escaping import escape
from terra_build.output import Output
from terra_build.pages.card import Cards
from terra_build.pages.edition import Edition, path_of
from terra_build.pages.engine import markup
from terra_build.pages.links import anchor, bare
from terra_build.pages.shelf import crumbs_to, shelf, siblings, tiles
from terra_vocab.concept import Concept

_VOCABULARIES = {
    "gcmd.earthdata.nasa.gov": "gcmd",
    "inspire.ec.europa.eu": "inspire",
    "esa-earthcode.github.io": "osc",
    "www.eionet.europa.eu": "gemet",
    "vocab.nerc.ac.uk": "nerc",
    "vocabs.lter-europe.net": "envthes",
    "aims.fao.org": "agrovoc",
    "w3id.org": "ozcar",
}


def outputs(edition: Edition, cards: Cards) -> Iterator[Output]:
    """One page per variable."""
    for concept in edition.thesaurus.of("variables"):
        yield _page(concept, edition, cards)


def _page(concept: Concept, edition: Edition, cards: Cards) -> Output:
    hue = edition.hue[concept.key]
    content = edition.templates(
        "variable",
        {
            "crumbs": crumbs_to(concept, edition),
            "hue": hue,
            "glyph": edition.glyph(hue),
            "label": edition.label[concept.key],
            "definition": edition.text(concept.definition),
            "identity": identity(concept, edition),
            "mappings": mappings(concept, edition),
            "shelf": shelf(concept, edition, cards),
            "siblings": tiles(siblings(concept, edition), edition),
            "key": concept.key,
        },
    )
    sentence = concept.definition.shown(edition.lang)[0]
    return edition.page(path_of(concept), edition.plain[concept.key], content, description=sentence, section="themes")


def identity(concept: Concept, edition: Edition) -> list[tuple[str, Markup]]:
    """Names, unit and address of a concept, as rows (term, value)."""
    words, lang = edition.words, edition.lang
    own = concept.alt.fr if lang == "fr" else concept.alt.en
    others = concept.alt.en if lang == "fr" else concept.alt.fr
    other_label = concept.label.get(edition.other)
    foreign = ", ".join([name for name in (other_label, *others) if name])
    rows = [
        (words("synonyms"), Markup.escape(", ".join((*own, *concept.alt.any)))),
        (
            words("in-english"),
            markup('<span lang="{}">{}</span>').format(edition.other, foreign) if foreign else markup(""),
        ),
        (words("unit"), Markup.escape(concept.unit.symbol) if concept.unit else markup("")),
        (words("cf-name"), _code(concept.notation) if concept.scheme == "variables" else markup("")),
        (words("code"), _code(concept.notation) if concept.scheme != "variables" else markup("")),
        (words("belongs-to"), edition.links((*concept.broader, *concept.part_of))),
        (words("concept-address"), _code(edition.catalogue.uri(concept))),
    ]
    return [(term, value) for term, value in rows if value]


def _code(text: str | None) -> Markup:
    return markup("<code>{}</code>").format(text) if text else markup("")


def mappings(concept: Concept, edition: Edition) -> list[Markup]:
    """The same notion in other vocabularies, with the kind of match in words."""
    items = []
    for match in concept.matches:
        name = _VOCABULARIES.get(urlsplit(match.uri).netloc)
        vocabulary = escape(edition.words(f"vocabulary-{name}")) if name else ""
        kind = escape(edition.words(f"match-{match.kind}"))
        items.append(markup(f"{kind} {anchor(match.uri, escape(bare(match.uri, 64)))} <small>{vocabulary}</small>"))
    return items
