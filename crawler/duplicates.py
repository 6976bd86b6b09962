"""Near-duplicates: texts that share most of their word pairs, told from small sketches of them.

A sketch is the lowest hashes of a text's word pairs (bottom-k: Cohen and Kaplan, "Summarizing data using
bottom-k sketches", 2007). The part of two sketches below the lower of their ends is a fair sample of both texts,
so the share of the smaller that is in the other estimates how much of the shorter text the longer one contains.
"""

import re
from bisect import bisect_right
from zlib import crc32

import numpy as np

SIZE = 128  # hashes in a sketch; a text of fewer word pairs is held whole
KEYS = 16  # the lowest of them, by which a near-duplicate is looked up
NEAR = 0.5  # share of the shorter text; with every tenth word changed about 0.8 is left, unrelated news share under 0.2
MIN_SAMPLE = 12  # word pairs; of less nothing can be told

Sketch = tuple[int, ...]

_WORD = re.compile(r"\w+")
_WHOLE = 2**32  # above every hash
_ORDER = "<u4"  # of the bytes of a packed sketch
# Odd numbers without a pattern in their bits: what they multiply is spread over all 32 bits.
_FIRST, _SPREAD = np.uint32(0x85EBCA6B), np.uint32(0x9E3779B1)


def sketch(text: str) -> Sketch:
    """The lowest hashes of the text's word pairs, ascending; each below 2**32."""
    words = " ".join(_WORD.findall(text.lower())).encode("utf-8", "replace").split()
    hashes = np.fromiter(map(crc32, words), np.uint32, len(words))
    # The second word's hash is spread before it meets the first's, so "a b" and "b a" differ; what comes out
    # is folded and spread again, so that the order of hashes has nothing to do with the order of letters.
    pairs = (hashes[:-1] * _FIRST) ^ hashes[1:]
    pairs = (pairs ^ (pairs >> np.uint32(15))) * _SPREAD
    return tuple(np.unique(pairs ^ (pairs >> np.uint32(13)))[:SIZE].tolist())


def containment(one: Sketch, other: Sketch) -> float:
    """About how much of the shorter text the longer one holds, 0 to 1; 0 where there is too little to tell."""
    end = min(_end(one), _end(other))
    sample = min(bisect_right(one, end), bisect_right(other, end))
    return len(set(one).intersection(other)) / sample if sample >= MIN_SAMPLE else 0.0


def are_near(one: Sketch, other: Sketch) -> bool:
    return containment(one, other) >= NEAR


def _end(hashes: Sketch) -> int:
    """Up to where a sketch knows every hash of its text."""
    return hashes[-1] if len(hashes) == SIZE else _WHOLE


def pack(hashes: Sketch) -> bytes:
    """A sketch as bytes, four to a hash."""
    return np.array(hashes, _ORDER).tobytes()


def unpack(data: bytes) -> Sketch:
    return tuple(np.frombuffer(data, _ORDER).tolist())
