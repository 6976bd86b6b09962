"""A part of a commit's documents, sent by another process through a client of its own."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count

from index.engines.base import Edit
from index.engines.opensearch.bulk import Outcome
from index.engines.opensearch.connection import Connection
from index.engines.opensearch.location import Credentials, Location
from index.engines.opensearch.operations import Operation, removing, storing
from index.engines.opensearch.sending import Sending


@dataclass(frozen=True, slots=True)
class Part:
    """``last`` is the number of its last operation, ``waiting`` holds lines of those that the commit must send."""

    last: int
    outcome: Outcome
    waiting: list[str]


@dataclass(frozen=True, slots=True)
class PartWriter:
    """Writes to the index ``base``: at once where it is ``fresh``, so that nobody sees it yet.

    The operations of this run have numbers above ``after``, in the order of the edits. In a ``rebuild`` nothing
    needs removing.
    """

    location: Location
    base: str
    fresh: bool
    rebuild: bool
    after: int

    def write(self, first: int, edits: Iterable[Edit]) -> Part:
        """Write documents; see ``base.PartWriter``."""
        numbers = count(self.after + first + 1)
        operations = self._operations(edits, numbers)
        outcome, waiting = Outcome(), []
        if self.fresh:
            with self._sending() as sending:
                sending.put(operations)
                outcome = sending.finish()
        else:
            waiting = [operation.line() for operation in operations]
        return Part(next(numbers) - 1, outcome, waiting)

    def _operations(self, edits: Iterable[Edit], numbers: Iterator[int]) -> Iterator[Operation]:
        for (url, document), number in zip(edits, numbers, strict=False):
            if document is not None:
                yield storing(self.base, document, number, self.location.yearly)
            elif not self.rebuild:
                yield removing(self.base, url, number)

    def send(self, lines: list[str]) -> Outcome:
        """Send operations that waited for the commit."""
        with self._sending() as sending:
            sending.replace(map(Operation.read, lines))
            return sending.finish()

    @contextmanager
    def _sending(self) -> Iterator[Sending]:
        with (
            closing(Connection(self.location, Credentials.from_environment())) as connection,
            closing(Sending(connection, self.base)) as sending,
        ):
            yield sending
