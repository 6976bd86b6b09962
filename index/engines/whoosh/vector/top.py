"""The best k of many, without sorting the rest."""

from typing import Any

import numpy as np

from index.engines.whoosh.codec.arrays import Array
from index.engines.whoosh.vector.hits import AllHits, AnyHits, Hits
from index.engines.whoosh.vector.sets import common

_CHUNK = 128
_ROUNDING = 1e-9


def reached_by(values: Array, k: int) -> Any:
    """A value that at least ``k`` of the values reach, close to the highest such; -inf where there are fewer."""
    if not 0 < k <= len(values):
        return -np.inf
    chunks = len(values) // _CHUNK
    if chunks >= 4 * k:  # the k best of the chunks' best
        best = (
            values[: chunks * _CHUNK].reshape(_CHUNK, chunks).max(axis=0)
        )  # every chunks-th value makes one
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


def best_hits(hits: Hits, k: int, floor: float) -> tuple[Array, Array]:
    """Documents and scores of the ``k`` best hits, best first, ties by document number.

    Hits below ``floor`` may be left out: so many better ones are known elsewhere.
    """
    if not k or hits.bound < floor:
        return hits.documents[:0], np.zeros(0)
    if isinstance(hits, AnyHits):
        return _best_of_any(hits, k, floor)
    if isinstance(hits, AllHits) and len(hits.documents) == 0:
        return hits.documents, np.zeros(0)
    scores = hits.scores()
    at = best_places(scores, k)
    return hits.documents[at], scores[at]


def _best_of_any(hits: AnyHits, k: int, floor: float) -> tuple[Array, Array]:
    """The strongest parts are scored whole; the others only where they can lift a document into the best k."""
    parts = hits.hits
    for number, part in enumerate(parts[:-1], 1):
        rest = sum(other.bound for other in parts[number:])
        if number == 1:
            documents, scores = part.documents, part.scores()
        else:
            documents = hits.documents
            scores = hits.summed(parts[:number])[documents]
        threshold = max(floor, reached_by(scores, k))
        if rest < threshold:
            at = np.flatnonzero(scores >= threshold - rest - _ROUNDING)
            return _with_the_rest(hits, number, documents[at], scores[at], k)
    scores = hits.scores()
    at = best_places(scores, k)
    return hits.documents[at], scores[at]


def _with_the_rest(
    hits: AnyHits, number: int, documents: Array, scores: Array, k: int
) -> tuple[Array, Array]:
    for part in hits.hits[number:]:
        here, there = common(documents, part.documents, hits.segment_documents)
        scores[here] += part.scores(there)
    at = best_places(scores, k)
    return documents[at], scores[at]
