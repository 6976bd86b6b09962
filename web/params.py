"""``SearchParams``: a search as the URL carries it, and the searches one step away from it."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self, cast

from werkzeug.datastructures import MultiDict

from index.query import FACETS, Sort

NOT = "not."
"""``person=…`` wants a person, ``not.person=…`` does without."""
WITHIN = "in."
"""``in.person=тоқ`` shows the people whose names have a word that begins so."""

Keys = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SearchParams:
    """One search. ``page`` counts from 1 and is 0 where the URL has no number there.

    ``off`` are the guessed readings that shall not be tried, ``fold`` shows a story in one row, ``recent`` lets
    newer articles rise, ``within`` searches inside facets, ``share`` shows a chart as a share of all articles.
    """

    q: str = ""
    filters: Keys = field(default_factory=dict)
    exclude: Keys = field(default_factory=dict)
    since: str = ""
    until: str = ""
    chosen_sort: str = ""
    page: int = 1
    off: tuple[str, ...] = ()
    fold: bool = True
    recent: bool = False
    within: Mapping[str, str] = field(default_factory=dict)
    share: bool = False

    @classmethod
    def read(cls, args: MultiDict[str, str]) -> Self:
        """Take what is known from a URL's parameters; never raises."""
        return cls(
            q=args.get("q", ""),
            filters=_keys(args, ""),
            exclude=_keys(args, NOT),
            since=args.get("since", "").strip(),
            until=args.get("until", "").strip(),
            chosen_sort=args.get("sort", ""),
            page=_page_number(args.get("page", "1")),
            off=tuple(dict.fromkeys(filter(None, args.getlist("off")))),
            fold=args.get("fold") != "0",
            recent=args.get("recent") == "1",
            within=_beginnings(args),
            share=args.get("chart") == "share",
        )

    def args(self) -> dict[str, Any]:
        """The parameters for ``url_for``; what is empty or usual is left out."""
        args: dict[str, Any] = {"q": self.q}
        args |= self.filters
        args |= {NOT + facet: keys for facet, keys in self.exclude.items()}
        args |= {"since": self.since, "until": self.until, "sort": self.chosen_sort}
        args |= {"off": self.off, "fold": "" if self.fold else "0", "recent": "1" if self.recent else ""}
        args |= {WITHIN + facet: beginning for facet, beginning in self.within.items()}
        args |= {"chart": "share" if self.share else "", "page": self.page if self.page != 1 else ""}
        return {name: value for name, value in args.items() if value}

    def fields(self, with_dates: bool) -> list[tuple[str, str]]:
        """What the search form sends along unseen; the dates only where the page has no inputs for them.

        What belongs to the words asked for, readings and searches inside facets, goes with them.
        """
        kept = dataclasses.replace(self, q="", page=1, off=(), within={})
        return (kept if with_dates else dataclasses.replace(kept, since="", until="")).pairs()

    def pairs(self) -> list[tuple[str, str]]:
        """Every parameter with each of its values."""
        return [
            (name, item)
            for name, value in self.args().items()
            for item in (value if isinstance(value, tuple) else [str(value)])
        ]

    @property
    def sort(self) -> Sort:
        """The order; without words to be relevant to, the newest come first."""
        return cast(Sort, self.chosen_sort or ("relevance" if self.q.strip() else "newest"))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words narrows the search."""
        return bool(self.filters or self.exclude or self.since or self.until)

    @property
    def is_start(self) -> bool:
        """Whether nothing is searched for yet."""
        return not (self.q.strip() or self.is_narrowed)

    def having(self, facet: str, key: str) -> Self:
        """With this value wanted."""
        return self._with(_added(self.filters, facet, key), _removed(self.exclude, facet, key))

    def without(self, facet: str, key: str) -> Self:
        """With this value ruled out."""
        return self._with(_removed(self.filters, facet, key), _added(self.exclude, facet, key))

    def either_way(self, facet: str, key: str) -> Self:
        """With this value neither wanted nor ruled out."""
        return self._with(_removed(self.filters, facet, key), _removed(self.exclude, facet, key))

    def words_only(self) -> Self:
        """With nothing but the words."""
        return dataclasses.replace(self, filters={}, exclude={}, since="", until="", within={}, page=1)

    def between(self, since: str, until: str) -> Self:
        """With these dates."""
        return dataclasses.replace(self, since=since, until=until, page=1)

    def anytime(self) -> Self:
        """Without dates."""
        return self.between("", "")

    def sorted_by(self, sort: str) -> Self:
        return dataclasses.replace(self, chosen_sort=sort, page=1)

    def at_page(self, page: int) -> Self:
        return dataclasses.replace(self, page=page)

    def without_reading(self, kind: str) -> Self:
        """With one kind of guess about what was meant left out."""
        return dataclasses.replace(self, off=(*self.off, kind), page=1)

    def with_readings(self) -> Self:
        """With every guess allowed again."""
        return dataclasses.replace(self, off=(), page=1)

    def unfolded(self) -> Self:
        """With every article of a story in a row of its own, or with one row for a story again."""
        return dataclasses.replace(self, fold=not self.fold, page=1)

    def with_recency(self) -> Self:
        """With newer articles rising, or not any more."""
        return dataclasses.replace(self, recent=not self.recent, page=1)

    def sharing(self, share: bool) -> Self:
        """With the chart as a share of all articles, or as counts."""
        return dataclasses.replace(self, share=share)

    def looking(self, facet: str, beginning: str) -> Self:
        """With a search inside a facet."""
        within = {**self.within, facet: beginning}
        return dataclasses.replace(self, within={name: text for name, text in within.items() if text})

    def reworded(self, query: str) -> Self:
        """Other words, all else kept."""
        return dataclasses.replace(self, q=query, off=(), page=1)

    def asking(self, query: str) -> Self:
        """Another query, nothing else kept."""
        return type(self)(q=query)

    def about(self, facet: str, key: str) -> Self:
        """Everything with this value, nothing else kept."""
        return type(self)(filters={facet: (key,)})

    def _with(self, filters: Keys, exclude: Keys) -> Self:
        return dataclasses.replace(self, filters=filters, exclude=exclude, page=1)


def _keys(args: MultiDict[str, str], prefix: str) -> Keys:
    """The keys of each facet, once each, in the order of the URL."""
    given = {facet: args.getlist(prefix + facet) for facet in FACETS if prefix + facet in args}
    found = {facet: tuple(dict.fromkeys(filter(None, keys))) for facet, keys in given.items()}
    return {facet: keys for facet, keys in found.items() if keys}


def _beginnings(args: MultiDict[str, str]) -> Mapping[str, str]:
    found = {facet: args[WITHIN + facet].strip() for facet in FACETS if WITHIN + facet in args}
    return {facet: text for facet, text in found.items() if text}


def _page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _added(keys: Keys, facet: str, key: str) -> Keys:
    return keys if key in keys.get(facet, ()) else {**keys, facet: (*keys.get(facet, ()), key)}


def _removed(keys: Keys, facet: str, key: str) -> Keys:
    left = {**keys, facet: tuple(other for other in keys.get(facet, ()) if other != key)}
    return {name: values for name, values in left.items() if values}
