"""``WhooshEngine``: the methods of the seam over an index in one folder."""

import threading
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Self

from whoosh.index import LockError

from crawler.errors import IndexBusy, StoredIndexError
from index.document import Document
from index.engines.base import IndexInfo
from index.engines.whoosh.answer import answer, every_match
from index.engines.whoosh.manifest import FileSum, Manifest
from index.engines.whoosh.part import Part, PartWriter
from index.engines.whoosh.record import make_record
from index.engines.whoosh.runs import unwritable
from index.engines.whoosh.snapshot import Snapshot, open_snapshot
from index.engines.whoosh.translate import stored_field
from index.engines.whoosh.vector.budget import limited_to
from index.engines.whoosh.vector.terms import frequencies, terms_with_prefix
from index.engines.whoosh.writer import MEMORY, PublishingWriter, latest_generation
from index.fingerprint import fingerprint
from index.query import Found, FoundArticle, Request, TextField


class WhooshEngine:
    """An index in a folder; many threads and processes may read while one process writes."""

    def __init__(self, folder: Path, *, rebuild: bool = False, memory: int | None = None) -> None:
        self.folder = folder
        self.rebuild = rebuild
        self._memory = memory or MEMORY
        self._snapshot: Snapshot | None = None
        self._opening = threading.Lock()
        self._writer: PublishingWriter | None = None

    @property
    def info(self) -> IndexInfo:
        manifest = self._newest().manifest
        return IndexInfo(
            documents=manifest.documents,
            generation=manifest.generation,
            analysis=manifest.analysis,
            corpus=manifest.corpus,
            checkpoint=manifest.checkpoint,
        )

    # Writing

    def add(self, document: Document) -> None:
        fields = make_record(document)
        writer = self._open_writer()
        with unwritable(self.folder):
            if self.rebuild:
                writer.add_document(**fields)
            else:
                writer.update_document(**fields)

    def remove(self, url: str) -> None:
        if not self.rebuild:
            self._open_writer().remove("url", url)

    def part_writer(self, share: int) -> PartWriter:
        folder = self._open_writer().runs.folder
        return PartWriter(folder, self._memory // share, self.rebuild)

    def take(self, part: Part) -> None:
        writer = self._open_writer()
        with unwritable(self.folder):
            writer.remove("url", *part.replaced)
            writer.runs.flush()
            for run in part.segments():
                writer.runs.take(run)

    def commit(self, corpus: str, checkpoint: int, pool: Executor | None = None) -> list[tuple[str, str]]:
        writer = self._open_writer()
        self._writer = None

        def manifest(generation: int, documents: int, files: dict[str, FileSum]) -> Manifest:
            return Manifest(generation, documents, fingerprint(), corpus, checkpoint, files)

        with unwritable(self.folder):
            writer.publish(manifest)
        return []

    def _open_writer(self) -> PublishingWriter:
        if self._writer is None:
            try:
                self._writer = PublishingWriter(self.folder, replace=self.rebuild, memory=self._memory)
            except LockError as error:
                raise IndexBusy(
                    f"{self.folder}: another process is writing this index; try again later"
                ) from error
            except OSError as error:
                raise StoredIndexError(
                    f"{self.folder}: cannot be written ({error.strerror or error})"
                ) from error
        return self._writer

    # Reading

    def _newest(self) -> Snapshot:
        with self._opening:
            current = self._snapshot
            if current is None or latest_generation(self.folder) != current.manifest.generation:
                self._snapshot = current = open_snapshot(self.folder, current)
            return current

    def find(self, request: Request) -> Found:
        with limited_to(request.deadline):
            return answer(self._newest().searcher, request)

    def scan(self, request: Request) -> Iterator[FoundArticle]:
        yield from every_match(self._newest().searcher, request)

    def keys(self, facet: str, prefix: str, most: int | None = None) -> dict[str, int]:
        return terms_with_prefix(self._newest().searcher.files, f"facet_{facet}", prefix, most)

    def vocabulary(
        self, field: TextField, prefixes: Collection[str], most: int | None = None, *, exact: bool = False
    ) -> dict[str, int]:
        files, name = self._newest().searcher.files, stored_field(field, exact)
        found: dict[str, int] = {}
        for prefix in prefixes:
            found |= terms_with_prefix(files, name, prefix, most)
        return found

    def frequencies(self, field: TextField, terms: Sequence[str], *, exact: bool = False) -> dict[str, int]:
        return frequencies(self._newest().searcher.files, stored_field(field, exact), terms)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.abandon()
            self._writer = None
        self._snapshot = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
