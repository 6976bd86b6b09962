"""Writing: Whoosh's segment writer over our codec, with a durable, checksummed, atomic publication."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.writing import SegmentWriter

from index.engines.whoosh.codec.collect import term_bytes
from index.engines.whoosh.codec.merge import merge
from index.engines.whoosh.codec.segment import Segment
from index.engines.whoosh.codec.toc import INDEX_NAME, encode_toc, read_toc, toc_path
from index.engines.whoosh.codec.toc import latest_generation as latest_generation
from index.engines.whoosh.codec.whoosh_codec import IzdeuCodec
from index.engines.whoosh.manifest import FileSum, Manifest, sync_folder, write_durably
from index.engines.whoosh.merging import choose_segments
from index.engines.whoosh.runs import Runs, delete
from index.engines.whoosh.schema import SCHEMA

MEMORY = 256 << 20
"""Bytes of documents that are gathered before they are written out, unless told otherwise."""


class _Index(FileIndex):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's index object over our table of contents; ``fresh`` leaves out what is there."""

    def __init__(self, folder: Path, schema: Any, fresh: bool) -> None:
        self.storage = FileStorage(str(folder))
        self.indexname = INDEX_NAME
        self._schema = schema
        self._folder, self._fresh = folder, fresh

    def _read_toc(self) -> TOC:
        generation = latest_generation(self._folder)
        segments = [] if self._fresh or not generation else read_toc(self._folder, generation)
        return TOC(self._schema, segments, generation)


class _WritingCodec(IzdeuCodec):
    """Gives Whoosh's writer nothing to write with: ``PublishingWriter`` writes segments itself."""

    def per_document_writer(self, storage: Any, segment: Segment) -> None:
        return None

    def field_writer(self, storage: Any, segment: Segment) -> None:
        return None


class PublishingWriter(SegmentWriter):  # type: ignore[misc]
    """A segment writer whose table of contents is the last thing to reach the disk.

    Order: segment files, manifest, table of contents, then the old files go. Whatever moment the process
    dies, the newest table of contents has all its files and its manifest. Raises LockError, OSError, DamagedIndex.
    """

    def __init__(
        self, folder: Path, *, replace: bool = False, schema: Any = SCHEMA, memory: int = MEMORY
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.make_manifest: Callable[[int, int, dict[str, FileSum]], Manifest] | None = None
        try:
            super().__init__(_Index(folder, schema, replace), codec=_WritingCodec())
            self._tempstorage.clean()  # of what a killed writer left there
        except BaseException:
            self._release()
            raise
        self.runs = Runs(Path(self._tempstorage.folder), schema, memory)
        self._unique = [name for name, field in schema.items() if field.unique]
        self._to_merge: list[Segment] = []

    # Documents

    def add_document(self, **fields: Any) -> None:
        """Add a document; where one with the same unique key may be there already, use ``update_document``."""
        self.runs.add(fields)

    def update_document(self, **fields: Any) -> None:
        """Add a document in place of any with its unique key."""
        for name in self._unique:
            self.remove(name, fields[name])
        self.add_document(**fields)

    def remove(self, field: str, *keys: str) -> None:
        """Delete the documents with any of these keys."""
        delete(self.segments, self.folder, field, [term_bytes(key) for key in keys])
        self.runs.remove(field, *keys)

    # Publication

    def publish(self, make_manifest: Callable[[int, int, dict[str, FileSum]], Manifest]) -> None:
        """Commit; ``make_manifest(generation, documents, files)`` describes the new state.

        The lock is released whatever happens. Raises OSError, DamagedIndex.
        """
        self.make_manifest = make_manifest
        try:
            self.segments += self.runs.leave(self.folder)
            self.commit(mergetype=choose_segments)
        except BaseException:
            self.abandon()
            raise

    def add_reader(self, reader: Any) -> None:
        """Take a segment into the one that this commit writes (called by Whoosh's merge policies)."""
        self._to_merge.append(reader.segment())
        self._added = True

    def _finalize_segment(self) -> Segment:
        segment = self.newsegment
        parts = [(old.open(self.folder), old.deleted) for old in self._to_merge]
        segment.documents = merge(parts, self.folder / segment.filename)
        return segment  # type: ignore[no-any-return]

    def _close_segment(self) -> None:
        pass

    def _commit_toc(self, segments: list[Segment]) -> None:
        assert self.make_manifest is not None
        segments = [segment for segment in segments if segment.doc_count()]
        toc, toc_file = encode_toc(segments), toc_path(self.folder, self.generation)
        files = {segment.filename: FileSum.of(self.folder / segment.filename) for segment in segments}
        files[toc_file.name] = FileSum.of_bytes(toc)
        sync_folder(self.folder)
        documents = sum(segment.doc_count() for segment in segments)
        self.make_manifest(self.generation, documents, files).write(self.folder)
        write_durably(toc_file, toc)
        clean_files(self.storage, INDEX_NAME, self.generation, segments)
        self._remove_old_manifests()

    def _remove_old_manifests(self) -> None:
        current = Manifest.path(self.folder, self.generation)
        for path in self.folder.glob("izdeu_*.json*"):
            if path != current:
                with suppress(OSError):
                    path.unlink()

    def abandon(self) -> None:
        """Drop what was added and release the lock, whatever state a failed commit left."""
        written = {segment.filename for segment in [*self.segments, self.newsegment]}
        with suppress(Exception):
            published = {segment.filename for segment in _published(self.folder)}
            for name in written - published:
                (self.folder / name).unlink(missing_ok=True)
        self._release()

    def _release(self) -> None:
        with suppress(Exception):
            self._tempstorage.destroy()
        with suppress(Exception):  # not ours: another process holds it
            self.writelock.release()
        self.is_closed = True


def _published(folder: Path) -> list[Segment]:
    generation = latest_generation(folder)
    return read_toc(folder, generation) if generation else []
