"""The best hits: the whole score is worked out only of those that can be among them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from index.engines.whoosh.codec.arrays import NO_DOCUMENTS, Array
from index.engines.whoosh.vector.bonus import Bonus, FlatBonus, ScoreBonus, sum_of
from index.engines.whoosh.vector.hits import AnyHits, BoostedHits, CommonHits, Hits, NarrowedHits
from index.engines.whoosh.vector.lift import NO_LIFT, Lift
from index.engines.whoosh.vector.raised import RaisedHits
from index.engines.whoosh.vector.sets import common, within
from index.engines.whoosh.vector.top import best_places, reached_by

_ROUNDING = 1e-9
_MANY = 4096
"""So many are scored without a search for what can be left out."""
_SAMPLE = 4
"""Of those that seem best, four times as many as are wanted tell what the best reach after the lift."""


def best_hits(hits: Hits, k: int, all_documents: int) -> tuple[Array, Array]:
    """Documents and scores of the ``k`` best hits, best first, ties by document number."""
    if not k:
        return hits.documents[:0], np.zeros(0)
    wanted, lift = (hits.wanted, hits.lift) if isinstance(hits, RaisedHits) else (hits, NO_LIFT)
    likely = _likely(wanted, k, lift, all_documents)
    documents, scores = _lifted(likely, k, lift) if lift.bonuses else (likely.documents, likely.scores)
    at = best_places(scores, k)
    return documents[at], scores[at]


class _Likely(NamedTuple):
    """Ascending documents and their scores before the lift: at least of all hits that reach ``threshold`` after it,
    which the k best do."""

    documents: Array
    scores: Array
    threshold: float = -np.inf


def _likely(hits: Hits, k: int, lift: Lift, all_documents: int) -> _Likely:
    if isinstance(hits, AnyHits):
        return _likely_of_any(hits, k, lift)
    if len(hits.documents) > _MANY and isinstance(hits, CommonHits | NarrowedHits | BoostedHits):
        return _likely_of_sum(hits.documents, list(_summands(hits, all_documents)), k, lift)
    return _Likely(hits.documents, hits.scores())


def _likely_of_any(hits: AnyHits, k: int, lift: Lift) -> _Likely:
    """Part by part, the strongest first: of each only what can be likely is looked up in the others."""
    documents, scores = [NO_DOCUMENTS], [np.zeros(0)]
    threshold = -np.inf
    for number, part in enumerate(hits.hits):
        rest = sum(other.bound for other in hits.hits[number + 1 :])
        if part.bound + rest < lift.needed(threshold):  # what only the parts from here on have
            break
        found = part.scores()
        if len(found) > k and threshold == -np.inf:
            best = _sample(part.documents, found, k, lift)
            threshold = _reached(*_completed(hits, number, best, found[best]), k, lift)
        needed = lift.needed(threshold)
        at = np.flatnonzero(found >= needed - rest)
        more, full = _completed(hits, number, at, found[at], needed)
        documents.append(more)
        scores.append(full)
        threshold = max(threshold, reached_by(np.concatenate(scores), k) - _ROUNDING)
    joined, all_scores = np.concatenate(documents), np.concatenate(scores)
    order = np.argsort(joined)
    return _Likely(joined[order], all_scores[order], threshold)


def _completed(
    hits: AnyHits, number: int, at: Array, scores: Array, needed: float = -np.inf
) -> tuple[Array, Array]:
    """Documents at places of a part that no part before has, and their scores with those of the parts after it.

    Those whose score is less than ``needed`` may be missing.
    """
    documents = hits.hits[number].documents[at]
    for before in hits.hits[:number]:
        new = ~within(documents, before.documents, hits.all_documents)
        documents, scores = documents[new], scores[new]
    rest = sum(after.bound for after in hits.hits[number + 1 :])
    for after in hits.hits[number + 1 :]:
        here, there = common(documents, after.documents, hits.all_documents)
        scores[here] += after.scores(there)
        rest -= after.bound
        enough = scores >= needed - rest
        documents, scores = documents[enough], scores[enough]
    return documents, scores


def _likely_of_sum(documents: Array, summands: Sequence[Bonus], k: int, lift: Lift) -> _Likely:
    """Summand by summand, the strongest first: each only for what it and those after it can make likely."""
    first, *others = sorted(summands, key=lambda summand: -summand.bound)
    scores = first.of(documents)
    best = _sample(documents, scores, k, lift)
    sampled = scores[best] + sum_of(others, documents[best])
    threshold = _reached(documents[best], sampled, k, lift)
    rest = sum(summand.bound for summand in others)
    for summand in others:
        at = np.flatnonzero(scores >= lift.needed(threshold) - rest)
        documents = documents[at]
        scores = scores[at] + summand.of(documents)
        rest -= summand.bound
    return _Likely(documents, scores, threshold)


def _summands(hits: Hits, all_documents: int, factor: float = 1.0) -> Iterator[Bonus]:
    """What the scores of hits are made of."""
    if isinstance(hits, AnyHits | CommonHits):
        for part in hits.hits:
            yield from _summands(part, all_documents, factor)
    elif isinstance(hits, NarrowedHits):
        yield from _summands(hits.hits, all_documents, factor)
    elif isinstance(hits, BoostedHits):
        yield from _summands(hits.hits, all_documents, factor * hits.boost)
    else:
        yield ScoreBonus(hits, factor, all_documents)


def _sample(documents: Array, scores: Array, k: int, lift: Lift) -> Array:
    """Places of what seems best, ascending: enough to tell what the ``k`` best reach at least."""
    if not lift.bonuses:
        return np.sort(best_places(scores, k))
    flat = [bonus for bonus in lift.bonuses if isinstance(bonus, FlatBonus)]
    return np.sort(best_places(scores + sum_of(flat, documents) if flat else scores, _SAMPLE * k))


def _reached(documents: Array, scores: Array, k: int, lift: Lift) -> float:
    """What the ``k`` best reach at least after the lift, if some ascending documents have these scores before."""
    return float(reached_by(scores + sum_of(lift.bonuses, documents), k)) - _ROUNDING


def _lifted(likely: _Likely, k: int, lift: Lift) -> tuple[Array, Array]:
    """Bonus by bonus: each only for what it and those after it can lift among the best."""
    documents, scores, threshold = likely
    if threshold == -np.inf:
        best = _sample(documents, scores, k, lift)
        threshold = _reached(documents[best], scores[best], k, lift)
    wanted = scores
    while lift.bonuses:
        at = np.flatnonzero(scores + lift.most(wanted) >= threshold)
        documents, scores, wanted = documents[at], scores[at], wanted[at]
        bonus, lift = lift.bonuses[0], lift.after_first()
        scores = scores + bonus.of(documents, threshold - scores - lift.most(wanted))
        threshold = max(threshold, reached_by(scores, k) - _ROUNDING)
    return documents, scores
