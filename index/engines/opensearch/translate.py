"""Query nodes → OpenSearch's query language, scored as the Whoosh engine scores them."""

from datetime import UTC, datetime
from functools import singledispatch
from typing import Any

from index.engines.opensearch.records import moment, record_id
from index.query import (
    And,
    Everything,
    InFacet,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Preference,
    Prefix,
    Published,
    Request,
    WithUrl,
    Word,
)

Query = dict[str, Any]

DEFAULT_FIELDS = ("title", "text")
MOST_SCORED_KEYS = 64
"""An article with several of a facet's keys scores once for each, up to so many keys."""

_EVERY: Query = {"match_all": {}}
_NONE: Query = {"match_none": {}}


def translate_request(request: Request) -> Query:
    """The query of a request: its node without what is excluded, raised and aged as it asks."""
    unwanted = [Not(InFacet(facet, tuple(keys))) for facet, keys in request.exclude.items() if keys]
    query = translate(And((request.node, *unwanted)) if unwanted else request.node)
    if request.sort != "relevance":
        return query
    if request.preferences:
        query = {"bool": {"must": [query], "should": [_raising(wish) for wish in request.preferences]}}
    return _aged(query, request) if request.recency else query


def _raising(wish: Preference) -> Query:
    query = translate(wish.node)
    if wish.flat:
        return {"constant_score": {"filter": query, "boost": wish.weight}}
    return {"bool": {"must": [query], "boost": wish.weight}}


def _aged(query: Query, request: Request) -> Query:
    """Scores times ½ + ½ · 2^(−age / half-life)."""
    now = moment(request.now or datetime.now(UTC))
    half_life = f"{round(request.recency * 86_400)}s"
    decay = {"published": {"origin": now, "scale": half_life, "decay": 0.5}}
    functions = [
        {"weight": 0.5},
        {"filter": {"range": {"published": {"lte": now}}}, "exp": decay, "weight": 0.5},
        {"filter": {"range": {"published": {"gt": now}}}, "weight": 0.5},
    ]
    return {
        "function_score": {
            "query": query,
            "functions": functions,
            "score_mode": "sum",
            "boost_mode": "multiply",
        }
    }


@singledispatch
def translate(node: Node) -> Query:
    """The query that finds what ``node`` asks for."""
    raise TypeError(f"not a query node: {node!r}")


@translate.register
def _(node: Everything) -> Query:
    return _EVERY


@translate.register
def _(node: Nothing) -> Query:
    return _NONE


@translate.register
def _(node: Word) -> Query:
    return _any([_term(field, node.term) for field in _fields(node.field, node.exact)])


@translate.register
def _(node: Phrase) -> Query:
    def phrase(field: str) -> Query:
        return _where(field, node.terms, {"match_phrase": {field: " ".join(node.terms)}})

    return _any([phrase(field) for field in _fields(node.field, node.exact)])


@translate.register
def _(node: Near) -> Query:
    terms = tuple(dict.fromkeys(node.terms))

    def near(field: str) -> Query:
        spans = [{"span_term": {field: term}} for term in terms]
        slop = node.slop - (len(terms) - 1)  # OpenSearch counts the positions in between that are not matched
        return _where(field, terms, {"span_near": {"clauses": spans, "slop": slop, "in_order": False}})

    return _any([near(field) for field in _fields(node.field, node.exact)])


def _where(field: str, terms: tuple[str, ...], condition: Query) -> Query:
    """What has all the terms and fits the condition, scored by the terms alone."""
    return {"bool": {"must": [_term(field, term) for term in terms], "filter": [condition]}}


@translate.register
def _(node: Prefix) -> Query:
    fields = _fields(node.field, node.exact)
    return _any([{"prefix": {field: {"value": node.start}}} for field in fields])


@translate.register
def _(node: WithUrl) -> Query:
    if node.prefix:
        return {"prefix": {"url": {"value": node.url}}}
    return {"ids": {"values": [record_id(node.url)]}}


@translate.register
def _(node: InFacet) -> Query:
    field = f"facet_{node.facet}"
    if not 1 < len(node.keys) <= MOST_SCORED_KEYS:
        return {"terms": {field: list(node.keys)}}
    return _any([{"constant_score": {"filter": _term(field, key)}} for key in node.keys])


@translate.register
def _(node: Published) -> Query:
    limits = {"gte": node.since, "lt": node.until}
    return {"range": {"published": {name: moment(at) for name, at in limits.items() if at is not None}}}


@translate.register
def _(node: And) -> Query:
    wanted = [translate(part) for part in node.nodes if not isinstance(part, Not | Everything)]
    unwanted = [translate(part.node) for part in node.nodes if isinstance(part, Not)]
    if not unwanted and len(wanted) == 1:
        return wanted[0]
    return {"bool": {"must": wanted or [_EVERY], "must_not": unwanted}}


@translate.register
def _(node: Or) -> Query:
    return _any([translate(part) for part in node.nodes])


@translate.register
def _(node: Not) -> Query:
    return {"bool": {"must": [_EVERY], "must_not": [translate(node.node)]}}


def _any(queries: list[Query]) -> Query:
    if len(queries) < 2:
        return queries[0] if queries else _NONE
    return {"bool": {"should": queries, "minimum_should_match": 1}}


def _term(field: str, term: str) -> Query:
    return {"term": {field: {"value": term}}}


def _fields(field: str | None, exact: bool) -> list[str]:
    return [stored_field(name, exact) for name in ([field] if field else DEFAULT_FIELDS)]


def stored_field(field: str, exact: bool) -> str:
    """The field that holds the terms, or the surface forms, of a text field."""
    return f"{field}_exact" if exact else field
