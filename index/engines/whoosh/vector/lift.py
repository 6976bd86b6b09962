"""How far bonuses may lift a score."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from index.engines.whoosh.codec.arrays import Array
from index.engines.whoosh.vector.bonus import Bonus, NearBonus
from index.engines.whoosh.vector.hits import AnyHits, CommonHits, Hits, NarrowedHits, TermHits

Leaf = tuple[str, bytes]
"""The field and the term of hits that scores are made of."""


class Lift:
    """Bonuses on the scores of hits that are made of some leaves; those that take long to look up come last.

    What a bonus for nearness adds is a share of the leaves' own scores: it lifts a low score by little.
    """

    def __init__(self, bonuses: Sequence[Bonus], leaves: AbstractSet[Leaf] = frozenset()) -> None:
        self.bonuses = sorted(bonuses, key=lambda bonus: (isinstance(bonus, NearBonus), -bonus.bound))
        self._leaves = leaves
        self._flat = 0.0
        shares: Counter[Leaf] = Counter()
        for bonus in bonuses:
            if isinstance(bonus, NearBonus) and bonus.leaves <= leaves:
                shares.update(dict.fromkeys(bonus.leaves, bonus.factor))
            else:
                self._flat += bonus.bound
        self._share = max(shares.values(), default=0.0)

    def most(self, scores: Array) -> Array:
        """The most that may be added to scores without any bonus."""
        return scores * self._share + self._flat

    def needed(self, threshold: float) -> float:
        """The lowest score without any bonus that may be lifted to the threshold."""
        return (threshold - self._flat) / (1 + self._share)

    def after_first(self) -> "Lift":
        """Without the first of the bonuses."""
        return Lift(self.bonuses[1:], self._leaves)


NO_LIFT = Lift(())


def leaves_of(hits: Hits) -> AbstractSet[Leaf]:
    """The leaves whose scores the scores of hits are at least."""
    if isinstance(hits, TermHits):
        return {(hits.postings.field, hits.postings.term)}
    if isinstance(hits, AnyHits | CommonHits):
        return frozenset().union(*map(leaves_of, hits.hits))
    return leaves_of(hits.hits) if isinstance(hits, NarrowedHits) else frozenset()
