"""Dublin Core records (oai_dc, simple dc, csw:Record) to `Original`: fifteen words that publishers stretch."""

from collections.abc import Iterator

from terra_harvest.formats.dc_coverage import area_of, bounding_box, period_of
from terra_harvest.formats.doi import first_doi
from terra_harvest.formats.doi_mention import find_doi
from terra_harvest.formats.languages import Said, gather, rest
from terra_harvest.formats.oai_header import oai_identifier
from terra_harvest.original import Area, Link, Original, Party, Period, Term, Texts, UnreadableError, Word
from terra_harvest.xml import Element, local, namespace, parse_repaired, trimmed

FORMAT = "oai_dc"

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TERMS = ("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/")
_RECORDS = ("Record", "SummaryRecord", "BriefRecord")
_ALTERNATIVE_DOI = "info:eu-repo/semantics/altIdentifier/"
_TOPICS = "MD_TopicCategoryCode"

# The terms that describe, that link to other resources, and that set conditions.
_ABSTRACTS = ("description", "abstract")
_PARTIES = ("creator", "contributor", "publisher", "rightsHolder", "audience")
_LINKS = ("references", "URI")
_RELATIONS = (
    "relation",
    "isPartOf",
    "hasPart",
    "isVersionOf",
    "hasVersion",
    "replaces",
    "isReplacedBy",
    "isReferencedBy",
    "requires",
    "conformsTo",
)
_CONDITIONS = {"rights": None, "license": "license", "accessRights": "access", "rightsURI": None}


def read(body: bytes) -> Iterator[Original]:
    """The Dublin Core records of a document, whatever stands around them."""
    root, repairs = parse_repaired(body)
    found = [element for element in root.iter() if is_record(element)]
    if not found:
        raise UnreadableError(
            f"no Dublin Core record in the document, whose root is {root.tag}: oai_dc:dc was expected"
        )
    for element in found:
        yield from_element(element, repairs)


def is_record(element: Element) -> bool:
    """Whether an element is a Dublin Core record: its name says so, or it holds nothing but Dublin Core terms."""
    name, space = local(element.tag), namespace(element.tag)
    if name in ("dc", "simpledc"):
        return True
    if name in _RECORDS and ("opengis.net/cat/csw" in space):
        return True
    return name == "metadata" and len(element) > 0 and all(namespace(child.tag) in _TERMS for child in element)


def from_element(element: Element, remarks: tuple[str, ...] = ()) -> Original:
    """One record of its element."""
    terms: dict[str, list[Element]] = {}
    for child in element:
        terms.setdefault(local(child.tag), []).append(child)
    titles = _said(terms, "title")
    identifiers = _texts(terms, "identifier")
    relations = tuple(_relations(terms))
    alternatives = [words for words in _texts(terms, "relation") if words.startswith(_ALTERNATIVE_DOI)]
    others = [words.removeprefix(_ALTERNATIVE_DOI).partition("/")[2] for words in alternatives]
    areas, periods = _coverage(terms)
    return Original(
        format=FORMAT,
        native_id=oai_identifier(element) or next(iter(identifiers), None),
        kind=_kind(_texts(terms, "type")),
        title=gather(titles),
        alternate_titles=rest(titles) + tuple(gather([said]) for said in _said(terms, "alternative")),
        abstract=gather(_said(terms, *_ABSTRACTS), joint="\n\n"),
        lineage=gather(_lineage(terms), joint="\n\n"),
        language=next(iter(_texts(terms, "language")), None),
        identifiers=tuple(dict.fromkeys([*identifiers, *others])),
        doi=first_doi(*identifiers, *others),
        parent=next((link.url for link in relations if link.function == "isPartOf"), None),
        modified=_first(terms, "modified"),
        published=_first(terms, "issued", "available", "date", "dateSubmitted", "created"),
        keywords=tuple(_keywords(terms)),
        topics=tuple(
            words for child in terms.get("subject", ()) if _is_topic(child) and (words := trimmed(child.text))
        ),
        parties=tuple(_parties(terms)),
        areas=areas,
        periods=periods,
        links=tuple(_links(terms, identifiers)),
        terms=tuple(_conditions(terms)),
        formats=tuple(dict.fromkeys(_texts(terms, "format", "medium"))),
        update=_first(terms, "accrualPeriodicity"),
        related=relations,
        remarks=remarks,
    )


def _texts(terms: dict[str, list[Element]], *names: str) -> list[str]:
    return [words for name in names for child in terms.get(name, ()) if (words := _words(child))]


def _first(terms: dict[str, list[Element]], *names: str) -> str | None:
    return next(iter(_texts(terms, *names)), None)


def _words(child: Element) -> str | None:
    return trimmed("".join(child.itertext())) if len(child) else trimmed(child.text)


def _said(terms: dict[str, list[Element]], *names: str) -> list[Said]:
    return [(_words(child), child.get(_LANG)) for name in names for child in terms.get(name, ())]


def _kind(types: list[str]) -> str | None:
    # Repositories give several: a class of literature, a driver version, and the one that says what it is.
    return next((kind for kind in types if "dataset" in kind.lower()), next(iter(types), None))


def _lineage(terms: dict[str, list[Element]]) -> list[Said]:
    sources = [said for said in _said(terms, "source") if said[0] and not _is_address(said[0])]
    return [*_said(terms, "provenance"), *sources]


def _keywords(terms: dict[str, list[Element]]) -> Iterator[Word]:
    for child in terms.get("subject", ()):
        words = _words(child)
        if not words or _is_topic(child):
            continue
        if _is_address(words):
            yield Word(text=Texts(), uri=words)
        else:
            yield Word(text=gather([(words, child.get(_LANG))]), thesaurus=child.get("scheme"))


def _is_topic(child: Element) -> bool:
    return _TOPICS in (child.get("scheme") or "")


def _parties(terms: dict[str, list[Element]]) -> Iterator[Party]:
    for role in _PARTIES:
        for name in _texts(terms, role):
            # Dublin Core has no types of parties; "Family, Given" is how its repositories write people.
            if role != "publisher" and ", " in name and len(name) < 60:
                yield Party(person=name, role=role)
            else:
                yield Party(organisation=name, role=role)


def _coverage(terms: dict[str, list[Element]]) -> tuple[tuple[Area, ...], tuple[Period, ...]]:
    areas: list[Area] = []
    periods: list[Period] = []
    for child in (*terms.get("BoundingBox", ()), *terms.get("WGS84BoundingBox", ())):
        if box := bounding_box(child):
            areas.append(box)
    for words in _texts(terms, "temporal"):
        periods.append(period_of(words) or Period(start=words))
    for words in _texts(terms, "spatial", "coverage"):
        if period := period_of(words):
            periods.append(period)
        else:
            areas.append(area_of(words))
    return tuple(dict.fromkeys(areas)), tuple(dict.fromkeys(periods))


def _links(terms: dict[str, list[Element]], identifiers: list[str]) -> Iterator[Link]:
    for words in identifiers:
        if _is_address(words) and not find_doi(words):
            yield Link(url=words)
    for name in _LINKS:
        for child in terms.get(name, ()):
            url = trimmed(child.text)
            if url and _is_address(url):
                yield Link(
                    url=url,
                    protocol=child.get("scheme") or child.get("protocol"),
                    name=gather([(child.get("name"), None)]),
                    description=gather([(child.get("description"), None)]),
                )


def _relations(terms: dict[str, list[Element]]) -> Iterator[Link]:
    for name in _RELATIONS:
        for words in _texts(terms, name):
            if not words.startswith(_ALTERNATIVE_DOI):
                yield Link(url=words, function=name)
    for words in _texts(terms, "source"):
        if _is_address(words):
            yield Link(url=words, function="source")


def _conditions(terms: dict[str, list[Element]]) -> Iterator[Term]:
    for name, kind in _CONDITIONS.items():
        for child in terms.get(name, ()):
            words = _words(child)
            if words and _is_address(words):
                yield Term(url=words, kind=kind)
            elif words:
                yield Term(text=gather([(words, child.get(_LANG))]), kind=kind)


def _is_address(words: str) -> bool:
    return words.startswith(("http://", "https://", "ftp://", "ftps://")) and " " not in words
