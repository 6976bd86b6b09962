"""The segments of a generation, read as one: documents are numbered through, and what a term has is joined.

So a query is worked out once, however many segments there are.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import accumulate, count
from typing import Any, NamedTuple

import numpy as np

from index.engines.whoosh.codec.arrays import NO_DOCUMENTS, Array, joined
from index.engines.whoosh.codec.cache import ByteCache, T
from index.engines.whoosh.codec.segment_file import Codes, SegmentFile
from index.engines.whoosh.codec.segment_file import Postings as SegmentPostings
from index.engines.whoosh.fields import NO_NUMBER
from index.engines.whoosh.vector import bm25

_OVERHEAD = 600
"""About how many bytes kept postings take beside their arrays."""

_LONGEST_KEPT = 1 << 15
"""Documents up to which the postings of a term are kept. Longer ones are read as quickly as they are needed, and would
push out what takes longer to make: a document is 8 bytes, the code of its frequency and length 2."""

_FEW = 4
"""Of long postings the codes of up to a quarter of the documents are read by themselves; else all are, and kept."""

_OWNERS = count()


class Part(NamedTuple):
    """The postings of a term in one segment, whose first document has the number ``base``."""

    file: SegmentFile
    base: int
    postings: SegmentPostings


class Postings(NamedTuple):
    """The postings of one term: the documents (ascending) in all segments, and the parts that they come from."""

    field: str
    term: bytes
    documents: Array
    parts: Sequence[Part]


class Segments:
    """All segments of a generation; nothing in it changes but what it keeps, so it is safe from many threads.

    What is joined is kept in the segments' cache, where there is one. With a single segment nothing is joined.
    """

    def __init__(self, files: Sequence[SegmentFile]) -> None:
        self.files = files
        self.bases = [0, *accumulate(file.documents for file in files)][: len(files)]
        self.documents = sum(file.documents for file in files)
        self._owner = next(_OWNERS)
        self._columns: dict[str, Array | None] = {}
        self._weights: dict[str, Array] = {}

    def kept(self, key: Hashable, make: Callable[[], T], size: Callable[[T], int | None]) -> T:
        """What ``make`` gives, kept under the key if there is a cache; ``size`` as in ``ByteCache.get``."""
        cache: ByteCache | None = self.files[0].cache if self.files else None
        return make() if cache is None else cache.get((self._owner, key), make, size)

    # Statistics that BM25F needs, deleted documents included

    def idf(self, postings: Postings) -> float:
        """Inverse document frequency of a term."""
        return bm25.idf(self.documents, len(postings.documents))

    def average_length(self, field: str) -> float:
        """Average number of terms in a field."""
        return sum(file.lengths.get(field, 0) for file in self.files) / (self.documents or 1) or 1.0

    def weights(self, field: str) -> Array:
        """``bm25.weight_table`` of a field."""
        if field not in self._weights:
            self._weights[field] = bm25.weight_table(self.average_length(field))
        return self._weights[field]

    # Terms

    def is_text(self, field: str) -> bool:
        """Whether the field has frequencies and positions."""
        return any(file.is_text(field) for file in self.files)

    def postings(self, field: str, term: bytes) -> Postings | None:
        """The postings of a term, or None where it does not occur."""
        return self.kept((field, term), lambda: self._postings(field, term), _size)

    def _postings(self, field: str, term: bytes) -> Postings | None:
        found = (file.postings(field, term) for file in self.files)
        parts = [
            Part(file, base, postings)
            for file, base, postings in zip(self.files, self.bases, found, strict=True)
            if postings is not None
        ]
        if not parts:
            return None
        if len(parts) == 1 and not parts[0].base:
            return Postings(field, term, parts[0].postings.documents, parts)
        documents = joined([part.postings.documents + part.base for part in parts])
        documents.setflags(write=False)
        return Postings(field, term, documents, parts)

    def prefix_documents(self, field: str, prefix: bytes) -> Array:
        """The documents of all terms that begin with ``prefix``, in any order, some more than once."""
        found = [NO_DOCUMENTS]
        for file, base in zip(self.files, self.bases, strict=True):
            ordinals = file.terms_with_prefix(field, prefix)
            if ordinals:
                found.append(file.posting_documents(field, ordinals.start, ordinals.stop) + base)
        return joined(found)

    def codes(self, postings: Postings) -> Codes:
        """Frequencies and lengths beside the documents of a term."""

        def read() -> Codes:
            return _joined_codes([part.file.codes(part.postings) for part in postings.parts])

        if len(postings.parts) == 1:
            return postings.parts[0].file.codes(postings.parts[0].postings)
        return self.kept((postings.field, postings.term, "codes"), read, lambda codes: codes.size)

    def codes_at(self, postings: Postings, at: Array) -> Codes:
        """Frequencies and lengths beside the documents at some (ascending) places."""
        count = len(postings.documents)
        if count <= _LONGEST_KEPT or len(at) * _FEW >= count:
            return self.codes(postings).at(at)
        if len(postings.parts) == 1:
            return postings.parts[0].file.codes_at(postings.parts[0].postings, at)
        found = [part.file.codes_at(part.postings, places) for part, places in _places_in(postings, at)]
        return _joined_codes(found)

    def positions(self, postings: Postings, at: Array) -> tuple[Array, Array]:
        """Positions at the given places (ascending) in the postings: (how many at each place, all of them joined)."""
        if len(postings.parts) == 1:
            part = postings.parts[0]
            return part.file.positions(part.postings, at)
        found = [part.file.positions(part.postings, places) for part, places in _places_in(postings, at)]
        return joined([counts for counts, _ in found]), joined([places for _, places in found])

    # Documents

    def place_of(self, document: int) -> tuple[SegmentFile, int]:
        """The segment of a document, and its number there."""
        number = bisect_right(self.bases, document) - 1
        return self.files[number], document - self.bases[number]

    def split(self, documents: Array) -> list[Array]:
        """Ascending documents by segment, as they are numbered there."""
        if len(self.files) == 1:
            return [documents]
        edges = [*np.searchsorted(documents, self.bases).tolist(), len(documents)]
        return [documents[edges[number] : edges[number + 1]] - base for number, base in enumerate(self.bases)]

    def column(self, field: str) -> Array | None:
        """The number of every document; the lowest value of the type stands for none. None: no document has one."""
        if field not in self._columns:
            self._columns[field] = self._joined_column(field)
        return self._columns[field]

    def _joined_column(self, field: str) -> Array | None:
        columns = [file.column(field) for file in self.files]
        if len(columns) < 2 or all(column is None for column in columns):
            return columns[0] if columns else None
        kind = np.result_type(*(column.dtype for column in columns if column is not None))
        return joined(
            [
                np.full(file.documents, np.iinfo(kind).min, kind)
                if column is None
                else _of_type(column, kind)
                for file, column in zip(self.files, columns, strict=True)
            ]
        )


def _size(postings: Postings | None) -> int | None:
    """About how many bytes postings take; None where they are too long to be kept."""
    if postings is None:
        return _OVERHEAD
    if len(postings.documents) > _LONGEST_KEPT:
        return None
    arrays = {
        id(array): array
        for array in (postings.documents, *(part.postings.documents for part in postings.parts))
    }
    return _OVERHEAD + sum(array.nbytes for array in arrays.values())


def _places_in(postings: Postings, at: Array) -> Iterator[tuple[Part, Array]]:
    """Ascending places in the postings by part, as they are counted there."""
    starts = [0, *accumulate(len(part.postings.documents) for part in postings.parts)]
    edges = np.searchsorted(at, starts).tolist()
    for number, part in enumerate(postings.parts):
        yield part, at[edges[number] : edges[number + 1]] - starts[number]


def _joined_codes(parts: Sequence[Codes]) -> Codes:
    starts = accumulate((len(part.codes) for part in parts), initial=0)
    return Codes(
        joined([part.codes for part in parts]),
        joined([part.large + start for part, start in zip(parts, starts, strict=False)]),
        joined([part.large_frequencies for part in parts]),
    )


def _of_type(column: Array, kind: Any) -> Array:
    """A column of numbers as another type, none being the lowest value of both."""
    if column.dtype == kind:
        return column
    return np.where(column == np.iinfo(column.dtype).min, NO_NUMBER, column.astype(kind))
