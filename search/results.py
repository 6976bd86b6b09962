"""What a search gives back: frozen values that turn into JSON as they are."""

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawler.article import Article
from search.snippets import Snippet


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that matches; ``score`` compares within one page only (0 where sorted by date).

    ``title`` and ``snippet`` are strings that carry the marks of matched words.
    """

    url: str
    title: Snippet
    published: datetime | None
    source: str
    language: str
    snippet: Snippet
    persons: tuple[str, ...]
    countries: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: ``count`` articles of all matches carry it; ``label`` is for people to read."""

    key: str
    label: str
    count: int
    selected: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What was searched.

    ``words`` are the terms looked for. ``relaxed`` tells that no article had all the words, so articles
    with as many of them as possible were ranked; ``search(…, relax=False)`` switches that off.
    """

    words: tuple[str, ...]
    relaxed: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page of results. ``total`` counts all matches; ``facets`` maps a facet's name to its values."""

    query: str
    total: int
    offset: int
    limit: int
    hits: list[Hit]
    facets: dict[str, list[FacetValue]]
    interpretation: Interpretation
    suggestions: tuple[str, ...]
    took_ms: float

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; moments as ISO 8601 in UTC."""
        return {key: _plain(getattr(self, key)) for key in self.__slots__}


@dataclass(frozen=True, slots=True)
class ArticleView:
    """A whole article with its people and countries; title and text carry the marks of a query's matches."""

    article: Article
    title: Snippet
    text: Snippet
    persons: tuple[str, ...]
    countries: tuple[str, ...]


def _plain(value: Any) -> Any:
    if isinstance(value, Hit):
        marks = {"title": value.title.marks, "snippet": value.snippet.marks}
        return {name: _plain(getattr(value, name)) for name in value.__slots__} | {"marks": _plain(marks)}
    if isinstance(value, Snippet):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return value
