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
    """The score of some hits."""

    def __init__(self, hits: Hits, all_documents: int) -> None:
        self.bound = hits.bound
        self._hits, self._all_documents = hits, all_documents

    def of(self, documents: Array) -> Array:
        added = np.zeros(len(documents))
        here, there = common(documents, self._hits.documents, self._all_documents)
        added[here] = self._hits.scores(there)
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
    """The scores of terms where they stand near each other."""

    def __init__(self, segments: Segments, terms: Sequence[TermHits], slop: int) -> None:
        self.bound = sum(term.bound for term in terms)
        self._segments, self._terms, self._slop = segments, terms, slop

    def of(self, documents: Array) -> Array:
        added = np.zeros(len(documents))
        postings = [term.postings for term in self._terms]
        found = near_documents(self._segments, postings, self._slop, among=documents)
        here = places_of(documents, found, self._segments.documents)
        for term in self._terms:
            added[here] += term.scores(places_of(term.documents, found, self._segments.documents))
        return added


class SumOfBonuses:
    """Several of them, each counted so many times: (bonus, factor)."""

    def __init__(self, parts: Sequence[tuple[Bonus, float]]) -> None:
        self.bound = sum(part.bound * factor for part, factor in parts)
        self._parts = parts

    def of(self, documents: Array) -> Array:
        added = np.zeros(len(documents))
        for part, factor in self._parts:
            added += part.of(documents) * factor
        return added
