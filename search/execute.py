"""``Index``: run a query against a stored index and dress what it finds."""

import time
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal, Self

from crawler.errors import QueryError
from index.engines import Engine, IndexInfo, open_engine
from index.query import (
    FACETS,
    And,
    Node,
    Or,
    Phrase,
    Published,
    Request,
    Sort,
    WithUrl,
    Word,
)
from search import present, profiles
from search.dates import moment
from search.parse import parse
from search.people import Names, person_keys
from search.profiles import CountryProfile, PersonProfile
from search.respell import respell
from search.results import ArticleView, Interpretation, Page
from search.snippets import Wanted

Keys = Mapping[str, Collection[str]]
When = date | datetime | str

DEFAULT_FACETS = ("person", "country", "source", "language", "month")
FACET_SIZE = 20
MAX_LIMIT = 1000


def open(location: str | Path) -> "Index":
    """Open the index at ``location`` for searching.

    Raises NoIndex, IndexVersionMismatch or DamagedIndex. The result is safe for many threads and sees
    what is published later without being opened anew.
    """
    engine = open_engine(location)
    _ = engine.info
    return Index(engine)


class Index:
    """An open index. Use it as a context manager, or ``close()`` it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._names = Names(engine, generation=0)

    @property
    def info(self) -> IndexInfo:
        """The number of articles and other facts of the newest published state."""
        return self._engine.info

    def search(
        self,
        query: str = "",
        *,
        filters: Keys | None = None,
        exclude: Keys | None = None,
        facets: Collection[str] = DEFAULT_FACETS,
        required: Collection[Node] = (),
        since: When | None = None,
        until: When | None = None,
        match: Literal["all", "any"] = "all",
        relax: bool = True,
        sort: Sort = "relevance",
        limit: int = 10,
        offset: int = 0,
        facet_size: int = FACET_SIZE,
        locale: str = "kk",
    ) -> Page:
        """Find articles.

        ``filters`` maps a facet to the keys of which an article must carry one, ``exclude`` to those that it
        must not carry; ``required`` are nodes that every match must fit. ``since`` and ``until`` are days
        (both included, Kazakhstan's time) or aware moments (``until`` excluded). ``match="any"`` ranks by any
        word; with "all", ``relax`` does so where nothing has all the words. ``facets`` names the facets to
        count, the ``facet_size`` most frequent values of each (and all that are chosen). ``locale`` (kk, ru,
        en) is the language of labels.

        Raises QueryError for a query or an argument that cannot be read.
        """
        started = time.perf_counter()
        _check(filters, exclude, facets, sort, limit, offset)
        node = respell(parse(query), self._engine)
        rest = (*required, *_dates(since, until))
        every_word = Request(
            _with(node, rest), self._keys(filters), self._keys(exclude), tuple(facets), sort, limit, offset
        )
        any_word = replace(every_word, node=_with(_any_word(node), rest))
        request = any_word if match == "any" else every_word
        found = self._engine.find(request)
        relaxed = relax and not found.total and any_word != request
        if relaxed:
            found = self._engine.find(any_word)
        wanted, names = Wanted.of(node), self._current_names()
        return Page(
            query=query,
            total=found.total,
            offset=offset,
            limit=limit,
            hits=[present.hit(article, wanted, names) for article in found.articles],
            facets=present.facets(found, request, names, facet_size, locale),
            interpretation=Interpretation(
                tuple(sorted(wanted.stems | wanted.surfaces)), relaxed and found.total > 0
            ),
            suggestions=(),
            took_ms=round(1000 * (time.perf_counter() - started), 3),
        )

    def article(self, url: str, query: str = "") -> ArticleView | None:
        """One article by its URL with the matches of ``query`` marked; None where there is none."""
        wanted = Wanted.of(respell(parse(query), self._engine))
        found = self._engine.find(Request(WithUrl(url), limit=1)).articles
        return present.view(found[0], wanted, self._current_names()) if found else None

    def person(self, name: str, *, locale: str = "kk") -> PersonProfile | None:
        """What the index tells of a person, named in any spelling; None where no article names one."""
        return profiles.person(self._engine, self._current_names(), name, locale)

    def country(self, code_or_name: str, *, locale: str = "kk") -> CountryProfile | None:
        """What the index tells of a country, by ISO 3166-1 code or name; None where no article names it."""
        return profiles.country(self._engine, self._current_names(), code_or_name, locale)

    def _keys(self, given: Keys | None) -> dict[str, tuple[str, ...]]:
        """The engine's keys; people may be named in any spelling."""
        chosen = {facet: tuple(values) for facet, values in (given or {}).items() if values}
        people = {"person": person_keys(chosen["person"], self._engine)} if "person" in chosen else {}
        return chosen | people

    def _current_names(self) -> Names:
        generation = self._engine.info.generation
        if generation != self._names.generation:
            self._names = Names(self._engine, generation)
        return self._names

    def close(self) -> None:
        """Let go of the index's files."""
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def _check(
    filters: Keys | None, exclude: Keys | None, facets: Collection[str], sort: str, limit: int, offset: int
) -> None:
    unknown = (set(filters or ()) | set(exclude or ()) | set(facets)) - set(FACETS)
    if unknown:
        raise QueryError(f"there is no facet {min(unknown)!r}; there are {', '.join(FACETS)}")
    if sort not in ("relevance", "newest", "oldest"):
        raise QueryError(f"cannot sort by {sort!r}; sort by relevance, newest or oldest")
    if not 0 <= limit <= MAX_LIMIT or offset < 0:
        raise QueryError(f"limit must be 0 to {MAX_LIMIT} and offset 0 or more")


def _dates(since: When | None, until: When | None) -> tuple[Node, ...]:
    if since is None and until is None:
        return ()
    first = None if since is None else moment(since)
    last = None if until is None else moment(until, end=True)
    return (Published(first, last),)


def _with(node: Node, rest: tuple[Node, ...]) -> Node:
    """The query and what else must hold, as one flat And."""
    if not rest:
        return node
    return And((*node.nodes, *rest)) if isinstance(node, And) else And((node, *rest))


def _any_word(node: Node) -> Node:
    """The same query with any of its words instead of all; what is not a word stays required."""
    if not isinstance(node, And):
        return node
    words = tuple(part for part in node.nodes if isinstance(part, Word | Phrase | Or))
    others = tuple(part for part in node.nodes if part not in words)
    if len(words) < 2:
        return node
    return And((Or(words), *others)) if others else Or(words)
