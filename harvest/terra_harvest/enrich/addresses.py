"""Addresses of concepts in other vocabularies (GCMD, GEMET, NVS, EnvThes, OZCAR-Theia...) by the mappings of ours."""

import re

import msgspec

from terra_harvest.enrich.forms import Form
from terra_vocab.concept import Thesaurus

_NVS = re.compile(r"(?:sdn:)?(p\d\d|exv)(?:::|:)(\w+)$", re.IGNORECASE)
_GEMET = re.compile(r"eionet\.europa\.eu/gemet/(?:[a-z]{2}/)?concept/(\d+)")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

_UUID_LENGTH = 36


class Addresses(msgspec.Struct, frozen=True):
    """Forms by address without scheme, and whether the mapping is an exact one."""

    forms: dict[str, tuple[Form, bool]]

    def find(self, address: str) -> tuple[Form, bool] | None:
        """What an address stands for, however it is written; None for one that no concept of ours is mapped to."""
        return self.forms.get(canonical(address))


def canonical(address: str) -> str:
    """An address without what varies from one record to the next: scheme, case of the host, last slash, language."""
    address = address.strip()
    if found := _NVS.match(address):
        return f"vocab.nerc.ac.uk/collection/{found[1].upper()}/current/{found[2].upper()}"
    if found := _GEMET.search(address):
        return f"gemet/{found[1]}"
    # GCMD concepts are also named by their UUID alone.
    if ("gcmd" in address or len(address) == _UUID_LENGTH) and (found := _UUID.search(address.lower())):
        return f"gcmd/{found[0]}"
    address = address.partition("://")[2] or address
    host, slash, path = address.partition("/")
    return f"{host.lower().removeprefix('www.')}{slash}{path}".rstrip("/")


def addresses_of(thesaurus: Thesaurus) -> Addresses:
    """The addresses that our variables, sub-domains and compartments are mapped to.

    An exact, close or narrower concept elsewhere is ours; a broader one (P02 `TEMP`) only proposes ours, and the record
    decides among those it proposes; a related one is another thing.
    """
    own: dict[str, list[str]] = {}
    proposed: dict[str, list[str]] = {}
    wider: dict[str, str] = {}
    exact: set[str] = set()
    for concept in thesaurus:
        for match in concept.matches:
            address = canonical(match.uri)
            if concept.scheme == "variables":
                if match.kind in ("exactMatch", "closeMatch", "narrowMatch"):
                    own.setdefault(address, []).append(concept.key)
                    if match.kind == "exactMatch":
                        exact.add(address)
                elif match.kind == "broadMatch" and "inspire" not in address:
                    proposed.setdefault(address, []).append(concept.key)
            elif concept.scheme in ("subdomains", "compartments") and match.kind != "relatedMatch":
                wider.setdefault(address, concept.key)
    forms: dict[str, tuple[Form, bool]] = {}
    for address in dict.fromkeys((*own, *proposed, *wider)):
        keys = tuple(own.get(address) or proposed.get(address) or ())
        sure = address in own and len(keys) == 1
        form = Form(keys, guard="free" if sure else "supported", wider=wider.get(address))
        forms[address] = (form, sure and address in exact)
    return Addresses(forms)
