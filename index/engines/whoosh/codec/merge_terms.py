"""Merging one indexed field of several segments.

Terms are taken in alphabetical stretches; in each, the slices of all sources are interleaved by whole arrays.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from index.engines.whoosh.codec.arrays import Array, joined, narrowest, spans, starts_of
from index.engines.whoosh.codec.container import ContainerWriter, Spool
from index.engines.whoosh.codec.documents import DocumentsWriter, write_starts
from index.engines.whoosh.codec.lengths import encode_lengths
from index.engines.whoosh.codec.positions import PositionsWriter
from index.engines.whoosh.codec.segment_file import SegmentFile
from index.engines.whoosh.codec.sources import GONE, Source

_TERMS_AT_ONCE = 1 << 14
_POSTINGS_AT_ONCE = 1 << 20


class FieldMerge:
    """One indexed field."""

    def __init__(self, field: str, sources: list[Source], documents: int, out: ContainerWriter) -> None:
        self.field, self.documents, self.out = field, documents, out
        self.sources = sources
        self.having = [source for source in sources if source.file.term_count(field)]
        self.is_text = any(source.file.is_text(field) for source in sources)
        self.is_facet = any(f"{field}/values" in source.file.container for source in sources)
        folder = out.path.parent
        self.terms = Spool(folder, np.uint8)
        self.term_lengths: list[Array] = []
        self.postings, self.positions = DocumentsWriter(folder), PositionsWriter(folder)
        facet = self.having if self.is_facet else []
        self.ordinals = [np.zeros(source.file.term_count(field), np.uint32) for source in facet]
        self.terms_written = 0
        self.lengths = np.zeros(documents if self.is_text else 0, np.int64)

    def run(self) -> None:
        for firsts, lasts in self._stretches():
            self._merge_stretch(firsts, lasts)
        self._write()

    def _stretches(self) -> Iterator[tuple[list[int], list[int]]]:
        """Ranges of ordinals in each source that cover one alphabetical stretch of terms and bounded postings."""
        files = [source.file for source in self.having]
        firsts = [0] * len(files)
        counts = [file.term_count(self.field) for file in files]
        while any(first < count for first, count in zip(firsts, counts, strict=True)):
            reaches = [
                self._reach(file, first, count) if first < count else count
                for file, first, count in zip(files, firsts, counts, strict=True)
            ]
            limits = [
                file.term(self.field, reach)
                for file, reach, count in zip(files, reaches, counts, strict=True)
                if reach < count
            ]
            limit = min(limits, default=None)
            lasts = [
                count if limit is None else max(first, min(reach, file.bisect(self.field, limit)))
                for file, first, reach, count in zip(files, firsts, reaches, counts, strict=True)
            ]
            if lasts == firsts:  # a very frequent term: it goes alone
                assert limit is not None
                lasts = [
                    first + (first < count and file.term(self.field, first) == limit)
                    for file, first, count in zip(files, firsts, counts, strict=True)
                ]
            yield firsts, lasts
            firsts = lasts

    def _reach(self, file: SegmentFile, first: int, count: int) -> int:
        """How far a source may go at once: ordinals from ``first`` with bounded terms and postings."""
        starts = file.posting_starts(self.field, first, min(first + _TERMS_AT_ONCE, count))
        limit = int(starts[0]) + _POSTINGS_AT_ONCE // len(self.having)
        return first + int(np.searchsorted(starts, limit, side="right")) - 1

    def _merge_stretch(self, firsts: list[int], lasts: list[int]) -> None:
        lists = [
            source.file.terms(self.field, first, last)
            for source, first, last in zip(self.having, firsts, lasts, strict=True)
        ]
        union = sorted(set().union(*lists))
        rank = {term: number for number, term in enumerate(union)}
        ranks = [np.fromiter(map(rank.__getitem__, terms), np.int64, len(terms)) for terms in lists]
        slices = []
        for source, first, last in zip(self.having, firsts, lasts, strict=True):
            slices.append(_slice(source, self.field, first, last, self.is_text))
            source.file.container.release()  # what was read of a hundred sources would add up
        counts = _spread([part.posting_counts for part in slices], ranks, len(union))
        totals = counts.sum(axis=0)
        used = totals > 0
        numbers = np.cumsum(used) - 1 + self.terms_written
        if self.is_facet:
            for ordinals, first, last, at in zip(self.ordinals, firsts, lasts, ranks, strict=True):
                ordinals[first:last] = numbers[at]
        kept_terms = [term for term, wanted in zip(union, used.tolist(), strict=True) if wanted]
        self.terms.append(np.frombuffer(b"".join(kept_terms), np.uint8))
        self.term_lengths.append(np.fromiter(map(len, kept_terms), np.int64, len(kept_terms)))
        self.terms_written += len(kept_terms)
        documents = _interleave(counts, [part.documents for part in slices])
        self.postings.append(documents, totals[used])
        if self.is_text:
            frequencies = _interleave(counts, [part.frequencies for part in slices])
            self.lengths += np.bincount(documents, frequencies, minlength=self.documents).astype(np.int64)
            by_term = _spread([part.position_counts for part in slices], ranks, len(union))
            self.positions.append(frequencies, _interleave(by_term, [part.positions for part in slices]))

    def _write(self) -> None:
        field, out = self.field, self.out
        out.add_spool(f"{field}/terms", self.terms)
        write_starts(f"{field}/term_starts", joined(self.term_lengths), out)
        self.postings.write(field, out)
        if self.is_text:
            self.positions.write(field, out)
            out.add(f"{field}/norms", encode_lengths(self.lengths))
            out.facts["lengths"][field] = int(self.lengths.sum())
        if self.is_facet:
            self._write_values()

    def _write_values(self) -> None:
        counts, values = [], []
        ordinals = dict(zip(map(id, self.having), self.ordinals, strict=True))
        for source in self.sources:
            if id(source) not in ordinals:
                counts.append(np.zeros(len(source.kept), np.int64))
                continue
            starts = source.file.value_starts(self.field).astype(np.int64)
            lengths = np.diff(starts)[source.kept]
            counts.append(lengths)
            values.append(
                ordinals[id(source)][source.file.values(self.field)[spans(starts[source.kept], lengths)]]
            )
        write_starts(f"{self.field}/value_starts", joined(counts), self.out)
        self.out.add(f"{self.field}/values", joined(values).astype(narrowest(max(self.terms_written - 1, 0))))


@dataclass(slots=True)
class _Slice:
    """The postings of a stretch of terms in one source, documents renumbered and deleted ones left out."""

    documents: Array
    posting_counts: Array
    frequencies: Array
    positions: Array
    position_counts: Array


def _slice(source: Source, field: str, first: int, last: int, is_text: bool) -> _Slice:
    file = source.file
    starts = file.posting_starts(field, first, last)
    documents = source.renumbered[file.posting_documents(field, first, last)]
    keep = documents != GONE
    kept_before = starts_of(keep)
    posting_counts = np.diff(kept_before[starts - starts[0]])
    nothing = np.zeros(0, np.int64)
    if not is_text:
        return _Slice(documents[keep], posting_counts, nothing, nothing, nothing)
    start, stop = int(starts[0]), int(starts[-1])
    frequencies = file.positions_of(field).frequencies.range(start, stop)
    positions = file.positions_of(field).range(start, int(frequencies.sum()))
    if not source.whole:
        positions = positions[np.repeat(keep, frequencies)]
    kept_positions = starts_of(np.where(keep, frequencies, 0))
    position_counts = np.diff(kept_positions[starts - starts[0]])
    return _Slice(documents[keep], posting_counts, frequencies[keep], positions, position_counts)


def _spread(counts: list[Array], ranks: list[Array], terms: int) -> Array:
    """Counts by source and term of the union: (sources, terms)."""
    table = np.zeros((len(counts), terms), np.int64)
    for row, count, at in zip(table, counts, ranks, strict=True):
        row[at] = count
    return table


def _interleave(counts: Array, parts: list[Array]) -> Array:
    """Join the slices of all sources in the order (term, source); ``counts`` is (sources, terms)."""
    if len(parts) == 1:
        return parts[0]
    starts = starts_of(counts.T.ravel())[:-1].reshape(counts.shape[1], counts.shape[0])
    joined = np.empty(int(counts.sum()), np.result_type(*parts))
    for number, part in enumerate(parts):
        joined[spans(starts[:, number], counts[number])] = part
    return joined
