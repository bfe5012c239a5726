"""An index of phrases, each a few folded words, found in a text longest first and by whole words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Phrases(Generic[T]):
    """Values by phrase. Never changed once built."""

    def __init__(self, values: Mapping[str, T]) -> None:
        self._values = dict(values)
        lengths: dict[str, set[int]] = {}
        for phrase in self._values:
            words = phrase.split(" ")
            lengths.setdefault(words[0], set()).add(len(words))
        # Longest first: "sea surface temperature" before "sea".
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def __len__(self) -> int:
        return len(self._values)

    def get(self, phrase: str) -> T | None:
        """The value of exactly this folded phrase."""
        return self._values.get(phrase)

    def found_in(self, words: Sequence[str]) -> Iterator[tuple[int, int, T]]:
        """Every phrase among these folded words with its first and last place; a word serves one phrase only."""
        lengths, values = self._lengths, self._values
        place, count = 0, len(words)
        while place < count:
            for length in lengths.get(words[place], ()):
                end = place + length
                if end <= count and (value := values.get(" ".join(words[place:end]))) is not None:
                    yield place, end, value
                    place = end - 1
                    break
            place += 1
