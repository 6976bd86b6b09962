"""The best k of many values, without sorting the rest."""

from typing import Any

import numpy as np

from index.engines.whoosh.codec.arrays import Array

_CHUNK = 128


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
