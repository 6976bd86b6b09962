"""What BM25F must know of the whole index: document frequencies and average field lengths over all segments."""

from collections.abc import Sequence
from functools import lru_cache

from index.engines.whoosh.codec.arrays import Array
from index.engines.whoosh.codec.segment_file import SegmentFile
from index.engines.whoosh.vector import bm25

_KNOWN_TERMS = 4096


class Statistics:
    """Statistics over all segments of a generation; safe from many threads."""

    def __init__(self, files: Sequence[SegmentFile]) -> None:
        self._files = files
        self.documents = sum(file.documents for file in files)
        self.idf = lru_cache(_KNOWN_TERMS)(self._idf)
        self.weights = lru_cache(None)(self._weights)

    def _idf(self, field: str, term: bytes) -> float:
        frequency = sum(file.document_frequency(field, term) for file in self._files)
        return bm25.idf(self.documents, frequency)

    def average_length(self, field: str) -> float:
        """Average number of terms in a field."""
        return sum(file.lengths.get(field, 0) for file in self._files) / (self.documents or 1) or 1.0

    def _weights(self, field: str) -> Array:
        return bm25.weight_table(self.average_length(field))
