"""schema.org Datasets in JSON-LD (as data portals put them in their pages) to `Original`."""

from collections.abc import Iterator

from terra_harvest.formats.doi import first_doi
from terra_harvest.formats.doi_mention import find_doi
from terra_harvest.formats.languages import gather, rest
from terra_harvest.formats.loose import size
from terra_harvest.formats.rdf_graph import Graph, Value, iri, read_jsonld, relative
from terra_harvest.formats.schemaorg_coverage import areas_of, periods_of
from terra_harvest.original import Link, Measured, Original, Party, Term, Texts, UnreadableError, Word

FORMAT = "schemaorg"

_S = "http://schema.org/"
_DATASET = f"{_S}Dataset"
_DCT_TITLE = "http://purl.org/dc/terms/title"
_ROLES = (
    "creator",
    "author",
    "contributor",
    "editor",
    "maintainer",
    "producer",
    "provider",
    "publisher",
    "sdPublisher",
    "sourceOrganization",
    "copyrightHolder",
    "accountablePerson",
    "funder",
    "sponsor",
)
_RELATIONS = (
    "citation",
    "isBasedOn",
    "isBasedOnUrl",
    "isPartOf",
    "hasPart",
    "isRelatedTo",
    "subjectOf",
    "predecessorOf",
    "successorOf",
    "isVariantOf",
)
_CONDITIONS = {
    "license": "license",
    "conditionsOfAccess": "access",
    "usageInfo": "use",
    "copyrightNotice": "copyright",
    "publishingPrinciples": "policy",
}


def read(body: bytes) -> Iterator[Original]:
    """The Datasets of a JSON-LD document; those that only serve to describe another one are not records."""
    graph = read_jsonld(body)
    nodes = graph.nodes(_DATASET)
    aside = graph.objects(*(_S + name for name in _RELATIONS))
    records = [node for node in nodes if node not in aside] or nodes
    if not records:
        raise UnreadableError("no schema.org Dataset in the JSON-LD: an object of that type was expected")
    for node in records:
        yield from_node(graph, node)


def from_node(graph: Graph, node: str) -> Original:
    """One record of a node of the graph."""
    titles = graph.said(node, _S + "name") or graph.said(node, _DCT_TITLE)
    identifiers = tuple(dict.fromkeys(_identifiers(graph, node)))
    related = tuple(dict.fromkeys(_related(graph, node)))
    return Original(
        format=FORMAT,
        native_id=iri(node) or next(iter(identifiers), None) or _text(graph, node, "url") or relative(node),
        kind="Dataset",
        title=gather(titles),
        alternate_titles=rest(titles)
        + tuple(gather([said]) for said in graph.said(node, _S + "alternateName", _S + "headline")),
        abstract=gather(graph.said(node, _S + "description") or graph.said(node, _S + "abstract"), joint="\n\n"),
        language=next((words for words, _ in graph.said(node, _S + "inLanguage")), None)
        or _text(graph, node, "inLanguage"),
        identifiers=identifiers,
        doi=first_doi(*identifiers, _text(graph, node, "url")),
        parent=next((link.url for link in related if link.function == "isPartOf"), None),
        modified=_text(graph, node, "dateModified"),
        published=_text(graph, node, "datePublished", "dateCreated"),
        keywords=tuple(dict.fromkeys(_keywords(graph, node))),
        parties=tuple(dict.fromkeys(_parties(graph, node))),
        areas=areas_of(graph, node),
        periods=periods_of(graph, node),
        links=tuple(dict.fromkeys(_links(graph, node))),
        terms=tuple(dict.fromkeys(_terms(graph, node))),
        variables=tuple(dict.fromkeys(_variables(graph, node))),
        formats=tuple(dict.fromkeys(_formats(graph, node))),
        version=_text(graph, node, "version", "softwareVersion"),
        status=_text(graph, node, "creativeWorkStatus"),
        related=related,
        remarks=graph.remarks,
    )


def _text(graph: Graph, node: str, *names: str) -> str | None:
    return graph.text(node, *(_S + name for name in names))


def _identifiers(graph: Graph, node: str) -> Iterator[str]:
    for value in graph.values(node, _S + "identifier"):
        if value.node and graph.has(value.text):
            # A PropertyValue holds the identifier, and perhaps its address.
            yield from graph.texts(value.text, _S + "value", _S + "url")
        elif found := iri(value.text) if value.node else value.text.strip():
            yield found
    if address := iri(node):
        yield address
    yield from graph.texts(node, _S + "sameAs")


def _keywords(graph: Graph, node: str) -> Iterator[Word]:
    values = graph.values(node, _S + "keywords")
    alone = len(values) == 1
    for value in values:
        if value.node:
            yield from _term(graph, value.text, None)
            continue
        # "Multiple entries in a keywords list are typically delimited by commas" (https://schema.org/keywords).
        for words in value.text.split(",") if alone else [value.text]:
            if words.strip():
                yield Word(text=gather([(words, value.language)]))
    for name in ("about", "measurementTechnique"):
        for value in graph.values(node, _S + name):
            if value.node:
                yield from _term(graph, value.text, name)
            elif value.text.strip():
                yield Word(text=gather([(value.text, value.language)]), kind=name)


def _term(graph: Graph, node: str, kind: str | None) -> Iterator[Word]:
    words = gather(graph.label(node))
    uri = _text(graph, node, "url") or iri(node)
    if words or uri:
        yield Word(text=words, uri=uri, thesaurus=_text(graph, node, "inDefinedTermSet"), kind=kind)


def _parties(graph: Graph, node: str) -> Iterator[Party]:
    for role in _ROLES:
        for value in graph.values(node, _S + role):
            yield from _party(graph, value, role)
    for value in graph.values(node, _S + "funding"):
        for funder in graph.values(value.text, _S + "funder"):
            yield from _party(graph, funder, "funder")
    for value in graph.values(node, _S + "contactPoint"):
        yield from _party(graph, value, _text(graph, value.text, "contactType") or "contactPoint")


def _party(graph: Graph, value: Value, role: str) -> Iterator[Party]:
    if not value.node:
        if value.text.strip():
            yield Party(organisation=value.text.strip(), role=role)
        return
    node = value.text
    if f"{_S}Role" in graph.types(node):
        # A Role stands between the dataset and the party, under the same property.
        for inner in graph.values(node, _S + role):
            yield from _party(graph, inner, _text(graph, node, "roleName") or role)
        return
    given = " ".join(filter(None, (_text(graph, node, "givenName"), _text(graph, node, "familyName"))))
    name = next((words for words, _ in graph.said(node, _S + "name")), None) or given or _text(graph, node, "legalName")
    email = (_text(graph, node, "email") or "").removeprefix("mailto:") or None
    if not name and not email:
        return
    within = next((words for words, _ in graph.said(node, _S + "affiliation", _S + "worksFor")), None)
    url = _text(graph, node, "url", "sameAs") or iri(node)
    if f"{_S}Person" in graph.types(node):
        yield Party(person=name, organisation=within, email=email, url=url, role=role)
    else:
        yield Party(organisation=name, email=email, url=url, role=role)


def _links(graph: Graph, node: str) -> Iterator[Link]:
    for url in graph.texts(node, _S + "url", _S + "mainEntityOfPage"):
        yield Link(url=url, function="landing page")
    for url in graph.texts(node, _S + "contentUrl"):
        yield Link(url=url, function="download")
    for value in graph.values(node, _S + "distribution"):
        yield from _distribution(graph, value)
    for value in graph.values(node, _S + "image", _S + "thumbnailUrl"):
        if picture := _address(graph, value):
            yield Link(url=picture, function="thumbnail")


def _distribution(graph: Graph, value: Value) -> Iterator[Link]:
    entry = value.text
    urls = graph.texts(entry, _S + "contentUrl") if value.node else [entry]
    for url in urls or graph.texts(entry, _S + "url"):
        yield Link(
            url=url,
            name=gather(graph.said(entry, _S + "name")),
            description=gather(graph.said(entry, _S + "description")),
            function="download" if urls else None,
            media_type=_text(graph, entry, "encodingFormat", "fileFormat"),
            size=size(_text(graph, entry, "contentSize")),
        )


def _address(graph: Graph, value: Value) -> str | None:
    if not value.node:
        return value.text.strip() or None
    return _text(graph, value.text, "contentUrl", "url") or iri(value.text)


def _formats(graph: Graph, node: str) -> Iterator[str]:
    yield from graph.texts(node, _S + "encodingFormat", _S + "fileFormat")
    for value in graph.values(node, _S + "distribution"):
        yield from graph.texts(value.text, _S + "encodingFormat", _S + "fileFormat")


def _terms(graph: Graph, node: str) -> Iterator[Term]:
    for name, kind in _CONDITIONS.items():
        for value in graph.values(node, _S + name):
            words = gather(graph.label(value.text)) if value.node else gather([(value.text, value.language)])
            address = _address(graph, value) if value.node else None
            if not value.node and value.text.strip().startswith(("http://", "https://")):
                words, address = Texts(), value.text.strip()
            if words or address:
                yield Term(text=words, url=address, kind=kind)
    for free in graph.texts(node, _S + "isAccessibleForFree"):
        yield Term(code=f"isAccessibleForFree={free}", kind="access")


def _variables(graph: Graph, node: str) -> Iterator[Measured]:
    for value in graph.values(node, _S + "variableMeasured"):
        if not value.node:
            if value.text.strip():
                yield Measured(name=gather([(value.text, value.language)]))
            continue
        name = gather(graph.said(value.text, _S + "name") or graph.said(value.text, _S + "description"))
        if name:
            uri = next(
                (
                    found
                    for found in graph.texts(value.text, _S + "propertyID", _S + "url", _S + "sameAs")
                    if "://" in found
                ),
                None,
            )
            yield Measured(name=name, unit=_text(graph, value.text, "unitText", "unitCode"), uri=uri or iri(value.text))


def _related(graph: Graph, node: str) -> Iterator[Link]:
    for name in _RELATIONS:
        for value in graph.values(node, _S + name):
            label = gather(graph.label(value.text) if value.node else [(value.text, value.language)])
            url = _address(graph, value) if value.node else None
            doi = find_doi(value.text) if not value.node else find_doi(_text(graph, value.text, "identifier"))
            if not value.node and value.text.strip().startswith(("http://", "https://")):
                url, label = value.text.strip(), Texts()
            if url or doi:
                yield Link(url=url or f"https://doi.org/{doi}", name=label, function=name)
