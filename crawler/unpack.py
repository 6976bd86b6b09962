"""Compressed bodies, unpacked piece by piece so that a small one cannot fill the memory."""

import zlib

GZIP = b"\x1f\x8b"
_WINDOW = {"gzip": 31, "x-gzip": 31, "deflate": 15}  # zlib's wbits for each Content-Encoding


class TooLarge(ValueError):
    """More bytes come out than the limit allows."""


class Unpacker:
    """Feeds on pieces of a body in a Content-Encoding; raises TooLarge, or ValueError for a broken one."""

    def __init__(self, encoding: str, limit: int) -> None:
        encoding = encoding.strip().lower()
        if encoding not in ("", "identity", *_WINDOW):
            raise ValueError(f"packed as {encoding!r}, which was not asked for")
        self._engine = zlib.decompressobj(_WINDOW[encoding]) if encoding in _WINDOW else None
        self._raw_deflate = encoding == "deflate"
        self._limit = limit
        self.body = bytearray()

    def feed(self, piece: bytes) -> None:
        self.body += piece if self._engine is None else self._inflate(piece)
        if len(self.body) > self._limit:
            raise TooLarge(f"larger than {self._limit / 1e6:g} MB")

    def _inflate(self, piece: bytes) -> bytes:
        assert self._engine is not None
        room = self._limit + 1 - len(self.body)
        try:
            return self._engine.decompress(piece, room)
        except zlib.error as error:
            if not self._raw_deflate or self.body:
                raise ValueError(f"a broken compressed body ({error})") from error
        # Some servers send deflate without its zlib header.
        self._raw_deflate, self._engine = False, zlib.decompressobj(-15)
        return self._inflate(piece)

    def finish(self) -> bytes:
        """The whole body; raises ValueError if the compressed stream was cut off."""
        if self._engine is not None and self.body and not self._engine.eof:
            raise ValueError("the compressed body is cut off")
        return bytes(self.body)


def gunzip(data: bytes, limit: int) -> bytes:
    """Unpack a gzip file (``sitemap.xml.gz``); raises TooLarge or ValueError."""
    unpacker = Unpacker("gzip", limit)
    unpacker.feed(data)
    return unpacker.finish()
