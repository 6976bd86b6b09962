"""The documents of each facet key, those of the most frequent keys first."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from index.engines.whoosh.codec.arrays import NO_DOCUMENTS, Array, joined, spans, starts_of
from index.engines.whoosh.vector.segments import Segments
from index.engines.whoosh.vector.sets import mask_of

_SPARE = 4
"""The k highest counts are looked for first among four times as many keys."""


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

    @property
    def postings(self) -> int:
        """How many there are."""
        return int(self._starts[-1])

    def postings_for(self, k: int, share: float) -> int:
        """About how many tell the ``k`` highest counts of such a share of all documents."""
        if k >= len(self._falling):
            return self.postings
        return int(self._starts[self._with(-share * int(self._falling[k]))])

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
        if first >= last:
            return NO_DOCUMENTS
        starts = self._starts[first : last + 1]
        carried = mask.view(np.uint8).take(self._documents[starts[0] : starts[-1]])
        return np.add.reduceat(carried, starts[:-1] - starts[0], dtype=np.int32)

    @cached_property
    def _documents(self) -> Array:
        """The documents of all keys, by rank."""
        documents = [
            (file.posting_documents(self._field) + base).astype(np.uint32)
            for file, base, numbers in zip(
                self._segments.files, self._segments.bases, self._mapped, strict=True
            )
            if len(numbers)
        ]
        counts = [
            np.diff(file.posting_starts(self._field))
            for file, numbers in zip(self._segments.files, self._mapped, strict=True)
            if len(numbers)
        ]
        rank = np.empty(len(self._numbers), np.int64)
        rank[self._numbers] = np.arange(len(rank))
        ranks = joined([rank[numbers] for numbers in self._mapped if len(numbers)])
        order = np.argsort(ranks, kind="stable")
        lengths = joined(counts)
        return joined(documents).take(spans(starts_of(lengths)[:-1][order], lengths[order]))
