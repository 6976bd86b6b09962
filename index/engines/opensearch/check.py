"""Whether an index in a cluster is whole: its shards in place, its articles all there."""

from collections.abc import Iterator

from index.engines.opensearch.connection import Connection
from index.engines.opensearch.generations import Generations


def faults(connection: Connection) -> Iterator[str]:
    """What is wrong, a line each. Raises NoIndex, IndexVersionMismatch, UnreachableIndex, IndexAccessDenied."""
    state = Generations(connection).published()
    name = connection.location.name
    health = connection.ask(lambda client: client.cluster.health(index=name, params={"level": "indices"}))
    for index, told in sorted(health["indices"].items()):
        missing = told["unassigned_shards"] + told["initializing_shards"]
        if told["status"] == "red":
            yield f"{index}: shards are lost with all their copies; bring their nodes back"
        elif missing:
            yield f"{index}: {missing} copies of shards are not in place; losing a node now may lose articles"
    if not any(told["status"] == "red" for told in health["indices"].values()):
        count = connection.ask(lambda client: client.count(index=name))["count"]
        if count != state.documents:
            yield f"{name}: holds {count:,} articles, and {state.documents:,} were published"
