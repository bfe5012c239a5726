"""The pages of poles and data centres, with their datasets, and the two indexes."""

from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup

from terra_build.escaping import escape
from terra_build.maps import hero_svg
from terra_build.output import Output
from terra_build.pages.card import Cards
from terra_build.pages.edition import Edition, path_of
from terra_build.pages.engine import ROOT, markup
from terra_build.pages.links import anchor, bare
from terra_build.pages.shelf import crumbs_to, shelf, tiles
from terra_vocab.concept import Concept


def outputs(edition: Edition, cards: Cards) -> Iterator[Output]:
    """Both indexes, then one page per pole and per data centre."""
    yield _poles(edition)
    yield _centres(edition)
    for scheme in ("poles", "data-centres"):
        for concept in edition.thesaurus.of(scheme):
            yield _page(concept, edition, cards)


def sentence(concept: Concept, edition: Edition) -> str:
    """What an actor is, in one sentence: its definition, or where it is."""
    said = concept.definition.shown(edition.lang)[0]
    if said:
        return said
    return (
        edition.words("centre-plain", place=concept.place) if concept.place else edition.words("centre-plain-unknown")
    )


def _page(concept: Concept, edition: Edition, cards: Cards) -> Output:
    words, catalogue = edition.words, edition.catalogue
    datasets = catalogue.having(concept.key)
    hue = edition.hue[concept.key]
    poles = [key for key in concept.part_of if key.startswith("poles/")]
    themes = Counter(f"compartments/{c}" for d in datasets for c in d.compartments)
    parts = edition.thesaurus.parts(concept.key)
    other_parts = [c for key in poles for c in edition.thesaurus.parts(key) if c.key != concept.key]
    said = sentence(concept, edition)
    rows = [
        (
            words("website"),
            markup(anchor(concept.homepage, escape(bare(concept.homepage)))) if concept.homepage else "",
        ),
        (words("place"), concept.place or ""),
        (words("centre-of"), edition.links(poles)),
        (words("field"), edition.links(themes) or edition.links(concept.related)),
        (
            words("synonyms"),
            ", ".join((*(concept.alt.fr if edition.lang == "fr" else concept.alt.en), *concept.alt.any)),
        ),
    ]
    content = edition.templates(
        "actor",
        {
            "kind": words("pole" if concept.scheme == "poles" else "centre"),
            "crumbs": crumbs_to(concept, edition),
            "hue": hue,
            "glyph": edition.glyph(hue),
            "label": edition.label[concept.key],
            "sentence": edition.text(concept.definition) if concept.definition else said,
            "rows": [(term, value) for term, value in rows if value],
            "map": markup(hero_svg(datasets, ROOT)) if datasets else "",
            "parts_title": words("centres-of-pole"),
            "parts": tiles(parts or other_parts, edition),
            "shelf": shelf(concept, edition, cards),
        },
    )
    return edition.page(path_of(concept), edition.plain[concept.key], content, description=said, section="poles")


def _poles(edition: Edition) -> Output:
    words = edition.words
    groups = [
        {
            "link": edition.link[p.key],
            "sentence": sentence(p, edition),
            "count": words.count("n-datasets", edition.catalogue.count(p.key)),
            "centres": edition.links([c.key for c in edition.thesaurus.parts(p.key)], " · "),
            "hue": edition.hue[p.key],
        }
        for p in edition.thesaurus.of("poles")
    ]
    content = edition.templates("poles", {"groups": groups})
    return edition.page("poles/", words("poles"), content, description=words("poles-sentence"), section="poles")


def _centres(edition: Edition) -> Output:
    words, thesaurus = edition.words, edition.thesaurus
    groups = [
        (edition.link[p.key], tiles(parts, edition)) for p in thesaurus.of("poles") if (parts := thesaurus.parts(p.key))
    ]
    alone = [c for c in thesaurus.of("data-centres") if not c.part_of]
    if alone:
        groups.append((Markup.escape(words("centres-other")), tiles(alone, edition)))
    content = edition.templates("centres", {"groups": groups})
    return edition.page("centres/", words("centres"), content, description=words("centres-sentence"), section="poles")
