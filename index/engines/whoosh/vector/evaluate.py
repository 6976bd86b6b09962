"""Whoosh queries → hits."""

from collections.abc import Iterator, Sequence
from functools import singledispatchmethod
from typing import Any

import numpy as np
from whoosh import query as whoosh
from whoosh.query.qcore import _NullQuery
from whoosh.searching import SearchContext, Searcher

from index.engines.whoosh.codec.arrays import NO_DOCUMENTS, Array
from index.engines.whoosh.codec.collect import term_bytes
from index.engines.whoosh.queries import ColumnRange, Near, Recent, Weighted
from index.engines.whoosh.vector.bonus import Bonus, FlatBonus, NearBonus, ScoreBonus
from index.engines.whoosh.vector.budget import check_time
from index.engines.whoosh.vector.hits import (
    AllHits,
    AnyHits,
    BoostedHits,
    CommonHits,
    ConstantHits,
    Hits,
    TermHits,
    union_of,
)
from index.engines.whoosh.vector.phrase import near_documents, phrase_documents
from index.engines.whoosh.vector.raised import AgedHits, RaisedHits, narrowed
from index.engines.whoosh.vector.segments import Segments
from index.engines.whoosh.vector.sets import common_to, distinct, mask_of, places_of, shared, union, within

_NOTHING = ConstantHits(NO_DOCUMENTS)


class Evaluator:
    """Finds what queries match, deleted documents included.

    ``stock`` is Whoosh's own searcher over the same segments: kinds of query without a method here run through it.
    """

    def __init__(self, segments: Segments, stock: Searcher) -> None:
        self._segments, self._stock = segments, stock
        self._documents = segments.documents

    def hits(self, query: Any) -> Hits:
        """The hits of a query. Raises OutOfTime."""
        return self._of_kind(type(query))(self, query)

    @singledispatchmethod
    def _hits(self, query: Any) -> Hits:
        context = SearchContext(needs_current=True, weighting=self._stock.weighting)
        documents, scores = [], []
        for searcher, base in self._stock.leaf_searchers():
            matcher = query.matcher(searcher, context)
            while matcher.is_active():
                documents.append(matcher.id() + base)
                scores.append(matcher.score())
                matcher.next()
        return _GivenHits(np.array(documents, np.intp), np.array(scores))

    _of_kind = staticmethod(
        _hits.dispatcher.dispatch
    )  # to bind the method itself takes longer than most steps

    @_hits.register
    def _(self, query: whoosh.Term) -> Hits:
        return self._boosted(self._term(query.fieldname, _bytes(query.text)), query)

    def _term(self, field: str, term: bytes) -> Hits:
        check_time()
        postings = self._segments.postings(field, term)
        if postings is None:
            return _NOTHING
        if not self._segments.is_text(field):
            return ConstantHits(postings.documents)
        return TermHits(self._segments, postings)

    def selected(self, query: Any, documents: Array) -> Array:
        """Which of some documents a query matches: a row of booleans beside them."""
        if isinstance(query, ColumnRange):
            column = self._segments.column(query.fieldname)
            return np.zeros(len(documents), bool) if column is None else query.holds(column.take(documents))
        mask = self._segments.kept(query, lambda: mask_of(self.hits(query).documents, self._documents), len)
        return np.asarray(mask.take(documents))

    @_hits.register
    def _(self, query: whoosh.And) -> Hits:
        wanted = [part for part in query.subqueries if not isinstance(part, whoosh.Not | ColumnRange)]
        ranges = [part for part in query.subqueries if isinstance(part, ColumnRange)]
        nots = [part for part in query.subqueries if isinstance(part, whoosh.Not)]
        if not wanted:
            wanted = [ranges.pop() if ranges else nots.pop()]
        hits = self._all([self.hits(part) for part in wanted])
        for part in ranges:
            hits = self._in_range(hits, part)
        for part in nots:
            without = self._without(hits, self.hits(part.query).documents)
            constant = ConstantHits(without.documents)  # Whoosh gives every document that is not a match 1
            hits = CommonHits(without.documents, [without, constant], self._documents)
        return self._boosted(hits, query)

    def _all(self, hits: Sequence[Hits]) -> Hits:
        if len(hits) == 1:
            return hits[0]
        if any(isinstance(part, AnyHits) for part in hits):
            members = common_to([union_of(part, self._documents) for part in hits], self._documents)
            return CommonHits(members, hits, self._documents)
        hits = sorted(hits, key=lambda part: len(part.documents))
        documents, at = shared([part.documents for part in hits], self._documents)
        return AllHits(documents, hits, at)

    def _in_range(self, hits: Hits, query: ColumnRange) -> Hits:
        column = self._segments.column(query.fieldname)
        if column is None:
            return _NOTHING
        at = np.flatnonzero(query.holds(column.take(hits.documents)))
        constant = ConstantHits(hits.documents[at], query.boost)
        return CommonHits(constant.documents, [hits, constant], self._documents)

    def _without(self, hits: Hits, unwanted: Array) -> Hits:
        if not len(unwanted):
            return hits
        return narrowed(hits, np.flatnonzero(~within(hits.documents, unwanted, self._documents)))

    @_hits.register
    def _(self, query: whoosh.Or) -> Hits:
        parts = [found for part in query.subqueries if len((found := self.hits(part)).documents)]
        if len(parts) < 2:
            return self._boosted(parts[0], query) if parts else _NOTHING
        return self._boosted(AnyHits(parts, self._documents), query)

    @_hits.register
    def _(self, query: whoosh.AndNot) -> Hits:
        return self._without(self.hits(query.a), self.hits(query.b).documents)

    @_hits.register
    def _(self, query: whoosh.Not) -> Hits:
        return self._without(self._every(), self.hits(query.query).documents)

    @_hits.register
    def _(self, query: whoosh.Every) -> Hits:
        return self._boosted(self._every(), query)

    def _every(self) -> Hits:
        return ConstantHits(np.arange(self._documents))

    @_hits.register
    def _(self, query: _NullQuery) -> Hits:
        return _NOTHING

    @_hits.register
    def _(self, query: whoosh.Phrase) -> Hits:
        return self._positioned(query, phrase_documents)

    @_hits.register
    def _(self, query: Near) -> Hits:
        return self._positioned(query, near_documents)

    def _positioned(self, query: Any, documents_of: Any) -> Hits:
        """Documents with all the words, which ``documents_of`` chooses by position."""
        terms = self._scored(query)
        if not terms:
            return _NOTHING
        documents = documents_of(self._segments, [term.postings for term in terms], query.slop)
        at = [places_of(term.documents, documents, self._documents) for term in terms]
        return self._boosted(AllHits(documents, terms, at), query)

    def _scored(self, query: Any) -> list[TermHits]:
        """All the words of a query; none where one of them does not occur."""
        terms = [self._term(query.fieldname, _bytes(word)) for word in query.words]
        scored = [term for term in terms if isinstance(term, TermHits)]
        return scored if len(scored) == len(terms) else []

    @_hits.register
    def _(self, query: ColumnRange) -> Hits:
        column = self._segments.column(query.fieldname)
        if column is None:
            return _NOTHING
        return ConstantHits(np.flatnonzero(query.holds(column)), query.boost)

    @_hits.register
    def _(self, query: whoosh.PatternQuery) -> Hits:
        """Prefixes and wildcards: any of the terms, all scoring 1."""
        names = [_bytes(term) for term in query._btexts(self._stock.reader())]
        found = [self._segments.postings(query.fieldname, name) for name in names]
        sets = [postings.documents for postings in found if postings]
        return ConstantHits(union(sets, self._documents), query.boost)

    @_hits.register
    def _(self, query: whoosh.Prefix) -> Hits:
        check_time()
        documents = self._segments.prefix_documents(query.fieldname, term_bytes(query.text))
        return ConstantHits(distinct(documents, self._documents), query.boost)

    @_hits.register
    def _(self, query: whoosh.AndMaybe) -> Hits:
        return RaisedHits(self.hits(query.a), list(self._bonuses(query.b)))

    def _bonuses(self, query: Any, factor: float = 1.0) -> Iterator[Bonus]:
        """What a query adds to the scores of documents that another one finds."""
        if isinstance(query, whoosh.Or):
            for part in query.subqueries:
                yield from self._bonuses(part, factor * query.boost)
        elif isinstance(query, Weighted):
            yield from self._bonuses(query.child, factor * query.boost)
        elif isinstance(query, whoosh.ConstantScoreQuery):
            sets = [self.hits(part).documents for part in _alternatives(query.child)]
            yield FlatBonus(sets, query.score * factor, self._documents)
        elif isinstance(query, Near):
            if terms := self._scored(query):
                yield NearBonus(self._segments, terms, query.slop, query.boost * factor)
        else:
            yield ScoreBonus(self.hits(query), factor, self._documents)

    @_hits.register
    def _(self, query: whoosh.ConstantScoreQuery) -> Hits:
        return ConstantHits(self.hits(query.child).documents, query.score)

    @_hits.register
    def _(self, query: Weighted) -> Hits:
        return self._boosted(self.hits(query.child), query)

    @_hits.register
    def _(self, query: Recent) -> Hits:
        return AgedHits(self.hits(query.query), self._segments.column(query.fieldname), query)

    def _boosted(self, hits: Hits, query: Any) -> Hits:
        return hits if query.boost == 1.0 else BoostedHits(hits, query.boost)


def _alternatives(query: Any) -> Iterator[Any]:
    if isinstance(query, whoosh.Or):
        for part in query.subqueries:
            yield from _alternatives(part)
    else:
        yield query


class _GivenHits:
    """Hits with scores that are known."""

    def __init__(self, documents: Array, scores: Array) -> None:
        self.documents = documents
        self.bound = float(scores.max(initial=0.0))
        self._scores = scores

    def scores(self, at: Array | None = None) -> Array:
        return self._scores.copy() if at is None else np.asarray(self._scores[at])


def _bytes(term: str | bytes) -> bytes:
    return term_bytes(term) if isinstance(term, str) else term
