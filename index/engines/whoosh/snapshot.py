"""A verified, open generation of the index, and the pool of searchers over it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from whoosh import scoring
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.searching import Searcher

from crawler.errors import DamagedIndex, NoIndex
from index.engines.whoosh.manifest import FileSum, Manifest
from index.engines.whoosh.schema import FACET_SEPARATOR, SCHEMA
from index.engines.whoosh.writer import INDEX_NAME, latest_generation

_RETRIES = 20


class Snapshot:
    """One generation, read-only. Whoosh's searchers must not be shared by threads, so each query borrows one.

    Columns of facet keys are decoded once and shared.
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest
        self._toc = TOC.read(FileStorage(str(folder)), INDEX_NAME, manifest.generation, SCHEMA)
        self._idle: SimpleQueue[Any] = SimpleQueue()
        self._columns: dict[str, list[tuple[str, ...]]] = {}
        self._idle.put(self._open_searcher())  # holds the files: a later commit may unlink them

    def _open_searcher(self) -> Any:
        storage = FileStorage(str(self.folder))
        reader = FileIndex._reader(storage, SCHEMA, self._toc.segments, self.manifest.generation)
        return Searcher(reader, weighting=scoring.BM25F())

    @contextmanager
    def searcher(self) -> Iterator[Any]:
        """Borrow a searcher for one query."""
        try:
            searcher = self._idle.get_nowait()
        except Empty:
            searcher = self._open_searcher()
        try:
            yield searcher
        finally:
            self._idle.put(searcher)

    def facet_keys(self, searcher: Any, facet: str) -> list[tuple[str, ...]]:
        """The keys of one facet for every document number."""
        if facet not in self._columns:
            column = searcher.reader().column_reader(f"facet_{facet}", translate=False)
            self._columns[facet] = [_split(column[number]) for number in range(searcher.doc_count_all())]
        return self._columns[facet]

    def close(self) -> None:
        """Close the idle searchers."""
        while not self._idle.empty():
            self._idle.get_nowait().close()


def _split(joined: bytes) -> tuple[str, ...]:
    return tuple(joined.decode().split(FACET_SEPARATOR)) if joined else ()


def count_keys(keys: list[tuple[str, ...]], documents: Iterator[int]) -> dict[str, int]:
    """How many of the documents carry each key."""
    counts: Counter[str] = Counter()
    for number in documents:
        counts.update(keys[number])
    return dict(counts)


def open_snapshot(folder: Path, known: dict[str, FileSum]) -> Snapshot:
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
            manifest.verify(folder, known)
            return Snapshot(folder, manifest)
        except FileNotFoundError as error:
            if latest_generation(folder) == generation:
                missing = error.filename or folder
                raise DamagedIndex(f"{missing} is missing; run: izdeu reindex --full") from error
    raise DamagedIndex(f"{folder} changes faster than it can be opened; try again")
