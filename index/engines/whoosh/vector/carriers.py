"""The documents of each facet key, those of the most frequent keys first."""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from index.engines.whoosh.codec.arrays import NO_DOCUMENTS, Array, spans, starts_of
from index.engines.whoosh.codec.segment_file import SegmentFile
from index.engines.whoosh.vector.segments import Segments
from index.engines.whoosh.vector.sets import mask_of

_SPARE = 4
"""The k highest counts are looked for first among four times as many keys."""
_DENSE = 64
"""The documents of a key that one of 64 carries are a row of bits, those of others a list."""
_ROW = 128
"""To count a row of bits for 128 documents takes as long as to pass over one document of a list."""


class SegmentCarriers:
    """Which documents of one segment carry each key of a facet; ``ordinals`` are the keys by rank."""

    def __init__(self, file: SegmentFile, field: str) -> None:
        self._file, self._field = file, field
        sizes = np.diff(file.posting_starts(field))
        self.ordinals = np.argsort(-sizes, kind="stable")
        self._falling = -sizes[self.ordinals]
        self._starts = starts_of(-self._falling)
        self._dense = _with_size(self._falling, file.documents / _DENSE)

    @property
    def sizes(self) -> Array:
        """How many documents each key has, by rank."""
        return -self._falling

    def cost(self, last: int) -> int:
        """How many documents one passes over to count the keys up to a rank."""
        rows = min(last, self._dense)
        return rows * self._file.documents // _ROW + int(self._starts[last] - self._starts[rows])

    def counts(self, mask: Array, first: int, last: int) -> Array:
        """How many of the documents in a row of booleans carry the keys of some ranks."""
        middle = min(max(first, self._dense), last)
        rows, lists = self._of_rows(mask, first, middle), self._of_lists(mask, middle, last)
        return np.concatenate([rows, lists])

    def _of_rows(self, mask: Array, first: int, last: int) -> Array:
        if first >= last:
            return NO_DOCUMENTS
        both = self._held[0][first:last] & _bits(mask)
        return np.asarray(np.bitwise_count(both).sum(axis=1, dtype=np.int64))

    def _of_lists(self, mask: Array, first: int, last: int) -> Array:
        if first >= last:
            return NO_DOCUMENTS
        starts = self._starts[first : last + 1] - self._starts[self._dense]
        carried = mask.view(np.uint8).take(self._held[1][starts[0] : starts[-1]])
        return np.add.reduceat(carried, starts[:-1] - starts[0], dtype=np.int32)

    @cached_property
    def _held(self) -> tuple[Array, Array]:
        """The documents of the dense keys as rows of bits, 64 a number, and those of the others, joined."""
        starts = self._file.posting_starts(self._field)[:-1][self.ordinals]
        documents = self._file.posting_documents(self._field).astype(np.uint32)
        documents = documents.take(spans(starts, -self._falling))
        edges = self._starts[: self._dense + 1]
        rows = [_bits(mask_of(documents[start:end], self._file.documents)) for start, end in pairwise(edges)]
        return np.array(rows), documents[edges[-1] :].copy()


class Carriers:
    """Which documents carry each key of a facet; ``mapped`` as in ``Values``.

    Counting goes by rank: a key that fewer documents carry than the k-th highest count cannot be among the k highest.
    What a segment holds is kept as long as its file, so a commit makes it anew for what is new alone.
    """

    def __init__(self, segments: Segments, field: str, mapped: Sequence[Array]) -> None:
        self._segments = segments
        parts = [
            (number, segments.files[number].prepared(field, SegmentCarriers), numbers)
            for number, numbers in enumerate(mapped)
            if len(numbers)
        ]
        sizes = np.zeros(max((int(numbers.max()) + 1 for _, _, numbers in parts), default=0), np.int64)
        for _, part, numbers in parts:
            sizes[numbers[part.ordinals]] += part.sizes
        self._numbers = np.argsort(-sizes, kind="stable")
        self._falling = -sizes[self._numbers]
        self._parts = [
            (number, part, numbers[part.ordinals], self._needed(numbers[part.ordinals]))
            for number, part, numbers in parts
        ]

    def _needed(self, by_rank: Array) -> Array:
        """How many ranks of a segment, whose keys by rank these are, hold the first n keys of all, by n."""
        rank = np.zeros(len(self._numbers), np.int64)
        rank[by_rank] = np.arange(1, len(by_rank) + 1)
        return np.maximum.accumulate(np.append(0, rank[self._numbers]))

    def cost(self, k: int | None = None, share: float = 1.0) -> int:
        """How many documents one passes over to count all keys, or the ``k`` highest counts of a share of documents."""
        last = len(self._numbers)
        if k is not None and k < last:
            last = _with_size(self._falling, -share * int(self._falling[k]))
        return sum(part.cost(int(needed[last])) for _, part, _, needed in self._parts)

    def counts(self, matches: Array) -> Array:
        """How many of ascending documents carry each key, by number."""
        counts = np.zeros(len(self._numbers), np.int64)
        self._add(counts, self._masks(matches), 0, len(counts))
        return counts

    def _masks(self, matches: Array) -> list[Array]:
        split = self._segments.split(matches)
        files = self._segments.files
        return [mask_of(split[number], files[number].documents) for number, *_ in self._parts]

    def _add(self, counts: Array, masks: Sequence[Array], first: int, last: int) -> None:
        """Add up the counts of at least the keys from the ``first`` to before the ``last`` of all."""
        for mask, (_, part, keys, needed) in zip(masks, self._parts, strict=True):
            start, end = int(needed[first]), int(needed[last])
            counts[keys[start:end]] += part.counts(mask, start, end)

    def highest(self, matches: Array, k: int) -> tuple[Array, Array]:
        """(key numbers, counts) of at least the keys with the ``k`` highest counts, but those of 0."""
        masks, counts = self._masks(matches), np.zeros(len(self._numbers), np.int64)
        first = min(_SPARE * k, len(counts))
        self._add(counts, masks, 0, first)
        sample = counts[self._numbers[:first]]
        reached = int(np.partition(sample, first - k)[first - k]) if first > k else 1
        last = max(first, _with_size(self._falling, max(reached, 1)))
        self._add(counts, masks, first, last)
        counts[self._numbers[last:]] = 0  # not counted in all segments, for they cannot be among the highest
        found = np.flatnonzero(counts)
        return found, counts[found]


def _with_size(falling: Array, size: float) -> int:
    """How many of the keys, whose numbers of documents these are negated, have so many."""
    return int(np.searchsorted(falling, -size, side="right"))


def _bits(mask: Array) -> Array:
    """A row of booleans as bits, 64 a number."""
    packed = np.packbits(mask)
    return np.pad(packed, (0, -len(packed) % 8)).view(np.uint64)
