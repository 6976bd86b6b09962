"""Documents on their way into a segment: what each kind of field gathers, and what arrays it becomes.

Tokens are only appended while documents come; one sort of 64-bit keys inverts a field when the segment is written.
"""

from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from index.engines.whoosh.codec.arrays import Array, first_of_runs, narrowest, offset_type, starts_of
from index.engines.whoosh.codec.container import ContainerWriter
from index.engines.whoosh.codec.documents import DocumentsWriter, write_starts
from index.engines.whoosh.codec.lengths import encode_lengths
from index.engines.whoosh.codec.positions import PositionsWriter
from index.engines.whoosh.codec.stored import StoredCollector
from index.engines.whoosh.codec.vocabulary import Vocabulary
from index.engines.whoosh.fields import (
    NO_NUMBER,
    FacetField,
    KeyField,
    NumberField,
    StoredField,
    Terms,
    TextField,
)

_COUNTING = array("I", range(1 << 12))

_CONTINUATION_BITS, _CONTINUATION = 0xC0, 0x80
"""In UTF-8 a byte 10xxxxxx goes on with a character, any other begins one."""


class Collector(Protocol):
    """What one field gathers; ``size`` estimates its bytes in memory, the sort that ends it included."""

    @property
    def size(self) -> int: ...
    def add(self, document: int, value: Any) -> None: ...
    def write(self, name: str, documents: int, out: ContainerWriter) -> None: ...


class _Tokens:
    """Tokens of one field: term numbers, and for each document that has some, its number and how many."""

    _TERM_BYTES, _TOKEN_BYTES = 190, 44

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.numbers, self.documents, self.counts = array("I"), array("I"), array("I")

    @property
    def size(self) -> int:
        return len(self.vocabulary) * self._TERM_BYTES + len(self.numbers) * self._TOKEN_BYTES

    def extend(self, document: int, terms: Sequence[str]) -> None:
        self.numbers.extend(self.vocabulary.numbers(terms))
        self.documents.append(document)
        self.counts.append(len(terms))

    def invert(self) -> tuple[list[str], Array, Array, Array]:
        """(terms, tokens in the order (term, token), and in that order the rank of its term and the document of each).

        The tokens are gone from here then, but not how many each document has.
        """
        numbers = np.frombuffer(self.numbers, np.uint32)
        terms, rank_of = self.vocabulary.ranked(numbers)
        keys = rank_of.take(numbers)
        del numbers
        self.numbers = array("I")
        keys <<= np.uint64(32)
        keys |= np.arange(len(keys), dtype=np.uint32)
        keys.sort()
        tokens = (keys & np.uint64(0xFFFFFFFF)).view(np.intp)
        keys >>= np.uint64(32)
        ranks = keys.astype(np.uint32)
        del keys
        documents = np.frombuffer(self.documents, np.uint32).repeat(np.frombuffer(self.counts, np.uint32))
        return terms, tokens, ranks, documents.take(tokens)

    def counts_by_document(self, documents: int) -> Array:
        """How many tokens each document has (int64)."""
        counts = np.zeros(documents, np.int64)
        counts[np.frombuffer(self.documents, np.uint32)] = np.frombuffer(self.counts, np.uint32)
        return counts

    def clear(self) -> None:
        self.documents, self.counts = array("I"), array("I")


def term_bytes(term: str) -> bytes:
    """A term as it is stored; broken text (a lone surrogate) is no reason to lose a document."""
    return term.encode("utf-8", "surrogatepass")


def write_terms(name: str, terms: list[str], out: ContainerWriter) -> None:
    """Write the terms of a field."""
    content = np.frombuffer(term_bytes("".join(terms)), np.uint8)
    characters = np.append(np.flatnonzero((content & _CONTINUATION_BITS) != _CONTINUATION), len(content))
    starts = characters.take(starts_of(np.fromiter(map(len, terms), np.int64, len(terms))))
    out.add(f"{name}/terms", content)
    out.add(f"{name}/term_starts", starts.astype(offset_type(len(content))))


class TextCollector:
    """Terms and positions of a text field."""

    def __init__(self) -> None:
        self._tokens = _Tokens()
        self._positions = array("I")

    @property
    def size(self) -> int:
        return self._tokens.size

    def add(self, document: int, value: Terms) -> None:
        terms, positions = value
        if positions is not None and len(positions) != len(terms):
            raise ValueError(f"{len(terms)} terms with {len(positions)} positions")
        if positions is None:
            count = len(terms)
            positions = _COUNTING[:count] if count <= len(_COUNTING) else range(count)
        self._positions.extend(positions)
        self._tokens.extend(document, terms)

    def write(self, name: str, documents: int, out: ContainerWriter) -> None:
        terms, tokens, ranks, holders = self._tokens.invert()
        positions = np.frombuffer(self._positions, np.uint32).take(tokens)
        self._positions = array("I")
        del tokens
        write_terms(name, terms, out)
        first = first_of_runs(ranks, holders)
        frequencies = np.diff(first, append=len(ranks))
        _write_postings(name, holders.take(first), np.bincount(ranks.take(first), minlength=len(terms)), out)
        del first, ranks, holders
        writer = PositionsWriter(out.path.parent)
        writer.append(frequencies, positions)
        writer.write(name, out)
        lengths = self._tokens.counts_by_document(documents)
        out.add(f"{name}/norms", encode_lengths(lengths))
        out.facts["lengths"][name] = int(lengths.sum())
        self._tokens.clear()


def _write_postings(name: str, documents: Array, counts: Array, out: ContainerWriter) -> None:
    writer = DocumentsWriter(out.path.parent)
    writer.append(documents, counts)
    writer.write(name, out)


class KeyCollector:
    """The keys of documents: one (a URL) or, with ``counted``, the values of a facet."""

    def __init__(self, counted: bool) -> None:
        self._tokens = _Tokens()
        self._counted = counted

    @property
    def size(self) -> int:
        return self._tokens.size

    def add(self, document: int, value: str | Sequence[str]) -> None:
        keys = [value] if isinstance(value, str) else list(dict.fromkeys(value))
        if keys:
            self._tokens.extend(document, keys)

    def write(self, name: str, documents: int, out: ContainerWriter) -> None:
        terms, tokens, ranks, holders = self._tokens.invert()
        write_terms(name, terms, out)
        _write_postings(name, holders, np.bincount(ranks, minlength=len(terms)), out)
        if self._counted:
            values = np.empty(len(ranks), narrowest(max(len(terms) - 1, 0)))
            values[tokens] = ranks
            write_starts(f"{name}/value_starts", self._tokens.counts_by_document(documents), out)
            out.add(f"{name}/values", values)
        self._tokens.clear()


class NumberCollector:
    """One number a document."""

    def __init__(self) -> None:
        self._numbers = array("q")

    @property
    def size(self) -> int:
        return 24 * len(self._numbers)

    def add(self, document: int, value: int) -> None:
        self._fill(document)
        self._numbers.append(value)

    def _fill(self, documents: int) -> None:
        self._numbers.extend([NO_NUMBER] * (documents - len(self._numbers)))

    def write(self, name: str, documents: int, out: ContainerWriter) -> None:
        self._fill(documents)
        out.add(f"{name}/column", narrow_numbers(np.frombuffer(self._numbers, np.int64)))
        self._numbers = array("q")


def narrow_numbers(numbers: Array) -> Array:
    """Numbers as 32-bit where all fit; the lowest value of the type then stands for none."""
    none = numbers == NO_NUMBER
    known = numbers[~none]
    narrow = np.iinfo(np.int32)
    if len(known) and (known.min() <= narrow.min or known.max() > narrow.max):
        return numbers
    return np.where(none, narrow.min, numbers).astype(np.int32)


def collector_of(field: object, folder: Path) -> Collector:
    """The collector for a field of the schema."""
    match field:
        case TextField():
            return TextCollector()
        case FacetField():
            return KeyCollector(counted=True)
        case KeyField():
            return KeyCollector(counted=False)
        case NumberField():
            return NumberCollector()
        case StoredField():
            return StoredCollector(folder)
    raise TypeError(f"the codec does not store fields of the type {type(field).__name__}")
