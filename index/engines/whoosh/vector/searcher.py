"""Searching all segments of one generation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from whoosh import scoring
from whoosh.searching import Searcher

from index.engines.whoosh.codec.arrays import NO_DOCUMENTS, Array
from index.engines.whoosh.codec.collect import term_bytes
from index.engines.whoosh.codec.segment_file import SegmentFile
from index.engines.whoosh.vector.budget import OutOfTime
from index.engines.whoosh.vector.evaluate import Evaluator
from index.engines.whoosh.vector.facets import Facets
from index.engines.whoosh.vector.hits import ConstantHits, Hits, count, narrowed
from index.engines.whoosh.vector.sets import within
from index.engines.whoosh.vector.statistics import Statistics
from index.engines.whoosh.vector.top import best_hits, best_places


@dataclass(frozen=True, slots=True)
class Leaf:
    """One segment: its number of the first document, which of its documents live (None: all), its evaluator."""

    file: SegmentFile
    base: int
    live: Array | None
    evaluator: Evaluator


class Matches:
    """What a query matches in each segment, deleted documents left out.

    ``filters`` are named; each narrows the matches, and can be left out when a facet is counted.
    """

    def __init__(self, leaves: Sequence[Leaf], query: Any, filters: Mapping[str, Any]) -> None:
        self._leaves = leaves
        self.cut = False
        self._all = [_live(leaf, self._hits(leaf, query)) for leaf in leaves]
        self._chosen: dict[str, list[Array]] = {
            name: [
                self._selected(leaf, wanted, hits.documents)
                for leaf, hits in zip(leaves, self._all, strict=True)
            ]
            for name, wanted in filters.items()
        }
        self.hits = [
            self._filtered(number, hits, self._chosen) if self._chosen else hits
            for number, hits in enumerate(self._all)
        ]
        self.total = sum(map(count, self.hits))

    @property
    def documents(self) -> list[Array]:
        """The matches in each segment."""
        return [hits.documents for hits in self.hits]

    def _hits(self, leaf: Leaf, query: Any) -> Hits:
        """The hits in one segment; none where the time is up, which ``cut`` tells."""
        if not self.cut:
            try:
                return leaf.evaluator.hits(query)
            except OutOfTime:
                self.cut = True
        return ConstantHits(NO_DOCUMENTS)

    def _selected(self, leaf: Leaf, wanted: Any, documents: Array) -> Array:
        if len(documents) and not self.cut:
            try:
                return leaf.evaluator.selected(wanted, documents)
            except OutOfTime:
                self.cut = True
        return np.zeros(len(documents), bool)

    def without_filter(self, name: str) -> list[Array]:
        """The documents of each segment that match when one of the filters is left out."""
        if name not in self._chosen:
            return self.documents
        others = [other for other in self._chosen if other != name]
        if not others:
            return [hits.documents for hits in self._all]
        return [self._filtered(number, hits, others).documents for number, hits in enumerate(self._all)]

    def _filtered(self, number: int, hits: Hits, names: Any) -> Hits:
        masks = [self._chosen[name][number] for name in names]
        return narrowed(hits, np.flatnonzero(np.logical_and.reduce(masks)))


def _live(leaf: Leaf, hits: Hits) -> Hits:
    if leaf.live is None:
        return hits
    return narrowed(hits, np.flatnonzero(leaf.live[hits.documents]))


class VectorSearcher:
    """Searches a generation; safe from many threads, for nothing in it changes.

    ``reader`` is Whoosh's reader over the same segments.
    """

    def __init__(self, reader: Any) -> None:
        self.stock = Searcher(reader, weighting=scoring.BM25F())
        stocks = self.stock.leaf_searchers() if reader.doc_count_all() else []
        files = [stock.reader().segment().file for stock, _ in stocks]
        self.files = files
        self.statistics = Statistics(files)
        self.facets = Facets(files)
        self.leaves = [
            Leaf(file, base, _live_mask(stock.reader(), file), Evaluator(file, self.statistics, stock))
            for file, (stock, base) in zip(files, stocks, strict=True)
        ]

    def matches(self, query: Any, filters: Mapping[str, Any] | None = None) -> Matches:
        """What a (normalised) Whoosh query matches, narrowed by named filter queries."""
        return Matches(self.leaves, query, filters or {})

    def best(self, matches: Matches, k: int) -> list[tuple[int, float]]:
        """(document number, score) of the ``k`` best matches, best first, ties by number."""
        floor = -np.inf
        documents, scores = [], []
        for leaf, hits in zip(self.leaves, matches.hits, strict=True):
            found, score = best_hits(hits, k, floor)
            documents.append(found.astype(np.int64) + leaf.base)
            scores.append(score)
            if len(score) == k and k:
                floor = max(floor, float(score[-1]))
        return _merged(documents, scores, k)

    def ordered(self, matches: Matches, field: str, k: int, descending: bool) -> list[int]:
        """The first ``k`` matches by a column of numbers, those without one last, ties by document number."""
        documents, keys = [], []
        for leaf, found in zip(self.leaves, matches.documents, strict=True):
            key = _sort_keys(leaf.file.column(field), found, descending)
            at = best_places(key, k)
            documents.append(found[at].astype(np.int64) + leaf.base)
            keys.append(key[at])
        return [number for number, _ in _merged(documents, keys, k)]

    def count_with(self, matches: Sequence[Array], field: str, key: str) -> int:
        """How many of the documents of each segment carry a key."""
        count = 0
        for leaf, documents in zip(self.leaves, matches, strict=True):
            postings = leaf.file.postings(field, term_bytes(key))
            if postings is not None and len(documents):
                count += int(within(postings.documents, documents, leaf.file.documents).sum())
        return count

    def place_of(self, document: int) -> tuple[SegmentFile, int]:
        """The segment's file and the number in it of a document."""
        leaf = next(leaf for leaf in reversed(self.leaves) if leaf.base <= document)
        return leaf.file, document - leaf.base


def _live_mask(reader: Any, file: SegmentFile) -> Array | None:
    if not reader.has_deletions():
        return None
    live = np.ones(file.documents, bool)
    live[list(reader.segment().deleted)] = False
    return live


def _sort_keys(column: Array | None, documents: Array, descending: bool) -> Array:
    """Keys of which the highest come first (int64); the lowest key stands for no number."""
    lowest = np.iinfo(np.int64).min + 1  # the lowest that can be negated
    if column is None:
        return np.full(len(documents), lowest)
    numbers = column[documents]
    none = numbers == np.iinfo(column.dtype).min
    numbers = numbers.astype(np.int64)
    return np.where(none, lowest, numbers if descending else -numbers)


def _merged(documents: list[Array], keys: list[Array], k: int) -> list[tuple[int, Any]]:
    """The first ``k`` over all segments: highest key first, then lowest document number."""
    if not documents:
        return []
    joined, key = np.concatenate(documents), np.concatenate(keys)
    at = np.lexsort((joined, -key))[:k] if len(documents) > 1 else np.arange(len(joined))[:k]
    return list(zip(joined[at].tolist(), key[at].tolist(), strict=True))
