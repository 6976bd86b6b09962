"""Small operations on arrays that the codec and the searcher share."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

NO_DOCUMENTS: Array = np.zeros(0, np.intp)
"""Document numbers are of the type by which NumPy looks things up: it would turn any other into that each time."""


def starts_of(counts: Array) -> Array:
    """Where each of consecutive groups begins, and at last where they all end: (n) → (n + 1) int64."""
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def spans(starts: Array, counts: Array) -> Array:
    """The indices of the ranges ``starts[i] … starts[i] + counts[i]``, joined (int64)."""
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    if not total:
        return np.zeros(0, np.int64)
    indices = np.arange(total, dtype=np.int64)
    indices += np.repeat(starts.astype(np.int64, copy=False) - ends + counts, counts)
    return indices


def narrowest(highest: int, types: Sequence[type] = (np.uint8, np.uint16, np.uint32, np.uint64)) -> Any:
    """The first of the types that holds ``highest``."""
    return np.dtype(next(kind for kind in types if highest <= np.iinfo(kind).max))


def offset_type(total: int) -> Any:
    """The type of an array of starts whose last is ``total``."""
    return narrowest(total, (np.uint32, np.uint64))


def first_of_runs(*columns: Array) -> Array:
    """Indices at which any of the columns differs from the row before; the first index always counts."""
    changes = np.zeros(len(columns[0]), bool)
    changes[:1] = True
    for column in columns:
        changes[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(changes)


def joined(parts: Sequence[Array]) -> Array:
    """The parts one after another (int64 where there are none)."""
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)
