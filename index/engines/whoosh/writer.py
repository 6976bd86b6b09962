"""Writing: Whoosh's segment writer with a durable, checksummed, atomic publication."""

import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.writing import CLEAR, SegmentWriter

from index.engines.whoosh.manifest import FileSum, Manifest, sync_folder, write_durably
from index.engines.whoosh.schema import SCHEMA

INDEX_NAME = "MAIN"


def latest_generation(folder: Path) -> int:
    """The number of the newest published generation; 0 where nothing was ever published."""
    if not folder.is_dir():
        return 0
    return max(0, int(TOC._latest_generation(FileStorage(str(folder)), INDEX_NAME)))


class PublishingWriter(SegmentWriter):  # type: ignore[misc]  # whoosh has no types
    """A segment writer whose table of contents is the last thing to reach the disk.

    Order: segment files, manifest, table of contents, then the old files go. Whatever moment the process
    dies, the newest table of contents has all its files and its manifest.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        storage = FileStorage(str(folder))
        if latest_generation(folder) == 0:
            TOC.create(storage, SCHEMA, INDEX_NAME)
        self.folder = folder
        self.sealed: dict[str, FileSum] = {}
        self.make_manifest: Callable[[int, int, dict[str, FileSum]], Manifest] | None = None
        super().__init__(FileIndex(storage, SCHEMA, INDEX_NAME))

    def publish(
        self,
        make_manifest: Callable[[int, int, dict[str, FileSum]], Manifest],
        sealed: dict[str, FileSum],
        replace: bool,
    ) -> None:
        """Commit; ``make_manifest(generation, documents, files)`` describes the new state.

        ``sealed`` holds sums already known of files that stay; ``replace`` drops all older segments.
        The lock is released whatever happens. Raises OSError.
        """
        self.make_manifest, self.sealed = make_manifest, sealed
        try:
            self.commit(mergetype=CLEAR if replace else None)
        except BaseException:
            self.abandon()
            raise

    def abandon(self) -> None:
        """Drop what was added and release the lock, whatever state a failed commit left."""
        with suppress(Exception):
            self._close_segment()
        with suppress(Exception):
            self._tempstorage.destroy()
        if self.writelock:
            self.writelock.release()
        self.is_closed = True

    def _commit_toc(self, segments: list[Any]) -> None:
        assert self.make_manifest is not None
        toc_name = TOC._filename(INDEX_NAME, self.generation)
        toc = self._toc_bytes(segments, toc_name)
        files = {name: self._seal(name) for name in self._segment_files(segments)}
        files[toc_name] = FileSum(len(toc), zlib.crc32(toc))
        sync_folder(self.folder)
        documents = sum(segment.doc_count() for segment in segments)
        self.make_manifest(self.generation, documents, files).write(self.folder)
        write_durably(self.folder / toc_name, toc)
        clean_files(self.storage, INDEX_NAME, self.generation, segments)
        self._remove_old_manifests()

    def _toc_bytes(self, segments: list[Any], toc_name: str) -> bytes:
        memory = RamStorage()
        TOC(SCHEMA, segments, self.generation).write(memory, INDEX_NAME)
        return bytes(memory.files[toc_name])

    def _segment_files(self, segments: list[Any]) -> list[str]:
        names = {segment.segment_id() for segment in segments}
        pattern = TOC._segment_pattern(INDEX_NAME)
        return sorted(
            path.name
            for path in self.folder.iterdir()
            if (match := pattern.match(path.name)) and match.group(1) in names
        )

    def _seal(self, name: str) -> FileSum:
        if name in self.sealed:
            return self.sealed[name]
        path = self.folder / name
        with path.open("rb") as stream:
            os.fsync(stream.fileno())
        return FileSum.of(path)

    def _remove_old_manifests(self) -> None:
        current = Manifest.path(self.folder, self.generation)
        for path in self.folder.glob("izdeu_*.json*"):
            if path != current:
                with suppress(OSError):
                    path.unlink()
