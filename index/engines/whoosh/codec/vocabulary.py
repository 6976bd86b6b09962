"""The terms met so far in one field, numbered as they came."""

from collections import defaultdict
from itertools import count

import numpy as np

from index.engines.whoosh.codec.arrays import Array


class Vocabulary:
    """Numbers terms; keeps them sorted as they grow, so that each run sorts only what is new."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self.number = self._numbers.__getitem__
        self._sorted: list[str] = []

    def __len__(self) -> int:
        return len(self._numbers)

    def ranked(self, numbers: Array) -> tuple[list[str], Array]:
        """The distinct terms among ``numbers``, sorted, and for every number ever given the rank of its term there.

        The order of strings is that of their UTF-8 bytes. Ranks of terms that are not among them mean nothing.
        """
        if len(self._sorted) < len(self._numbers):
            self._sorted += list(self._numbers)[len(self._sorted) :]
            self._sorted.sort()  # two sorted runs, which Python's sort merges in one pass
        used = np.zeros(len(self._numbers), bool)
        used[numbers] = True
        order = np.fromiter(map(self.number, self._sorted), np.int64, len(self._sorted))
        in_use = used[order]
        terms = [term for term, wanted in zip(self._sorted, in_use.tolist(), strict=True) if wanted]
        ranks = np.zeros(len(self._numbers), np.uint64)
        ranks[order[in_use]] = np.arange(len(terms), dtype=np.uint64)
        return terms, ranks
