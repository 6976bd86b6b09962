"""Near-duplicates: texts that share most of their word pairs, told from small sketches of them.

A sketch is the lowest hashes of a text's word pairs (bottom-k: Cohen and Kaplan, "Summarizing data using
bottom-k sketches", 2007). The part of two sketches below the lower of their ends is a fair sample of both texts,
so the share of the smaller that is in the other estimates how much of the shorter text the longer one contains.
"""

import re
import struct
from itertools import pairwise
from zlib import crc32

SIZE = 128  # hashes in a sketch; a text of fewer word pairs is held whole
KEYS = 16  # the lowest of them, by which a near-duplicate is looked up
NEAR = 0.5  # share of the shorter text; with every tenth word changed about 0.8 is left, unrelated news share under 0.2
MIN_SAMPLE = 12  # word pairs; of less nothing can be told

Sketch = tuple[int, ...]

_WORD = re.compile(r"\w+")
_WHOLE = 2**32  # above every hash
_SPREAD = 0x9E3779B1  # odd, near 2**32 over the golden ratio


def sketch(text: str) -> Sketch:
    """The lowest hashes of the text's word pairs, ascending; each below 2**32."""
    words = _WORD.findall(text.lower())
    return tuple(sorted({_hash(f"{one} {two}") for one, two in pairwise(words)})[:SIZE])


def _hash(pair: str) -> int:
    """CRC-32, multiplied so that the order of hashes has nothing to do with the order of letters."""
    return crc32(pair.encode("utf-8", "replace")) * _SPREAD % _WHOLE


def containment(one: Sketch, other: Sketch) -> float:
    """About how much of the shorter text the longer one holds, 0 to 1; 0 where there is too little to tell."""
    end = min(_end(one), _end(other))
    here, there = {key for key in one if key <= end}, {key for key in other if key <= end}
    sample = min(len(here), len(there))
    return len(here & there) / sample if sample >= MIN_SAMPLE else 0.0


def are_near(one: Sketch, other: Sketch) -> bool:
    return containment(one, other) >= NEAR


def _end(hashes: Sketch) -> int:
    """Up to where a sketch knows every hash of its text."""
    return hashes[-1] if len(hashes) == SIZE else _WHOLE


def pack(hashes: Sketch) -> bytes:
    """A sketch as bytes, four to a hash."""
    return struct.pack(f">{len(hashes)}I", *hashes)


def unpack(data: bytes) -> Sketch:
    return struct.unpack(f">{len(data) // 4}I", data)
