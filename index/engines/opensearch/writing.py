"""One run of writing: into a new index, or into the published one at the commit."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from tempfile import TemporaryFile

from crawler.errors import IndexVersionMismatch, NoIndex, StoredIndexError
from index.document import Document
from index.engines.opensearch.bulk import BulkWriter, Operation
from index.engines.opensearch.connection import Connection
from index.engines.opensearch.generations import Generations, State, is_warm, year_index
from index.engines.opensearch.lock import WriterLock
from index.engines.opensearch.reading import whole
from index.engines.opensearch.records import make_record, record_id
from index.fingerprint import fingerprint

_LOOKED_UP = 500


class Writing:
    """Holds the writer's lock from its making to ``commit`` or ``abandon``. Raises IndexBusy, StoredIndexError.

    A new index takes documents at once, for nobody sees it before the alias leads to it. For the published one
    they wait in a file until the commit, so that a run that breaks off leaves nothing in it.
    """

    def __init__(self, connection: Connection, *, rebuild: bool) -> None:
        self._connection = connection
        self._generations = Generations(connection)
        self._lock = WriterLock(connection)
        self._number = self._lock.token << 32
        self._bulk = BulkWriter(connection, self._lock.renew)
        self._waiting = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        self._ended = False
        try:
            self._published = self._current(rebuild)
            self._fresh = rebuild or self._published is None
            base = self._published.base if self._published else ""
            self._base = self._generations.create_next() if self._fresh else base
            self._known = set(self._generations.indexes_of(self._base))
        except BaseException:
            self._release()
            raise

    def _current(self, rebuild: bool) -> State | None:
        try:
            return self._generations.published()
        except NoIndex:
            return None
        except IndexVersionMismatch:
            if rebuild:
                return None
            raise

    def add(self, document: Document) -> None:
        """Store a document."""
        url, number = document.article.url, self._next_number()
        record = json.dumps(make_record(document, number), ensure_ascii=False, separators=(",", ":"))
        yearly = self._connection.location.yearly
        index = year_index(self._base, document.article.published) if yearly else self._base
        self._put(Operation(index, record_id(url), url, number, record))

    def remove(self, url: str) -> None:
        """Delete a document."""
        self._put(Operation(self._base, record_id(url), url, self._next_number(), None))

    def _next_number(self) -> int:
        self._number += 1
        return self._number

    def _put(self, operation: Operation) -> None:
        self._lock.renew()
        if self._fresh:
            self._send([operation])
        else:
            self._waiting.write(json.dumps(operation.as_list(), ensure_ascii=False) + "\n")

    def _send(self, operations: Iterable[Operation]) -> None:
        for operation in operations:
            if operation.document is not None and operation.index not in self._known:
                warm = is_warm(operation.index, self._connection.location.warm)
                self._generations.create(operation.index, warm)
                self._known.add(operation.index)
            self._bulk.put(operation)

    def commit(self, corpus: str, checkpoint: int) -> list[tuple[str, str]]:
        """Publish; gives (url, reason) of each document that the cluster could not store."""
        if not self._fresh:
            self._waiting.seek(0)
            waiting = (Operation(*json.loads(line)) for line in self._waiting)
            self._send(self._in_their_years(waiting) if self._has_years else waiting)
        outcome = self._bulk.finish()
        documents = self._generations.show(self._base)
        if self._fresh and documents < outcome.created:
            raise StoredIndexError(
                f"{self._connection.location}: {outcome.created - documents} articles were lost on the way "
                "into the cluster; the index before this run stays in use, run the command again"
            )
        generation = 1 + (self._published.generation if self._published else 0)
        state = State(self._base, documents, generation, fingerprint(), corpus, checkpoint)
        self._publish(state)
        self._release()
        return outcome.refused

    def _publish(self, state: State) -> None:
        self._generations.write_state(state)
        if self._fresh or self._has_years:
            self._generations.move_alias(self._base)
            self._ended = True
        if self._fresh:
            self._generations.drop_all_but(self._base, self._published.base if self._published else "")
        if self._connection.location.warm:
            self._generations.settle_years(self._base)
        self._ended = True

    @property
    def _has_years(self) -> bool:
        """Whether documents lie in indexes of years, be it from an earlier run that was told so."""
        return self._connection.location.yearly or len(self._known) > 1

    def _in_their_years(self, operations: Iterable[Operation]) -> Iterator[Operation]:
        """Operations, and before each the deletion of its document from another year, where it lies in one."""
        operations = iter(operations)
        while some := list(islice(operations, _LOOKED_UP)):
            places = self._places([operation.id for operation in some])
            for operation in some:
                for index in places.get(operation.id, ()):
                    if index != operation.index or operation.document is None:
                        yield Operation(index, operation.id, operation.url, operation.number, None)
                if operation.document is not None:
                    yield operation

    def _places(self, ids: list[str]) -> dict[str, list[str]]:
        body = {"query": {"ids": {"values": ids}}, "_source": False, "size": 2 * len(ids)}
        answer = self._connection.ask(
            lambda client: whole(client.search(body=body, index=",".join(sorted(self._known))))
        )
        places: dict[str, list[str]] = {}
        for hit in answer["hits"]["hits"]:
            places.setdefault(hit["_id"], []).append(hit["_index"])
        return places

    def abandon(self) -> None:
        """Drop what was not published and let the next writer in."""
        self._bulk.close()  # before its index goes
        if self._fresh and not self._ended:
            with suppress(StoredIndexError):
                self._generations.drop(self._base)
        self._release()

    def _release(self) -> None:
        self._bulk.close()
        self._waiting.close()
        with suppress(StoredIndexError):  # the lease runs out by itself
            self._lock.release()
