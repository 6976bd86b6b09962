"""``SearchParams``: a search as the URL carries it, and the searches one step away from it."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self, cast

from werkzeug.datastructures import MultiDict

from index.query import FACETS, Sort

NOT = "not."
"""``person=…`` wants a person, ``not.person=…`` does without."""

Keys = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SearchParams:
    """One search. ``page`` counts from 1 and is 0 where the URL has no number there."""

    q: str = ""
    filters: Keys = field(default_factory=dict)
    exclude: Keys = field(default_factory=dict)
    since: str = ""
    until: str = ""
    chosen_sort: str = ""
    page: int = 1

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
        )

    def args(self) -> dict[str, Any]:
        """The parameters for ``url_for``; what is empty or usual is left out."""
        args: dict[str, Any] = {"q": self.q}
        args |= self.filters
        args |= {NOT + facet: keys for facet, keys in self.exclude.items()}
        args |= {"since": self.since, "until": self.until, "sort": self.chosen_sort}
        args |= {"page": self.page if self.page != 1 else ""}
        return {name: value for name, value in args.items() if value}

    def fields(self, with_dates: bool) -> list[tuple[str, str]]:
        """What the search form sends along unseen; the dates only where the page has no inputs for them."""
        kept = dataclasses.replace(self, q="", page=1).args()
        if not with_dates:
            kept = {name: value for name, value in kept.items() if name not in ("since", "until")}
        return [
            (name, item)
            for name, value in kept.items()
            for item in (value if isinstance(value, tuple) else [value])
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
        return dataclasses.replace(self, filters={}, exclude={}, since="", until="", page=1)

    def anytime(self) -> Self:
        """Without dates."""
        return dataclasses.replace(self, since="", until="", page=1)

    def sorted_by(self, sort: str) -> Self:
        return dataclasses.replace(self, chosen_sort=sort, page=1)

    def at_page(self, page: int) -> Self:
        return dataclasses.replace(self, page=page)

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
    found = {facet: tuple(dict.fromkeys(filter(None, args.getlist(prefix + facet)))) for facet in FACETS}
    return {facet: keys for facet, keys in found.items() if keys}


def _page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _added(keys: Keys, facet: str, key: str) -> Keys:
    return keys if key in keys.get(facet, ()) else {**keys, facet: (*keys.get(facet, ()), key)}


def _removed(keys: Keys, facet: str, key: str) -> Keys:
    left = {**keys, facet: tuple(other for other in keys.get(facet, ()) if other != key)}
    return {name: values for name, values in left.items() if values}
