"""Searching one generation."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from whoosh import scoring
from whoosh.searching import Searcher

from index.engines.whoosh.codec.arrays import NO_DOCUMENTS, Array
from index.engines.whoosh.codec.collect import term_bytes
from index.engines.whoosh.codec.segment_file import SegmentFile
from index.engines.whoosh.vector.best import best_hits
from index.engines.whoosh.vector.budget import OutOfTime
from index.engines.whoosh.vector.evaluate import Evaluator
from index.engines.whoosh.vector.facets import Facets
from index.engines.whoosh.vector.hits import ConstantHits, Hits, count
from index.engines.whoosh.vector.raised import narrowed
from index.engines.whoosh.vector.segments import Segments
from index.engines.whoosh.vector.sets import within
from index.engines.whoosh.vector.top import best_places


class Matches:
    """What a query matches, deleted documents left out (``live`` None: none is).

    ``filters`` are named; each narrows the matches, and can be left out when a facet is counted.
    """

    def __init__(
        self, evaluator: Evaluator, live: Array | None, query: Any, filters: Mapping[str, Any]
    ) -> None:
        self._evaluator = evaluator
        self.cut = False
        found = self._hits(query)
        self._all = found if live is None else narrowed(found, np.flatnonzero(live.take(found.documents)))
        self._chosen = {name: self._selected(wanted) for name, wanted in filters.items()}
        self.hits = self._filtered(self._chosen) if self._chosen else self._all
        self.total = count(self.hits)

    @property
    def documents(self) -> Array:
        """The numbers of the matches, ascending."""
        return self.hits.documents

    def _hits(self, query: Any) -> Hits:
        """The hits; none where the time is up, which ``cut`` tells."""
        try:
            return self._evaluator.hits(query)
        except OutOfTime:
            self.cut = True
            return ConstantHits(NO_DOCUMENTS)

    def _selected(self, wanted: Any) -> Array:
        documents = self._all.documents
        if len(documents) and not self.cut:
            try:
                return self._evaluator.selected(wanted, documents)
            except OutOfTime:
                self.cut = True
        return np.zeros(len(documents), bool)

    def without_filter(self, name: str) -> Array:
        """The documents that match when one of the filters is left out."""
        if name not in self._chosen:
            return self.documents
        others = [other for other in self._chosen if other != name]
        return self._filtered(others).documents if others else self._all.documents

    def _filtered(self, names: Any) -> Hits:
        masks = [self._chosen[name] for name in names]
        return narrowed(self._all, np.flatnonzero(np.logical_and.reduce(masks)))


class VectorSearcher:
    """Searches a generation; safe from many threads, for nothing in it changes.

    ``reader`` is Whoosh's reader over the same segments.
    """

    def __init__(self, reader: Any) -> None:
        self.stock = Searcher(reader, weighting=scoring.BM25F())
        leaves = (
            [stock.reader() for stock, _ in self.stock.leaf_searchers()] if reader.doc_count_all() else []
        )
        self.files: list[SegmentFile] = [leaf.segment().file for leaf in leaves]
        self.segments = Segments(self.files)
        self.facets = Facets(self.segments)
        self.live = _live_mask(leaves, self.segments)
        self._evaluator = Evaluator(self.segments, self.stock)

    def matches(self, query: Any, filters: Mapping[str, Any] | None = None) -> Matches:
        """What a (normalised) Whoosh query matches, narrowed by named filter queries."""
        return Matches(self._evaluator, self.live, query, filters or {})

    def best(self, matches: Matches, k: int) -> list[tuple[int, float]]:
        """(document number, score) of the ``k`` best matches, best first, ties by number."""
        documents, scores = best_hits(matches.hits, k, self.segments.documents)
        return list(zip(documents.tolist(), scores.tolist(), strict=True))

    def ordered(self, matches: Matches, field: str, k: int, descending: bool) -> list[int]:
        """The first ``k`` matches by a column of numbers, those without one last, ties by document number."""
        found = matches.documents
        at = best_places(_sort_keys(self.segments.column(field), found, descending), k)
        return found[at].tolist()  # type: ignore[no-any-return]

    def count_with(self, documents: Array, field: str, key: str) -> int:
        """How many of the documents carry a key."""
        postings = self.segments.postings(field, term_bytes(key))
        if postings is None or not len(documents):
            return 0
        return int(within(postings.documents, documents, self.segments.documents).sum())

    def place_of(self, document: int) -> tuple[SegmentFile, int]:
        """The segment's file and the number in it of a document."""
        return self.segments.place_of(document)


def _live_mask(leaves: Sequence[Any], segments: Segments) -> Array | None:
    """Which documents are not deleted; None where all are there."""
    if not any(leaf.has_deletions() for leaf in leaves):
        return None
    live = np.ones(segments.documents, bool)
    for leaf, base in zip(leaves, segments.bases, strict=True):
        live[np.fromiter(leaf.segment().deleted, np.int64) + base] = False
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
