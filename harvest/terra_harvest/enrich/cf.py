"""CF standard names: the notation of a variable, and the names that it is mapped to."""

import re

from terra_harvest.enrich.forms import Form
from terra_vocab.concept import Thesaurus

_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+\Z")
_RESOLVER = "vocab.nerc.ac.uk/standard_name/"


def cf_names_of(thesaurus: Thesaurus) -> dict[str, Form]:
    """Forms by CF standard name."""
    found: dict[str, list[str]] = {}
    for concept in thesaurus.of("variables"):
        names = [concept.notation] if concept.notation else []
        for match in concept.matches:
            if match.kind in ("exactMatch", "closeMatch", "narrowMatch") and _RESOLVER in match.uri:
                names.append(match.uri.partition(_RESOLVER)[2].rstrip("/"))
        for name in names:
            keys = found.setdefault(name, [])
            if concept.key not in keys:
                keys.append(concept.key)
    return {name: Form(tuple(keys), guard="free" if len(keys) == 1 else "supported") for name, keys in found.items()}


def cf_name(text: str) -> str | None:
    """A text that is written as a CF standard name, else None."""
    name = text.strip().lower()
    return name if _NAME.match(name) else None
