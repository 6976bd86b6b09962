"""Whoosh's one-byte code for the length of a field, as tables.

BM25F sees lengths through this code, so scores equal Whoosh's own to the last bit.
"""

import numpy as np
from whoosh.util.numeric import byte_to_length, length_to_byte

from index.engines.whoosh.codec.arrays import Array

LENGTHS: Array = np.array([byte_to_length(code) for code in range(256)], np.float64)
"""The length that each byte stands for."""


def encode_lengths(lengths: Array) -> Array:
    """Lengths → bytes. Whoosh rounds up to the next length that has a byte; beyond the last it is 255."""
    codes = np.searchsorted(LENGTHS, lengths, side="left")
    return np.minimum(codes, 255).astype(np.uint8)


assert all(encode_lengths(np.array([n]))[0] == length_to_byte(n) for n in (0, 1, 11, 15, 900, 106_374, 10**9))
