"""Hits whose scores depend on more than what was asked for: preferences and age."""

import numpy as np

from index.engines.whoosh.codec.arrays import Array
from index.engines.whoosh.queries import Recent
from index.engines.whoosh.vector.hits import Hits
from index.engines.whoosh.vector.sets import common


class RaisedHits:
    """The ``wanted`` hits, which score higher where ``bonus`` has them too."""

    def __init__(self, wanted: Hits, bonus: Hits, all_documents: int) -> None:
        self.documents = wanted.documents
        self.bound = wanted.bound + bonus.bound
        self.wanted, self.bonus, self._all_documents = wanted, bonus, all_documents

    def scores(self, at: Array | None = None) -> Array:
        documents = self.documents if at is None else self.documents[at]
        return self.raised(documents, self.wanted.scores(at))

    def raised(self, documents: Array, scores: Array) -> Array:
        """The scores of some of the wanted documents, with the bonus."""
        scores = np.array(scores)
        here, there = common(documents, self.bonus.documents, self._all_documents)
        scores[here] += self.bonus.scores(there)
        return scores


class AgedHits:
    """Hits that score lower the older they are; ``column`` None: none has a date."""

    def __init__(self, hits: Hits, column: Array | None, recent: Recent) -> None:
        self.documents = hits.documents
        self.bound = hits.bound
        self._hits, self._column, self._recent = hits, column, recent

    def scores(self, at: Array | None = None) -> Array:
        scores = self._hits.scores(at)
        if self._column is None:
            return scores * 0.5
        documents = self.documents if at is None else self.documents[at]
        return scores * self._recent.factors(self._column[documents])
