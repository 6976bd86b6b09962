"""A file of named arrays, with a checksum for every page: written in one pass, read through a memory map.

``FORMAT.md`` describes the layout.
"""

import json
import mmap
import os
import struct
import tempfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Any, BinaryIO, Self

import numpy as np

from crawler.errors import DamagedIndex, IndexVersionMismatch
from index.engines.whoosh.codec.arrays import Array

VERSION = 2
PAGE = 1 << 16
CHECKED_WHOLE = 8 << 20
"""A file up to this many bytes is checked whole when it is opened."""

_PAGES_HELD = 1024

_MAGIC, _END = b"IZDEUSEG", b"SEGEND\0\0"
_HEADER = _MAGIC + struct.pack("<I", VERSION) + bytes(52)
_TRAILER = struct.Struct("<QQI8s")
_ALIGNMENT = 64
_TYPES = frozenset(("|u1", "<u2", "<u4", "<u8", "<i4", "<i8"))


class ContainerWriter:
    """Writes arrays one after another; ``spool`` takes those that grow side by side. Raises OSError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.facts: dict[str, Any] = {}
        self._arrays: dict[str, tuple[str, int, int]] = {}
        self._file: BinaryIO = path.open("wb")
        self._sums: list[int] = []
        self._page = b""
        self._size = 0
        self._write(_HEADER)

    def add(self, name: str, array: Array) -> None:
        """Write an array whole."""
        self.add_parts(name, array.dtype, [array])

    def add_parts(self, name: str, dtype: Any, parts: Iterable[Array]) -> None:
        """Write an array that comes in parts."""
        offset = self._align()
        dtype = np.dtype(dtype).newbyteorder("<")
        for part in parts:
            self._write(np.ascontiguousarray(part, dtype).data.cast("B") if len(part) else b"")
        self._arrays[name] = (dtype.str, (self._size - offset) // dtype.itemsize, offset)

    def add_spool(self, name: str, spool: "Spool") -> None:
        """Write what a spool gathered, and let it go."""
        self.add_parts(name, spool.dtype, spool.parts())
        spool.close()

    def finish(self) -> None:
        """Write directory, sums and trailer, and flush everything to the disk."""
        directory = self._align()
        self._write(json.dumps({"arrays": self._arrays, "facts": self.facts}, sort_keys=True).encode())
        sums = [*self._sums, zlib.crc32(self._page)] if self._page else self._sums
        table = np.array(sums, "<u4").tobytes()
        self._file.write(table)
        self._file.write(_TRAILER.pack(directory, self._size, zlib.crc32(_HEADER + table), _END))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """Give the file up and remove it."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.finish()
        else:
            self.abandon()

    def _align(self) -> int:
        self._write(bytes(-self._size % _ALIGNMENT))
        return self._size

    def _write(self, data: Any) -> None:
        self._file.write(data)
        view = memoryview(data)
        self._size += len(view)
        if len(self._page) + len(view) >= PAGE:
            missing = PAGE - len(self._page)
            self._sums.append(zlib.crc32(view[:missing], zlib.crc32(self._page)))
            view = view[missing:]
            self._page = b""
            while len(view) >= PAGE:
                self._sums.append(zlib.crc32(view[:PAGE]))
                view = view[PAGE:]
        self._page += view.tobytes()


class Spool:
    """An array that grows part by part in a temporary file, because others grow beside it."""

    _PART = 1 << 20

    def __init__(self, folder: Path, dtype: Any) -> None:
        self.dtype = np.dtype(dtype)
        self._folder = folder
        self._file: IO[bytes] | None = None

    def append(self, part: Array) -> None:
        """Add to the end."""
        self.append_bytes(np.ascontiguousarray(part, self.dtype).tobytes())

    def append_bytes(self, content: bytes) -> None:
        """Add what is encoded already."""
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115  # closed by close()
        self._file.write(content)

    def parts(self) -> Iterable[Array]:
        """All of it, from the beginning."""
        if self._file is not None:
            self._file.seek(0)
            while content := self._file.read(self._PART):
                yield np.frombuffer(content, self.dtype)

    def close(self) -> None:
        """Let the temporary file go."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __del__(self) -> None:
        self.close()


class Container:
    """A written file, mapped into memory. Arrays are read-only; safe from many threads.

    Raises DamagedIndex or IndexVersionMismatch when it is opened or when a page is first read; FileNotFoundError.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < len(_HEADER) + _TRAILER.size:
                raise self._damaged()
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = self._map[: len(_HEADER)]
        version = struct.unpack_from("<I", header, len(_MAGIC))[0]
        if header[: len(_MAGIC)] == _MAGIC and version != VERSION:
            raise IndexVersionMismatch(
                f"{path} has layout {version}, this version reads {VERSION}; run: izdeu reindex --full"
            )
        directory, self._end, crc, end = _TRAILER.unpack(self._map[-_TRAILER.size :])
        pages = -(-self._end // PAGE)
        if end != _END or not directory <= self._end or self._end + 4 * pages + _TRAILER.size != size:
            raise self._damaged()
        table = self._map[self._end : -_TRAILER.size]
        if zlib.crc32(header + table) != crc:
            raise self._damaged()
        self._sums = np.frombuffer(table, "<u4")
        self._unchecked = bytearray(b"\1") * pages
        self._check(0 if size <= CHECKED_WHOLE else directory, self._end)
        self._check(0, 1)
        self._read_directory(self._map[directory : self._end])

    def _read_directory(self, content: bytes) -> None:
        listed = json.loads(content)
        self.facts: dict[str, Any] = listed["facts"]
        self._entries: dict[str, tuple[Array, int, int]] = {}
        for name, (dtype, length, offset) in listed["arrays"].items():
            if dtype not in _TYPES or offset + length * np.dtype(dtype).itemsize > self._end:
                raise self._damaged()
            array = np.frombuffer(self._map, dtype, length, offset)
            self._entries[name] = array, offset, array.itemsize

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def names(self) -> list[str]:
        """The names of the arrays."""
        return list(self._entries)

    def array(self, name: str) -> Array:
        """An array, checked whole."""
        return self.part(name, 0, len(self._entries[name][0]))

    def part(self, name: str, start: int, stop: int) -> Array:
        """``array[start:stop]``, of which only the pages that hold it are checked."""
        array, offset, size = self._entries[name]
        if self._unchecked.find(1, (offset + start * size) // PAGE, -(-(offset + stop * size) // PAGE)) >= 0:
            self._check(offset + start * size, offset + stop * size)
        return array[start:stop]

    def length(self, name: str) -> int:
        """How many numbers an array holds."""
        return len(self._entries[name][0])

    def dtype(self, name: str) -> Any:
        """The type of an array."""
        return self._entries[name][0].dtype

    def check(self) -> list[str]:
        """Compare every page with its sum; gives the names of the arrays on damaged pages."""
        bad = []
        for page in range(len(self._sums)):
            if not self._page_is_whole(page):
                bad.append(page)
            if page % _PAGES_HELD == 0:
                self.release()
        faults = set()
        for name, (array, offset, _) in self._entries.items():
            stop = offset + array.nbytes
            if any(offset < (page + 1) * PAGE and page * PAGE < stop for page in bad):
                faults.add(name)
        return sorted(faults) or (["padding"] if bad else [])

    def release(self) -> None:
        """Let the pages go that were read; they come back from the file when they are needed."""
        if hasattr(self._map, "madvise"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def _check(self, start: int, stop: int) -> None:
        last = -(-stop // PAGE)
        page = self._unchecked.find(1, start // PAGE, last)
        while page >= 0:
            if not self._page_is_whole(page):
                raise self._damaged()
            self._unchecked[page] = 0
            page = self._unchecked.find(1, page + 1, last)

    def _page_is_whole(self, page: int) -> bool:
        content = memoryview(self._map)[page * PAGE : min((page + 1) * PAGE, self._end)]
        return zlib.crc32(content) == int(self._sums[page])

    def _damaged(self) -> DamagedIndex:
        return DamagedIndex(f"{self.path} is damaged; run: izdeu reindex --full")
