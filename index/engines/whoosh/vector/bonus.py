"""What is added to the scores of documents that match anyway, looked up only where it may lift one onto the page."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from index.engines.whoosh.codec.arrays import Array
from index.engines.whoosh.vector.hits import Hits, TermHits, score_of
from index.engines.whoosh.vector.phrase import near_documents
from index.engines.whoosh.vector.segments import Segments
from index.engines.whoosh.vector.sets import places_of, shared, within_any


class Bonus(Protocol):
    """``of`` gives what is added to the scores (float64) of ascending documents: 0 to ``bound``.

    Where that is less than ``at_least`` says of a document, 0 does as well.
    """

    @property
    def bound(self) -> float: ...
    def of(self, documents: Array, at_least: Array | None = None) -> Array: ...


class ScoreBonus:
    """The scores of some hits, ``factor`` times."""

    def __init__(self, hits: Hits, factor: float, all_documents: int) -> None:
        self.bound = hits.bound * factor
        self._hits, self._factor, self._all_documents = hits, factor, all_documents

    def of(self, documents: Array, at_least: Array | None = None) -> Array:
        return score_of(self._hits, documents, self._all_documents) * self._factor


class FlatBonus:
    """The same for all documents that are in any of the sets."""

    def __init__(self, sets: Sequence[Array], added: float, all_documents: int) -> None:
        self.bound = added
        self._sets, self._all_documents = sets, all_documents

    def of(self, documents: Array, at_least: Array | None = None) -> Array:
        return within_any(documents, self._sets, self._all_documents) * self.bound


class NearBonus:
    """The scores of terms, ``factor`` times, where they stand near each other."""

    def __init__(self, segments: Segments, terms: Sequence[TermHits], slop: int, factor: float) -> None:
        self.bound = sum(term.bound for term in terms) * factor
        self.factor = factor
        self.leaves = {(term.postings.field, term.postings.term) for term in terms}
        self._segments, self._terms, self._slop = segments, terms, slop

    def of(self, documents: Array, at_least: Array | None = None) -> Array:
        both, might, here = self._with_all_terms(documents)
        if at_least is not None:
            enough = np.flatnonzero(might >= at_least.take(here))
            both, might, here = both[enough], might[enough], here[enough]
        near = near_documents(self._segments, [term.postings for term in self._terms], self._slop, both)
        found = places_of(both, near, self._segments.documents)
        added = np.zeros(len(documents))
        added[here[found]] = might[found]
        return added

    def _with_all_terms(self, documents: Array) -> tuple[Array, Array, Array]:
        """Those of the documents that have all the terms, what it would add to them, and where they stand."""
        sets = [documents, *(term.documents for term in self._terms)]
        order = sorted(range(len(sets)), key=lambda number: len(sets[number]))
        found, places = shared([sets[number] for number in order], self._segments.documents)
        at = dict(zip(order, places, strict=True))
        scores = (term.scores(at[number]) for number, term in enumerate(self._terms, 1))
        return found, sum(scores, np.zeros(len(found))) * self.factor, at[0]


def sum_of(bonuses: Sequence[Bonus], documents: Array) -> Array:
    """All that is added to the scores of ascending documents."""
    return sum((bonus.of(documents) for bonus in bonuses), np.zeros(len(documents)))
