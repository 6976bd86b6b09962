"""Numbers most of which are small: a few bits each, and the large ones in a table beside them.

The highest code of so many bits says "look it up". ``name`` then holds the packed codes, ``name_large_at`` the places
of the large numbers and ``name_large`` those numbers.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.engines.whoosh.codec.arrays import Array, joined, offset_type
from index.engines.whoosh.codec.container import Container, ContainerWriter, Spool

WIDTHS = (2, 4, 8)
_BYTE = 255
_AT_ONCE = 1 << 22
_LARGE_BYTES = 8
"""What a large number costs in the table."""


class EscapedWriter:
    """Takes numbers part by part; ``widths`` are the numbers of bits to choose from when they are written."""

    def __init__(self, folder: Path, widths: Sequence[int] = WIDTHS) -> None:
        self._widths = widths
        self._codes = Spool(folder, np.uint8)
        self._large_in = dict.fromkeys(widths, 0)
        self._large: list[Array] = []
        self._count = 0

    def append(self, numbers: Array) -> None:
        """Add to the end."""
        codes = np.minimum(numbers, _BYTE).astype(np.uint8)
        self._large.append(numbers[codes == _BYTE].astype(np.uint32))
        for width in self._widths:
            self._large_in[width] += int(np.count_nonzero(codes >= (1 << width) - 1))
        self._count += len(codes)
        self._codes.append(codes)

    def write(self, name: str, out: ContainerWriter) -> None:
        """Write all of them, each in the number of bits that takes least room."""
        width = min(self._widths, key=self._cost)
        highest = (1 << width) - 1
        places: list[Array] = []
        large = [np.zeros(0, np.uint32)]
        beyond = np.concatenate([*large, *self._large])
        done = 0

        def packed() -> Any:
            nonlocal done, beyond
            for codes in self._codes.parts():
                at = np.flatnonzero(codes >= highest)
                numbers = codes[at].astype(np.uint32)
                looked_up = numbers == _BYTE
                known = int(looked_up.sum())
                numbers[looked_up], beyond = beyond[:known], beyond[known:]
                places.append(at + done)
                large.append(numbers)
                done += len(codes)
                yield _pack(np.minimum(codes, highest), width)

        out.add_parts(name, np.uint8, packed())
        self._codes.close()
        out.facts.setdefault("widths", {})[name] = width
        kind = offset_type(self._count)
        out.add(f"{name}_large_at", np.concatenate(places).astype(kind) if places else np.zeros(0, kind))
        out.add(f"{name}_large", np.concatenate(large))

    def _cost(self, width: int) -> int:
        return self._count * width // 8 + self._large_in[width] * _LARGE_BYTES


class Escaped:
    """Numbers that an ``EscapedWriter`` wrote; safe from many threads."""

    def __init__(self, container: Container, name: str) -> None:
        self._container, self._name = container, name
        self._width: int = container.facts["widths"][name]
        self._highest = (1 << self._width) - 1
        self.any_large = container.length(f"{name}_large") > 0

    def codes(self, start: int, stop: int) -> Array:
        """The codes of a range as they are packed, a byte each; the highest code stands for a large number."""
        if self._width == 8:
            return self._container.part(self._name, start, stop)
        a_byte = 8 // self._width
        first = start // a_byte
        packed = self._container.part(self._name, first, -(-stop // a_byte))
        codes = np.empty((len(packed), a_byte), np.uint8)
        for place in range(a_byte):
            codes[:, place] = (packed >> (place * self._width)) & self._highest
        return codes.ravel()[start - first * a_byte : stop - first * a_byte]

    def range(self, start: int, stop: int) -> Array:
        """The numbers of a range (int64)."""
        return self._resolved(self.codes(start, stop), start)

    def take(self, start: int, stop: int, at: Array) -> Array:
        """Those of the numbers of a range that stand at the places ``at`` of it (int64)."""
        if self._width == 8:
            return self._resolved(self.codes(start, stop).take(at), at + start)
        a_byte = 8 // self._width
        places = at + start % a_byte
        packed = self._container.part(self._name, start // a_byte, -(-stop // a_byte))
        codes = packed.take(places // a_byte) >> (places % a_byte * self._width).astype(np.uint8)
        return self._resolved(codes & self._highest, at + start)

    def large(self, places: Array) -> Array:
        """The numbers at places that hold large ones."""
        listed = self._container.array(f"{self._name}_large_at")
        wanted = np.asarray(places).astype(listed.dtype, copy=False)  # else NumPy would turn all of the list
        return self._container.array(f"{self._name}_large")[np.searchsorted(listed, wanted)]

    def is_whole(self, count: int) -> bool:
        """Whether it holds so many numbers, and the large ones stand where their places say."""
        if self._container.length(self._name) != -(-count * self._width // 8):
            return False
        places = self._container.array(f"{self._name}_large_at")
        found: list[Array] = []
        for start in range(0, count, _AT_ONCE):
            codes = self.codes(start, min(start + _AT_ONCE, count))
            found.append(np.flatnonzero(codes == self._highest) + start)
        return np.array_equal(places, joined(found)) and len(places) == self._container.length(
            f"{self._name}_large"
        )

    def _resolved(self, codes: Array, places: int | Array) -> Array:
        numbers = codes.astype(np.int64)
        if self.any_large:
            large = np.flatnonzero(codes == self._highest)
            if len(large):
                numbers[large] = self.large(large + places if isinstance(places, int) else places[large])
        return numbers


def _pack(codes: Array, width: int) -> Array:
    """Codes of so many bits, the first of a byte in its lowest ones."""
    if width == 8:
        return codes
    a_byte = 8 // width
    padded = np.zeros(-(-len(codes) // a_byte) * a_byte, np.uint8)
    padded[: len(codes)] = codes
    packed = np.zeros(len(padded) // a_byte, np.uint8)
    for place in range(a_byte):
        packed |= padded[place::a_byte] << (place * width)
    return packed
