"""Rules about the words of the thesaurus that a record uses."""

from collections.abc import Iterator

from terra_catalog.dataset import Dataset
from terra_catalog.nearest import unknown
from terra_catalog.quote import quote
from terra_catalog.rule import Finding, record_rule
from terra_vocab.concept import Thesaurus


@record_rule("error")
def unknown_pole(dataset: Dataset, thesaurus: Thesaurus) -> Iterator[Finding]:
    """The pole is one of `vocab/concepts/poles.ttl`.

    Accepted: `pole: odatis`.
    """
    if f"poles/{dataset.pole}" not in thesaurus.concepts:
        yield "pole", unknown(thesaurus, "poles", dataset.pole)


@record_rule("error")
def unknown_data_centre(dataset: Dataset, thesaurus: Thesaurus) -> Iterator[Finding]:
    """The data centre is one of `vocab/concepts/data-centres.ttl`.

    Accepted: `data_centre: coriolis`.
    """
    centre = dataset.data_centre
    if centre is not None and f"data-centres/{centre}" not in thesaurus.concepts:
        yield "data_centre", unknown(thesaurus, "data-centres", centre)


@record_rule("error")
def unknown_compartment(dataset: Dataset, thesaurus: Thesaurus) -> Iterator[Finding]:
    """Each compartment is one of the seven of `vocab/concepts/compartments.ttl`.

    Accepted: `compartments: [oceans, climate]`.
    """
    for index, compartment in enumerate(dataset.compartments):
        if f"compartments/{compartment}" not in thesaurus.concepts:
            yield f"compartments[{index}]", unknown(thesaurus, "compartments", compartment)


@record_rule("error")
def unknown_variable(dataset: Dataset, thesaurus: Thesaurus) -> Iterator[Finding]:
    """Each variable names a concept of `vocab/concepts/variables.ttl`; what has none goes into the keywords.

    Accepted: `variables: [{concept: sea-surface-temperature, name: analysed_sst}]`.
    """
    for index, variable in enumerate(dataset.variables):
        if f"variables/{variable.concept}" not in thesaurus.concepts:
            yield f"variables[{index}].concept", unknown(thesaurus, "variables", variable.concept)


@record_rule("error")
def unknown_platform(dataset: Dataset, thesaurus: Thesaurus) -> Iterator[Finding]:
    """Each platform is one of `vocab/concepts/platforms.ttl`; the name of a ship or satellite goes into `missions`.

    Accepted: `platforms: [satellite, in-situ]`.
    """
    for index, platform in enumerate(dataset.platforms):
        if f"platforms/{platform}" not in thesaurus.concepts:
            yield f"platforms[{index}]", unknown(thesaurus, "platforms", platform)


@record_rule("error")
def unknown_protocol(dataset: Dataset, thesaurus: Thesaurus) -> Iterator[Finding]:
    """The protocol of a distribution or service is one of `vocab/concepts/protocols.ttl`.

    Accepted: `services: [{url: "https://www.example.org/wms", protocol: wms}]`.
    """
    for index, distribution in enumerate(dataset.distributions):
        protocol = distribution.protocol
        if protocol is not None and f"protocols/{protocol}" not in thesaurus.concepts:
            yield f"distributions[{index}].protocol", unknown(thesaurus, "protocols", protocol)
    for index, service in enumerate(dataset.services):
        if f"protocols/{service.protocol}" not in thesaurus.concepts:
            yield f"services[{index}].protocol", unknown(thesaurus, "protocols", service.protocol)


@record_rule("error")
def unknown_format(dataset: Dataset, thesaurus: Thesaurus) -> Iterator[Finding]:
    """The format of a distribution is one of `vocab/concepts/formats.ttl`; any other is told by `media_type`.

    Accepted: `distributions: [{url: "https://www.example.org/sst.nc", format: netcdf}]`.
    """
    for index, distribution in enumerate(dataset.distributions):
        if distribution.format is not None and f"formats/{distribution.format}" not in thesaurus.concepts:
            yield f"distributions[{index}].format", unknown(thesaurus, "formats", distribution.format)


@record_rule("warning")
def no_compartment(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """A dataset is in a compartment at least; without one no visitor who browses comes across it.

    Accepted: `compartments: [atmosphere]`.
    """
    if not dataset.compartments:
        yield "compartments", "no compartment. Name at least one of vocab/concepts/compartments.ttl."


@record_rule("warning")
def no_variable(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """A dataset tells what it measures; without a variable a search by subject misses it.

    Accepted: `variables: [{concept: ozone}]`.
    """
    if not dataset.variables:
        yield "variables", "no variable. Name what is measured with concepts of vocab/concepts/variables.ttl."


@record_rule("warning")
def repeated_theme(dataset: Dataset, _: Thesaurus) -> Iterator[Finding]:
    """A compartment, a variable or a platform is named once; a variable twice only under two names of its own.

    Accepted: `variables: [{concept: ozone, name: o3}, {concept: ozone, name: o3_column}]`.
    """
    if len(dataset.compartments) > 1:
        yield from _repeated("compartments", dataset.compartments)
    if len(dataset.platforms) > 1:
        yield from _repeated("platforms", dataset.platforms)
    if len(dataset.variables) > 1:
        seen: set[tuple[str, str | None]] = set()
        for index, variable in enumerate(dataset.variables):
            if (variable.concept, variable.name) in seen:
                yield f"variables[{index}]", f"{quote(variable.concept)} is named twice. Keep one."
            seen.add((variable.concept, variable.name))


def _repeated(field: str, values: tuple[str, ...]) -> Iterator[Finding]:
    if len(set(values)) == len(values):
        return
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            yield f"{field}[{index}]", f"{quote(value)} is named twice. Keep one."
        seen.add(value)
