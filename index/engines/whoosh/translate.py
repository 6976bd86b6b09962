"""Query nodes → Whoosh queries."""

from datetime import UTC, datetime
from functools import singledispatch
from typing import Any

from whoosh import query as whoosh

from index.engines.whoosh import queries
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

DEFAULT_FIELDS = ("title", "text")
"""Each is scored by its own lengths, which lifts the short title by itself: a boost of 2 or 3 on top of it lost
.04 and .08 of nDCG@10 on KazQAD's development questions."""


def translate_request(request: Request) -> Any:
    """The Whoosh query of a request: its node without what is excluded, raised and aged as it asks."""
    unwanted = [Not(InFacet(facet, tuple(keys))) for facet, keys in request.exclude.items() if keys]
    query = translate(And((request.node, *unwanted)) if unwanted else request.node)
    query = query.normalize()
    if request.sort != "relevance":
        return query
    if request.preferences:  # not normalised: they may be many, and the searcher takes them apart anyway
        query = whoosh.AndMaybe(query, whoosh.Or([_raising(wish) for wish in request.preferences]))
    if request.recency:
        now = request.now or datetime.now(UTC)
        query = queries.Recent(query, "published", request.recency * 86_400, now.timestamp())
    return query


def _raising(wish: Preference) -> Any:
    query = translate(wish.node)
    if wish.flat:
        return whoosh.ConstantScoreQuery(query, wish.weight)
    return queries.Weighted(query, wish.weight)


@singledispatch
def translate(node: Node) -> Any:
    """The Whoosh query that finds what ``node`` asks for."""
    raise TypeError(f"not a query node: {node!r}")


@translate.register
def _(node: Everything) -> Any:
    return whoosh.Every()


@translate.register
def _(node: Nothing) -> Any:
    return whoosh.NullQuery


@translate.register
def _(node: Word) -> Any:
    return whoosh.Or(
        [whoosh.Term(stored_field(field, node.exact), node.term) for field in _fields(node.field)]
    ).normalize()


@translate.register
def _(node: Phrase) -> Any:
    return whoosh.Or(
        [whoosh.Phrase(stored_field(field, node.exact), list(node.terms)) for field in _fields(node.field)]
    )


@translate.register
def _(node: Near) -> Any:
    return whoosh.Or(
        [
            queries.Near(stored_field(field, node.exact), node.terms, node.slop)
            for field in _fields(node.field)
        ]
    )


@translate.register
def _(node: Prefix) -> Any:
    return whoosh.Or(
        [whoosh.Prefix(stored_field(field, node.exact), node.start) for field in _fields(node.field)]
    )


@translate.register
def _(node: WithUrl) -> Any:
    return whoosh.Prefix("url", node.url) if node.prefix else whoosh.Term("url", node.url)


@translate.register
def _(node: InFacet) -> Any:
    return whoosh.Or([whoosh.Term(f"facet_{node.facet}", key) for key in node.keys])


@translate.register
def _(node: Published) -> Any:
    since, until = _epoch(node.since), _epoch(node.until)
    return queries.ColumnRange("published", since, until)


@translate.register
def _(node: And) -> Any:
    wanted = [translate(part) for part in node.nodes if not isinstance(part, Not | Everything)]
    unwanted = [translate(part.node) for part in node.nodes if isinstance(part, Not)]
    query = whoosh.And(wanted or [whoosh.Every()])
    return whoosh.AndNot(query, whoosh.Or(unwanted)) if unwanted else query


@translate.register
def _(node: Or) -> Any:
    return whoosh.Or([translate(part) for part in node.nodes])


@translate.register
def _(node: Not) -> Any:
    return whoosh.AndNot(whoosh.Every(), translate(node.node))


def _fields(field: str | None) -> list[str]:
    return [field] if field else list(DEFAULT_FIELDS)


def stored_field(field: str, exact: bool) -> str:
    """The field of the schema that holds the terms, or the surface forms, of a text field."""
    return f"{field}_exact" if exact else field


def _epoch(moment: datetime | None) -> int | None:
    return int(moment.timestamp()) if moment else None
