"""Who may reach the data: open, with an account, on request, or after an embargo, where the record says so."""

import re

import msgspec

from terra_catalog.dataset import Access, Condition
from terra_catalog.quote import quote
from terra_harvest.normalise.dates import read_date
from terra_harvest.normalise.language import sided, text_in
from terra_harvest.normalise.notes import Note, Notes
from terra_harvest.normalise.placeholders import says_nothing
from terra_harvest.normalise.plain import cut, plain
from terra_harvest.original import Term
from terra_vocab.text import LANGS, Lang, Text

MAX_NOTE = 600

# Words and codes that mean one condition and nothing else.
_OPEN = re.compile(
    r"(?:otherrestrictions[:;,\s]*)?(?:no (?:limitations?|restrictions?)(?: (?:on|to|of) (?:public )?access)?|"
    r"(?:pas|aucune) (?:de )?(?:restriction|limitation|contrainte)s?"
    r"(?: (?:d['’]|à l['’]|de l['’])?acc[èe]s(?: (?:du |au )?public)?)?"
    r"(?: pour la consultation| selon inspire)?|free access|open access|public access|unrestricted(?: access)?|public|"
    r"acc[èe]s (?:libre|ouvert|public)|libre acc[èe]s|libre|open|none\.? ?(?:free|open) access|access constraints: "
    r"(?:none|free access))(?: \(inspire\))?\.?",
    re.IGNORECASE,
).fullmatch
_ACCOUNT = re.compile(
    r"\bregist(?:ration|er(?:ing)?)\b[^.\n]{0,40}\b(?:required|needed|necessary|mandatory)|\b(?:require[sd]?|need[s]?|free)"
    r" (?:a )?(?:free )?(?:user )?(?:registration|account)\b|registered users|"
    r"\baccounts? (?:is|are) (?:required|available)|"
    r"(?:log[ -]?in|authentication|earthdata login) (?:is )?(?:required|needed)|"
    r"(?:inscription|authentification|enregistrement|compte|identification)\b[^.\n]{0,30}\b"
    r"(?:obligatoire|requise?|nécessaire|préalable)|après (?:inscription|enregistrement|identification)|"
    r"utilisateurs (?:inscrits|enregistrés)",
    re.IGNORECASE,
).search
_REQUEST = re.compile(
    r"\b(?:up)?on request\b|\bby request\b|sur (?:simple )?demande\b|case[ -]by[ -]case|au cas par cas|"
    r"(?:access|data) (?:must|should|can|may) be requested|faire (?:une )?demande|"
    r"available (?:up)?on agreement|soumis(?:e|es)? à (?:autorisation|convention)|authori[sz]ation (?:is )?required",
    re.IGNORECASE,
).search
_EMBARGO = re.compile(r"\bembargo(?:ed)?\b|\bsous embargo\b", re.IGNORECASE).search
_DATE_IN = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")

_CODES: dict[str, Condition] = {
    "nolimitations": "open",
    "openaccess": "open",
    "c_abf2": "open",
    "public": "open",
    "no-limitations": "open",
    "unrestricted": "open",
    "restrictedaccess": "request",
    "c_16ec": "request",
    "restricted": "request",
    "non_public": "request",
    "authorisation-required": "request",
    "registrationneeded": "account",
    "authenticationneeded": "account",
}
_ADDRESSES = (
    "/limitationsonpublicaccess/",
    "/authority/access-right/",
    "info:eu-repo/semantics/",
    "purl.org/coar/access_right/",
    "/access-rights/",
)
_STRENGTH: dict[Condition, int] = {"open": 0, "account": 1, "request": 2, "embargo": 3}
_KINDS = frozenset({"access", "limitation", "use", "other", "embargo", "rights", None})


class Reach(msgspec.Struct, frozen=True):
    """The access of a dataset, and the terms whose words it repeats."""

    access: Access | None = None
    said: frozenset[Term] = frozenset()


def access_of(terms: tuple[Term, ...], language: Lang, today: str, notes: Notes) -> Reach:
    """The access that the terms state; of several conditions the strictest holds.

    Nothing is concluded from silence, from an open licence, or from a price. An embargo needs its end; one whose end
    has passed says nothing any more.
    """
    conditions: dict[Condition, str | None] = {}
    said: dict[Term, Text] = {}
    for term in terms:
        if term.kind not in _KINDS:
            continue
        found = _condition(term, today, notes)
        if found is None:
            continue
        conditions.setdefault(found[0], found[1])
        words = _words(term, language)
        if term.kind == "access" or found[2]:
            said[term] = words
    if not conditions:
        return Reach()
    condition = max(conditions, key=lambda name: _STRENGTH[name])
    sides: dict[Lang, str] = {
        lang: note for lang in LANGS if (note := _note([text.get(lang) for text in said.values()]))
    }
    return Reach(Access(condition=condition, until=conditions[condition], note=text_in(sides)), frozenset(said))


def _condition(term: Term, today: str, notes: Notes) -> tuple[Condition, str | None, bool] | None:
    """The condition of a term, the end of an embargo, and whether its words say only that."""
    if found := _of_code(term):
        return found, None, False
    text = plain(term.text.en or term.text.fr or term.text.any or "")
    if term.kind == "embargo" or _EMBARGO(text):
        return _embargo(text, today, notes)
    if not text:
        return None
    if _OPEN(text):
        # Of use, "no limitation" says nothing about who may come.
        return ("open", None, True) if term.kind != "use" else None
    if _REQUEST(text):
        return "request", None, False
    if _ACCOUNT(text):
        return "account", None, False
    if term.kind == "access" and not says_nothing(text) and not term.code:
        notes.append(Note("access", "access-unclear", f"no condition follows from {quote(text)}"))
    return None


def _of_code(term: Term) -> Condition | None:
    for said in (term.url, term.text.any, term.text.en):
        if said and len(said) < 200 and any(mark in said.lower() for mark in _ADDRESSES):
            return _CODES.get(said.strip().rstrip("/").rpartition("/")[2].lower())
    code = (term.code or "").strip().lower()
    return _CODES.get(code) if term.kind == "access" and code != "restricted" else None


def _embargo(text: str, today: str, notes: Notes) -> tuple[Condition, str | None, bool] | None:
    date = read_date(text) or next((found for day in _DATE_IN.findall(text) if (found := read_date(day))), None)
    if date is None:
        notes.append(Note("access", "access-unclear", f"an embargo without a readable end: {quote(text)}"))
        return None
    return ("embargo", date, False) if date > today else None


def _words(term: Term, language: Lang) -> Text:
    found = sided(term.text, language)
    sides: dict[Lang, str] = {}
    for lang in LANGS:
        said = found.get(lang)
        words = plain(said) if said else ""
        if words and not says_nothing(words) and not _OPEN(words):
            sides[lang] = words
    return text_in(sides)


def _note(texts: list[str | None]) -> str | None:
    joined = "\n\n".join(dict.fromkeys(text for text in texts if text))
    return cut(joined, MAX_NOTE) if joined else None
