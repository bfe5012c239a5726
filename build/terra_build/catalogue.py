"""The catalogue: the datasets fit to publish beside the thesaurus, indexed by what pages and views ask for."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from terra_build.series_entry import entry_of
from terra_catalog.assemble import Assembled
from terra_catalog.community import Community
from terra_catalog.dataset import Dataset
from terra_vocab.concept import Concept, Thesaurus

ALONE = Assembled([], {}, [], [], [], [])
"""A catalogue without former ids, series and statuses."""

NOBODY = Community()
"""A catalogue without sites and baskets."""


class Catalogue:
    """Datasets in the order of their ids, and for every concept the datasets that carry it. Never changed.

    Withdrawn datasets stand apart: they have a page that says so, and are in no list, no count and no STAC or DCAT
    file. `entries` is what lists, maps and search show: the datasets, those of a series as one entry.

    A dataset counts under each concept it names and under every broader one (a variable's sub-domain, and that
    sub-domain's compartment only when the record names the compartment: people decide where a dataset is shown).
    """

    def __init__(
        self,
        thesaurus: Thesaurus,
        datasets: Iterable[Dataset],
        site_url: str,
        community: Community = NOBODY,
        assembled: Assembled = ALONE,
    ) -> None:
        self.thesaurus = thesaurus
        self.community = community
        self.site_url = site_url
        every = sorted(datasets, key=lambda d: d.id)
        self.datasets = tuple(d for d in every if d.status != "withdrawn")
        self.withdrawn = tuple(d for d in every if d.status == "withdrawn")
        self.redirects = assembled.redirects
        self.doubtful = assembled.doubtful
        self.statuses = assembled.statuses
        self.series = {series.id: series for series in assembled.series}
        self._entry: dict[str, Dataset] = {}
        for series in assembled.series:
            entry = entry_of(series)
            self._entry.update((d.id, entry) for d in series.datasets)
        self.entries = tuple(sorted(self.grouped(self.datasets), key=lambda d: d.id))
        self.by_id: Mapping[str, Dataset] = MappingProxyType({d.id: d for d in self.datasets})
        self._by_concept: dict[str, list[Dataset]] = {}
        above = {c.key: self._counted(c) for c in thesaurus.of("variables")}
        index = self._by_concept
        for dataset in self.datasets:
            keys = {f"compartments/{c}" for c in dataset.compartments}
            for variable in dataset.variables:
                keys |= above.get(f"variables/{variable.concept}", frozenset())
            keys.update(f"platforms/{p}" for p in dataset.platforms)
            keys.add(f"poles/{dataset.pole}")
            if dataset.data_centre:
                keys.add(f"data-centres/{dataset.data_centre}")
            if dataset.licence:
                keys.add(f"licences/{dataset.licence}")
            keys.update(f"protocols/{s.protocol}" for s in dataset.services)
            for distribution in dataset.distributions:
                if distribution.protocol:
                    keys.add(f"protocols/{distribution.protocol}")
                if distribution.format:
                    keys.add(f"formats/{distribution.format}")
            for key in keys:
                index.setdefault(key, []).append(dataset)

    def _counted(self, variable: Concept) -> frozenset[str]:
        """The variable and the sub-domains above it."""
        above = self.thesaurus.ancestors(variable.key)
        return frozenset((variable.key, *(c.key for c in above if c.scheme == "subdomains")))

    def entry(self, series: str) -> Dataset:
        """What lists show of a series."""
        return self._entry[self.series[series].datasets[0].id]

    def grouped(self, datasets: Sequence[Dataset]) -> Sequence[Dataset]:
        """The datasets, those of a series replaced by its one entry, where its first one stood."""
        if not self._entry:
            return datasets
        return tuple({(entry := self._entry.get(d.id, d)).id: entry for d in datasets}.values())

    def having(self, key: str) -> list[Dataset]:
        """The datasets of a concept, by id."""
        return self._by_concept.get(key, [])

    def count(self, key: str) -> int:
        """How many datasets a concept has."""
        return len(self._by_concept.get(key, ()))

    def uri(self, concept: Concept) -> str:
        """The address, and so the name, of a concept."""
        return f"{self.site_url}vocab/{concept.key}/"
