"""The numbered indexes behind a name: which is published, building another, moving the alias, going back.

``izdeu`` is an alias of ``izdeu-000007``, and of ``izdeu-000007-2024`` where years are kept apart. What an index says
of itself stands in the ``_meta`` of its mapping, so whoever may read the mapping can serve.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from opensearchpy import NotFoundError, OpenSearch, RequestError

from crawler.errors import IndexVersionMismatch, NoIndex, StoredIndexError
from index.engines.base import IndexInfo
from index.engines.opensearch.connection import Connection
from index.engines.opensearch.mapping import FORMAT, index_body

WARM_NODES = "index.routing.allocation.require.temp"
_PUBLISHING_SECONDS = 120
"""A refresh or a count over large shards may take longer than a search."""


@dataclass(frozen=True, slots=True)
class State:
    """What a published index says of itself; ``base`` is the index that says it, the others begin with its name."""

    base: str
    documents: int
    generation: int
    analysis: str
    corpus: str
    checkpoint: int
    format: int = FORMAT

    @property
    def info(self) -> IndexInfo:
        """As the seam has it."""
        return IndexInfo(self.documents, self.generation, self.analysis, self.corpus, self.checkpoint)


class Generations:
    """The indexes of one name in a cluster."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.location = connection.location
        self.name = connection.location.name

    # Reading

    def published(self) -> State:
        """The state that the alias leads to. Raises NoIndex, IndexVersionMismatch or StoredIndexError."""
        mappings = self._connection.ask(
            lambda client: client.indices.get_mapping(
                index=self.name, params={"filter_path": "*.mappings._meta"}
            )
        )
        states = _states(mappings)
        if not states:
            raise StoredIndexError(
                f"{self.location}: what has this name there is no index of Izdeu; choose another name"
            )
        return _readable(states[0], self.location)

    def all(self) -> dict[str, State]:
        """Every index that was ever published and is still there, by base name, oldest first."""
        mappings = self._connection.ask(lambda client: _mappings(client, f"{self.name}-*"))
        pattern = re.compile(rf"{re.escape(self.name)}-\d{{6}}")
        return {
            s.base: s for s in sorted(_states(mappings), key=lambda s: s.base) if pattern.fullmatch(s.base)
        }

    def indexes_of(self, base: str) -> list[str]:
        """The base and the indexes of its years."""
        found = self._connection.ask(lambda client: _mappings(client, f"{base}*"))
        return sorted(found)

    def bases(self) -> list[str]:
        """The base of every numbered index, also of one that was never published, oldest first."""
        found = self._connection.ask(lambda client: _mappings(client, f"{self.name}-*"))
        pattern = re.compile(rf"({re.escape(self.name)}-\d{{6}})(?:-.*)?")
        return sorted({match[1] for index in found if (match := pattern.fullmatch(index))})

    # Building

    def create_next(self) -> str:
        """Create an empty index beside the others; what builds that were broken off left behind goes."""
        bases, published = self.bases(), self.all()
        for base in bases:
            if base not in published:
                self.drop(base)
        number = max((int(base.rpartition("-")[2]) for base in bases), default=0) + 1
        base = f"{self.name}-{number:06}"
        self.create(base)
        return base

    def create(self, index: str, warm: bool = False) -> None:
        """Create an index, unless it is there, and wait for all of its copies, so that from the first document on
        losing a node loses nothing. A cluster of few nodes has place for fewer copies."""
        body = index_body(self.location)
        health = self._connection.ask(lambda client: client.cluster.health())
        copies = min(1 + self.location.replicas, health["number_of_data_nodes"])
        wanted = {"request_timeout": _PUBLISHING_SECONDS, "wait_for_active_shards": copies}
        if warm:
            body["settings"][WARM_NODES] = "warm"

        def ask(client: OpenSearch) -> None:
            try:
                client.indices.create(index=index, body=body, params=dict(wanted))
            except RequestError as error:
                if error.error != "resource_already_exists_exception":
                    raise
                client.cluster.health(index=index, params={**wanted, "ignore": (408,)})

        self._connection.ask(ask)

    def drop(self, base: str) -> None:
        """Delete an index and those of its years."""
        for index in self.indexes_of(base):
            with suppress(NoIndex):
                self._connection.ask(_deletion(index))

    # Publishing

    def show(self, base: str) -> int:
        """Make all that was written to an index findable; gives the number of its documents."""
        indexes = ",".join(self.indexes_of(base))
        patient = {"request_timeout": _PUBLISHING_SECONDS}
        refreshed = self._connection.ask(lambda c: c.indices.refresh(index=indexes, params=dict(patient)))
        if refreshed["_shards"]["failed"]:
            raise StoredIndexError(f"{self.location}: not every shard could publish; run the command again")
        counted = self._connection.ask(lambda c: c.count(index=indexes, params=dict(patient)))
        return int(counted["count"])

    def write_state(self, state: State) -> None:
        """Let an index say what it holds."""
        body = {"_meta": {"izdeu": asdict(state)}}
        self._connection.ask(lambda client: client.indices.put_mapping(index=state.base, body=body))

    def move_alias(self, base: str) -> None:
        """Let the name lead to this index and its years alone: one step, before or after which every search falls."""
        ours = self.indexes_of(base)
        others = [index for other in self.bases() if other != base for index in self.indexes_of(other)]
        actions: list[dict[str, Any]] = [{"add": {"index": index, "alias": self.name}} for index in ours]
        actions += [{"remove": {"index": i, "alias": self.name, "must_exist": False}} for i in others]
        self._connection.ask(lambda client: client.indices.update_aliases(body={"actions": actions}))

    def drop_all_but(self, *kept: str) -> None:
        """Delete the older indexes."""
        for base in self.bases():
            if base not in kept:
                self.drop(base)

    def settle_years(self, base: str) -> None:
        """Send the years that are old by now to the warm nodes."""
        for index in self.indexes_of(base):
            if is_warm(index, self.location.warm):
                self._connection.ask(_setting(index, {WARM_NODES: "warm"}))

    def roll_back(self) -> State:
        """Let the name lead to the index that it led to before; doing it twice undoes it. Raises StoredIndexError."""
        current = self.published()
        others = [state for state in self.all().values() if state.base != current.base]
        if not others:
            raise StoredIndexError(f"{self.location}: no older index is kept; run: izdeu reindex --full")
        older = _readable(others[-1], self.location)
        self.move_alias(older.base)
        return older


def year_index(base: str, published: datetime | None) -> str:
    """The index of a year; what has no date lies in the base."""
    return f"{base}-{published.astimezone(UTC).year:04}" if published else base


def is_warm(index: str, warm: int) -> bool:
    """Whether the index of a year is older than the last ``warm`` years (0: none is)."""
    year = index.rpartition("-")[2]
    return bool(warm) and len(year) == 4 and int(year) <= datetime.now(UTC).year - warm


def _setting(index: str, settings: dict[str, Any]) -> Callable[[OpenSearch], Any]:
    return lambda client: client.indices.put_settings(index=index, body=settings)


def _deletion(index: str) -> Callable[[OpenSearch], Any]:
    return lambda client: client.indices.delete(index=index)


def _mappings(client: OpenSearch, pattern: str) -> dict[str, Any]:
    try:
        found = client.indices.get_mapping(
            index=pattern, params={"filter_path": "*.mappings._meta,*.mappings.dynamic"}
        )
    except NotFoundError:
        return {}
    return dict(found)


def _states(mappings: dict[str, Any]) -> list[State]:
    told = (mapping["mappings"].get("_meta", {}).get("izdeu") for mapping in mappings.values())
    return [State(**{name: one[name] for name in State.__slots__ if name in one}) for one in told if one]


def _readable(state: State, where: object) -> State:
    if state.format != FORMAT:
        raise IndexVersionMismatch(
            f"{where} was built in format {state.format}, this version reads {FORMAT}; run: izdeu reindex --full"
        )
    return state
