"""Stored text: in one byte a letter where it can be, compressed where that pays."""

import zlib
from array import array
from pathlib import Path

import numpy as np

from index.engines.whoosh.codec.container import ContainerWriter, Spool
from index.engines.whoosh.codec.documents import write_starts

_LONG = 512
"""Bytes from which compressing is tried; three short texts a millisecond would be lost to it."""

_UTF8, _PACKED_UTF8, _KAZAKH, _PACKED_KAZAKH = b"\0", b"\1", b"\2", b"\3"
_LETTERS = "kz1048"
"""The 8-bit code of the Kazakh standard: Cyrillic text takes half of what it takes in UTF-8."""


class StoredCollector:
    """Stored text of documents; waits in a temporary file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._spool = Spool(folder, np.uint8)
        self._lengths = array("Q")

    @property
    def size(self) -> int:
        return 8 * len(self._lengths)

    def add(self, document: int, value: str) -> None:
        content = encode_stored(value)
        self._fill(document)
        self._spool.append_bytes(content)
        self._lengths.append(len(content))

    def _fill(self, documents: int) -> None:
        self._lengths.extend([0] * (documents - len(self._lengths)))

    def write(self, name: str, documents: int, out: ContainerWriter) -> None:
        self._fill(documents)
        write_starts(f"{name}/stored_starts", np.frombuffer(self._lengths, np.uint64).astype(np.int64), out)
        out.add_spool(f"{name}/stored", self._spool)
        self._spool, self._lengths = Spool(self._folder, np.uint8), array("Q")


def encode_stored(value: str) -> bytes:
    """Text → a byte that tells the coding, and the coded text."""
    try:
        plain, packed, content = _KAZAKH, _PACKED_KAZAKH, value.encode(_LETTERS)
    except UnicodeEncodeError:
        plain, packed, content = _UTF8, _PACKED_UTF8, value.encode("utf-8", "surrogatepass")
    if len(content) >= _LONG:
        pressed = zlib.compress(content, 1)
        if len(pressed) < len(content):
            return packed + pressed
    return plain + content


def decode_stored(content: bytes) -> str:
    """What ``encode_stored`` was given."""
    coding, coded = content[:1], content[1:]
    plain = zlib.decompress(coded) if coding in (_PACKED_UTF8, _PACKED_KAZAKH) else coded
    if coding in (_KAZAKH, _PACKED_KAZAKH):
        return plain.decode(_LETTERS)
    return plain.decode("utf-8", "surrogatepass")
