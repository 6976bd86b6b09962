"""The manifest beside each generation: what the index is, and the size and checksum of its every file.

Whoosh checks neither version nor damage; a reader of ours opens nothing that the manifest does not vouch for.
A segment ends with sums of its own pages: of it the manifest only holds the sum of that ending.
"""

import json
import os
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from crawler.errors import DamagedIndex, IndexVersionMismatch

FORMAT = 3
"""Version of the layout on disk; another one must be rebuilt."""

_ENDING = 64
"""Bytes at the end of a file, of which the manifest holds the sum."""


@dataclass(frozen=True, slots=True)
class FileSum:
    """Size in bytes of a file, and CRC-32 of its ending (of all of it, where it is a table of contents)."""

    size: int
    crc32: int

    @classmethod
    def of(cls, path: Path) -> "FileSum":
        """Of a file on disk. Raises OSError."""
        with path.open("rb") as stream:
            if path.suffix == ".toc":
                return cls.of_bytes(stream.read())
            size = stream.seek(0, os.SEEK_END)
            stream.seek(max(0, size - _ENDING))
            return cls(size, zlib.crc32(stream.read()))

    @classmethod
    def of_bytes(cls, content: bytes) -> "FileSum":
        """Of a file that will hold this and be summed whole."""
        return cls(len(content), zlib.crc32(content))


@dataclass(frozen=True, slots=True)
class Manifest:
    """The state that one commit published; ``files`` maps names in the index folder to their sums."""

    generation: int
    documents: int
    analysis: str
    corpus: str
    checkpoint: int
    files: dict[str, FileSum]
    format: int = FORMAT

    @staticmethod
    def path(folder: Path, generation: int) -> Path:
        return folder / f"izdeu_{generation}.json"

    def write(self, folder: Path) -> None:
        """Write and flush to disk: the state in JSON, and its own checksum on the last line. Raises OSError."""
        content = json.dumps(asdict(self), indent=1, sort_keys=True).encode()
        write_durably(self.path(folder, self.generation), content + _checksum_line(content))

    @classmethod
    def read(cls, folder: Path, generation: int) -> "Manifest":
        """Read the manifest of a generation.

        Raises FileNotFoundError (that generation is gone), IndexVersionMismatch or DamagedIndex.
        """
        path = cls.path(folder, generation)
        content, newline, line = path.read_bytes().rpartition(b"\n")
        if newline + line != _checksum_line(content):
            raise DamagedIndex(f"{path} is damaged; run: izdeu reindex --full")
        record = json.loads(content)
        if record["format"] != FORMAT:
            raise IndexVersionMismatch(
                f"{folder} was built in format {record['format']}, this version reads {FORMAT}; "
                "run: izdeu reindex --full"
            )
        files = {name: FileSum(**sums) for name, sums in record.pop("files").items()}
        return cls(files=files, **record)

    def verify(self, folder: Path) -> None:
        """Compare the files with their sums.

        Raises FileNotFoundError where a file is missing and DamagedIndex where one is altered.
        """
        for name, expected in self.files.items():
            if FileSum.of(folder / name) != expected:
                raise DamagedIndex(f"{folder / name} is damaged; run: izdeu reindex --full")


def _checksum_line(content: bytes) -> bytes:
    return b"\n%08x" % zlib.crc32(content)


def write_durably(path: Path, content: bytes) -> None:
    """Write a file so that after a crash it is there whole or not at all."""
    temporary = path.with_name(f"{path.name}.tmp")
    with temporary.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder to disk (not needed nor possible on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
