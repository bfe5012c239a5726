"""The catalogue: the datasets fit to publish beside the thesaurus, indexed by what pages and views ask for."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from terra_catalog.community import Community
from terra_catalog.dataset import Dataset
from terra_vocab.concept import Concept, Thesaurus

NOBODY = Community()
"""A catalogue without sites and baskets."""


class Catalogue:
    """Datasets in the order of their ids, and for every concept the datasets that carry it. Never changed.

    A dataset counts under each concept it names and under every broader one (a variable's sub-domain, and that
    sub-domain's compartment only when the record names the compartment: people decide where a dataset is shown).
    """

    def __init__(
        self,
        thesaurus: Thesaurus,
        datasets: Iterable[Dataset],
        site_url: str,
        community: Community = NOBODY,
    ) -> None:
        self.thesaurus = thesaurus
        self.community = community
        self.site_url = site_url
        self.datasets = tuple(sorted(datasets, key=lambda d: d.id))
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

    def having(self, key: str) -> list[Dataset]:
        """The datasets of a concept, by id."""
        return self._by_concept.get(key, [])

    def count(self, key: str) -> int:
        """How many datasets a concept has."""
        return len(self._by_concept.get(key, ()))

    def uri(self, concept: Concept) -> str:
        """The address, and so the name, of a concept."""
        return f"{self.site_url}vocab/{concept.key}/"
