"""What one commit adds, on its way into one segment: documents are written in runs, and the runs are merged."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crawler.errors import StoredIndexError
from index.engines.whoosh.codec.builder import SegmentBuilder
from index.engines.whoosh.codec.collect import term_bytes
from index.engines.whoosh.codec.merge import merge
from index.engines.whoosh.codec.segment import Segment
from index.engines.whoosh.codec.toc import INDEX_NAME

MERGED_AT_ONCE = 128
"""Runs that a merge takes in: each is an open file, and some systems allow a process no more than 256."""

_LOOK_UP = 50
"""Terms that are read from a file in the time that it takes to look one up."""


class Runs:
    """Runs in ``folder``, a segment each, in the order of their documents.

    Documents are gathered in about ``memory`` bytes; whenever these are used, they are written as a run. A thousand
    runs make no thousand open files: every ``MERGED_AT_ONCE`` of about one size become one. Raises OSError.
    """

    def __init__(self, folder: Path, schema: Any, memory: int) -> None:
        self.folder = folder
        self.segments: list[Segment] = []
        self._merges: list[int] = []
        self._builder = SegmentBuilder(schema, folder, memory)
        self._unique = [name for name, field in schema.items() if field.unique]
        self._buffered: dict[tuple[str, bytes], int] = {}
        self._buffer_deleted: set[int] = set()

    def add(self, fields: Mapping[str, Any]) -> None:
        """Add a document."""
        for name in self._unique:
            self._buffered[name, term_bytes(fields[name])] = self._builder.documents
        self._builder.add(fields)
        if self._builder.full:
            self.flush()

    def remove(self, field: str, *keys: str) -> None:
        """Delete the documents with any of these keys."""
        terms = [term_bytes(key) for key in keys]
        delete(self.segments, self.folder, field, terms)
        for term in terms:
            waiting = self._buffered.pop((field, term), None)
            if waiting is not None:
                self._buffer_deleted.add(waiting)

    def flush(self) -> None:
        """Write what was gathered as a run."""
        if not self._builder.documents:
            return
        run = Segment(INDEX_NAME, documents=self._builder.documents, deleted=self._buffer_deleted)
        self._builder.write(self.folder / run.filename)
        self._buffered, self._buffer_deleted = {}, set()
        self.take(run)

    def take(self, run: Segment) -> None:
        """Let a run follow that lies in the folder, whoever wrote it."""
        self.segments.append(run)
        self._merges.append(0)
        while self._merges[-MERGED_AT_ONCE:] == [self._merges[-1]] * MERGED_AT_ONCE:
            merged = self._merged(self.segments[-MERGED_AT_ONCE:], self.folder)
            self.segments[-MERGED_AT_ONCE:] = [merged]
            self._merges[-MERGED_AT_ONCE:] = [self._merges[-1] + 1]

    def leave(self, folder: Path) -> list[Segment]:
        """Leave all documents in a folder, on the same device, as one segment; none where there are none."""
        self.flush()
        self._builder.forget()
        runs = [run for run in self.segments if run.doc_count()]
        if len(runs) == 1:
            (self.folder / runs[0].filename).rename(folder / runs[0].filename)
            return runs
        return [self._merged(runs, folder)] if runs else []

    def _merged(self, runs: Sequence[Segment], folder: Path) -> Segment:
        merged = Segment(INDEX_NAME)
        parts = [(run.open(self.folder), run.deleted) for run in runs]
        merged.documents = merge(parts, folder / merged.filename)
        for run in runs:
            (self.folder / run.filename).unlink()
        return merged


def delete(segments: Iterable[Segment], folder: Path, field: str, terms: Collection[bytes]) -> None:
    """Mark the documents with any of these terms in segments of a folder as deleted."""
    for segment in segments:
        file = segment.open(folder)
        if file.term_count(field) < len(terms) * _LOOK_UP:
            found: Collection[bytes] = set(terms).intersection(file.terms(field))
        else:
            found = terms
        for term in found:
            postings = file.postings(field, term)
            if postings is not None:
                segment.deleted.update(postings.documents.tolist())


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """Turn an OSError of writing in a folder into StoredIndexError."""
    try:
        yield
    except OSError as error:
        raise StoredIndexError(
            f"{folder}: cannot be written ({error.strerror or error}); the index before this run stays in use"
        ) from error
