"""``OpenSearchEngine``: the methods of the seam over an index in a cluster."""

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Executor
from typing import Self

from index.document import Document
from index.engines.base import IndexInfo
from index.engines.opensearch import reading, vocabulary
from index.engines.opensearch.check import faults
from index.engines.opensearch.connection import Connection
from index.engines.opensearch.generations import Generations
from index.engines.opensearch.location import Credentials, Location
from index.engines.opensearch.lock import WriterLock
from index.engines.opensearch.part import Part, PartWriter
from index.engines.opensearch.translate import stored_field
from index.engines.opensearch.writing import Writing
from index.query import Found, FoundArticle, Request, TextField


class OpenSearchEngine:
    """An index in a cluster; many threads, processes and machines may read while one process writes.

    Credentials come from the environment (``location.Credentials``).
    """

    def __init__(self, location: str, *, rebuild: bool = False) -> None:
        self.location = Location.parse(location)
        self.rebuild = rebuild
        self._connection = Connection(self.location, Credentials.from_environment())
        self._writing: Writing | None = None

    @property
    def info(self) -> IndexInfo:
        return Generations(self._connection).published().info

    # Writing

    def add(self, document: Document) -> None:
        self._open_writing().add(document)

    def remove(self, url: str) -> None:
        if not self.rebuild:
            self._open_writing().remove(url)

    def part_writer(self, share: int) -> PartWriter:
        return self._open_writing().part_writer(share)

    def take(self, part: Part) -> None:
        self._open_writing().take(part)

    def commit(self, corpus: str, checkpoint: int, pool: Executor | None = None) -> list[tuple[str, str]]:
        refused = self._open_writing().commit(corpus, checkpoint, pool)
        self._writing = None
        return refused

    def roll_back(self) -> IndexInfo:
        """Publish the index that the last rebuild replaced. Raises StoredIndexError."""
        lock = WriterLock(self._connection)
        try:
            return Generations(self._connection).roll_back().info
        finally:
            lock.release()

    def check(self) -> list[str]:
        """What is wrong with the published index, a line each. Raises NoIndex or IndexVersionMismatch."""
        return list(faults(self._connection))

    def _open_writing(self) -> Writing:
        if self._writing is None:
            self._writing = Writing(self._connection, rebuild=self.rebuild)
        return self._writing

    # Reading

    def find(self, request: Request) -> Found:
        return reading.find(self._connection, self.location.name, request)

    def scan(self, request: Request) -> Iterator[FoundArticle]:
        return reading.scan(self._connection, self.location.name, request)

    def keys(self, facet: str, prefix: str, most: int | None = None) -> dict[str, int]:
        return vocabulary.keys(self._connection, self.location.name, f"facet_{facet}", prefix, most)

    def vocabulary(
        self, field: TextField, prefixes: Collection[str], most: int | None = None, *, exact: bool = False
    ) -> dict[str, int]:
        stored = stored_field(field, exact)
        found: dict[str, int] = {}
        for prefix in prefixes:
            found |= vocabulary.terms(self._connection, self.location.name, stored, prefix, most)
        return found

    def frequencies(self, field: TextField, terms: Sequence[str], *, exact: bool = False) -> dict[str, int]:
        stored = stored_field(field, exact)
        return vocabulary.frequencies(self._connection, self.location.name, stored, terms)

    def close(self) -> None:
        if self._writing is not None:
            self._writing.abandon()
            self._writing = None
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
