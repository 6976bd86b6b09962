"""Hits whose scores depend on more than what was asked for: preferences and age."""

from collections.abc import Sequence

from index.engines.whoosh.codec.arrays import Array
from index.engines.whoosh.queries import Recent
from index.engines.whoosh.vector.bonus import Bonus, sum_of
from index.engines.whoosh.vector.hits import Hits, NarrowedHits
from index.engines.whoosh.vector.lift import Lift, leaves_of


class RaisedHits:
    """The ``wanted`` hits, to whose scores the bonuses are added."""

    def __init__(self, wanted: Hits, bonuses: Sequence[Bonus]) -> None:
        self.wanted, self.bonuses = wanted, bonuses
        self.lift = Lift(bonuses, leaves_of(wanted))
        self.bound = wanted.bound + sum(bonus.bound for bonus in bonuses)

    @property
    def documents(self) -> Array:
        return self.wanted.documents

    def scores(self, at: Array | None = None) -> Array:
        documents = self.documents if at is None else self.documents[at]
        return self.wanted.scores(at) + sum_of(self.bonuses, documents)


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


def narrowed(hits: Hits, at: Array) -> Hits:
    """Only the hits at these places."""
    if isinstance(hits, RaisedHits):
        return RaisedHits(narrowed(hits.wanted, at), hits.bonuses)
    return NarrowedHits(hits, at)
