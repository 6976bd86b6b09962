"""The terms met so far in one field, numbered as they came."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import compress, count, islice
from operator import itemgetter

import numpy as np

from index.engines.whoosh.codec.arrays import Array


class Vocabulary:
    """Numbers terms; keeps them sorted as they grow, so that each run sorts only what is new."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self._terms: list[str] = []
        self._sorted: list[int] = []

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, terms: Sequence[str]) -> Sequence[int]:
        """The numbers of terms; new ones get the next."""
        if len(terms) < 2:
            return [self._numbers[term] for term in terms]
        found: tuple[int, ...] = itemgetter(*terms)(self._numbers)  # one call for all: a third less time
        return found

    def ranked(self, numbers: Array) -> tuple[list[str], Array]:
        """The distinct terms among ``numbers``, sorted, and for every number ever given the rank of its term there.

        The order of strings is that of their UTF-8 bytes. Ranks of terms that are not among them mean nothing.
        """
        if len(self._sorted) < len(self._numbers):
            self._terms += islice(self._numbers, len(self._terms), None)
            self._sorted += range(len(self._sorted), len(self._terms))
            self._sorted.sort(key=self._terms.__getitem__)  # Python's sort merges the part that is in order
        used = np.zeros(len(self._numbers), bool)
        used[numbers] = True
        order = np.fromiter(self._sorted, np.int64, len(self._sorted))
        in_use = used.take(order)
        terms = list(map(self._terms.__getitem__, compress(self._sorted, in_use.tolist())))
        ranks = np.zeros(len(self._numbers), np.uint64)
        ranks[order[in_use]] = np.arange(len(terms), dtype=np.uint64)
        return terms, ranks
