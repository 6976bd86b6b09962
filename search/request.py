"""What callers give to ``search`` → the request around their query."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from crawler.errors import QueryError
from index.engines import Engine
from index.entities.spelling import fold
from index.query import DATE_FACETS, FACETS, Everything, Node, Published, Request, Sort
from search.language.dates import moment
from search.lookup.people import person_keys
from search.results import READINGS, ReadingKind

Keys = Mapping[str, Collection[str]]
When = date | datetime | str

HALF_LIFE = 30.0
"""Days in which a recent article's lead halves, where recency is asked for without a number."""
TIME_LIMIT = 2.0
"""Seconds that one search of the index may take."""
MAX_LIMIT = 1000
MAX_FACET_SIZE = 10_000


def make_request(
    engine: Engine,
    *,
    filters: Keys | None = None,
    exclude: Keys | None = None,
    facets: Collection[str] = (),
    sort: Sort = "relevance",
    recency: bool | float = False,
    limit: int = 10,
    offset: int = 0,
    facet_size: int = 20,
    facet_prefix: Mapping[str, str] | None = None,
    fold: bool = False,
) -> Request:
    """The request around any query. Raises QueryError for what cannot be asked."""
    beginnings = {facet: text for facet, text in (facet_prefix or {}).items() if text.strip()}
    _check_facets({*(filters or ()), *(exclude or ()), *facets, *beginnings})
    _check_numbers(sort, recency, limit, offset, facet_size)
    return Request(
        Everything(),
        filters=_keys(engine, filters),
        exclude=_keys(engine, exclude),
        facets=tuple(dict.fromkeys(facets)),
        sort=sort,
        limit=limit,
        offset=offset,
        facet_sizes={name: facet_size for name in facets if name not in (*DATE_FACETS, *beginnings)},
        facet_words=_facet_words(beginnings),
        recency=HALF_LIFE if recency is True else float(recency),
        fold=fold,
        deadline=TIME_LIMIT,
    )


def _check_facets(names: set[str]) -> None:
    if unknown := names - set(FACETS):
        raise QueryError(f"there is no facet {min(unknown)!r}; there are {', '.join(FACETS)}")


def _check_numbers(sort: str, recency: bool | float, limit: int, offset: int, facet_size: int) -> None:
    if sort not in ("relevance", "newest", "oldest"):
        raise QueryError(f"cannot sort by {sort!r}; sort by relevance, newest or oldest")
    if not 0 <= limit <= MAX_LIMIT or offset < 0:
        raise QueryError(f"limit must be 0 to {MAX_LIMIT} and offset 0 or more")
    if not 0 <= facet_size <= MAX_FACET_SIZE:
        raise QueryError(f"facet_size must be 0 to {MAX_FACET_SIZE}")
    if not 0 <= recency < float("inf"):
        raise QueryError("recency must be a half-life in days, 0 or more")


def _keys(engine: Engine, given: Keys | None) -> dict[str, tuple[str, ...]]:
    """The engine's keys; people may be named in any spelling."""
    chosen = {facet: tuple(values) for facet, values in (given or {}).items() if values}
    people = {"person": person_keys(chosen["person"], engine)} if "person" in chosen else {}
    return chosen | people


def _facet_words(beginnings: Mapping[str, str]) -> dict[str, str]:
    """People are many, so the engine looks for the last word that was typed; the rest is looked at here."""
    words = beginnings.get("person", "").split()
    return {"person": fold(words[-1])} if words else {}


def date_range(since: When | None, until: When | None) -> tuple[Node, ...]:
    """The node of a range of dates; raises QueryError for what is no date."""
    if since is None and until is None:
        return ()
    first = None if since is None else moment(since)
    last = None if until is None else moment(until, end=True)
    return (Published(first, last),)


def reading_kinds(readings: Collection[str] | None, relax: bool) -> frozenset[ReadingKind]:
    """The kinds of reading that are allowed; raises QueryError for one that there is not."""
    kinds = set(READINGS if readings is None else readings)
    if unknown := kinds - set(READINGS):
        raise QueryError(f"there is no reading {min(unknown)!r}; there are {', '.join(READINGS)}")
    return frozenset(kind for kind in READINGS if kind in kinds and (relax or kind != "relaxed"))
