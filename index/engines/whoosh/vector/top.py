"""The best k of many, without sorting the rest."""

from typing import Any

import numpy as np

from index.engines.whoosh.codec.arrays import NO_DOCUMENTS, Array
from index.engines.whoosh.vector.hits import AnyHits, Hits
from index.engines.whoosh.vector.raised import RaisedHits
from index.engines.whoosh.vector.sets import common, within

_CHUNK = 128
_ROUNDING = 1e-9
_MANY = 4096
"""Where more than so many are likely, and a quarter of a part, all are scored at once."""
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


def best_hits(hits: Hits, k: int) -> tuple[Array, Array]:
    """Documents and scores of the ``k`` best hits, best first, ties by document number."""
    if not k:
        return hits.documents[:0], np.zeros(0)
    documents, scores = _likely(hits, k, 0.0)
    at = best_places(scores, k)
    return documents[at], scores[at]


def _likely(hits: Hits, k: int, slack: float) -> tuple[Array, Array]:
    """Documents (ascending) and scores of at least the hits that are no more than ``slack`` below the ``k`` best."""
    if isinstance(hits, RaisedHits):
        return _likely_of_raised(hits, k)
    if isinstance(hits, AnyHits):
        return _likely_of_any(hits, k, slack)
    return hits.documents, hits.scores()


def _likely_of_raised(hits: RaisedHits, k: int) -> tuple[Array, Array]:
    """Bonus by bonus: each is looked up only for what it and those after it may lift among the best."""
    documents, scores = _likely(hits.wanted, k, sum(bonus.bound for bonus in hits.bonuses))
    sample = best_places(scores, _SAMPLE * k)
    sample.sort()
    threshold = reached_by(hits.raised(documents[sample], scores[sample]), k)
    rest = sum(bonus.bound for bonus in hits.bonuses)
    for bonus in hits.bonuses:
        at = np.flatnonzero(scores >= threshold - rest - _ROUNDING)
        documents = documents[at]
        rest -= bonus.bound
        scores = scores[at]
        scores = scores + bonus.of(documents, threshold - rest - _ROUNDING - scores)
        threshold = max(threshold, reached_by(scores, k))
    return documents, scores


def _likely_of_any(hits: AnyHits, k: int, slack: float) -> tuple[Array, Array]:
    """Part by part, the strongest first: of each only what can be likely is looked up in the others."""
    documents, scores = [NO_DOCUMENTS], [np.zeros(0)]
    threshold = -np.inf
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
        if len(at) > max(_MANY, len(found) // 4):
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
