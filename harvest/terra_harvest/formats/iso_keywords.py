"""Keywords of ISO records, each with its thesaurus, its kind and its address there."""

from collections.abc import Iterator

from terra_harvest.formats.iso_citation import identifiers
from terra_harvest.formats.iso_texts import NOTHING, Languages, anchored, code, href, texts
from terra_harvest.original import Texts, Word
from terra_harvest.xml import NAME, Element


def keywords(holder: Element, languages: Languages) -> Iterator[Word]:
    """The words of an MD_Keywords."""
    for element in (holder[0],) if len(holder) == 1 else holder[:]:
        words: list[tuple[Texts, str | None]] = []
        thesaurus = kind = None
        for part in element[:]:
            name = NAME[part.tag]
            if name == "keyword":
                words.append(anchored(part, languages))
            elif name == "type":
                kind = code(part)
            elif name == "thesaurusName":
                thesaurus = _thesaurus(part, languages)
        for text, uri in words:
            if text is not NOTHING:
                yield Word(text=text, thesaurus=thesaurus, uri=uri, kind=kind)


def _thesaurus(holder: Element, languages: Languages) -> str | None:
    """The title of a thesaurus; its identifier or its address when it has none."""
    for cited in holder[:]:
        code = None
        for part in cited[:]:
            name = NAME[part.tag]
            if name == "title":
                title = texts(part, languages)
                if found := title.en or title.fr or title.any or href(part):
                    return found
            elif name == "identifier":
                code = next(iter(identifiers(part)), None)
        if code:
            return code
    return href(holder)
