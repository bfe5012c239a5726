"""How good a ranking is against graded judgments: nDCG@10, recall@10, success@1, averaged over queries."""

from collections.abc import Mapping, Sequence
from math import log2

import msgspec

DEPTH = 10


class Judged(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A query as typed on a page, what it tries, and the datasets that answer it: very well (2) or somewhat (1)."""

    q: str
    page: str
    about: tuple[str, ...]
    very: tuple[str, ...]
    some: tuple[str, ...] = ()

    @property
    def grades(self) -> dict[str, int]:
        """Grade by dataset; a dataset that is not in it is not relevant."""
        return {**dict.fromkeys(self.some, 1), **dict.fromkeys(self.very, 2)}


class Quality(msgspec.Struct, frozen=True):
    """Averages over queries."""

    ndcg: float
    recall: float
    success: float

    def __str__(self) -> str:
        return f"nDCG@{DEPTH} {self.ndcg:.3f}   recall@{DEPTH} {self.recall:.3f}   success@1 {self.success:.3f}"


def ndcg(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """Discounted gain of the first ten (2^grade - 1 over log2 of the rank + 1), over that of the best ranking."""
    best = sorted(grades.values(), reverse=True)[:DEPTH]
    return _gain([grades.get(i, 0) for i in ranked[:DEPTH]]) / _gain(best)


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 2) for rank, grade in enumerate(grades))


def recall(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """Relevant datasets among the first ten, over those that could be there."""
    return len(set(ranked[:DEPTH]) & grades.keys()) / min(len(grades), DEPTH)


def quality(queries: Sequence[Judged], rankings: Sequence[Sequence[str]]) -> Quality:
    """The averages of rankings, one per query. Success is a first hit that is very relevant."""
    pairs = list(zip(queries, rankings, strict=True))
    n = len(pairs) or 1
    return Quality(
        sum(ndcg(r, q.grades) for q, r in pairs) / n,
        sum(recall(r, q.grades) for q, r in pairs) / n,
        sum(bool(r) and r[0] in q.very for q, r in pairs) / n,
    )
