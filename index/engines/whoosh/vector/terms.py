"""The terms of a field over all segments, and in how many documents each stands (deleted ones included)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import neg

import numpy as np

from index.engines.whoosh.codec.collect import term_bytes
from index.engines.whoosh.codec.segment_file import SegmentFile

_SPARE, _LEAST = 2, 256
"""Of each segment twice as many terms are looked at as are wanted, and 256 at least: the most frequent of all
may be less in one."""


def terms_with_prefix(
    files: Sequence[SegmentFile], field: str, prefix: str, most: int | None
) -> dict[str, int]:
    """The terms that begin with ``prefix``, the most frequent first; of equal ones the first in order.

    With ``most``, a count lacks the segments in which the term is far from frequent.
    """
    counts: Counter[bytes] = Counter()
    looked_at = most if most is None or len(files) == 1 else max(most * _SPARE, _LEAST)
    for file in files:
        for term, count in _of_segment(file, field, term_bytes(prefix), looked_at):
            counts[term] += count
    ranked = sorted(zip(map(neg, counts.values()), counts, strict=True))
    return {term.decode("utf-8", "surrogatepass"): -count for count, term in ranked[:most]}


def frequencies(files: Sequence[SegmentFile], field: str, terms: Iterable[str]) -> dict[str, int]:
    """In how many documents each of the terms stands."""
    return {term: sum(file.document_frequency(field, term_bytes(term)) for file in files) for term in terms}


def _of_segment(
    file: SegmentFile, field: str, prefix: bytes, most: int | None
) -> Iterable[tuple[bytes, int]]:
    ordinals = file.terms_with_prefix(field, prefix)
    if most == 0 or not ordinals:
        return ()
    counts = np.diff(file.posting_starts(field, ordinals.start, ordinals.stop))
    if most is None or len(ordinals) <= most:
        return zip(file.terms(field, ordinals.start, ordinals.stop), counts.tolist(), strict=True)
    best = np.sort(np.argpartition(counts, len(counts) - most)[len(counts) - most :])
    return zip(file.terms_at(field, best + ordinals.start), counts[best].tolist(), strict=True)
