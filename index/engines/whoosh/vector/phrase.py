"""Where terms stand to each other: phrases, and terms near each other."""

from collections.abc import Sequence

import numpy as np

from index.engines.whoosh.codec.arrays import Array
from index.engines.whoosh.codec.segment_file import Postings, SegmentFile

_STRIDE = 33
"""A key is ``row << 33 | position``: no phrase runs from one document into the next."""

_MARGIN = 1 << 20
"""Keys are lifted by this much, so that a start before position 0 stays in its row."""


def phrase_rows(
    file: SegmentFile, terms: Sequence[Postings], places: Sequence[Array], slop: int, rows: int
) -> Array:
    """Which of ``rows`` documents hold the terms in order, each at most ``slop`` places after the one before.

    ``places[i]`` says where those documents stand in the postings of the i-th term.
    """
    if slop == 1:
        return _adjacent(file, terms, places, rows)
    ends = _keys(file, terms[0], places[0])
    for postings, at in zip(terms[1:], places[1:], strict=True):
        if not len(ends):
            break
        keys = _keys(file, postings, at)
        before = np.searchsorted(ends, keys) - 1  # the nearest end of what came before
        reached = (before >= 0) & (keys - ends[np.maximum(before, 0)] <= slop)
        ends = keys[reached]
    return np.unique(ends >> _STRIDE)


def near_rows(
    file: SegmentFile, terms: Sequence[Postings], places: Sequence[Array], slop: int, rows: int
) -> Array:
    """Which of ``rows`` documents hold all terms in a stretch whose ends are at most ``slop`` places apart."""
    keys = [_keys(file, postings, at) for postings, at in zip(terms, places, strict=True)]
    joined = np.concatenate(keys)
    owners = np.repeat(np.arange(len(terms)), list(map(len, keys)))
    order = np.argsort(joined, kind="stable")
    joined, owners = joined[order], owners[order]
    begins = joined.copy()  # where the shortest stretch that ends here and holds all terms begins
    for number in range(len(terms)):
        latest = np.maximum.accumulate(np.where(owners == number, joined, np.iinfo(np.int64).min // 2))
        np.minimum(begins, latest, out=begins)
    return np.unique(joined[joined - begins <= slop] >> _STRIDE)


def _adjacent(file: SegmentFile, terms: Sequence[Postings], places: Sequence[Array], rows: int) -> Array:
    """The rarest terms first: each next one only confirms the starts that are left."""
    order = sorted(range(len(terms)), key=lambda number: len(terms[number].documents))
    starts: Array | None = None
    at_rows = np.arange(rows)
    for number in order:
        keys = _keys(file, terms[number], places[number][at_rows], at_rows) - number
        starts = keys if starts is None else starts[_contained(starts, keys)]
        left = np.zeros(rows, bool)
        left[starts >> _STRIDE] = True
        at_rows = np.flatnonzero(left)
        if not len(at_rows):
            break
    return at_rows


def _keys(file: SegmentFile, postings: Postings, at: Array, rows: Array | None = None) -> Array:
    counts, positions = file.positions(postings, at)
    rows = np.arange(len(at)) if rows is None else rows
    keys = np.repeat(rows.astype(np.int64) << _STRIDE, counts)
    keys += positions
    keys += _MARGIN
    return keys


def _contained(sought: Array, keys: Array) -> Array:
    """Which of ``sought`` are among the ascending ``keys``."""
    if not len(keys):
        return np.zeros(len(sought), bool)
    places = np.searchsorted(keys, sought)
    places[places == len(keys)] = 0
    return np.asarray(keys[places] == sought)
