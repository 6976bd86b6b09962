"""What raises the scores of documents that match anyway, looked up only for those that it may lift onto the page."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from index.engines.whoosh.codec.arrays import Array
from index.engines.whoosh.vector.hits import Hits, TermHits
from index.engines.whoosh.vector.phrase import near_documents
from index.engines.whoosh.vector.segments import Segments
from index.engines.whoosh.vector.sets import common, places_of, within


class Bonus(Protocol):
    """``of`` gives what is added to the scores (float64) of ascending documents: 0 to ``bound``."""

    @property
    def bound(self) -> float: ...
    def of(self, documents: Array) -> Array: ...


class ScoreBonus:
    """The scores of some hits, ``factor`` times."""

    def __init__(self, hits: Hits, factor: float, all_documents: int) -> None:
        self.bound = hits.bound * factor
        self._hits, self._factor, self._all_documents = hits, factor, all_documents

    def of(self, documents: Array) -> Array:
        added = np.zeros(len(documents))
        here, there = common(documents, self._hits.documents, self._all_documents)
        added[here] = self._hits.scores(there) * self._factor
        return added


class FlatBonus:
    """The same for all documents that are in any of the sets."""

    def __init__(self, sets: Sequence[Array], added: float, all_documents: int) -> None:
        self.bound = added
        self._sets, self._all_documents = sets, all_documents

    def of(self, documents: Array) -> Array:
        found = np.zeros(len(documents), bool)
        for members in self._sets:
            found |= within(documents, members, self._all_documents)
        return found * self.bound


class NearBonus:
    """The scores of terms, ``factor`` times, where they stand near each other."""

    def __init__(self, segments: Segments, terms: Sequence[TermHits], slop: int, factor: float) -> None:
        self.bound = sum(term.bound for term in terms) * factor
        self._segments, self._terms, self._slop, self._factor = segments, terms, slop, factor

    def of(self, documents: Array) -> Array:
        added = np.zeros(len(documents))
        postings = [term.postings for term in self._terms]
        found = near_documents(self._segments, postings, self._slop, among=documents)
        here = places_of(documents, found, self._segments.documents)
        for term in self._terms:
            there = places_of(term.documents, found, self._segments.documents)
            added[here] += term.scores(there) * self._factor
        return added
