"""One row a story: which matches of a list stand for their story, and which others it has."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from index.engines.whoosh.codec.arrays import Array
from index.engines.whoosh.codec.collect import term_bytes
from index.engines.whoosh.vector.searcher import Matches, VectorSearcher

STORY_FIELD = "facet_story"
_SPARE = 64
"""Matches looked at beyond those wanted, before looking at more."""

Ranking = Callable[[int], list[tuple[int, float]]]
"""The first n matches, each with its score."""


class Row(NamedTuple):
    """A match that stands for its story; "" where it tells none."""

    number: int
    score: float
    story: str


def count_rows(searcher: VectorSearcher, matches: Matches) -> int:
    """How many rows the matches make: stories once, what tells none by itself."""
    stories, counts = searcher.facets[STORY_FIELD].count(matches.documents)
    return matches.total - int(counts.sum()) + len(stories)


def folded(searcher: VectorSearcher, matches: Matches, ranking: Ranking, rows: int) -> list[Row]:
    """The first ``rows`` rows: of each story the match that ranks first."""
    looked_at = rows + _SPARE
    while True:
        found = _first_of_each(searcher, ranking(looked_at))
        if len(found) >= rows or looked_at >= matches.total:
            return found[:rows]
        looked_at *= 4


def _first_of_each(searcher: VectorSearcher, ranked: Sequence[tuple[int, float]]) -> list[Row]:
    seen: set[str] = set()
    found = []
    stories = searcher.facets[STORY_FIELD].first_keys(np.array([number for number, _ in ranked], np.intp))
    for (number, score), story in zip(ranked, stories, strict=True):
        if not story or story not in seen:
            seen.add(story)
            found.append(Row(number, score, story))
    return found


def members(searcher: VectorSearcher, matches: Matches, story: str) -> list[int]:
    """The numbers of the matches that tell a story, by publication, those without a date last."""
    postings = searcher.segments.postings(STORY_FIELD, term_bytes(story))
    if postings is None:
        return []
    inside = np.intersect1d(postings.documents, matches.documents, assume_unique=True)
    moments = _moments(searcher.segments.column("published"), inside)
    return [number for _, number in sorted(zip(moments, inside.tolist(), strict=True))]


def _moments(column: Array | None, documents: Array) -> list[int]:
    latest = np.iinfo(np.int64).max
    if column is None:
        return [latest] * len(documents)
    numbers = column[documents].astype(np.int64)
    return list(np.where(numbers == np.iinfo(column.dtype).min, latest, numbers).tolist())
