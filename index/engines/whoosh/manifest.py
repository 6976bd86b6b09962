"""The manifest beside each generation: what the index is, and the size and checksum of its every file.

Whoosh checks neither version nor damage; a reader of ours opens nothing that the manifest does not vouch for.
"""

import json
import os
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from crawler.errors import DamagedIndex, IndexVersionMismatch

FORMAT = 1
"""Version of the layout on disk; another one must be rebuilt."""

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class FileSum:
    """Size in bytes and CRC-32 of a file."""

    size: int
    crc32: int

    @classmethod
    def of(cls, path: Path) -> "FileSum":
        """Read a file block by block. Raises OSError."""
        size = crc = 0
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                size += len(block)
                crc = zlib.crc32(block, crc)
        return cls(size, crc)


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

    def verify(self, folder: Path, known: dict[str, FileSum]) -> None:
        """Compare the files with their sums, leaving out those in ``known``, which is then brought up to date.

        Raises FileNotFoundError where a file is missing and DamagedIndex where one is altered.
        """
        for name, expected in self.files.items():
            if known.get(name) != expected and FileSum.of(folder / name) != expected:
                raise DamagedIndex(f"{folder / name} is damaged; run: izdeu reindex --full")
        known.clear()
        known.update(self.files)


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
