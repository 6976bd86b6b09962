"""A request → the search that the cluster is asked for → what was found."""

import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from opensearchpy import NotFoundError

from crawler.errors import QueryError, StoredIndexError
from index.engines.opensearch.connection import Connection, Incomplete
from index.engines.opensearch.counting import all_filters, facet_aggregations, facet_counts
from index.engines.opensearch.mapping import DEEPEST_PAGE
from index.engines.opensearch.records import keys_of, read_article
from index.engines.opensearch.translate import translate_request
from index.query import STORY, STORY_REPORTS, Found, FoundArticle, FoundStory, Report, Request

_GIVEN = ["article", "facet_person", "facet_country"]
_REPORT = ["article.url", "article.source", "article.published"]
_SCAN_PAGE = 500
_SCAN_KEPT = "5m"
"""How long the cluster keeps the state that a scan reads, from one page of it to the next."""

_ORDERS: dict[str, list[dict[str, Any]]] = {
    "relevance": [{"_score": "desc"}, {"number": "asc"}],
    "newest": [{"published": {"order": "desc", "missing": "_last"}}, {"number": "asc"}],
    "oldest": [{"published": {"order": "asc", "missing": "_last"}}, {"number": "asc"}],
}


def find(connection: Connection, name: str, request: Request) -> Found:
    """Answer a request. Raises QueryError for a page that lies too deep, else as ``Connection.ask`` does."""
    if request.offset + request.limit > DEEPEST_PAGE:
        raise QueryError(f"only the first {DEEPEST_PAGE:,} results can be paged through; export them instead")
    body = search_body(request)
    params = {"search_type": "dfs_query_then_fetch", "preference": _copies(body)}
    started = time.monotonic()
    answer = connection.ask(lambda client: whole(client.search(body=body, index=name, params=dict(params))))
    late = bool(request.deadline) and time.monotonic() - started > request.deadline
    counts, cut = facet_counts(answer.get("aggregations", {}), request)
    total = answer["hits"]["total"]["value"]
    return Found(
        total,
        [_found(hit, request.sort == "relevance") for hit in answer["hits"]["hits"]],
        counts,
        _rows(answer, total) if request.fold else total,
        cut or late or answer["timed_out"],
    )


def search_body(request: Request) -> dict[str, Any]:
    """The search as the cluster takes it."""
    body: dict[str, Any] = {
        "query": translate_request(request),
        "size": request.limit,
        "from": request.offset,
        "track_total_hits": True,
        "_source": [*_GIVEN, f"facet_{STORY}"] if request.fold else _GIVEN,
        "aggs": facet_aggregations(request),
    }
    if request.limit:
        body["sort"] = _ORDERS[request.sort]
    if request.filters:
        body["post_filter"] = all_filters(request)
    if request.deadline:
        body["timeout"] = f"{max(1, round(1000 * request.deadline))}ms"
    if request.fold:
        stories = {"cardinality": {"field": f"facet_{STORY}", "precision_threshold": 40_000}}
        told = {"value_count": {"field": f"facet_{STORY}"}}
        body["aggs"] |= {"rows": {"filter": all_filters(request), "aggs": {"stories": stories, "told": told}}}
        if request.limit:
            body["collapse"] = {"field": "row", "inner_hits": _reports()}
    return body


def _reports() -> dict[str, Any]:
    return {"name": "reports", "size": STORY_REPORTS, "sort": _ORDERS["oldest"], "_source": _REPORT}


def _copies(body: dict[str, Any]) -> str:
    """The same query asks the same copies of shards, so that its pages join; other queries ask others."""
    query = json.dumps([body["query"], body.get("post_filter")], sort_keys=True)
    return hashlib.sha256(query.encode()).hexdigest()[:16]


def whole(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer to which all shards contributed. Raises Incomplete."""
    shards = answer["_shards"]
    if shards["failed"]:
        failure = (shards.get("failures") or [{}])[0].get("reason", {})
        raise Incomplete(f"{shards['failed']} of {shards['total']} shards failed ({failure.get('reason')})")
    return answer


def _found(hit: dict[str, Any], scored: bool) -> FoundArticle:
    source = hit["_source"]
    score = float(hit["_score"]) if scored else 0.0
    return FoundArticle(read_article(source), keys_of(source), score, _story(hit))


def _story(hit: dict[str, Any]) -> FoundStory | None:
    inside = hit.get("inner_hits", {}).get("reports", {}).get("hits")
    if not inside or inside["total"]["value"] < 2:
        return None
    reports = tuple(_report(report["_source"]["article"]) for report in inside["hits"])
    return FoundStory(hit["_source"][f"facet_{STORY}"][0], inside["total"]["value"], reports)


def _report(article: dict[str, str]) -> Report:
    published = article.get("published")
    moment = datetime.fromisoformat(published) if published else None
    return Report(article["url"], article.get("source", ""), moment)


def _rows(answer: dict[str, Any], total: int) -> int:
    counted = answer["aggregations"]["rows"]
    return int(total - counted["told"]["value"] + counted["stories"]["value"])


def scan(connection: Connection, name: str, request: Request) -> Iterator[FoundArticle]:
    """Every match, from one state of the index; should the cluster lose that state, from where it was in the newest."""
    body = {
        "query": {"bool": {"must": [translate_request(request)], "filter": [all_filters(request)]}},
        "size": _SCAN_PAGE,
        "sort": [{"number": "asc"}] if request.sort == "relevance" else _ORDERS[request.sort],
        "_source": _GIVEN,
        "track_total_hits": False,
    }
    state = _state(connection, name)
    try:
        while True:
            body["pit"] = state
            try:
                answer = connection.ask(lambda client: _page(client, body))
            except _StateLost:
                state = _state(connection, name)
                continue
            for hit in answer["hits"]["hits"]:
                yield _found(hit, scored=False)
            if len(answer["hits"]["hits"]) < _SCAN_PAGE:
                return
            body["search_after"] = answer["hits"]["hits"][-1]["sort"]
    finally:
        with suppress(StoredIndexError):  # it goes by itself a little later
            connection.ask(lambda client: client.delete_pit(body={"pit_id": [state["id"]]}), patience=0)


class _StateLost(Exception):
    """The cluster keeps the state of a scan no longer: a node was lost, or the reader paused too long."""


def _state(connection: Connection, name: str) -> dict[str, str]:
    made = connection.ask(lambda client: client.create_pit(index=name, params={"keep_alive": _SCAN_KEPT}))
    return {"id": made["pit_id"], "keep_alive": _SCAN_KEPT}


def _page(client: Any, body: dict[str, Any]) -> dict[str, Any]:
    try:
        return whole(client.search(body=body))
    except NotFoundError as error:
        raise _StateLost from error
