"""DataCite XML (kernels 2 to 4) rewritten as the attributes of DataCite's JSON, so that one reader serves both."""

from collections.abc import Iterator

from terra_harvest.strict_json import Json
from terra_harvest.xml import Element, local, namespace, trimmed

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BREAKS = {"br": "\n", "p": "\n\n", "li": "\n"}


def is_resource(element: Element) -> bool:
    """Whether an element is a DataCite record: `resource` in a DataCite namespace, or in the wrong one, or in none.

    A server that forgets to declare it leaves the record in the namespace of the OAI answer around.
    """
    if local(element.tag) != "resource":
        return False
    if "datacite.org/schema" in namespace(element.tag):
        return True
    return any(local(child.tag) == "identifier" and child.get("identifierType") for child in element)


def attributes(resource: Element) -> dict[str, Json]:
    """The attributes of a record, named as in DataCite's JSON."""
    found: dict[str, Json] = {}
    for group in resource:
        name = local(group.tag)
        if name == "identifier":
            found["identifier"] = {"identifier": trimmed(group.text), "identifierType": group.get("identifierType")}
        elif name == "resourceType":
            found["types"] = {
                "resourceTypeGeneral": group.get("resourceTypeGeneral"),
                "resourceType": trimmed(group.text),
            }
        elif name == "publisher":
            found.setdefault(name, []).append({"name": words(group)})
        elif name in ("publicationYear", "language", "version"):
            found.setdefault(name, trimmed(group.text))
        elif name in _GROUPS:
            found.setdefault(name, []).extend(_GROUPS[name](child) for child in group)
    return found


def words(element: Element) -> str | None:
    """The text of an element; HTML that slipped in as elements leaves its line breaks."""
    if not len(element):
        return trimmed(element.text)
    parts = [element.text or ""]
    for inner in element.iter():
        if inner is not element:
            parts += [_BREAKS.get(local(inner.tag), ""), inner.text or "", inner.tail or ""]
    return trimmed("".join(parts))


def _attributes_of(element: Element) -> dict[str, Json]:
    return {local(name): value.strip() for name, value in element.attrib.items()}


def _valued(key: str, element: Element) -> dict[str, Json]:
    return {**_attributes_of(element), key: words(element), "lang": element.get(_LANG)}


def _person(element: Element) -> dict[str, Json]:
    found: dict[str, Json] = _attributes_of(element)
    affiliations, identifiers = [], []
    for child in element:
        name = local(child.tag)
        if name in ("creatorName", "contributorName"):
            found.update(name=words(child), nameType=child.get("nameType"))
        elif name == "affiliation":
            affiliations.append({"name": words(child)})
        elif name == "nameIdentifier":
            identifiers.append(_valued("nameIdentifier", child))
        else:
            found[name] = words(child)
    return {**found, "affiliation": affiliations, "nameIdentifiers": identifiers}


def _place(element: Element) -> dict[str, Json]:
    found: dict[str, Json] = {"polygons": []}
    for child in element:
        name = local(child.tag)
        if name == "geoLocationPolygon":
            found["polygons"].append([_numbers(point) for point in child if local(point.tag) == "polygonPoint"])
        else:
            found[name] = _numbers(child) if len(child) else words(child)
    return found


def _numbers(element: Element) -> dict[str, Json]:
    return {local(child.tag): trimmed(child.text) for child in element}


def _funding(element: Element) -> dict[str, Json]:
    return dict(_leaves(element))


def _leaves(element: Element) -> Iterator[tuple[str, Json]]:
    for child in element:
        yield local(child.tag), words(child)


_GROUPS = {
    "creators": _person,
    "contributors": _person,
    "titles": lambda child: _valued("title", child),
    "subjects": lambda child: _valued("subject", child),
    "dates": lambda child: _valued("date", child),
    "alternateIdentifiers": lambda child: _valued("alternateIdentifier", child),
    "relatedIdentifiers": lambda child: _valued("relatedIdentifier", child),
    "rightsList": lambda child: _valued("rights", child),
    "descriptions": lambda child: _valued("description", child),
    "formats": words,
    "geoLocations": _place,
    "fundingReferences": _funding,
}
