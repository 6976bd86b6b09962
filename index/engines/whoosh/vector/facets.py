"""Facet counts: how many of a set of documents carry each key."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.engines.whoosh.codec.arrays import Array, spans
from index.engines.whoosh.codec.segment_file import SegmentFile
from index.engines.whoosh.vector.sets import mask_of

_MANY = 6
"""From a sixth of a segment on, all its values are passed over once instead of collected document by document."""


@dataclass(frozen=True, slots=True)
class _Values:
    """The facet's values in one segment.

    ``numbers`` maps ordinals to key numbers; ``documents`` names the document of each value; ``totals`` counts by
    ordinal over all documents of the segment.
    """

    starts: Array
    counts: Array
    values: Array
    numbers: Array
    documents: Array
    totals: Array


class Facet:
    """One facet over all segments: its keys, numbered, and counts by that number."""

    def __init__(self, files: Sequence[SegmentFile], field: str) -> None:
        numbers: dict[bytes, int] = {}
        self._segments: list[_Values | None] = []
        for file in files:
            if f"{field}/values" not in file.container:
                self._segments.append(None)
                continue
            terms = file.terms(field)
            starts, values = file.value_starts(field), file.values(field)
            counts = np.diff(starts)
            self._segments.append(
                _Values(
                    starts,
                    counts.astype(np.uint16 if counts.max(initial=0) < 1 << 16 else np.uint32),
                    values,
                    np.array([numbers.setdefault(term, len(numbers)) for term in terms], np.uint32),
                    np.repeat(np.arange(file.documents, dtype=np.uint32), counts),
                    np.bincount(values, minlength=len(terms)),
                )
            )
        self.keys = [key.decode("utf-8", "surrogatepass") for key in numbers]
        self._plain = len(files) == 1

    def count(self, matches: Sequence[Array]) -> Array:
        """Counts by key number; ``matches`` holds ascending document numbers for each segment."""
        total = np.zeros(len(self.keys), np.int64)
        for segment, documents in zip(self._segments, matches, strict=True):
            if segment is None or not len(documents):
                continue
            counts = _count_many if len(documents) * _MANY > len(segment.counts) else _count_few
            found = counts(segment, documents)
            if self._plain:
                total = found
            else:
                total[segment.numbers] += found
        return total

    def counts_by_key(self, matches: Sequence[Array]) -> dict[str, int]:
        """Counts by key, those of 0 left out."""
        counts = self.count(matches)
        numbers = np.flatnonzero(counts)
        keys = self.keys
        return {
            keys[number]: count
            for number, count in zip(numbers.tolist(), counts[numbers].tolist(), strict=True)
        }

    def most_frequent(self, matches: Sequence[Array], k: int) -> list[tuple[str, int]]:
        """The ``k`` keys with the highest counts; of equal ones the first by key."""
        counts = self.count(matches)
        numbers = np.flatnonzero(counts)
        if len(numbers) > k > 0:
            found = counts[numbers]
            numbers = numbers[found >= np.partition(found, len(found) - k)[len(found) - k]]
        pairs = ((self.keys[number], int(counts[number])) for number in numbers.tolist())
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:k]


def _count_few(segment: _Values, documents: Array) -> Array:
    chosen = segment.values[spans(segment.starts[documents], segment.counts[documents])]
    return np.bincount(chosen, minlength=len(segment.totals))


def _count_many(segment: _Values, documents: Array) -> Array:
    mask = mask_of(documents, len(segment.counts))
    most = len(documents) * 2 > len(segment.counts)  # fewer are left to subtract than to count
    if most:
        np.logical_not(mask, out=mask)
    counts = np.bincount(segment.values[mask[segment.documents]], minlength=len(segment.totals))
    return segment.totals - counts if most else counts


class Facets:
    """The facets of a generation, prepared when first counted; safe from many threads."""

    def __init__(self, files: Sequence[SegmentFile]) -> None:
        self._files = files
        self._facets: dict[str, Facet] = {}
        self._lock = threading.Lock()

    def __getitem__(self, field: str) -> Facet:
        with self._lock:
            if field not in self._facets:
                self._facets[field] = Facet(self._files, field)
            return self._facets[field]
