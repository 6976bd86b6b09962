"""Whoosh's view of our segments: its stock reader, searcher and matchers run over them.

Slow, and right: the vectorised searcher is tested against it, and it answers the rarer kinds of query.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.columns import ColumnReader
from whoosh.reading import TermInfo, TermNotFound

from index.engines.whoosh.codec.arrays import Array
from index.engines.whoosh.codec.collect import term_bytes
from index.engines.whoosh.codec.lengths import LENGTHS
from index.engines.whoosh.codec.segment import Segment
from index.engines.whoosh.codec.segment_file import SegmentFile
from index.engines.whoosh.codec.whoosh_matcher import Matcher, term_info
from index.engines.whoosh.fields import NO_NUMBER


class IzdeuCodec(base.Codec):  # type: ignore[misc]
    """Opens segments for reading; they are written by ``SegmentBuilder`` and ``merge``."""

    def terms_reader(self, storage: Any, segment: Segment) -> "TermsReader":
        return TermsReader(segment.open(Path(storage.folder)))

    def per_document_reader(self, storage: Any, segment: Segment) -> "DocumentReader":
        return DocumentReader(segment.open(Path(storage.folder)), segment)

    def new_segment(self, storage: Any, indexname: str) -> Segment:
        return Segment(indexname)


class TermsReader(base.TermsReader):  # type: ignore[misc]
    """Terms and postings."""

    def __init__(self, file: SegmentFile) -> None:
        self.file = file

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self.file.find(*term) >= 0

    def indexed_field_names(self) -> list[str]:
        return self.file.fields

    def cursor(self, fieldname: str, fieldobj: Any) -> "Cursor":
        return Cursor(self, fieldname, fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for field in self.file.fields:
            yield from self.terms_from(field, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        for ordinal in range(self.file.bisect(fieldname, prefix), self.file.term_count(fieldname)):
            yield fieldname, self.file.term(fieldname, ordinal)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for field, term in self.terms():
            yield (field, term), self.term_info(field, term)

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for field, term in self.terms_from(fieldname, prefix):
            yield (field, term), self.term_info(field, term)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        postings = self.file.postings(fieldname, text)
        if postings is None:
            raise KeyError((fieldname, text))
        return term_info(self.file, postings)

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return self.file.document_frequency(fieldname, text)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> "Matcher":
        postings = self.file.postings(fieldname, text)
        if postings is None:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return Matcher(self.file, postings, text, format_, scorer)


class Cursor(base.FieldCursor):  # type: ignore[misc]
    """Walks the terms of a field."""

    def __init__(self, reader: TermsReader, field: str, fieldobj: Any) -> None:
        self.reader, self.field, self.fieldobj = reader, field, fieldobj
        self.ordinal = 0

    def is_valid(self) -> bool:
        return self.ordinal < self.reader.file.term_count(self.field)

    def text(self) -> str | None:
        if not self.is_valid():
            return None
        return str(self.fieldobj.from_bytes(self.reader.file.term(self.field, self.ordinal)))

    def first(self) -> str | None:
        self.ordinal = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        sought = term_bytes(term) if isinstance(term, str) else term
        self.ordinal = self.reader.file.bisect(self.field, sought)
        return self.text()

    def next(self) -> str | None:
        self.ordinal += 1
        return self.text()

    def term_info(self) -> TermInfo:
        return term_info(self.reader.file, self.reader.file.postings_at(self.field, self.ordinal))


class DocumentReader(base.PerDocumentReader):  # type: ignore[misc]
    """What belongs to documents: lengths, numbers, stored text."""

    def __init__(self, file: SegmentFile, segment: Segment) -> None:
        self.file, self.segment = file, segment
        self._deleted = frozenset(segment.deleted)

    def doc_count(self) -> int:
        return self.file.documents - len(self._deleted)

    def doc_count_all(self) -> int:
        return self.file.documents

    def has_deletions(self) -> bool:
        return bool(self._deleted)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._deleted

    def deleted_docs(self) -> frozenset[int]:
        return self._deleted

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return self.file.column(fieldname) is not None

    def column_reader(self, fieldname: str, column: Any) -> "NumberReader":
        numbers = self.file.column(fieldname)
        assert numbers is not None
        return NumberReader(numbers)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        if not self.file.is_text(fieldname):
            return default
        return int(LENGTHS[self.file.norms(fieldname)[docnum]])

    def field_length(self, fieldname: str) -> int:
        return self.file.lengths.get(fieldname, 0)

    def min_field_length(self, fieldname: str) -> int:
        return int(LENGTHS[self.file.norms(fieldname).min()]) if self.file.is_text(fieldname) else 0

    def max_field_length(self, fieldname: str) -> int:
        return int(LENGTHS[self.file.norms(fieldname).max()]) if self.file.is_text(fieldname) else 0

    def stored_fields(self, docnum: int) -> dict[str, str]:
        return self.file.stored_fields(docnum)


class NumberReader(ColumnReader):  # type: ignore[misc]
    """A column of numbers."""

    def __init__(self, numbers: Array) -> None:
        self._numbers = numbers
        self._none = np.iinfo(numbers.dtype).min

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, docnum: int) -> int:
        number = int(self._numbers[docnum])
        return NO_NUMBER if number == self._none else number
