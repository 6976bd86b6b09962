"""Positions of terms: the low byte of each, and what is above it packed into a few bits."""

from pathlib import Path

import numpy as np

from index.engines.whoosh.codec.arrays import Array, offset_type, spans, starts_of
from index.engines.whoosh.codec.container import Container, ContainerWriter, Spool
from index.engines.whoosh.codec.escaped import Escaped, EscapedWriter

MARK = 64
"""Of every so many-th posting it is written where its positions begin."""

_STRETCH = np.arange(MARK)


class PositionsWriter:
    """Takes frequencies and positions part by part."""

    def __init__(self, folder: Path) -> None:
        self._frequencies = EscapedWriter(folder, widths=(8,))
        self._low, self._high = Spool(folder, np.uint8), EscapedWriter(folder)
        self._marks = [np.zeros(0, np.int64)]
        self._postings = self._positions = 0

    def append(self, frequencies: Array, positions: Array) -> None:
        """Add some postings: how often each term occurs, and where; the positions of all of them are joined."""
        self._frequencies.append(frequencies)
        self._low.append(positions.astype(np.uint8))
        self._high.append(positions >> 8)
        starts = starts_of(frequencies)[:-1]
        self._marks.append(starts[-self._postings % MARK :: MARK] + self._positions)
        self._postings += len(frequencies)
        self._positions += len(positions)

    def write(self, field: str, out: ContainerWriter) -> None:
        """Write all of them."""
        self._frequencies.write(f"{field}/frequencies", out)
        out.add_spool(f"{field}/positions", self._low)
        self._high.write(f"{field}/positions_high", out)
        marks = np.append(np.concatenate(self._marks), self._positions)
        out.add(f"{field}/position_marks", marks.astype(offset_type(self._positions)))


class Positions:
    """The frequencies and positions of one field, read; safe from many threads."""

    def __init__(self, container: Container, field: str) -> None:
        self._container = container
        self._low, self._marks = f"{field}/positions", f"{field}/position_marks"
        self.frequencies = Escaped(container, f"{field}/frequencies")
        self.high = Escaped(container, f"{field}/positions_high")

    def begin(self, posting: int) -> int:
        """Where the positions of a posting begin."""
        mark = posting // MARK
        begin = int(self._container.part(self._marks, mark, mark + 1)[0])
        if posting > mark * MARK:
            begin += int(self.frequencies.range(mark * MARK, posting).sum())
        return begin

    def range(self, posting: int, count: int) -> Array:
        """So many positions from those of a posting on (int64)."""
        begin = self.begin(posting)
        positions = self.high.range(begin, begin + count)
        positions <<= 8
        positions |= self._container.part(self._low, begin, begin + count)
        return positions

    def take(self, start: int, stop: int, at: Array) -> tuple[Array, Array]:
        """The positions of the postings at ascending places ``at`` of a range: (how many each, all of them joined)."""
        if not len(at):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        begins, counts = self._begins(start, stop, at)
        first, last = int(begins[0]), int(begins[-1] + counts[-1])
        places = spans(begins - first, counts)
        positions = self.high.take(first, last, places)
        positions <<= 8
        positions |= self._container.part(self._low, first, last).take(places)
        return counts, positions

    def _begins(self, start: int, stop: int, at: Array) -> tuple[Array, Array]:
        """Where the positions of the postings at places of a range begin, and how many they are."""
        if 2 * len(at) * MARK < stop - start and not self.frequencies.any_large:
            return self._begins_by_mark(start, stop, at)
        frequencies = self.frequencies.range(start, stop)
        starts = starts_of(frequencies)
        return starts.take(at) + self.begin(start), frequencies.take(at)

    def _begins_by_mark(self, start: int, stop: int, at: Array) -> tuple[Array, Array]:
        first = start // MARK
        codes = self.frequencies.codes(first * MARK, stop)
        places = at + (start - first * MARK)
        marks = places // MARK
        before = codes.take((marks * MARK)[:, None] + _STRETCH, mode="clip")
        before[(places - marks * MARK)[:, None] <= _STRETCH] = 0
        begins = self._container.part(self._marks, first, stop // MARK + 1).take(marks)
        return begins + before.sum(axis=1, dtype=np.int64), codes.take(places).astype(np.int64)
