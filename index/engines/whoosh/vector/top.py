"""The best k of many, without sorting the rest."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from index.engines.whoosh.codec.arrays import NO_DOCUMENTS, Array
from index.engines.whoosh.vector.bonus import Bonus, ScoreBonus, sum_of
from index.engines.whoosh.vector.hits import AnyHits, BoostedHits, CommonHits, Hits, NarrowedHits
from index.engines.whoosh.vector.raised import RaisedHits
from index.engines.whoosh.vector.sets import common, within

_CHUNK = 128
_ROUNDING = 1e-9
_MANY = 4096
"""So many are scored without a search for what can be left out."""
_LOOKUPS = 8
"""Where more than an eighth of all postings would be looked up in the other parts, all are scored at once."""
_SAMPLE = 4
"""Of the best without a bonus, four times as many as are wanted tell what the best with it reach at least."""


def reached_by(values: Array, k: int) -> Any:
    """A value that at least ``k`` of the values reach, close to the highest such; -inf where there are fewer."""
    if not 0 < k <= len(values):
        return -np.inf
    chunks = len(values) // _CHUNK
    if chunks >= 4 * k:  # the k best of the chunks' best; a chunk takes every chunks-th value
        best = values[: chunks * _CHUNK].reshape(_CHUNK, chunks).max(axis=0)
        return np.partition(best, chunks - k)[chunks - k]
    return np.partition(values, len(values) - k)[len(values) - k]


def best_places(values: Array, k: int) -> Array:
    """Places of the ``k`` highest values, best first; of equal ones the first places."""
    if len(values) > k:
        at = np.flatnonzero(values >= reached_by(values, k))
        if len(at) > 4 * k:
            kept = values[at]
            threshold = np.partition(kept, len(kept) - k)[len(kept) - k] if k else np.inf
            above, equal = at[kept > threshold], at[kept == threshold]
            at = np.sort(np.concatenate([above, equal[: k - len(above)]]))
    else:
        at = np.arange(len(values))
    return at[np.argsort(-values[at], kind="stable")[:k]]


def best_hits(hits: Hits, k: int, all_documents: int) -> tuple[Array, Array]:
    """Documents and scores of the ``k`` best hits, best first, ties by document number."""
    if not k:
        return hits.documents[:0], np.zeros(0)
    documents, scores = _likely(hits, k, all_documents)
    at = best_places(scores, k)
    return documents[at], scores[at]


def _likely(hits: Hits, k: int, all_documents: int) -> tuple[Array, Array]:
    """Documents (ascending) and scores of at least the ``k`` best hits."""
    wanted, bonuses = (hits.wanted, hits.bonuses) if isinstance(hits, RaisedHits) else (hits, ())
    if isinstance(wanted, AnyHits):
        documents, scores = _likely_of_any(wanted, k, sum(bonus.bound for bonus in bonuses))
    elif len(wanted.documents) > _MANY and isinstance(wanted, CommonHits | NarrowedHits | BoostedHits):
        return _likely_of_sum(wanted.documents, None, [*_summands(wanted, all_documents), *bonuses], k)
    else:
        documents, scores = wanted.documents, wanted.scores()
    return _likely_of_sum(documents, scores, bonuses, k) if bonuses else (documents, scores)


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


def _likely_of_sum(
    documents: Array, scores: Array | None, bonuses: Sequence[Bonus], k: int
) -> tuple[Array, Array]:
    """Bonus by bonus: each is looked up only for what it and those after it may lift among the best."""
    first, *others = bonuses = sorted(bonuses, key=lambda bonus: -bonus.bound)
    if scores is None:
        scores, bonuses = first.of(documents), others
    sample = np.sort(best_places(scores, _SAMPLE * k))
    threshold = reached_by(scores[sample] + sum_of(bonuses, documents[sample]), k)
    rest = sum(bonus.bound for bonus in bonuses)
    for bonus in bonuses:
        at = np.flatnonzero(scores >= threshold - rest - _ROUNDING)
        documents, scores = documents[at], scores[at]
        rest -= bonus.bound
        scores = scores + bonus.of(documents, threshold - rest - _ROUNDING - scores)
        threshold = max(threshold, reached_by(scores, k))
    return documents, scores


def _likely_of_any(hits: AnyHits, k: int, slack: float) -> tuple[Array, Array]:
    """Part by part, the strongest first: of each only what can be likely is looked up in the others."""
    documents, scores = [NO_DOCUMENTS], [np.zeros(0)]
    threshold = -np.inf
    postings = sum(len(part.documents) for part in hits.hits)
    for number, part in enumerate(hits.hits):
        rest = sum(other.bound for other in hits.hits[number + 1 :])
        if part.bound + rest < threshold - slack - _ROUNDING:  # what only the parts from here on have
            break
        found = part.scores()
        if len(found) > k:
            best = best_places(found, k)
            _, full = _completed(hits, number, best, found[best])
            threshold = max(threshold, float(full.min())) if len(full) == k else threshold
        at = np.flatnonzero(found >= threshold - rest - slack - _ROUNDING)
        if len(at) > max(_MANY, postings // _LOOKUPS):
            return hits.documents, hits.scores()
        more, full = _completed(hits, number, at, found[at])
        documents.append(more)
        scores.append(full)
        threshold = max(threshold, float(reached_by(np.concatenate(scores), k)))
    joined, all_scores = np.concatenate(documents), np.concatenate(scores)
    order = np.argsort(joined)
    return joined[order], all_scores[order]


def _completed(hits: AnyHits, number: int, at: Array, scores: Array) -> tuple[Array, Array]:
    """Documents at places of a part that no part before has, and their scores with those of the parts after it."""
    documents = hits.hits[number].documents[at]
    order = np.argsort(documents)
    documents, scores = documents[order], scores[order]
    for before in hits.hits[:number]:
        new = ~within(documents, before.documents, hits.all_documents)
        documents, scores = documents[new], scores[new]
    for after in hits.hits[number + 1 :]:
        here, there = common(documents, after.documents, hits.all_documents)
        scores[here] += after.scores(there)
    return documents, scores
