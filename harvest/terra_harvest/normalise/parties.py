"""Who stands behind a dataset: organisations with their STAC roles, and whom to ask."""

import re

from terra_catalog.dataset import Contact, Provider, Role
from terra_catalog.quote import quote
from terra_catalog.rules.links import is_email
from terra_catalog.urls import safe_url
from terra_harvest.normalise.notes import Note, Notes
from terra_harvest.normalise.placeholders import says_nothing
from terra_harvest.normalise.plain import cut, line
from terra_harvest.original import Party

MAX_PROVIDERS = 30
MAX_CONTACTS = 10
_MAX_NAME = 200
_MAX_EMAILS = 1_000

_PRODUCERS = (
    "producer originator author creator principalinvestigator coprincipalinvestigator coauthor investigator "
    "principleinvestigator institution datacollector datacreator researchgroup accountableperson sourceorganization "
    "projectleader projectmember researcher workpackageleader projectmanager"
)
_HOSTS = (
    "host publisher distributor disributor datacentre datacenter datanode provider resourceprovider custodian "
    "hostinginstitution custodiansteward datamanager maintainer sdpublisher datacurator dataarchive repository"
)
_ROLES: dict[str, Role] = {
    **dict.fromkeys(_PRODUCERS.split(), "producer"),
    **dict.fromkeys(_HOSTS.split(), "host"),
    **dict.fromkeys(["licensor", "owner", "rightsholder", "copyrightholder"], "licensor"),
    "processor": "processor",
}
_ORDER: tuple[Role, ...] = ("producer", "licensor", "processor", "host")
_ASKED = frozenset(
    ["pointofcontact", "contact", "contactpoint", "contactperson", "technicalofficer", "customerservice"]
)
_LEADERS = frozenset({"principalinvestigator", "principleinvestigator"})
_LETTERS = re.compile(r"[^a-z]")
_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;]+@[^\s<>()\[\]\"',;]+")


def providers_of(parties: tuple[Party, ...], notes: Notes) -> tuple[Provider, ...]:
    """The organisations, each once with all its roles; people only where no organisation produces the data."""
    named: dict[str, tuple[str, dict[Role, None], str | None]] = {}
    for party in parties:
        role = _ROLES.get(_key(party.role))
        name = _name(party.organisation) if role else None
        if role is None or name is None:
            continue
        known = named.setdefault(name.casefold(), (name, {}, None))
        known[1][role] = None
        if known[2] is None and party.url and party.person is None and (url := safe_url(party.url)):
            named[name.casefold()] = (known[0], known[1], url)
    if not any("producer" in roles for _, roles, _ in named.values()):
        for party in parties:
            name = _name(party.person) if _ROLES.get(_key(party.role)) == "producer" else None
            if name is not None:
                named.setdefault(name.casefold(), (name, {"producer": None}, None))
    if len(named) > MAX_PROVIDERS:
        notes.append(Note("providers", "too-many", f"{len(named)} organisations: the first {MAX_PROVIDERS} are kept"))
    return tuple(
        Provider(name=name, roles=tuple(role for role in _ORDER if role in roles), url=url)
        for name, roles, url in list(named.values())[:MAX_PROVIDERS]
    )


def contacts_of(parties: tuple[Party, ...], notes: Notes) -> tuple[Contact, ...]:
    """Whom the record says to ask; who leads the work, without e-mail address, where it says nobody.

    Who answers for the record and not for the data (a metadata contact) is left apart.
    """
    asked = [party for party in parties if _key(party.role) in _ASKED]
    found = dict.fromkeys(contact for party in asked if (contact := _contact(party, notes)))
    if not found:
        leaders = [party for party in parties if _key(party.role) in _LEADERS]
        found = dict.fromkeys(contact for party in leaders if (contact := _contact(party, None)))
    if len(found) > MAX_CONTACTS:
        notes.append(Note("contacts", "too-many", f"{len(found)} contacts: the first {MAX_CONTACTS} are kept"))
    return tuple(list(found)[:MAX_CONTACTS])


def _contact(party: Party, notes: Notes | None) -> Contact | None:
    """The contact of a party; its e-mail address only when there are `notes`, that is when it is given as a contact."""
    person, organisation = _name(party.person), _name(party.organisation)
    email = _email(party.email, notes) if notes is not None else None
    name = (
        f"{person} ({organisation})" if person and organisation and person != organisation else person or organisation
    )
    if name is None and email is None:
        return None
    url = safe_url(party.url) if party.url else None
    role = "principal investigator" if notes is None else None
    return Contact(name=name or email or "", email=email, url=url, role=role)


def _email(written: str | None, notes: Notes) -> str | None:
    if not written or says_nothing(written.strip()):
        return None
    # Fields hold quotes, names, "mailto:", or several addresses; the first that is one is taken.
    for found in _ADDRESS.finditer(written[:_MAX_EMAILS] if "@" in written else ""):
        if is_email(address := found[0].removeprefix("mailto:").rstrip(".")):
            return address
    notes.append(Note("contacts", "email-unusable", f"{quote(written)} is no e-mail address"))
    return None


def _name(text: str | None) -> str | None:
    if not text:
        return None
    name = line(text)
    if says_nothing(name) or "@" in name or "://" in name:
        return None
    return cut(name, _MAX_NAME)


def _key(role: str | None) -> str:
    return _LETTERS.sub("", (role or "").lower())
