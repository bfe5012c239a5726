"""The pages of platforms, licences, protocols and formats, and the small pages that answer at concept addresses."""

from collections.abc import Iterator, Mapping

from terra_build.catalogue import Catalogue
from terra_build.escaping import escape
from terra_build.output import Output
from terra_build.pages.card import Cards
from terra_build.pages.edition import FOLDERS, Edition, path_of
from terra_build.pages.engine import markup
from terra_build.pages.links import anchor, bare
from terra_build.pages.shelf import shelf, tiles
from terra_build.pages.variables import identity, mappings
from terra_vocab.concept import Concept
from terra_vocab.text import LANGS, Lang


def outputs(edition: Edition, cards: Cards) -> Iterator[Output]:
    """One page per concept of the schemes that have no folder of their own."""
    for scheme in edition.thesaurus.schemes:
        if scheme not in FOLDERS:
            for concept in edition.thesaurus.of(scheme):
                yield _page(concept, edition, cards)


def _page(concept: Concept, edition: Edition, cards: Cards) -> Output:
    words = edition.words
    rows = identity(concept, edition)
    if concept.homepage:
        rows.insert(0, (words("reference"), markup(anchor(concept.homepage, escape(bare(concept.homepage))))))
    others = [c for c in edition.thesaurus.of(concept.scheme) if c.key != concept.key]
    content = edition.templates(
        "concept",
        {
            "kind": words(f"scheme-{concept.scheme}"),
            "glyph": edition.glyph(""),
            "label": edition.label[concept.key],
            "definition": edition.text(concept.definition),
            "identity": rows,
            "mappings": mappings(concept, edition),
            "shelf": shelf(concept, edition, cards),
            "others": tiles(others, edition),
            "key": concept.key,
        },
    )
    said = concept.definition.shown(edition.lang)[0]
    return edition.page(path_of(concept), edition.plain[concept.key], content, description=said, section="concept")


def addresses(catalogue: Catalogue, editions: Mapping[Lang, Edition]) -> Iterator[Output]:
    """vocab/<scheme>/<concept>/index.html: the name in both languages, the two pages, the machine files."""
    first = editions[LANGS[0]]
    for scheme in catalogue.thesaurus.schemes.values():
        concepts = catalogue.thesaurus.of(scheme.id)
        items = [(f"{c.id}/", *_names(c)) for c in concepts]
        names: list[tuple[Lang, str, str]] = [(lang, scheme.title.shown(lang)[0], "") for lang in LANGS]
        yield _stub(f"vocab/{scheme.id}/", "scheme-of", names, [f"../{scheme.id}"], items, editions, first)
        for concept in concepts:
            labels: list[tuple[Lang, str, str]] = [
                (lang, concept.label.shown(lang)[0], f"../../../{lang}/{path_of(concept)}") for lang in LANGS
            ]
            yield _stub(f"vocab/{concept.key}/", "concept-of", labels, ["index"], [], editions, first)


def _names(concept: Concept) -> tuple[str, str]:
    return concept.label.shown("fr")[0], concept.label.shown("en")[0]


def _stub(
    path: str,
    kind: str,
    names: list[tuple[Lang, str, str]],
    files: list[str],
    items: list[tuple[str, str, str]],
    editions: Mapping[Lang, Edition],
    first: Edition,
) -> Output:
    body = first.templates(
        "address",
        {
            "root": "../" * path.count("/"),
            "canonical": f"{escape(first.catalogue.site_url)}{path}",
            "title": " – ".join(dict.fromkeys(name for _, name, _ in names)),
            "names": [
                (lang, editions[lang].words(kind), name, href, editions[lang].words("concept-page"))
                for lang, name, href in names
            ],
            "files": files,
            "items": items,
        },
    )
    return Output(f"{path}index.html", body.encode())
