"""Facet counts: how many of a set of documents carry each key."""

import threading
from collections.abc import Sequence

import numpy as np

from index.engines.whoosh.codec.arrays import Array, first_of_runs, joined, offset_type, spans, starts_of
from index.engines.whoosh.codec.segment_file import SegmentFile
from index.engines.whoosh.vector.segments import Segments
from index.engines.whoosh.vector.sets import mask_of

_VALUE, _KEY = 8, 12
"""To look up one value of a match takes 8 times as long as to pass over one posting, to begin the next key 12 times."""
_FEW = 40
"""Values that are fewer than a fortieth of the keys are counted by sorting them."""


class _SegmentFacet:
    """A facet in one segment. ``numbers`` maps ordinals to the numbers of keys over all segments."""

    def __init__(self, file: SegmentFile, field: str, numbers: Array) -> None:
        self.numbers = numbers
        self._file, self._field = file, field

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


class _Values:
    """The key numbers of every document, over all segments; with a single one they stay in its file."""

    def __init__(
        self, files: Sequence[SegmentFile], field: str, facets: Sequence[_SegmentFacet | None]
    ) -> None:
        found = [(file, facet) for file, facet in zip(files, facets, strict=True)]
        if len(found) == 1 and found[0][1]:
            self._starts, self._values = files[0].value_starts(field), files[0].values(field)
            return
        counts = [
            np.diff(file.value_starts(field)) if facet else np.zeros(file.documents, np.uint32)
            for file, facet in found
        ]
        values = [facet.numbers.take(file.values(field)) for file, facet in found if facet]
        starts = starts_of(joined(counts))
        self._starts, self._values = starts.astype(offset_type(int(starts[-1]))), joined(values)

    def __len__(self) -> int:
        return len(self._values)

    def of(self, documents: Array) -> Array:
        """The key numbers of some documents, joined."""
        starts = self._starts.take(documents)
        counts = self._starts.take(documents + 1) - starts
        return self._values.take(spans(starts, counts))


def has_word(key: str, beginning: str) -> bool:
    """Whether one of the key's words, which stand between blanks, begins so."""
    return key.startswith(beginning) or f" {beginning}" in key


class Facet:
    """One facet over all segments: its keys, numbered."""

    def __init__(self, segments: Segments, field: str) -> None:
        numbers: dict[bytes, int] = {}
        self._segments = segments
        self._facets: list[_SegmentFacet | None] = []
        for file in segments.files:
            terms = file.terms(field) if f"{field}/values" in file.container else []
            mapped = np.array([numbers.setdefault(term, len(numbers)) for term in terms], np.uint32)
            self._facets.append(_SegmentFacet(file, field, mapped) if terms else None)
        self.keys = [key.decode("utf-8", "surrogatepass") for key in numbers]
        self._values = _Values(segments.files, field, self._facets)

    def count(self, matches: Array) -> tuple[Array, Array]:
        """(key numbers, counts) of ascending document numbers."""
        if self._are_few(matches):
            values = self._values.of(matches)
            if len(values) * _FEW < len(self.keys):
                values.sort()
                first = first_of_runs(values)
                return values[first], np.diff(first, append=len(values))
            counts = np.bincount(values, minlength=len(self.keys))
        else:
            counts = self._count_postings(matches)
        numbers = np.flatnonzero(counts)
        return numbers, counts[numbers]

    def _are_few(self, matches: Array) -> bool:
        """Whether the matches' own values are counted sooner than the postings of all keys."""
        likely = len(matches) * len(self._values) / (self._segments.documents or 1)
        return likely * _VALUE < len(self._values) + len(self.keys) * _KEY

    def _count_postings(self, matches: Array) -> Array:
        """How many of the matches carry each key, by number."""
        counts = np.zeros(len(self.keys), np.int64)
        for facet, documents in zip(self._facets, self._segments.split(matches), strict=True):
            if facet and len(documents):
                counts[facet.numbers] += facet.counts(documents)
        return counts

    def counts_by_key(self, matches: Array) -> dict[str, int]:
        """Counts by key, those of 0 left out."""
        numbers, counts = self.count(matches)
        keys = self.keys
        return {keys[n]: count for n, count in zip(numbers.tolist(), counts.tolist(), strict=True)}

    def most_frequent(self, matches: Array, k: int, word: str = "") -> list[tuple[str, int]]:
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

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._facets: dict[str, Facet] = {}
        self._lock = threading.Lock()

    def __getitem__(self, field: str) -> Facet:
        with self._lock:
            if field not in self._facets:
                self._facets[field] = Facet(self._segments, field)
            return self._facets[field]
