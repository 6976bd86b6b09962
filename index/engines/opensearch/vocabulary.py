"""The keys of facets and the terms of fields, with how many articles carry each."""

from collections.abc import Sequence
from typing import Any

from index.engines.opensearch.connection import Connection
from index.engines.opensearch.counting import bucket_counts, prefix_pattern, terms_of
from index.engines.opensearch.mapping import VOCABULARY
from index.engines.opensearch.reading import whole

_PAGE = 10_000
_SAMPLE = 20_000
"""Articles of each shard that the terms of a text field are counted over; counts of a larger index are estimates."""

_LAST_CHARACTER = "\U0010ffff"


def keys(connection: Connection, name: str, field: str, prefix: str, most: int | None) -> dict[str, int]:
    """The keys of a facet that begin with ``prefix``; the ``most`` frequent of them, all where it is None."""
    if most is None:
        return _every_key(connection, name, field, prefix)
    if not most:
        return {}
    asked = {"terms": terms_of(field, most, prefix_pattern(prefix))}
    query = {"prefix": {field: {"value": prefix}}} if prefix else {"match_all": {}}
    return bucket_counts(_aggregated(connection, name, query, asked))


def _every_key(connection: Connection, name: str, field: str, prefix: str) -> dict[str, int]:
    """Page by page in the order of keys, from the first that begins with ``prefix`` to the last."""
    found: dict[str, int] = {}
    asked: dict[str, Any] = {"size": _PAGE, "sources": [{"key": {"terms": {"field": field}}}]}
    if prefix:
        asked["after"] = {"key": _before(prefix)}
    while True:
        told = _aggregated(connection, name, {"match_all": {}}, {"composite": asked})
        for bucket in told["buckets"]:
            key = bucket["key"]["key"]
            if not key.startswith(prefix):
                return found
            found[key] = bucket["doc_count"]
        if len(told["buckets"]) < _PAGE:
            return found
        asked["after"] = told["after_key"]


def _before(prefix: str) -> str:
    """A key that comes before every one that begins with ``prefix``, and after all that come before those."""
    last = ord(prefix[-1]) - 1
    if 0xD800 <= last <= 0xDFFF:  # no characters, halves of some
        last = 0xD7FF
    return prefix[:-1] + chr(last) + _LAST_CHARACTER


def terms(connection: Connection, name: str, field: str, prefix: str, most: int | None) -> dict[str, int]:
    """The terms of a text field that begin with ``prefix``, counted over a sample of the articles with one."""
    if most == 0:
        return {}
    asked = {"terms": terms_of(f"{VOCABULARY}{field}", most or _PAGE, prefix_pattern(prefix))}
    query = {"prefix": {field: {"value": prefix}}} if prefix else {"exists": {"field": field}}
    body = {
        "size": 0,
        "query": query,
        "track_total_hits": True,
        "aggs": {"sample": {"sampler": {"shard_size": _SAMPLE}, "aggs": {"found": asked}}},
    }
    answer = connection.ask(lambda client: whole(client.search(body=body, index=name)))
    sample = answer["aggregations"]["sample"]
    share = sample["doc_count"] / (answer["hits"]["total"]["value"] or 1) or 1.0
    return {term: round(count / share) for term, count in bucket_counts(sample["found"]).items()}


def frequencies(connection: Connection, name: str, field: str, asked: Sequence[str]) -> dict[str, int]:
    """How many articles have each of the terms in a text field."""
    if not asked:
        return {}
    filters = [{"term": {field: {"value": term}}} for term in asked]
    told = _aggregated(connection, name, {"match_all": {}}, {"filters": {"filters": filters}})
    counts = (bucket["doc_count"] for bucket in told["buckets"])
    return dict(zip(asked, counts, strict=True))


def _aggregated(connection: Connection, name: str, query: dict[str, Any], asked: dict[str, Any]) -> Any:
    body = {"size": 0, "query": query, "track_total_hits": False, "aggs": {"found": asked}}
    answer = connection.ask(lambda client: whole(client.search(body=body, index=name)))
    return answer["aggregations"]["found"]
