"""A record without a fault, to be spoilt one field at a time, and a thesaurus just large enough for it."""

import msgspec

from terra_catalog.check import check
from terra_catalog.dataset import Dataset, Variable
from terra_catalog.load import Record
from terra_catalog.rule import CATALOGUE_RULES, RECORD_RULES
from terra_vocab.concept import Concept, Labels, Scheme, Thesaurus
from terra_vocab.text import Text

_CONCEPTS = (
    Concept(scheme="compartments", id="oceans", label=Text(fr="Océans", en="Oceans")),
    Concept(scheme="compartments", id="climate", label=Text(fr="Climat", en="Climate")),
    Concept(scheme="poles", id="odatis", label=Text(fr="ODATIS", en="ODATIS")),
    Concept(scheme="data-centres", id="coriolis", label=Text(fr="Coriolis", en="Coriolis")),
    Concept(scheme="platforms", id="satellite", label=Text(fr="Satellite", en="Satellite")),
    Concept(scheme="platforms", id="ship", label=Text(fr="Navire", en="Ship")),
    Concept(scheme="protocols", id="http", label=Text(fr="Téléchargement HTTP", en="HTTP download")),
    Concept(scheme="protocols", id="wms", label=Text(fr="WMS", en="WMS")),
    Concept(scheme="formats", id="netcdf", label=Text(fr="NetCDF", en="NetCDF"), notation="application/x-netcdf"),
    Concept(
        scheme="licences", id="cc-by-4.0", label=Text(fr="CC BY 4.0", en="CC BY 4.0"), alt=Labels(any=("CC-BY-4.0",))
    ),
    Concept(
        scheme="variables",
        id="sea-surface-temperature",
        label=Text(fr="Température de surface de la mer", en="Sea surface temperature"),
        alt=Labels(any=("SST",)),
    ),
    Concept(scheme="variables", id="ozone", label=Text(fr="Ozone", en="Ozone")),
)

THESAURUS = Thesaurus((Scheme(id=s, title=Text(fr=s, en=s)) for s in {c.scheme for c in _CONCEPTS}), _CONCEPTS)

SOUND = Dataset(
    id="odatis-sst",
    title=Text(fr="Température de la mer", en="Sea temperature"),
    pole="odatis",
    created="2026-11-21",
    updated="2026-11-22",
    compartments=("oceans",),
    variables=(Variable(concept="sea-surface-temperature"),),
    licence="cc-by-4.0",
)

Finding = tuple[str, str]


def spoilt(**fields: object) -> Dataset:
    """The sound record with some fields changed."""
    return msgspec.structs.replace(SOUND, **fields)


def findings(rule: str, dataset: Dataset) -> list[Finding]:
    """What one rule says of a record."""
    (found,) = (r for r in RECORD_RULES if r.name == rule)
    return [(str(path), str(message)) for path, message in found.check(dataset, THESAURUS)]


def says(rule: str, **fields: object) -> list[Finding]:
    """What one rule says of the sound record with some fields changed."""
    return findings(rule, spoilt(**fields))


def says_together(rule: str, *records: Record) -> list[tuple[str, str, str]]:
    """File, path and message of what one catalogue rule says of several records."""
    (found,) = (r for r in CATALOGUE_RULES if r.name == rule)
    return [(record.file, path, message) for record, path, message in found.check(records, THESAURUS)]  # type: ignore[attr-defined, misc]


def issues(*datasets: Dataset) -> list[str]:
    """Every issue of several records, as printed."""
    return [str(issue) for issue in check([Record(d, f"{n}.json") for n, d in enumerate(datasets)], THESAURUS)[1]]
