"""What a query matches in one segment, and the scores of those matches, worked out only where they are wanted."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from index.engines.whoosh.codec.arrays import NO_DOCUMENTS, Array
from index.engines.whoosh.codec.lengths import LENGTHS
from index.engines.whoosh.codec.segment_file import Postings, SegmentFile
from index.engines.whoosh.vector.bm25 import MOST, weight
from index.engines.whoosh.vector.sets import Union, common

_MANY = 255
"""The code of a frequency that is looked up elsewhere."""

_OVERHEAD = 400
"""About how many bytes a term's codes take beside themselves."""

_DENSE = 8
"""From an eighth of a segment on, sums of scores are gathered in an array over all its documents."""


class Hits(Protocol):
    """``documents`` ascend; no score exceeds ``bound``."""

    @property
    def documents(self) -> Array: ...
    @property
    def bound(self) -> float: ...
    def scores(self, at: Array | None = None) -> Array:
        """Scores (float64) of the documents at these places, of all where None."""
        ...


class TermHits:
    """The documents of a scored term."""

    def __init__(
        self, file: SegmentFile, postings: Postings, idf: float, average: float, table: Array
    ) -> None:
        self.documents = postings.documents
        self.bound = max(idf, 0.0) * MOST
        self.postings = postings
        self._file, self._idf, self._average, self._table = file, idf, average, table

    def scores(self, at: Array | None = None) -> Array:
        codes, large = self._codes()
        scores = self._table.take(codes if at is None else codes.take(at))
        if len(large):
            self._score_large(scores, large, at)
        scores *= self._idf
        return scores

    def _codes(self) -> tuple[Array, Array]:
        """For each document ``frequency << 8 | length byte``, and where a frequency does not fit."""
        file, postings = self._file, self.postings

        def read() -> tuple[Array, Array]:
            frequencies = file.positions_of(postings.field).frequencies
            short = frequencies.codes(postings.start, postings.stop)
            codes = short.astype(np.uint16)
            codes <<= 8
            codes |= file.norms(postings.field).take(postings.documents)
            return codes, np.flatnonzero(short == _MANY) if frequencies.any_large else NO_DOCUMENTS

        return file.kept(
            (postings.field, postings.ordinal, "codes"), read, lambda pair: _OVERHEAD + pair[0].nbytes
        )

    def _score_large(self, scores: Array, large: Array, at: Array | None) -> None:
        """Put right the scores whose frequencies do not fit into a code."""
        field = self.postings.field
        if at is None:
            here = there = large
        else:
            here = np.flatnonzero(np.isin(at, large))
            there = at[here]
        counts = self._file.positions_of(field).frequencies.large(there + self.postings.start)
        lengths = LENGTHS[self._file.norms(field)[self.documents[there]]]
        scores[here] = weight(counts.astype(np.float64), lengths, self._average)


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

    def __init__(self, hits: Sequence[Hits], segment_documents: int) -> None:
        self.union = Union([part.documents for part in hits], segment_documents)
        self.hits = sorted(hits, key=lambda part: -part.bound)
        self.bound = sum(part.bound for part in hits)
        self.segment_documents = segment_documents

    @property
    def documents(self) -> Array:
        return self.union.members

    def scores(self, at: Array | None = None) -> Array:
        documents = self.documents if at is None else self.documents[at]
        if len(documents) * _DENSE >= self.segment_documents:
            return self.summed(self.hits)[documents]
        total = np.zeros(len(documents))
        for part in self.hits:
            here, there = common(documents, part.documents, self.segment_documents)
            total[here] += part.scores(there)
        return total

    def summed(self, hits: Sequence[Hits]) -> Array:
        """Sums of the scores of some of the hits, over all documents of the segment."""
        total = np.zeros(self.segment_documents)
        for part in hits:
            total += np.bincount(part.documents, part.scores(), minlength=self.segment_documents)
        return total


class BoostedHits:
    """Hits whose scores count ``boost`` times."""

    def __init__(self, hits: Hits, boost: float) -> None:
        self.documents = hits.documents
        self.bound = hits.bound * boost
        self._hits, self._boost = hits, boost

    def scores(self, at: Array | None = None) -> Array:
        return self._hits.scores(at) * self._boost


def count(hits: Hits) -> int:
    """How many hits there are."""
    return len(hits.union) if isinstance(hits, AnyHits) else len(hits.documents)


def narrowed(hits: Hits, at: Array) -> Hits:
    """Only the hits at these places."""
    return AllHits(hits.documents[at], [hits], [at])
