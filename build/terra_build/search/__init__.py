"""The search: terms in shards, documents in blocks, facets in columns, all by stable document numbers."""

from collections.abc import Iterator, Sequence

from terra_build.catalogue import Catalogue
from terra_build.facets import period
from terra_build.output import Output
from terra_build.search import columns, documents, shards
from terra_build.search.fields import FIELDS, Reader
from terra_build.search.numbers import numbered
from terra_build.search.postings import make_postings
from terra_vocab.text import LANGS


def outputs(catalogue: Catalogue, registry: Sequence[str] = ()) -> Iterator[Output]:
    """Every file below /search/ that `theme/assets/js/search/` reads; `registry` holds the numbers already given."""
    datasets = numbered(catalogue.entries, registry)
    periods = [period(dataset) if dataset else (None, None) for dataset in datasets]
    for lang in LANGS:
        reader = Reader(catalogue.thesaurus, lang)
        postings = make_postings((reader.fields_of(d) if d else None for d in datasets), len(FIELDS))
        yield from shards.outputs(postings, f"search/{lang}")
        yield from documents.outputs(datasets, periods, lang, f"search/{lang}")
    yield from columns.outputs(catalogue, datasets, periods)
