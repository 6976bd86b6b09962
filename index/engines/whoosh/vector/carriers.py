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
        self._dense = self.with_size(file.documents / _DENSE)

    def __len__(self) -> int:
        return len(self.ordinals)

    @property
    def postings(self) -> int:
        """How many documents all keys have."""
        return int(self._starts[-1])

    def size(self, rank: int) -> int:
        """How many documents the key of a rank has."""
        return -int(self._falling[rank])

    def with_size(self, size: float) -> int:
        """How many keys have so many documents."""
        return int(np.searchsorted(self._falling, -size, side="right"))

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
    That is known of the segment with most of them; the others are counted whole. What a segment holds is kept as
    long as its file, so a commit makes it anew for what is new alone.
    """

    def __init__(self, segments: Segments, field: str, mapped: Sequence[Array]) -> None:
        self._segments = segments
        self._parts = [
            (number, file.prepared(field, SegmentCarriers), numbers)
            for number, (file, numbers) in enumerate(zip(segments.files, mapped, strict=True))
            if len(numbers)
        ]
        self._parts.sort(key=lambda part: part[1].postings)
        self._keys = max((int(numbers.max()) + 1 for _, _, numbers in self._parts), default=0)

    def cost(self, k: int | None = None, share: float = 1.0) -> int:
        """How many documents one passes over to count all keys, or the ``k`` highest counts of a share of documents."""
        if not self._parts:
            return 0
        *others, (_, largest, _) = self._parts
        last = len(largest)
        if k is not None and k < last:
            last = largest.with_size(share * largest.size(k))
        return largest.cost(last) + sum(part.cost(len(part)) for _, part, _ in others)

    def counts(self, matches: Array) -> Array:
        """How many of ascending documents carry each key, by number."""
        split = self._segments.split(matches)
        return self._whole(split, self._parts)

    def _whole(self, split: Sequence[Array], parts: Sequence[tuple[int, SegmentCarriers, Array]]) -> Array:
        counts = np.zeros(self._keys, np.int64)
        for number, part, numbers in parts:
            if len(split[number]):
                mask = mask_of(split[number], self._segments.files[number].documents)
                counts[numbers[part.ordinals]] += part.counts(mask, 0, len(part))
        return counts

    def highest(self, matches: Array, k: int) -> tuple[Array, Array]:
        """(key numbers, counts) of at least the keys with the ``k`` highest counts, but those of 0."""
        split = self._segments.split(matches)
        counts = self._whole(split, self._parts[:-1])
        number, largest, numbers = self._parts[-1]
        mask = mask_of(split[number], self._segments.files[number].documents)
        keys, elsewhere = numbers[largest.ordinals], int(counts.max(initial=0))
        first = min(_SPARE * k, len(largest))
        counts[keys[:first]] += largest.counts(mask, 0, first)
        reached = int(np.partition(counts[keys[:first]], first - k)[first - k]) if first > k else 1
        last = max(first, largest.with_size(max(reached - elsewhere, 1)))
        counts[keys[first:last]] += largest.counts(mask, first, last)
        counts[keys[last:]] = 0  # not counted whole, for they cannot be among the highest
        found = np.flatnonzero(counts)
        return found, counts[found]


def _bits(mask: Array) -> Array:
    """A row of booleans as bits, 64 a number."""
    packed = np.packbits(mask)
    return np.pad(packed, (0, -len(packed) % 8)).view(np.uint64)
