"""A segment's file, read as terms, postings, positions, numbers and stored text."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from index.engines.whoosh.codec.arrays import NO_DOCUMENTS, Array
from index.engines.whoosh.codec.cache import ByteCache, T
from index.engines.whoosh.codec.container import Container
from index.engines.whoosh.codec.documents import Documents
from index.engines.whoosh.codec.positions import Positions
from index.engines.whoosh.codec.stored import decode_stored

_KNOWN_TERMS = 4096
_PIVOTS = 8192
"""Terms kept that others were compared with: every search in a vocabulary begins with the same ones."""
_OVERHEAD = 400
"""About how many bytes the codes of a term take beside their arrays."""

_MANY = 255
"""The code of a frequency that is looked up elsewhere."""

_PAST_ANY_TEXT = b"\xff"  # no UTF-8 has this byte


class Postings(NamedTuple):
    """The postings of one term: a range of the field's, and the documents in it (ascending)."""

    field: str
    ordinal: int
    start: int
    documents: Array

    @property
    def stop(self) -> int:
        """Where the range ends."""
        return self.start + len(self.documents)


class Codes(NamedTuple):
    """Beside each document of a term ``frequency << 8 | length byte`` (uint16).

    At the places ``large`` the frequency does not fit, and 255 stands for ``large_frequencies``.
    """

    codes: Array
    large: Array
    large_frequencies: Array

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return _OVERHEAD + self.codes.nbytes + self.large.nbytes + self.large_frequencies.nbytes

    def at(self, places: Array) -> "Codes":
        """Those at some places."""
        if not len(self.large):
            return Codes(self.codes.take(places), self.large, self.large_frequencies)
        here = np.flatnonzero(np.isin(places, self.large))
        large = self.large_frequencies[np.searchsorted(self.large, places.take(here))]
        return Codes(self.codes.take(places), here, large)


class SegmentFile:
    """Read-only view of one segment; safe from many threads. Raises what ``Container`` raises.

    ``cache``, where there is one, keeps what is made of postings.
    """

    def __init__(self, path: Path) -> None:
        self.cache: ByteCache | None = None
        self.container = Container(path)
        self.documents: int = self.container.facts["documents"]
        self.lengths: dict[str, int] = self.container.facts["lengths"]
        self.fields = sorted(
            name.rpartition("/")[0] for name in self.container.names() if name.endswith("/run_starts")
        )
        self._documents = {field: Documents(self.container, field) for field in self.fields}
        self._positions = {
            field: Positions(self.container, field)
            for field in self.fields
            if f"{field}/positions" in self.container
        }
        self._prepared: dict[Hashable, Any] = {}
        self.find = lru_cache(_KNOWN_TERMS)(self._find)
        self._pivot = lru_cache(_PIVOTS)(self.term)

    def kept(self, key: Hashable, make: Callable[[], T], size: Callable[[T], int]) -> T:
        """What ``make`` gives, kept under the key if there is a cache; ``size`` tells its bytes."""
        if self.cache is None:
            return make()
        return self.cache.get((self.container.path.name, key), make, size)

    def prepared(self, field: str, kind: "Callable[[SegmentFile, str], T]") -> T:
        """``kind(file, field)``, made once and kept as long as the file is open."""
        key = (field, kind)
        if key not in self._prepared:
            self._prepared[key] = kind(self, field)
        return self._prepared[key]  # type: ignore[no-any-return]

    # Terms

    def term_count(self, field: str) -> int:
        """How many terms a field has."""
        return self.container.length(f"{field}/term_starts") - 1 if field in self.fields else 0

    def term(self, field: str, ordinal: int) -> bytes:
        """The term with this ordinal."""
        start, stop = self.container.part(f"{field}/term_starts", ordinal, ordinal + 2).tolist()
        return self.container.part(f"{field}/terms", start, stop).tobytes()

    def terms(self, field: str, first: int = 0, last: int | None = None) -> list[bytes]:
        """The terms with ordinals from ``first`` to before ``last``."""
        last = self.term_count(field) if last is None else last
        if first >= last:
            return []
        starts = self.container.part(f"{field}/term_starts", first, last + 1).tolist()
        joined = self.container.part(f"{field}/terms", starts[0], starts[-1]).tobytes()
        base = starts[0]
        return [joined[a - base : b - base] for a, b in pairwise(starts)]

    def terms_at(self, field: str, ordinals: Array) -> list[bytes]:
        """The terms with these ordinals (ascending)."""
        if not len(ordinals):
            return []
        first, last = int(ordinals[0]), int(ordinals[-1])
        starts = self.container.part(f"{field}/term_starts", first, last + 2)
        base = int(starts[0])
        joined = self.container.part(f"{field}/terms", base, int(starts[-1])).data
        at = ordinals - first
        places = zip((starts[at] - base).tolist(), (starts[at + 1] - base).tolist(), strict=True)
        return [bytes(joined[start:stop]) for start, stop in places]

    def bisect(self, field: str, term: bytes, low: int = 0, high: int | None = None) -> int:
        """How many terms of the field sort before ``term``, known to be from ``low`` to ``high``."""
        count = self.term_count(field)
        high = count if high is None else min(high, count)
        while low < high:
            middle = (low + high) // 2
            if self._pivot(field, middle) < term:
                low = middle + 1
            else:
                high = middle
        return low

    def _find(self, field: str, term: bytes) -> int:
        ordinal = self.bisect(field, term)
        found = ordinal < self.term_count(field) and self.term(field, ordinal) == term
        return ordinal if found else -1

    # Postings

    def postings(self, field: str, term: bytes) -> Postings | None:
        """The postings of a term, or None where it does not occur."""
        ordinal = self.find(field, term)
        return None if ordinal < 0 else self.postings_at(field, ordinal)

    def postings_at(self, field: str, ordinal: int) -> Postings:
        """The postings of the term with this ordinal."""
        return Postings(field, ordinal, *self._documents[field].of(ordinal, ordinal + 1))

    def posting_starts(self, field: str, first: int = 0, last: int | None = None) -> Array:
        """Where the postings of the terms from ``first`` to ``last`` begin (int64); at last where they end."""
        last = self.term_count(field) if last is None else last
        return self._documents[field].starts(first, last).astype(np.int64)

    def posting_documents(self, field: str, first: int = 0, last: int | None = None) -> Array:
        """The documents of the postings of the terms from ``first`` to before ``last``, joined."""
        return self._documents[field].of(first, self.term_count(field) if last is None else last)[1]

    def document_frequency(self, field: str, term: bytes) -> int:
        """In how many documents a term occurs, deleted ones included."""
        ordinal = self.find(field, term)
        if ordinal < 0:
            return 0
        start, stop = self._documents[field].bounds(ordinal)
        return stop - start

    def is_text(self, field: str) -> bool:
        """Whether the field has frequencies and positions."""
        return field in self._positions

    def codes(self, postings: Postings) -> Codes:
        """Frequencies and lengths beside the documents of a term."""

        def read() -> Codes:
            frequencies = self.positions_of(postings.field).frequencies
            short = frequencies.codes(postings.start, postings.stop)
            large = np.flatnonzero(short == _MANY) if frequencies.any_large else NO_DOCUMENTS
            codes = self._codes(postings.field, short, postings.documents)
            return Codes(codes, large, frequencies.large(large + postings.start))

        return self.kept((postings.field, postings.ordinal, "codes"), read, lambda codes: codes.size)

    def codes_at(self, postings: Postings, at: Array) -> Codes:
        """The same beside the documents at some places (ascending): for a few, sooner than all are read."""
        frequencies = self.positions_of(postings.field).frequencies
        short = frequencies.codes(postings.start, postings.stop).take(at)
        large = np.flatnonzero(short == _MANY) if frequencies.any_large else NO_DOCUMENTS
        codes = self._codes(postings.field, short, postings.documents.take(at))
        return Codes(codes, large, frequencies.large(at.take(large) + postings.start))

    def _codes(self, field: str, frequencies: Array, documents: Array) -> Array:
        codes = frequencies.astype(np.uint16)
        codes <<= 8
        codes |= self.norms(field).take(documents)
        return codes

    def frequencies(self, postings: Postings) -> Array:
        """How often the term occurs in each of its documents (int64)."""
        return self.positions_of(postings.field).frequencies.range(postings.start, postings.stop)

    def positions(self, postings: Postings, at: Array) -> tuple[Array, Array]:
        """Positions at the given places (ascending) in the postings: (how many at each place, all of them joined)."""
        return self._positions[postings.field].take(postings.start, postings.stop, at)

    def positions_of(self, field: str) -> Positions:
        """The frequencies and positions of a text field."""
        return self._positions[field]

    def norms(self, field: str) -> Array:
        """Whoosh's length byte of every document."""
        return self.container.array(f"{field}/norms")

    # Documents

    def value_starts(self, field: str) -> Array:
        """Where the values of each document begin in ``values``."""
        return self.container.array(f"{field}/value_starts")

    def values(self, field: str) -> Array:
        """Ordinals of the facet keys of all documents, joined."""
        return self.container.array(f"{field}/values")

    def keys_of(self, field: str, document: int) -> tuple[str, ...]:
        """The facet keys of one document, in the order it gave them."""
        if f"{field}/values" not in self.container:
            return ()
        start, stop = self.container.part(f"{field}/value_starts", document, document + 2).tolist()
        ordinals = self.container.part(f"{field}/values", start, stop).tolist()
        return tuple(self.term(field, ordinal).decode("utf-8", "surrogatepass") for ordinal in ordinals)

    def column(self, field: str) -> Array | None:
        """The number of every document; the lowest value of the type stands for none. None: no document has one."""
        name = f"{field}/column"
        return self.container.array(name) if name in self.container else None

    def stored(self, field: str, document: int) -> str | None:
        """The stored text of a document."""
        content = self.stored_bytes(field, document)
        return decode_stored(content) if content else None

    def stored_bytes(self, field: str, document: int) -> bytes:
        """The stored text as it lies in the file."""
        if f"{field}/stored" not in self.container:
            return b""
        start, stop = self.container.part(f"{field}/stored_starts", document, document + 2).tolist()
        return self.container.part(f"{field}/stored", start, stop).tobytes()

    def stored_fields(self, document: int) -> dict[str, str]:
        """All stored text of a document by field."""
        names = [name.removesuffix("/stored") for name in self.container.names() if name.endswith("/stored")]
        found = ((name, self.stored(name, document)) for name in names)
        return {name: text for name, text in found if text is not None}

    def terms_with_prefix(self, field: str, prefix: bytes) -> range:
        """Ordinals of the terms that begin with ``prefix``."""
        first = self.bisect(field, prefix)
        if first == self.term_count(field) or not self.term(field, first).startswith(prefix):
            return range(0)
        past, step = prefix + _PAST_ANY_TEXT, 1
        while first + step < self.term_count(field) and self._pivot(field, first + step) < past:
            step *= 2
        return range(first, self.bisect(field, past, first + step // 2, first + step))
