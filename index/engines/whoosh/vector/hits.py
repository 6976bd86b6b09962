"""What a query matches, and the scores of those matches, worked out only where they are wanted."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from index.engines.whoosh.codec.arrays import Array
from index.engines.whoosh.codec.lengths import LENGTHS
from index.engines.whoosh.codec.segment_file import Codes
from index.engines.whoosh.vector.bm25 import MOST, weight
from index.engines.whoosh.vector.segments import Postings, Segments
from index.engines.whoosh.vector.sets import Union, common

_DENSE = 8
"""From an eighth of all documents on, sums of scores are gathered in an array over all of them."""


class Hits(Protocol):
    """``documents`` ascend; no score exceeds ``bound``."""

    @property
    def documents(self) -> Array: ...
    @property
    def bound(self) -> float: ...
    def scores(self, at: Array | None = None) -> Array:
        """Scores (float64) of the documents at these ascending places, of all where None."""
        ...


class TermHits:
    """The documents of a scored term."""

    def __init__(self, segments: Segments, postings: Postings) -> None:
        self.documents = postings.documents
        self.postings = postings
        self._segments, self._idf = segments, segments.idf(postings)
        self.bound = max(self._idf, 0.0) * MOST

    def scores(self, at: Array | None = None) -> Array:
        codes = (
            self._segments.codes(self.postings) if at is None else self._segments.codes_at(self.postings, at)
        )
        scores = self._segments.weights(self.postings.field).take(codes.codes)
        if len(codes.large):
            scores[codes.large] = self._weight_of_large(codes)
        scores *= self._idf
        return scores

    def _weight_of_large(self, codes: Codes) -> Array:
        """The weights where frequencies do not fit into a code."""
        lengths = LENGTHS[codes.codes[codes.large] & 255]
        average = self._segments.average_length(self.postings.field)
        return weight(codes.large_frequencies.astype(np.float64), lengths, average)


class ConstantHits:
    """Documents that all score the same."""

    def __init__(self, documents: Array, score: float = 1.0) -> None:
        self.documents = documents
        self.bound = max(score, 0.0)
        self._score = score

    def scores(self, at: Array | None = None) -> Array:
        return np.full(len(self.documents) if at is None else len(at), self._score)


class AllHits:
    """Documents that all of several hits share: ``places[i]`` says where they stand in the i-th. Scores add up."""

    def __init__(self, documents: Array, hits: Sequence[Hits], places: Sequence[Array]) -> None:
        self.documents = documents
        self.bound = sum(part.bound for part in hits)
        self._hits, self._places = hits, places

    def scores(self, at: Array | None = None) -> Array:
        total = np.zeros(len(self.documents) if at is None else len(at))
        for part, places in zip(self._hits, self._places, strict=True):
            total += part.scores(places if at is None else places.take(at))
        return total


class AnyHits:
    """Documents of any of several hits. Scores add up."""

    def __init__(self, hits: Sequence[Hits], all_documents: int) -> None:
        self.union = Union([part.documents for part in hits], all_documents)
        self.hits = sorted(hits, key=lambda part: -part.bound)
        self.bound = sum(part.bound for part in hits)
        self.all_documents = all_documents

    @property
    def documents(self) -> Array:
        return self.union.members

    def scores(self, at: Array | None = None) -> Array:
        documents = self.documents if at is None else self.documents[at]
        if len(documents) * _DENSE >= self.all_documents:
            return self._summed()[documents]
        return score_of(self, documents, self.all_documents)

    def _summed(self) -> Array:
        """Sums of the scores, over all documents."""
        total = np.zeros(self.all_documents)
        for part in self.hits:
            total += np.bincount(part.documents, part.scores(), minlength=self.all_documents)
        return total


class CommonHits:
    """As ``AllHits``; where the documents stand in each of the hits is looked up when scores are asked for."""

    def __init__(self, documents: Array, hits: Sequence[Hits], all_documents: int) -> None:
        self.documents = documents
        self.bound = sum(part.bound for part in hits)
        self.hits = hits
        self._all_documents = all_documents

    def scores(self, at: Array | None = None) -> Array:
        documents = self.documents if at is None else self.documents[at]
        total = np.zeros(len(documents))
        for part in self.hits:
            total += score_of(part, documents, self._all_documents)
        return total


class NarrowedHits:
    """Only the hits at some places."""

    def __init__(self, hits: Hits, at: Array) -> None:
        self.documents = hits.documents[at]
        self.bound = hits.bound
        self.hits = hits
        self._at = at

    def scores(self, at: Array | None = None) -> Array:
        return self.hits.scores(self._at if at is None else self._at.take(at))


class BoostedHits:
    """Hits whose scores count ``boost`` times."""

    def __init__(self, hits: Hits, boost: float) -> None:
        self.documents = hits.documents
        self.bound = hits.bound * boost
        self.hits, self.boost = hits, boost

    def scores(self, at: Array | None = None) -> Array:
        return self.hits.scores(at) * self.boost


def score_of(hits: Hits, documents: Array, all_documents: int) -> Array:
    """The scores of any ascending documents, 0 of those that are no hits."""
    total = np.zeros(len(documents))
    if isinstance(hits, AnyHits):
        for part in hits.hits:
            total += score_of(part, documents, all_documents)
        return total
    here, there = common(documents, hits.documents, all_documents)
    total[here] = hits.scores(there)
    return total


def union_of(hits: Hits, all_documents: int) -> Union:
    """The documents of the hits, listed only if need be."""
    return hits.union if isinstance(hits, AnyHits) else Union([hits.documents], all_documents)


def count(hits: Hits) -> int:
    """How many hits there are."""
    return len(hits.union) if isinstance(hits, AnyHits) else len(hits.documents)
