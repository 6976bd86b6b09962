"""A verified, open generation of the index."""

from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from crawler.errors import DamagedIndex, NoIndex
from index.engines.whoosh.codec.cache import ByteCache
from index.engines.whoosh.codec.segment_file import SegmentFile
from index.engines.whoosh.codec.toc import latest_generation, read_toc
from index.engines.whoosh.manifest import Manifest
from index.engines.whoosh.schema import SCHEMA
from index.engines.whoosh.vector.searcher import VectorSearcher

CACHE = 64 << 20
"""Bytes of unpacked postings that a reading process keeps."""

_RETRIES = 20


class Snapshot:
    """One generation, read-only and safe from many threads.

    Its files stay readable for as long as it is held, though a later commit may unlink them. Those that
    ``earlier`` has open are shared with it.
    """

    def __init__(self, folder: Path, manifest: Manifest, earlier: "Snapshot | None", schema: Any) -> None:
        self.manifest = manifest
        known = earlier.files if earlier else {}
        segments = read_toc(folder, manifest.generation)
        for segment in segments:
            if segment.filename in known:
                segment.share(known[segment.filename])
        reader = FileIndex._reader(FileStorage(str(folder)), schema, segments, manifest.generation)
        self.files: dict[str, SegmentFile] = {segment.filename: segment.file for segment in segments}
        self.cache: ByteCache = earlier.cache if earlier else ByteCache(CACHE)
        for file in self.files.values():
            file.cache = self.cache
        self.searcher = VectorSearcher(reader)


def open_snapshot(folder: Path, earlier: Snapshot | None = None, schema: Any = SCHEMA) -> Snapshot:
    """Open the newest generation after comparing its files with their checksums.

    A commit meanwhile may take files away; then the newer generation is opened. Raises NoIndex,
    IndexVersionMismatch or DamagedIndex.
    """
    for _ in range(_RETRIES):
        generation = latest_generation(folder)
        if generation == 0:
            raise NoIndex(f"{folder}: there is no index yet; run: izdeu reindex")
        try:
            manifest = Manifest.read(folder, generation)
            manifest.verify(folder)
            return Snapshot(folder, manifest, earlier, schema)
        except FileNotFoundError as error:
            if latest_generation(folder) == generation:
                missing = error.filename or folder
                raise DamagedIndex(f"{missing} is missing; run: izdeu reindex --full") from error
    raise DamagedIndex(f"{folder} changes faster than it can be opened; try again")
