"""The baseline of the relevance bench: BM25 over titles and descriptions, as one would write it first."""

from collections import Counter
from collections.abc import Callable, Sequence
from math import log

K1 = 1.5
B = 0.75

Words = Callable[[str], list[str]]


class Bm25:
    """Okapi BM25 with Lucene's idf, over documents given as texts."""

    def __init__(self, texts: Sequence[str], words: Words) -> None:
        self._words = words
        self._counts = [Counter(words(text)) for text in texts]
        self._lengths = [sum(counts.values()) for counts in self._counts]
        self._average = sum(self._lengths) / len(texts)
        self._documents = Counter(word for counts in self._counts for word in counts)

    def ranked(self, query: str) -> list[int]:
        """The documents with a word of the query, best first; equal ones in their order."""
        scores = [self._score(i, self._words(query)) for i in range(len(self._counts))]
        return [i for i in sorted(range(len(scores)), key=lambda i: (-scores[i], i)) if scores[i] > 0]

    def _score(self, document: int, words: list[str]) -> float:
        counts, length = self._counts[document], self._lengths[document]
        score = 0.0
        for word in words:
            times, having = counts[word], self._documents[word]
            if times:
                idf = log(1 + (len(self._counts) - having + 0.5) / (having + 0.5))
                score += idf * times * (K1 + 1) / (times + K1 * (1 - B + B * length / self._average))
        return score
