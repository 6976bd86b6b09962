"""Facets by aggregation: what to ask, and how to read the answer."""

from collections.abc import Mapping
from typing import Any

from index.query import DATE_FACETS, Request

ALL_KEYS = 10_000
"""Keys of a facet at most where no size is asked for; a cluster gives up beyond 65,535 over all facets."""

SPARE_KEYS = 1_000
"""Keys beyond those wanted that each shard tells of, so that the sums over shards are right."""

_DATES = {"year": "yyyy", "month": "yyyy-MM", "day": "yyyy-MM-dd"}
_SPECIAL = frozenset('.?+*|{}[]()"\\#@&<>~^$-')

Aggregation = dict[str, Any]


def facet_aggregations(request: Request) -> dict[str, Aggregation]:
    """For each facet a count under all filters but its own, so that it stays while values are chosen."""
    return {
        facet: {"filter": all_filters(request, but=facet), "aggs": _counts(facet, request)}
        for facet in request.facets
    }


def all_filters(request: Request, but: str = "") -> dict[str, Any]:
    """What the filters leave, as one query; ``but`` names a facet whose own filter is left out."""
    chosen = [
        {"terms": {f"facet_{facet}": list(keys)}} for facet, keys in request.filters.items() if facet != but
    ]
    return {"bool": {"filter": chosen}} if chosen else {"match_all": {}}


def _counts(facet: str, request: Request) -> dict[str, Aggregation]:
    size, word = request.facet_sizes.get(facet), request.facet_words.get(facet, "")
    field = f"facet_{facet}"
    asked: dict[str, Aggregation] = {}
    if facet in DATE_FACETS and size is None and not word:
        histogram = {"field": "day", "calendar_interval": facet, "format": _DATES[facet], "min_doc_count": 1}
        return {"dates": {"date_histogram": histogram}}
    if size != 0:
        asked["keys"] = {"terms": terms_of(field, ALL_KEYS if size is None else size, word_pattern(word))}
    if chosen := list(request.filters.get(facet, ())):
        asked["chosen"] = {"terms": {"field": field, "include": chosen, "size": len(chosen)}}
    return asked


def terms_of(field: str, size: int, pattern: str = "") -> dict[str, Any]:
    """The most frequent keys of a field, of equal ones the first."""
    asked: dict[str, Any] = {"field": field, "size": size, "shard_size": size + SPARE_KEYS}
    return asked | {"include": pattern} if pattern else asked


def word_pattern(beginning: str) -> str:
    """Keys with a word that begins so, as Lucene writes patterns; "" for every key."""
    return f"(.* )?{quoted(beginning)}.*" if beginning else ""


def prefix_pattern(prefix: str) -> str:
    """Keys that begin so."""
    return f"{quoted(prefix)}.*" if prefix else ""


def quoted(text: str) -> str:
    """Text that means itself in a pattern."""
    return "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in text)


def facet_counts(answer: Mapping[str, Any], request: Request) -> tuple[dict[str, dict[str, int]], bool]:
    """The counts of each facet, and whether a facet that was asked for whole has more keys than are told."""
    counts: dict[str, dict[str, int]] = {}
    cut = False
    for facet in request.facets:
        told = answer[facet]
        counts[facet] = bucket_counts(told.get("dates") or told.get("keys") or {"buckets": []})
        for key, count in bucket_counts(told.get("chosen") or {"buckets": []}).items():
            counts[facet].setdefault(key, count)
        cut |= facet not in request.facet_sizes and told.get("keys", {}).get("sum_other_doc_count", 0) > 0
    return counts, cut


def bucket_counts(told: Mapping[str, Any]) -> dict[str, int]:
    """Keys and counts of the buckets of an aggregation."""
    return {bucket.get("key_as_string", bucket["key"]): bucket["doc_count"] for bucket in told["buckets"]}
