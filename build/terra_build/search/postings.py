"""Which dataset has which term in which field, how often, and how long the field is: lunr's inverted index."""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

MOST_TIMES = 255
LONGEST_FIELD = 65_535


class Postings(msgspec.Struct, frozen=True):
    """For each field its terms, and for each term its entries, `number << 8 | times`, by ascending number.

    `lengths[field][number]` counts the terms of a field, and is 0 for a number without a dataset. `datasets` counts
    the datasets, not the numbers.
    """

    fields: list[dict[str, list[int]]]
    lengths: list[list[int]]
    datasets: int

    def counts(self) -> dict[str, int]:
        """How many entries each term has over all fields."""
        counts: dict[str, int] = {}
        for terms in self.fields:
            for term, entries in terms.items():
                counts[term] = counts.get(term, 0) + len(entries)
        return counts


def make_postings(documents: Iterable[Sequence[Sequence[str]] | None], fields: int) -> Postings:
    """The postings of documents, each given as its fields, each field as its terms; None is a hole."""
    index: list[dict[str, list[int]]] = [{} for _ in range(fields)]
    lengths: list[list[int]] = [[] for _ in range(fields)]
    datasets = 0
    for number, document in enumerate(documents):
        if document is None:
            for column in lengths:
                column.append(0)
            continue
        datasets += 1
        entry = number << 8
        for terms, column, words in zip(index, lengths, document, strict=True):
            column.append(min(len(words), LONGEST_FIELD))
            for word, count in Counter(words).items():
                if (entries := terms.get(word)) is None:
                    terms[word] = [entry | min(count, MOST_TIMES)]
                else:
                    entries.append(entry | count if count < MOST_TIMES else entry | MOST_TIMES)
    return Postings(index, lengths, datasets)
