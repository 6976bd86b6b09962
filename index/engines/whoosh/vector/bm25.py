"""BM25F exactly as Whoosh computes it (``whoosh.scoring.BM25F``), as a table over (frequency, length byte).

score = idf · tf · (K1 + 1) / (tf + K1 · (1 − B + B · length / average)), with idf = ln(N / (df + 1)) + 1.
N and df count deleted documents too, until a merge takes them out; lengths are Whoosh's rounded ones.
"""

from math import log

import numpy as np

from index.engines.whoosh.codec.arrays import Array
from index.engines.whoosh.codec.lengths import LENGTHS

B, K1 = 0.75, 1.2
MOST = K1 + 1
"""No frequency lifts the weight of a term above this."""


def idf(documents: int, frequency: int) -> float:
    """Inverse document frequency of a term."""
    return log(documents / (frequency + 1)) + 1


def weight(frequencies: Array, lengths: Array, average: float) -> Array:
    """Weight of a term before idf."""
    with np.errstate(invalid="ignore"):  # frequency and length 0: a table entry that nothing asks for
        return np.asarray((frequencies * (K1 + 1)) / (frequencies + K1 * ((1 - B) + B * lengths / average)))


def weight_table(average: float) -> Array:
    """Weights by ``frequency << 8 | length byte`` for frequencies below 256 (65,536 float64)."""
    frequencies = np.arange(256, dtype=np.float64)[:, None]
    return weight(frequencies, LENGTHS[None, :], average).ravel()
