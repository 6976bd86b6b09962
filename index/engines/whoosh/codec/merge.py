"""Several segments → one, deleted documents left out, as a stream: memory does not grow with the index.

Each source keeps the order of its documents and follows the source before it. Terms are taken in alphabetical
stretches; in each, the slices of all sources are interleaved by whole arrays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.engines.whoosh.codec.arrays import Array, first_of_runs, narrowest, spans, starts_of
from index.engines.whoosh.codec.collect import MANY, document_type, narrow_numbers, write_starts
from index.engines.whoosh.codec.container import ContainerWriter, Spool
from index.engines.whoosh.codec.lengths import encode_lengths
from index.engines.whoosh.codec.segment_file import Postings, SegmentFile
from index.engines.whoosh.fields import NO_NUMBER

_TERMS_AT_ONCE = 1 << 14
_POSTINGS_AT_ONCE = 1 << 20
_DOCUMENTS_AT_ONCE = 1 << 16
_GONE = np.uint32(2**32 - 1)


@dataclass(slots=True)
class Source:
    """A segment to merge, and where its documents go: ``renumbered`` maps old numbers to new ones or ``_GONE``."""

    file: SegmentFile
    kept: Array
    renumbered: Array

    @property
    def whole(self) -> bool:
        """Whether no document of it was deleted."""
        return len(self.kept) == self.file.documents


def merge(parts: Sequence[tuple[SegmentFile, set[int]]], path: Path) -> int:
    """Write the segments, each given with its deleted documents, as one; gives the number of documents.

    Raises OSError, or DamagedIndex for a source that is damaged.
    """
    sources, total = [], 0
    for file, deleted in parts:
        live = np.ones(file.documents, bool)
        live[list(deleted)] = False
        kept = np.flatnonzero(live)
        renumbered = np.full(file.documents, _GONE, np.uint32)
        renumbered[kept] = np.arange(total, total + len(kept), dtype=np.uint32)
        sources.append(Source(file, kept, renumbered))
        total += len(kept)
    with ContainerWriter(path) as out:
        out.facts.update(documents=total, lengths={})
        for field in sorted({field for source in sources for field in source.file.fields}):
            _FieldMerge(field, sources, total, out).run()
        _merge_columns(sources, out)
        _merge_stored(sources, out)
    return total


class _FieldMerge:
    """One indexed field."""

    def __init__(self, field: str, sources: list[Source], documents: int, out: ContainerWriter) -> None:
        self.field, self.documents, self.out = field, documents, out
        self.sources = sources
        self.having = [source for source in sources if source.file.term_count(field)]
        self.is_text = any(source.file.is_text(field) for source in sources)
        self.is_facet = any(f"{field}/values" in source.file.container for source in sources)
        self.spools: dict[str, Spool] = {}
        self.term_lengths: list[Array] = []
        self.posting_counts: list[Array] = []
        self.position_counts: list[Array] = []
        self.ordinals = [np.zeros(source.file.term_count(field), np.uint32) for source in self.having]
        self.terms_written = 0
        self.postings_written = 0
        self.lengths = np.zeros(documents if self.is_text else 0, np.int64)

    def run(self) -> None:
        self._open_spools()
        for firsts, lasts in self._stretches():
            self._merge_stretch(firsts, lasts)
            for source in self.having:
                source.file.container.release()
        self._write()

    def _spool(self, name: str, dtype: object) -> None:
        self.spools[name] = Spool(self.out.path.parent, dtype)

    def _open_spools(self) -> None:
        self._spool("terms", np.uint8)
        self._spool("docs", document_type(self.documents))
        if self.is_text:
            for name, kind in (("frequencies", np.uint8), ("large_at", np.uint64), ("large", np.uint32)):
                self._spool(name, kind)
            types = [source.file.container.dtype(f"{self.field}/positions") for source in self.having]
            self._spool("positions", max(types, key=lambda kind: int(kind.itemsize), default=np.uint16))

    def _stretches(self) -> Iterator[tuple[list[int], list[int]]]:
        """Ranges of ordinals in each source that cover one alphabetical stretch of terms and bounded postings."""
        files = [source.file for source in self.having]
        starts = [file.container.array(f"{self.field}/starts") for file in files]
        firsts = [0] * len(files)
        counts = [file.term_count(self.field) for file in files]
        while any(first < count for first, count in zip(firsts, counts, strict=True)):
            reaches = [
                self._reach(start, first) if first < count else count
                for start, first, count in zip(starts, firsts, counts, strict=True)
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

    def _reach(self, starts: Array, first: int) -> int:
        """How far a source may go at once: ordinals from ``first`` with bounded terms and postings."""
        limit = int(starts[first]) + _POSTINGS_AT_ONCE // len(self.having)
        reach = int(np.searchsorted(starts, limit, side="right")) - 1
        return min(max(reach, first), first + _TERMS_AT_ONCE, len(starts) - 1)

    def _merge_stretch(self, firsts: list[int], lasts: list[int]) -> None:
        lists = [
            source.file.terms(self.field, first, last)
            for source, first, last in zip(self.having, firsts, lasts, strict=True)
        ]
        union = sorted(set().union(*lists))
        rank = {term: number for number, term in enumerate(union)}
        ranks = [np.fromiter(map(rank.__getitem__, terms), np.int64, len(terms)) for terms in lists]
        slices = [
            _slice(source, self.field, first, last, self.is_text)
            for source, first, last in zip(self.having, firsts, lasts, strict=True)
        ]
        counts = _spread([part.posting_counts for part in slices], ranks, len(union))
        totals = counts.sum(axis=0)
        used = totals > 0
        numbers = np.cumsum(used) - 1 + self.terms_written
        for ordinals, first, last, at in zip(self.ordinals, firsts, lasts, ranks, strict=True):
            ordinals[first:last] = numbers[at]
        kept_terms = [term for term, wanted in zip(union, used.tolist(), strict=True) if wanted]
        self.spools["terms"].append(np.frombuffer(b"".join(kept_terms), np.uint8))
        self.term_lengths.append(np.fromiter(map(len, kept_terms), np.int64, len(kept_terms)))
        self.posting_counts.append(totals[used])
        self.terms_written += len(kept_terms)
        documents = _interleave(counts, [part.documents for part in slices])
        self.spools["docs"].append(documents)
        if self.is_text:
            self._merge_text(counts, slices, ranks, documents, used)
        self.postings_written += len(documents)

    def _merge_text(
        self, counts: Array, slices: list["_Slice"], ranks: list[Array], documents: Array, used: Array
    ) -> None:
        frequencies = _interleave(counts, [part.frequencies for part in slices])
        self.lengths += np.bincount(documents, frequencies, minlength=self.documents).astype(np.int64)
        large = np.flatnonzero(frequencies >= MANY)
        self.spools["large_at"].append(large + self.postings_written)
        self.spools["large"].append(frequencies[large])
        self.spools["frequencies"].append(np.minimum(frequencies, MANY))
        position_counts = _spread([part.position_counts for part in slices], ranks, counts.shape[1])
        self.spools["positions"].append(_interleave(position_counts, [part.positions for part in slices]))
        self.position_counts.append(position_counts.sum(axis=0)[used])

    def _write(self) -> None:
        field, out, spools = self.field, self.out, self.spools
        out.add_spool(f"{field}/terms", spools["terms"])
        write_starts(f"{field}/term_starts", _join(self.term_lengths), out)
        write_starts(f"{field}/starts", _join(self.posting_counts), out)
        out.add_spool(f"{field}/docs", spools["docs"])
        if self.is_text:
            for name in ("frequencies", "large_at", "large", "positions"):
                out.add_spool(f"{field}/{name}", spools[name])
            write_starts(f"{field}/position_starts", _join(self.position_counts), out)
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
        write_starts(f"{self.field}/value_starts", _join(counts), self.out)
        self.out.add(f"{self.field}/values", _join(values).astype(narrowest(max(self.terms_written - 1, 0))))


@dataclass(slots=True)
class _Slice:
    """The postings of a stretch of terms in one source, documents renumbered and deleted ones left out."""

    documents: Array
    posting_counts: Array
    frequencies: Array
    positions: Array
    position_counts: Array


def _slice(source: Source, field: str, first: int, last: int, is_text: bool) -> _Slice:
    container = source.file.container
    starts = container.part(f"{field}/starts", first, last + 1).astype(np.int64)
    documents = source.renumbered[container.part(f"{field}/docs", int(starts[0]), int(starts[-1]))]
    keep = documents != _GONE
    kept_before = starts_of(keep)
    posting_counts = np.diff(kept_before[starts - starts[0]])
    nothing = np.zeros(0, np.int64)
    if not is_text:
        return _Slice(documents[keep], posting_counts, nothing, nothing, nothing)
    range_ = Postings(field, first, int(starts[0]), documents)
    frequencies = source.file.frequencies(range_)
    position_starts = container.part(f"{field}/position_starts", first, last + 1)
    positions = container.part(f"{field}/positions", int(position_starts[0]), int(position_starts[-1]))
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


def _join(parts: list[Array]) -> Array:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _names(sources: list[Source], ending: str) -> list[str]:
    found = {name for source in sources for name in source.file.container.names() if name.endswith(ending)}
    return sorted(name.removesuffix(ending) for name in found)


def _merge_columns(sources: list[Source], out: ContainerWriter) -> None:
    for name in _names(sources, "/column"):
        parts = []
        for source in sources:
            column = source.file.column(name)
            if column is None:
                parts.append(np.full(len(source.kept), NO_NUMBER))
                continue
            numbers = column[source.kept].astype(np.int64)
            numbers[numbers == np.iinfo(column.dtype).min] = NO_NUMBER
            parts.append(numbers)
        out.add(f"{name}/column", narrow_numbers(_join(parts)))


def _merge_stored(sources: list[Source], out: ContainerWriter) -> None:
    for name in _names(sources, "/stored"):
        having = [source for source in sources if f"{name}/stored" in source.file.container]
        lengths = [
            np.diff(source.file.container.array(f"{name}/stored_starts").astype(np.int64))[source.kept]
            if source in having
            else np.zeros(len(source.kept), np.int64)
            for source in sources
        ]
        write_starts(f"{name}/stored_starts", _join(lengths), out)
        out.add_parts(f"{name}/stored", np.uint8, _stored_parts(name, having))


def _stored_parts(name: str, sources: list[Source]) -> Iterator[Array]:
    """The stored bytes of the documents that are kept, run by run."""
    for source in sources:
        starts = source.file.container.array(f"{name}/stored_starts")
        for chunk in range(0, len(source.kept), _DOCUMENTS_AT_ONCE):
            kept = source.kept[chunk : chunk + _DOCUMENTS_AT_ONCE]
            first = first_of_runs(kept - np.arange(len(kept)))
            after = np.append(first[1:], len(kept)) - 1
            for start, stop in zip(
                starts[kept[first]].tolist(), starts[kept[after] + 1].tolist(), strict=True
            ):
                yield source.file.container.part(f"{name}/stored", start, stop)
            source.file.container.release()
