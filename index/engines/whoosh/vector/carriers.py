"""The documents of each facet key, those of the most frequent keys first."""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from index.engines.whoosh.codec.arrays import NO_DOCUMENTS, Array, joined, spans, starts_of
from index.engines.whoosh.vector.segments import Segments
from index.engines.whoosh.vector.sets import mask_of

_SPARE = 4
"""The k highest counts are looked for first among four times as many keys."""
_DENSE = 64
"""The documents of a key that one of 64 carries are a row of bits, those of others a list."""
_ROW = 128
"""To count a row of bits for 128 documents takes as long as to pass over one document of a list."""


class Carriers:
    """Which documents carry each key of a facet; ``mapped`` as in ``Values``.

    Counting goes by rank: a key that fewer documents carry than the k-th highest count cannot be among the k highest.
    """

    def __init__(self, segments: Segments, field: str, mapped: Sequence[Array]) -> None:
        self._segments, self._field, self._mapped = segments, field, mapped
        keys = max((int(numbers.max()) + 1 for numbers in mapped if len(numbers)), default=0)
        sizes = np.zeros(keys, np.int64)
        for file, numbers in zip(segments.files, mapped, strict=True):
            if len(numbers):
                sizes[numbers] += np.diff(file.posting_starts(field))
        self._numbers = np.argsort(-sizes, kind="stable")
        self._falling = -sizes[self._numbers]
        self._starts = starts_of(-self._falling)
        self._dense = self._with(segments.documents / _DENSE)

    def cost(self, k: int | None = None, share: float = 1.0) -> int:
        """How many documents one passes over to count all keys, or the ``k`` highest counts of a share of documents."""
        last = len(self._falling)
        if k is not None and k < last:
            last = self._with(-share * int(self._falling[k]))
        rows = min(last, self._dense)
        return rows * self._segments.documents // _ROW + int(self._starts[last] - self._starts[rows])

    def _with(self, size: float) -> int:
        """How many keys have so many documents."""
        return int(np.searchsorted(self._falling, -size, side="right"))

    def counts(self, matches: Array) -> Array:
        """How many of ascending documents carry each key, by number."""
        counts = np.zeros(len(self._falling), np.int64)
        counts[self._numbers] = self._counts(mask_of(matches, self._segments.documents), 0, len(counts))
        return counts

    def highest(self, matches: Array, k: int) -> tuple[Array, Array]:
        """(key numbers, counts) of at least the keys with the ``k`` highest counts, but those of 0."""
        mask = mask_of(matches, self._segments.documents)
        first = min(_SPARE * k, len(self._falling))
        counts = self._counts(mask, 0, first)
        reached = int(np.partition(counts, first - k)[first - k]) if first > k else 1
        counts = np.concatenate([counts, self._counts(mask, first, self._with(max(reached, 1)))])
        found = np.flatnonzero(counts)
        return self._numbers[found], counts[found]

    def _counts(self, mask: Array, first: int, last: int) -> Array:
        """The counts of the keys of some ranks."""
        middle = min(max(first, self._dense), last)
        return np.concatenate(
            [self._counts_of_rows(mask, first, middle), self._counts_of_lists(mask, middle, last)]
        )

    def _counts_of_rows(self, mask: Array, first: int, last: int) -> Array:
        if first >= last:
            return NO_DOCUMENTS
        return np.asarray(
            np.bitwise_count(self._held[0][first:last] & _bits(mask)).sum(axis=1, dtype=np.int64)
        )

    def _counts_of_lists(self, mask: Array, first: int, last: int) -> Array:
        if first >= last:
            return NO_DOCUMENTS
        starts = self._starts[first : last + 1] - self._starts[self._dense]
        carried = mask.view(np.uint8).take(self._held[1][starts[0] : starts[-1]])
        return np.add.reduceat(carried, starts[:-1] - starts[0], dtype=np.int32)

    @cached_property
    def _held(self) -> tuple[Array, Array]:
        """The documents of the dense keys as rows of bits, 64 a number, and those of the others, joined."""
        documents, edges = self._by_rank(), self._starts[: self._dense + 1]
        rows = [
            _bits(mask_of(documents[start:end], self._segments.documents)) for start, end in pairwise(edges)
        ]
        return np.array(rows), documents[edges[-1] :].copy()

    def _by_rank(self) -> Array:
        """The documents of all keys, joined (uint32)."""
        found = [
            (file, base, numbers)
            for file, base, numbers in zip(
                self._segments.files, self._segments.bases, self._mapped, strict=True
            )
            if len(numbers)
        ]
        documents = [
            (file.posting_documents(self._field) + base).astype(np.uint32) for file, base, _ in found
        ]
        counts = joined([np.diff(file.posting_starts(self._field)) for file, _, _ in found])
        rank = np.empty(len(self._numbers), np.int64)
        rank[self._numbers] = np.arange(len(rank))
        order = np.argsort(joined([rank[numbers] for _, _, numbers in found]), kind="stable")
        return joined(documents).take(spans(starts_of(counts)[:-1][order], counts[order]))


def _bits(mask: Array) -> Array:
    """A row of booleans as bits, 64 a number."""
    packed = np.packbits(mask)
    return np.pad(packed, (0, -len(packed) % 8)).view(np.uint64)
