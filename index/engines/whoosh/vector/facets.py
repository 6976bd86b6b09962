"""Facet counts: how many of a set of documents carry each key."""

import threading

import numpy as np

from index.engines.whoosh.codec.arrays import NO_DOCUMENTS, Array, first_of_runs
from index.engines.whoosh.vector.carriers import Carriers
from index.engines.whoosh.vector.segments import Segments
from index.engines.whoosh.vector.values import Values

_VALUE, _KEY = 8, 12
"""To look up one of several values of a match takes 8 times as long as to pass over a document of a key, to begin the
next key 12 times."""
_FEW = 40
"""Values that are fewer than a fortieth of the keys are counted by sorting them."""


def has_word(key: str, beginning: str) -> bool:
    """Whether one of the key's words, which stand between blanks, begins so."""
    return key.startswith(beginning) or f" {beginning}" in key


class Facet:
    """One facet over all segments: its keys, numbered."""

    def __init__(self, segments: Segments, field: str) -> None:
        numbers: dict[bytes, int] = {}
        mapped = []
        for file in segments.files:
            terms = file.terms(field) if f"{field}/values" in file.container else []
            mapped.append(np.array([numbers.setdefault(term, len(numbers)) for term in terms], np.uint32))
        self.keys = [key.decode("utf-8", "surrogatepass") for key in numbers]
        self._documents = segments.documents
        self._values = Values(segments, field, mapped)
        self._carriers = Carriers(segments, field, mapped)
        self._cost = self._carriers.cost()

    def count(self, matches: Array) -> tuple[Array, Array]:
        """(key numbers, counts) of ascending document numbers."""
        if not self.keys:
            return NO_DOCUMENTS, NO_DOCUMENTS
        if self._are_few(matches, self._cost):
            return self._count_values(matches)
        counts = self._carriers.counts(matches)
        numbers = np.flatnonzero(counts)
        return numbers, counts[numbers]

    def _count_most(self, matches: Array, k: int) -> tuple[Array, Array]:
        """As ``count``; keys that cannot be among the ``k`` with the highest counts may be missing."""
        if not self.keys or self._are_few(matches, 0):
            return self.count(matches)
        if self._are_few(matches, self._carriers.cost(k, self._share(matches))):
            return self.count(matches)
        return self._carriers.highest(matches, k)

    def _share(self, matches: Array) -> float:
        """Of all documents."""
        return len(matches) / (self._documents or 1)

    def _are_few(self, matches: Array, cost: int) -> bool:
        """Whether the matches' own values are counted sooner than the documents of the keys."""
        if self._values.are_single:
            return len(matches) <= cost
        return self._share(matches) * len(self._values) * _VALUE <= cost + len(self.keys) * _KEY

    def _count_values(self, matches: Array) -> tuple[Array, Array]:
        values = self._values.of(matches)
        if len(values) * _FEW < len(self.keys):
            values.sort()
            first = first_of_runs(values)
            return values[first], np.diff(first, append=len(values))
        counts = np.bincount(values, minlength=len(self.keys))
        numbers = np.flatnonzero(counts)
        return numbers, counts[numbers]

    def first_keys(self, documents: Array) -> list[str]:
        """The first key of each of some documents, "" where it has none."""
        if not self.keys:
            return [""] * len(documents)
        return [
            self.keys[number] if number >= 0 else "" for number in self._values.first_of(documents).tolist()
        ]

    def counts_by_key(self, matches: Array) -> dict[str, int]:
        """Counts by key, those of 0 left out."""
        numbers, counts = self.count(matches)
        keys = self.keys
        return {keys[n]: count for n, count in zip(numbers.tolist(), counts.tolist(), strict=True)}

    def most_frequent(self, matches: Array, k: int, word: str = "") -> list[tuple[str, int]]:
        """The ``k`` keys with the highest counts; of equal ones the first by key.

        With ``word``, of the keys that have a word which begins so.
        """
        numbers, counts = self.count(matches) if word else self._count_most(matches, k)
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
