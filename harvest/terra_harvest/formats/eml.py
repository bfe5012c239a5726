"""EML records (Ecological Metadata Language 2.0 to 2.2, GBIF's profile included) to `Original`."""

from collections.abc import Iterator

from terra_harvest.formats.doi import as_doi, first_doi
from terra_harvest.formats.doi_mention import find_doi
from terra_harvest.formats.eml_coverage import areas_of, periods_of
from terra_harvest.formats.eml_entities import entity_formats, entity_links, instruments_of, variables_of
from terra_harvest.formats.eml_texts import Language, all_words, child, children, said, said_all, text_of, words
from terra_harvest.formats.languages import gather, rest
from terra_harvest.original import Link, Original, Party, Term, Texts, UnreadableError, Word
from terra_harvest.xml import Element, local, parse_repaired

FORMAT = "eml"

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RESOURCES = ("dataset", "citation", "software", "protocol")
_PARTIES = ("creator", "associatedParty", "publisher", "contact", "metadataProvider")
_UNKNOWN_KEYWORDS = ("n/a", "none")


def read(body: bytes) -> Iterator[Original]:
    """The record of an EML document, whatever stands around it."""
    root, repairs = parse_repaired(body)
    found = [element for element in root.iter() if local(element.tag) == "eml"]
    if not found:
        raise UnreadableError(f"no EML record in the document, whose root is {root.tag}: eml:eml was expected")
    for element in found:
        yield from_element(element, repairs)


def from_element(element: Element, remarks: tuple[str, ...] = ()) -> Original:
    """One record of its `eml` element.

    The language of the record (`xml:lang` on `eml` or on a text) decides the side of its texts; `dataset/language` does
    not, it is that of the data (https://eml.ecoinformatics.org/schema/eml-resource_xsd#ResourceGroup_language).
    """
    resource = next((inner for inner in element if local(inner.tag) in _RESOURCES), None)
    if resource is None:
        raise UnreadableError("the EML record holds none of dataset, citation, software, protocol: one is mandatory")
    language = element.get(_LANG) or resource.get(_LANG)
    package = element.get("packageId") or None
    titles = said_all(children(resource, "title"), language)
    identifiers = tuple(dict.fromkeys(all_words(children(resource, "alternateIdentifier"))))
    gbif = element.find("additionalMetadata/metadata/gbif")
    return Original(
        format=FORMAT,
        native_id=package or next(iter(identifiers), None),
        kind=local(resource.tag),
        title=gather(titles),
        alternate_titles=rest(titles)
        + tuple(gather(said(short, language)) for short in children(resource, "shortName")),
        abstract=text_of(child(resource, "abstract"), language) or text_of(child(resource, "purpose"), language),
        language=language or words(child(resource, "language")),
        identifiers=identifiers,
        doi=_doi(package, identifiers, resource),
        parent=words(child(resource, "series")),
        modified=gbif.findtext("dateStamp") if gbif is not None else None,
        published=words(child(resource, "pubDate")),
        keywords=tuple(_keywords(resource, language)),
        parties=tuple(_parties(resource, element)),
        areas=areas_of(resource),
        periods=periods_of(resource),
        links=tuple(dict.fromkeys([*_links(resource), *entity_links(resource), *_gbif_links(gbif)])),
        terms=tuple(_terms(resource, language)),
        variables=variables_of(resource, language),
        instruments=instruments_of(resource),
        formats=entity_formats(element),
        update=words(resource.find("maintenance/maintenanceUpdateFrequency")),
        lineage=_lineage(resource, language),
        related=tuple(_related(resource, gbif)),
        remarks=remarks,
    )


def _doi(package: str | None, identifiers: tuple[str, ...], resource: Element) -> str | None:
    marked = [
        words(alternate)
        for alternate in children(resource, "alternateIdentifier")
        if "doi" in (alternate.get("system") or "").lower()
    ]
    addresses = [words(url) for url in resource.findall("distribution/online/url")]
    return (
        first_doi(package, *identifiers)
        or next((doi for mark in marked if (doi := find_doi(mark))), None)
        or first_doi(*addresses)
    )


def _keywords(resource: Element, language: Language) -> Iterator[Word]:
    for group in children(resource, "keywordSet"):
        thesaurus = words(child(group, "keywordThesaurus"))
        known = thesaurus if thesaurus and thesaurus.lower() not in _UNKNOWN_KEYWORDS else None
        for keyword in children(group, "keyword"):
            text = gather(said(keyword, language))
            if text:
                yield Word(text=text, thesaurus=known, kind=keyword.get("keywordType"))
    for annotation in children(resource, "annotation"):
        value = child(annotation, "valueURI")
        value = value if value is not None else child(annotation, "termURI")
        if value is not None and (uri := words(value)):
            label = (
                value.get("label") or words(child(annotation, "termLabel")) or words(child(annotation, "valueLabel"))
            )
            yield Word(text=gather([(label, language)]), uri=uri, kind="annotation")


def _parties(resource: Element, root: Element) -> Iterator[Party]:
    for name in _PARTIES:
        for element in children(resource, name):
            party = _party(element, name, root)
            if party:
                yield party
    for person in resource.findall("project/personnel"):
        if party := _party(person, "project personnel", root):
            yield party


def _party(element: Element, role: str, root: Element) -> Party | None:
    reference = words(child(element, "references"))
    said_role = words(child(element, "role"))
    if reference:
        # A party may be written once and referred to by its id.
        original = next(
            (other for other in root.iter(element.tag, "creator", "contact") if other.get("id") == reference), None
        )
        if original is None or child(original, "references") is not None:
            return None
        element = original
    name = child(element, "individualName")
    person = _name(name) if name is not None else None
    organisation = words(child(element, "organizationName"))
    position = words(child(element, "positionName"))
    if not (person or organisation or position):
        return None
    identifier = words(child(element, "userId"))
    return Party(
        organisation=organisation,
        person=person or (None if organisation else position),
        email=words(child(element, "electronicMailAddress")),
        url=words(child(element, "onlineUrl"))
        or (identifier if identifier and identifier.startswith("http") else None),
        role=said_role or role,
    )


def _name(element: Element) -> str | None:
    parts = [*children(element, "givenName"), *children(element, "surName")]
    return " ".join(part for part in map(words, parts) if part) or None


def _links(resource: Element) -> Iterator[Link]:
    # Software is distributed through its implementations.
    for distribution in (*children(resource, "distribution"), *resource.findall("implementation/distribution")):
        for online in children(distribution, "online"):
            url = child(online, "url")
            address = words(url)
            if url is not None and address:
                yield Link(
                    url=address,
                    function=url.get("function"),
                    description=gather([(words(child(online, "onlineDescription")), None)]),
                )
            for connection in online.iter("connection", "connectionDefinition"):
                for value in connection.findall("parameter/value"):
                    if (address := words(value)) and address.startswith(("http://", "https://", "ftp://")):
                        yield Link(url=address)


def _gbif_links(gbif: Element | None) -> Iterator[Link]:
    for url in gbif.findall("physical/distribution/online/url") if gbif is not None else ():
        if address := words(url):
            yield Link(url=address, function=url.get("function"))


def _terms(resource: Element, language: Language) -> Iterator[Term]:
    for licensed in children(resource, "licensed"):
        yield Term(
            text=gather([(words(child(licensed, "licenseName")), None)]),
            url=words(child(licensed, "url")),
            code=words(child(licensed, "identifier")),
            kind="license",
        )
    rights = child(resource, "intellectualRights")
    if rights is not None:
        # GBIF's publishing tool writes the licence as a link inside the sentence.
        address = next((link.get("url") for link in rights.iter("ulink") if link.get("url")), None)
        text = text_of(rights, language)
        if text or address:
            yield Term(text=text, url=address, kind="rights")
    for name in ("license", "licenseURL"):
        if condition := words(child(resource, name)):
            address = condition if condition.startswith("http") else None
            yield Term(text=Texts() if address else gather([(condition, None)]), url=address, kind="license")


def _lineage(resource: Element, language: Language) -> Texts:
    steps = resource.findall("methods/methodStep/description")
    return gather((part for step in steps for part in said(step, language)), joint="\n\n")


def _related(resource: Element, gbif: Element | None) -> Iterator[Link]:
    for name in ("literatureCited", "usageCitation", "referencePublication"):
        for group in children(resource, name):
            for citation in (group, *children(group, "citation")):
                for found in (*children(citation, "bibtex"), *children(citation, "DOI")):
                    if doi := find_doi(words(found)):
                        yield Link(url=f"https://doi.org/{doi}", protocol="DOI", function=name)
    for source in resource.iter("dataSource"):
        for url in source.iter("url"):
            if address := words(url):
                yield Link(url=address, function="dataSource", name=gather([(words(child(source, "title")), None)]))
    for citation in gbif.findall("bibliography/citation") if gbif is not None else ():
        identifier = citation.get("identifier")
        if identifier and (identifier.startswith("http") or as_doi(identifier)):
            yield Link(url=identifier, function="bibliography", name=gather([(words(citation), None)]))
