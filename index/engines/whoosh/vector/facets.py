"""Facet counts: how many of a set of documents carry each key."""

import threading
from collections.abc import Sequence

import numpy as np

from index.engines.whoosh.codec.arrays import Array, first_of_runs, spans
from index.engines.whoosh.codec.segment_file import SegmentFile
from index.engines.whoosh.vector.sets import mask_of

_MANY = 6
"""From a sixth of a segment on, the postings of all keys are passed over once; else the matches' own values are."""
_FEW = 40
"""Values that are fewer than a fortieth of the keys are counted by sorting them."""


class _SegmentFacet:
    """A facet in one segment. ``numbers`` maps ordinals to the numbers of keys over all segments."""

    def __init__(self, file: SegmentFile, field: str, numbers: Array, alone: bool) -> None:
        self.numbers = numbers
        self._alone = alone  # then ordinals are the numbers
        self._file, self._field = file, field
        self._value_starts, self._values = file.value_starts(field), file.values(field)

    def values(self, documents: Array) -> Array:
        """The key numbers of each of the documents, joined."""
        starts = self._value_starts.take(documents)
        counts = self._value_starts.take(documents + 1) - starts
        ordinals = self._values.take(spans(starts, counts))
        return ordinals if self._alone else self.numbers.take(ordinals)

    def counts(self, documents: Array) -> Array:
        """How many of the documents carry each key, by ordinal."""
        mask = mask_of(documents, self._file.documents).view(np.uint8)
        starts, carriers = self._postings()
        return np.add.reduceat(mask.take(carriers), starts[:-1], dtype=np.int32)

    def _postings(self) -> tuple[Array, Array]:
        """Where the postings of each key begin, and the documents of all of them."""

        def read() -> tuple[Array, Array]:
            documents = self._file.posting_documents(self._field)
            return self._file.posting_starts(self._field), documents.astype(np.uint32)

        return self._file.kept(self._field, read, lambda pair: pair[0].nbytes + pair[1].nbytes)


def has_word(key: str, beginning: str) -> bool:
    """Whether one of the key's words, which stand between blanks, begins so."""
    return key.startswith(beginning) or f" {beginning}" in key


class Facet:
    """One facet over all segments: its keys, numbered."""

    def __init__(self, files: Sequence[SegmentFile], field: str) -> None:
        numbers: dict[bytes, int] = {}
        self._files = files
        self._segments: list[_SegmentFacet | None] = []
        for file in files:
            terms = file.terms(field) if f"{field}/values" in file.container else []
            mapped = np.array([numbers.setdefault(term, len(numbers)) for term in terms], np.uint32)
            self._segments.append(_SegmentFacet(file, field, mapped, len(files) == 1) if terms else None)
        self.keys = [key.decode("utf-8", "surrogatepass") for key in numbers]

    def count(self, matches: Sequence[Array]) -> tuple[Array, Array]:
        """(key numbers, counts) over all segments; ``matches`` holds ascending document numbers for each."""
        total: Array | None = None
        few = []
        for file, segment, documents in zip(self._files, self._segments, matches, strict=True):
            if segment is None or not len(documents):
                continue
            if len(documents) * _MANY < file.documents:
                few.append(segment.values(documents))
                continue
            total = np.zeros(len(self.keys), np.int64) if total is None else total
            total[segment.numbers] += segment.counts(documents)
        values = few[0] if len(few) == 1 else np.concatenate(few) if few else np.zeros(0, np.uint32)
        if total is None and len(values) * _FEW < len(self.keys):
            values.sort()
            first = first_of_runs(values)
            return values[first], np.diff(np.append(first, len(values)))
        counts = np.bincount(values, minlength=len(self.keys))
        if total is not None:
            counts += total
        numbers = np.flatnonzero(counts)
        return numbers, counts[numbers]

    def counts_by_key(self, matches: Sequence[Array]) -> dict[str, int]:
        """Counts by key, those of 0 left out."""
        numbers, counts = self.count(matches)
        keys = self.keys
        return {keys[n]: count for n, count in zip(numbers.tolist(), counts.tolist(), strict=True)}

    def most_frequent(self, matches: Sequence[Array], k: int, word: str = "") -> list[tuple[str, int]]:
        """The ``k`` keys with the highest counts; of equal ones the first by key.

        With ``word``, of the keys that have a word which begins so.
        """
        numbers, counts = self.count(matches)
        if word:
            fitting = [n for n, number in enumerate(numbers.tolist()) if has_word(self.keys[number], word)]
            numbers, counts = numbers[fitting], counts[fitting]
        if len(numbers) > k > 0:
            chosen = np.flatnonzero(counts >= np.partition(counts, len(counts) - k)[len(counts) - k])
            numbers, counts = numbers[chosen], counts[chosen]
        pairs = ((self.keys[n], count) for n, count in zip(numbers.tolist(), counts.tolist(), strict=True))
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:k]


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
