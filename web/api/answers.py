"""The types of the API's answers, from which the OpenAPI document is made.

They are what ``search`` gives, with what JSON cannot say beside it: the marks of matched words.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NotRequired, TypedDict

from search import Hit, Page
from search.snippets import Marks


class Problem(TypedDict):
    """A problem detail of RFC 9457. ``position`` counts characters of the query from 0."""

    type: str
    title: str
    status: int
    detail: str
    position: NotRequired[int]


@dataclass(frozen=True, slots=True)
class HitMarks:
    """(start, end) offsets of the matched words, in characters."""

    title: Marks
    snippet: Marks


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundHit(Hit):
    """One article that matches."""

    marks: HitMarks


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer(Page):
    """What was found; beside it the filters, dates and order that were asked for."""

    hits: list[FoundHit]  # type: ignore[assignment]
    filters: dict[str, list[str]]
    exclude: dict[str, list[str]]
    since: str | None
    until: str | None
    sort: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggestion; ``label`` names its kind, ``link`` is the page that it leads to."""

    kind: str
    text: str
    key: str
    count: int
    label: str
    link: str


@dataclass(frozen=True, slots=True)
class SuggestAnswer:
    """What may be meant, the likeliest first."""

    suggestions: list[Offer]


@dataclass(frozen=True, slots=True)
class HitsAnswer:
    """Articles in a list."""

    hits: list[Hit]


class ArticleMarks(TypedDict):
    """(start, end) offsets of the matched words, in characters."""

    title: Marks
    text: Marks


class ArticleAnswer(TypedDict):
    """One article; what is not known of it is left out. Moments are ISO 8601 in UTC."""

    url: str
    title: str
    text: str
    published: NotRequired[datetime]
    modified: NotRequired[datetime]
    source: NotRequired[str]
    authors: NotRequired[list[str]]
    section: NotRequired[str]
    tags: NotRequired[list[str]]
    language: str
    image: NotRequired[str]
    fetched_at: NotRequired[datetime]
    persons: list[str]
    countries: list[str]
    marks: ArticleMarks
