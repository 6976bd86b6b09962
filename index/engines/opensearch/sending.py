"""Operations on their way into the index of one base name, and into those of its years."""

from collections.abc import Iterable, Iterator
from itertools import islice

from index.engines.opensearch.bulk import BulkWriter, Outcome
from index.engines.opensearch.connection import Connection
from index.engines.opensearch.generations import Generations, is_warm
from index.engines.opensearch.operations import Operation
from index.engines.opensearch.reading import whole

_LOOKED_UP = 500


class Sending:
    """Sends operations; indexes of years come to be when they are needed. Raises StoredIndexError."""

    def __init__(self, connection: Connection, base: str) -> None:
        self._connection = connection
        self._generations = Generations(connection)
        self._bulk = BulkWriter(connection)
        self._known = set(self._generations.indexes_of(base))

    @property
    def has_years(self) -> bool:
        """Whether documents lie in indexes of years, be it from an earlier run that was told so."""
        return self._connection.location.yearly or len(self._known) > 1

    def put(self, operations: Iterable[Operation]) -> None:
        """Send operations on documents that are new."""
        for operation in operations:
            if operation.document is not None and operation.index not in self._known:
                warm = is_warm(operation.index, self._connection.location.warm)
                self._generations.create(operation.index, warm)
                self._known.add(operation.index)
            self._bulk.put(operation)

    def replace(self, operations: Iterable[Operation]) -> None:
        """Send operations on documents that may be there already."""
        self.put(self._in_their_years(operations) if self.has_years else operations)

    def finish(self) -> Outcome:
        """Send the rest and wait for every answer."""
        return self._bulk.finish()

    def close(self) -> None:
        """Send nothing more; what is on its way may arrive."""
        self._bulk.close()

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
