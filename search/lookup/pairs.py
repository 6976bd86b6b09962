"""Look-ups in the pairs that an index keeps beside its articles (``index.query.pair_key``)."""

from index.engines import Engine
from index.query import pair_key


def paired_with(engine: Engine, facet: str, left: str) -> dict[str, int]:
    """The right sides of the pairs with this left side, in about how many articles each."""
    beginning = pair_key(left)
    return {key.removeprefix(beginning): count for key, count in engine.keys(facet, beginning).items()}
