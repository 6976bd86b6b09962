"""One run of writing: into a new index, or into the published one at the commit."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import suppress
from tempfile import TemporaryFile

from crawler.errors import IndexVersionMismatch, NoIndex, StoredIndexError
from index.ahead import results
from index.document import Document
from index.engines.opensearch.bulk import Outcome
from index.engines.opensearch.connection import Connection
from index.engines.opensearch.generations import Generations, State
from index.engines.opensearch.lock import WriterLock
from index.engines.opensearch.operations import Operation, removing, storing
from index.engines.opensearch.part import Part, PartWriter
from index.engines.opensearch.sending import Sending
from index.fingerprint import fingerprint

_LETTERS = 4 << 20
"""Letters of waiting operations that another process sends at once."""
_AHEAD = 2
"""Such loads that wait or are on their way for each process."""


class Writing:
    """Holds the writer's lock from its making to ``commit`` or ``abandon``. Raises IndexBusy, StoredIndexError.

    A new index takes documents at once, for nobody sees it before the alias leads to it. For the published one
    they wait in a file until the commit, so that a run that breaks off leaves nothing in it.
    """

    def __init__(self, connection: Connection, *, rebuild: bool) -> None:
        self._connection = connection
        self._generations, self._rebuild = Generations(connection), rebuild
        self._lock = WriterLock(connection)
        self._number = self._before = self._lock.token << 32
        self._outcome, self._share = Outcome(), 1
        self._waiting = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        self._ended = False
        try:
            self._published = self._current(rebuild)
            self._fresh = rebuild or self._published is None
            base = self._published.base if self._published else ""
            self._base = self._generations.create_next() if self._fresh else base
            self._sending = Sending(connection, self._base)
        except BaseException:
            self._let_go()
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
        yearly = self._connection.location.yearly
        self._put(storing(self._base, document, self._next_number(), yearly))

    def remove(self, url: str) -> None:
        """Delete a document."""
        self._put(removing(self._base, url, self._next_number()))

    def _next_number(self) -> int:
        self._number += 1
        return self._number

    def _put(self, operation: Operation) -> None:
        self._lock.check()
        if self._fresh:
            self._sending.put([operation])
        else:
            self._waiting.write(operation.line())

    def part_writer(self, share: int) -> PartWriter:
        """What writes a part of this run in one of ``share`` processes."""
        self._share = share
        location = self._connection.location
        return PartWriter(location, self._base, self._fresh, self._rebuild, self._before)

    def take(self, part: Part) -> None:
        """Count in what was written in another process."""
        self._lock.check()
        self._number = max(self._number, part.last)
        self._outcome.add(part.outcome)
        self._waiting.writelines(part.waiting)

    def commit(self, corpus: str, checkpoint: int, pool: Executor | None = None) -> list[tuple[str, str]]:
        """Publish; gives (url, reason) of each document that the cluster could not store."""
        self._send_waiting(pool)
        outcome = self._outcome
        outcome.add(self._sending.finish())
        self._lock.check()
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

    def _send_waiting(self, pool: Executor | None) -> None:
        self._waiting.seek(0)
        if pool is None:
            self._sending.replace(map(Operation.read, self._waiting))
            return
        send, ahead = self.part_writer(self._share).send, _AHEAD * self._share
        for outcome in results(pool, send, ((load,) for load in _loads(self._waiting)), ahead):
            self._lock.check()
            self._outcome.add(outcome)

    def _publish(self, state: State) -> None:
        self._generations.write_state(state)
        if self._fresh or self._sending.has_years:
            self._generations.move_alias(self._base)
            self._ended = True
        if self._fresh:
            self._generations.drop_all_but(self._base, self._published.base if self._published else "")
        if self._connection.location.warm:
            self._generations.settle_years(self._base)
        self._ended = True

    def abandon(self) -> None:
        """Drop what was not published and let the next writer in."""
        self._sending.close()  # before its index goes
        if self._fresh and not self._ended:
            with suppress(StoredIndexError):
                self._generations.drop(self._base)
        self._release()

    def _release(self) -> None:
        self._sending.close()
        self._let_go()

    def _let_go(self) -> None:
        self._waiting.close()
        with suppress(StoredIndexError):  # the lease runs out by itself
            self._lock.release()


def _loads(lines: Iterable[str]) -> Iterator[list[str]]:
    """Lines in loads of bounded size."""
    load: list[str] = []
    letters = 0
    for line in lines:
        load.append(line)
        letters += len(line)
        if letters >= _LETTERS:
            yield load
            load, letters = [], 0
    if load:
        yield load
