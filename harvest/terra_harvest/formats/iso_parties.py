"""People and organisations of ISO records: CI_ResponsibleParty (19139) and CI_Responsibility (19115-3)."""

from collections.abc import Iterator

import msgspec

from terra_harvest.formats.iso_texts import code, href, word
from terra_harvest.original import Party
from terra_harvest.xml import NAME, Element


def parties(holder: Element, default_role: str | None = None) -> Iterator[Party]:
    """The parties of a property (`pointOfContact`, `citedResponsibleParty`...); empty ones are left out."""
    for element in holder[:]:
        if NAME[element.tag] == "CI_Responsibility":
            yield from _responsibility(element, default_role)
        else:
            party = _responsible_party(element, default_role)
            if party.organisation or party.person or party.email or party.url:
                yield party


def _responsible_party(element: Element, default_role: str | None) -> Party:
    texts: dict[str, str] = {}
    role = page = email = url = None
    for part in element[:]:
        if len(part) == 0 and not part.text:
            continue  # as half of the fields of real parties are
        field = NAME[part.tag]
        if field == "contactInfo":
            found_email, found_url = _contact(part)
            email, url = email or found_email, url or found_url
        elif field == "role":
            role = role or code(part)
        elif text := word(part):
            texts.setdefault(field, text)
            if field == "individualName":
                page = _web_address(href(part))
    organisation = texts.get("organisationName")
    person = texts.get("individualName")
    if person is None and "individualLastName" in texts:  # the Swiss profile
        person = " ".join(filter(None, (texts.get("individualFirstName"), texts["individualLastName"])))
    return Party(
        organisation=organisation,
        # A position ("data manager") stands for a person only where nobody else is named.
        person=person or (None if organisation else texts.get("positionName")),
        email=email,
        url=page or url,
        role=role or default_role,
    )


class _Named(msgspec.Struct):
    """An organisation or a person of ISO 19115-3 on the way to a party."""

    name: str | None = None
    position: str | None = None
    email: str | None = None
    url: str | None = None


def _responsibility(element: Element, default_role: str | None) -> Iterator[Party]:
    role = next((code(part) for part in element if NAME[part.tag] == "role"), None) or default_role
    for part in element[:]:
        if NAME[part.tag] != "party":
            continue
        for party in part[:]:
            who, people = _named(party)
            if NAME[party.tag] == "CI_Individual":
                who, people = _Named(), [who]
            for person in people or [_Named()]:
                email, url = person.email or who.email, person.url or who.url
                # A position ("data manager") stands for a person only where nobody else is named.
                name = person.name or (None if who.name else person.position)
                if who.name or name or email or url:
                    yield Party(organisation=who.name, person=name, email=email, url=url, role=role)


def _named(party: Element) -> tuple[_Named, list[_Named]]:
    """A CI_Organisation or CI_Individual, and the individuals of the first."""
    found = _Named()
    people: list[_Named] = []
    for part in party[:]:
        kind = NAME[part.tag]
        if kind == "name":
            found.name = word(part)
            found.url = found.url or _web_address(href(part))
        elif kind == "positionName":
            found.position = word(part)
        elif kind == "contactInfo":
            email, url = _contact(part)
            found.email, found.url = found.email or email, found.url or url
        elif kind == "partyIdentifier":
            found.url = _identifier_url(part) or found.url
        elif kind == "individual":
            people += [_named(individual)[0] for individual in part]
    return found, people


def _contact(holder: Element) -> tuple[str | None, str | None]:
    """The first e-mail and the first address of a page in a CI_Contact."""
    email = url = None
    for contact in holder[:]:
        for part in contact[:]:
            kind = NAME[part.tag]
            if kind == "address":
                email = email or _inside(part, "electronicMailAddress")
            elif kind == "onlineResource":
                url = url or _inside(part, "linkage")
    return email, url


def _inside(holder: Element, field: str) -> str | None:
    """The first text of a field of the class that a property holds; read from the end, where e-mails stand."""
    found = None
    for element in holder[:]:
        for part in element[::-1]:
            if NAME[part.tag] == field:
                found = word(part) or found
            elif found:
                break
    return found


def _identifier_url(holder: Element) -> str | None:
    """An ORCID or ROR given as the code of an identifier."""
    for identifier in holder[:]:
        for part in identifier[:]:
            if NAME[part.tag] == "code":
                found = word(part) or href(part)
                return found if found and found.startswith("http") else href(part)
    return None


def _web_address(url: str | None) -> str | None:
    return url if url and url.startswith("http") else None
