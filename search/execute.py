"""``Index``: run a query against a stored index and dress what it finds."""

import time
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Literal, Self

from index.engines import Engine, IndexInfo, open_engine
from index.query import STORY, Everything, Found, FoundArticle, InFacet, Node, Request, Sort, WithUrl
from search import present
from search.around import profiles
from search.around.profiles import CountryProfile, PersonProfile
from search.around.similar import like
from search.around.stories import outlets
from search.export import Row
from search.ladder.climb import Answer, Ladder
from search.ladder.matched import matched_as
from search.lookup.state import State
from search.request import MAX_LIMIT as MAX_LIMIT
from search.request import Keys, When, date_range, make_request, reading_kinds
from search.results import ArticleView, Hit, Interpretation, Page, ReadingKind, Stats, Suggestion
from search.snippets import NOTHING, Wanted
from search.suggest import suggest

DEFAULT_FACETS = ("person", "country", "source", "language", "month")
FACET_SIZE = 20
STORY_SIZE = 100
"""Reports of one story that are listed."""


def open(location: str | Path) -> "Index":
    """Open the index at ``location`` for searching.

    Raises NoIndex, IndexVersionMismatch or DamagedIndex. The result is safe for many threads and sees
    what is published later without being opened anew.
    """
    engine = open_engine(location)
    _ = engine.info
    return Index(engine)


class Index:
    """An open index. Use it as a context manager, or ``close()`` it. Safe for many threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._latest: State | None = None

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
        readings: Collection[ReadingKind] | None = None,
        sort: Sort = "relevance",
        recency: bool | float = False,
        limit: int = 10,
        offset: int = 0,
        facet_size: int = FACET_SIZE,
        facet_prefix: Mapping[str, str] | None = None,
        fold: bool = True,
        locale: str = "kk",
    ) -> Page:
        """Find articles. ``LANGUAGE.md`` beside this file documents the query language.

        ``filters`` maps a facet to the keys of which an article must carry one, ``exclude`` to those that it
        must not carry; ``required`` are nodes that every match must fit. ``since`` and ``until`` are days
        (both included, Kazakhstan's time) or aware moments (``until`` excluded). ``match="any"`` ranks by any
        word. ``readings`` are the ways in which the query may be read beyond what was typed (None: all, see
        ``ReadingKind``; none gives exactly the words as typed); ``relax=False`` is short for all but "relaxed".

        ``recency`` prefers what is new, by a half-life in days (True: 30). ``fold`` gives one row for articles
        that tell one story; ``limit`` (0 to 1000) and ``offset`` count rows. ``facets`` names the facets to count, the
        ``facet_size`` most frequent values of each (and all that are chosen; years, months and days all);
        ``facet_prefix`` maps a facet to what its values' words must begin with. ``locale`` (kk, ru, en) is the
        language of labels.

        Raises QueryError for an argument that cannot be read, StoredIndexError where the index has gone bad. The
        query itself is never refused: ``interpretation.readings`` tells what was searched as words.
        """
        started = time.perf_counter()
        request = make_request(
            self._engine,
            filters=filters,
            exclude=exclude,
            facets=facets,
            sort=sort,
            recency=recency,
            limit=limit,
            offset=offset,
            facet_size=facet_size,
            facet_prefix=facet_prefix,
            fold=fold,
        )
        rest = (*required, *date_range(since, until))
        kinds, state = reading_kinds(readings, relax), self._state()
        answer = Ladder(self._engine, state, request, rest, kinds, match == "any").climb(query)
        wanted = Wanted.of(answer.rung.node)
        shown = present.Shown(answer.request, state, facet_size, facet_prefix or {}, locale)
        return Page(
            query=query,
            total=answer.found.total,
            stories=answer.found.rows,
            offset=offset,
            limit=limit,
            hits=self._hits(answer.found, answer.request, wanted, state),
            facets=shown.facets(answer.found),
            interpretation=_interpretation(answer, wanted),
            suggestions=answer.suggestions,
            matched_as=matched_as(answer.rung, state.forms, kinds),
            took_ms=round(1000 * (time.perf_counter() - started), 3),
            cut=answer.found.cut or answer.rung.cut or answer.late,
        )

    def suggest(self, text: str, *, limit: int = 8, locale: str = "kk") -> tuple[Suggestion, ...]:
        """What ``text`` may become as somebody types it: people, countries, words, titles, in this order.

        At most ``limit``; nothing for a text of one letter.
        """
        return suggest(text, limit, locale, self._engine, self._state())

    def article(self, url: str, query: str = "") -> ArticleView | None:
        """One article by its URL with the matches of ``query`` marked; None where there is none."""
        found = self._one(url)
        if found is None:
            return None
        state = self._state()
        rung = Ladder(self._engine, state, Request(Everything()), kinds=reading_kinds(None, True)).read(query)
        return present.view(found, Wanted.of(rung.node), state.names)

    def similar(self, url: str, limit: int = 5) -> list[Hit]:
        """Articles that share the most telling words of one, best first; not those that tell the same story.

        An empty list where there is no such article.
        """
        found = self._one(url)
        if found is None:
            return []
        request = Request(like(found.article, self._story_of(url), self._engine), limit=limit, fold=True)
        return self._hits(self._engine.find(request), request, NOTHING, self._state())

    def story(self, url: str) -> list[Hit]:
        """The other reports of an article's story, first published first; those without a date come last."""
        story = self._story_of(url)
        if not story:
            return []
        request = Request(InFacet(STORY, (story,)), sort="oldest", limit=STORY_SIZE)
        hits = self._hits(self._engine.find(request), request, NOTHING, self._state())
        return [hit for hit in hits if hit.url != url]

    def person(self, name: str, *, locale: str = "kk") -> PersonProfile | None:
        """What the index tells of a person, named in any spelling; None where no article names one."""
        return profiles.person(self._engine, self._state().names, name, locale)

    def country(self, code_or_name: str, *, locale: str = "kk") -> CountryProfile | None:
        """What the index tells of a country, by ISO 3166-1 code or name; None where no article names it."""
        return profiles.country(self._engine, self._state().names, code_or_name, locale)

    def export(
        self,
        query: str = "",
        *,
        filters: Keys | None = None,
        exclude: Keys | None = None,
        required: Collection[Node] = (),
        since: When | None = None,
        until: When | None = None,
        match: Literal["all", "any"] = "all",
        relax: bool = True,
        readings: Collection[ReadingKind] | None = None,
        sort: Sort = "newest",
    ) -> Iterator[Row]:
        """Every match, one after the other, at constant memory; ``search.export.FORMATS`` writes them.

        Arguments are those of ``search``, and so are the errors, raised before the first row. Sorted by relevance
        they come in no order. The state of the index at the first row is kept to the end.
        """
        request = make_request(self._engine, filters=filters, exclude=exclude, sort=sort, limit=0)
        rest = (*required, *date_range(since, until))
        state = self._state()
        ladder = Ladder(self._engine, state, request, rest, reading_kinds(readings, relax), match == "any")
        answer = ladder.climb(query)
        return (present.row(found, state.names) for found in self._engine.scan(answer.request))

    def stats(self) -> Stats:
        """How many articles there are, in which languages and of which sources, from when to when."""
        request = Request(Everything(), facets=("language", "source", "day"), limit=1, sort="newest")
        newest = self._engine.find(request)
        days = newest.counts["day"]
        oldest = (
            self._engine.find(Request(InFacet("day", (min(days),)), sort="oldest", limit=1)) if days else None
        )
        return Stats(
            documents=newest.total,
            languages=_most_first(newest.counts["language"]),
            sources=_most_first(newest.counts["source"]),
            first=oldest.articles[0].article.published if oldest else None,
            last=newest.articles[0].article.published if newest.articles else None,
        )

    def _one(self, url: str) -> FoundArticle | None:
        return next(iter(self._engine.find(Request(WithUrl(url), limit=1)).articles), None)

    def _story_of(self, url: str) -> str:
        counts = self._engine.find(Request(WithUrl(url), facets=(STORY,), limit=0)).counts[STORY]
        return next(iter(counts), "")

    def _hits(self, found: Found, request: Request, wanted: Wanted, state: State) -> list[Hit]:
        count = partial(outlets, engine=self._engine, request=request)
        return [
            present.hit(one, wanted, state.names, count(one.story) if one.story else 0)
            for one in found.articles
        ]

    def _state(self) -> State:
        generation = self._engine.info.generation
        state = self._latest
        if state is None or state.generation != generation:
            self._latest = state = State(self._engine, generation)
        return state

    def close(self) -> None:
        """Let go of the index's files."""
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def _interpretation(answer: Answer, wanted: Wanted) -> Interpretation:
    words = tuple(sorted(wanted.stems | wanted.surfaces))
    relaxed = answer.rung.relaxed and answer.found.total > 0
    return Interpretation(words, relaxed, answer.rung.notes)


def _most_first(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
