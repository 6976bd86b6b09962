"""What a search gives back: frozen values that turn into JSON as they are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from crawler.article import Article
from search.snippets import Snippet


@dataclass(frozen=True, slots=True)
class Story:
    """The articles of one story that match: ``articles`` of them, by ``sources`` outlets.

    ``key`` is the URL of one member; ``first_…`` tells of the first published of them.
    """

    key: str
    articles: int
    sources: int
    first_url: str
    first_source: str
    first_published: datetime | None


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that matches; ``score`` compares within one page only (0 where sorted by date).

    ``title`` and ``snippet`` are strings that carry the marks of matched words. ``story`` is given where the
    row stands for several articles.
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
    story: Story | None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: ``count`` articles of all matches carry it; ``label`` is for people to read.

    Of a year, month or day, ``of`` is how many articles there are in all, so that a share can be told.
    """

    key: str
    label: str
    count: int
    selected: bool = False
    excluded: bool = False
    of: int | None = None


ReadingKind = Literal[
    "stem", "letters", "latin", "arabic", "country", "keyboard", "spelling", "relaxed", "as_words"
]
"""How a query may be read beyond what was typed:

stem        words in any of their forms
letters     words typed without the nine Kazakh letters, or found so
latin       Latin letters read as Kazakh Cyrillic
arabic      Arabic letters read as Kazakh Cyrillic
country     a country by a name that the articles do not use
keyboard    keys struck on another keyboard layout
spelling    a word that no article has, read as one like it
relaxed     any of the words, where no article has them all
as_words    what is no query language, searched as words
"""

READINGS: tuple[ReadingKind, ...] = get_args(ReadingKind)


@dataclass(frozen=True, slots=True)
class Reading:
    """A part of the query, as ``typed``, was also ``read`` in another way.

    ``search(…, readings=…)`` without its kind switches it off.
    """

    kind: ReadingKind
    typed: str
    read: str


@dataclass(frozen=True, slots=True)
class Matched:
    """The surface forms that a word of the query matched, most frequent first, each with its number of articles in the
    whole index."""

    word: str
    forms: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What was searched.

    ``words`` are the terms looked for. ``relaxed`` tells that no article had all the words, so articles
    with as many of them as possible were ranked. ``readings`` are the other ways in which the query was read.
    """

    words: tuple[str, ...]
    relaxed: bool = False
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of results. ``total`` counts all matches, ``stories`` the rows that they make where equal stories
    fold (else the same); ``facets`` maps a facet's name to its values, dates newest first.

    ``suggestions`` are queries that find more. ``took_ms`` is in milliseconds. ``cut`` tells that the query was
    too long or took too long, so there may be more than was found.
    """

    query: str
    total: int
    stories: int
    offset: int
    limit: int
    hits: list[Hit]
    facets: dict[str, list[FacetValue]]
    interpretation: Interpretation
    suggestions: tuple[str, ...]
    matched_as: tuple[Matched, ...]
    took_ms: float
    cut: bool

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


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a beginning may become: ``text`` to show, ``key`` to go on with (a person's name, a country's code, a
    word, an article's URL), in about ``count`` articles."""

    kind: Literal["person", "country", "word", "title"]
    text: str
    key: str
    count: int


@dataclass(frozen=True, slots=True)
class Stats:
    """The index as a whole: articles in all, by language and by source (most first), the first and last date."""

    documents: int
    languages: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int], ...]
    first: datetime | None
    last: datetime | None


def _plain(value: Any) -> Any:
    if type(value) in _PLAIN:
        return value
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
    return {name: _plain(getattr(value, name)) for name in value.__slots__}


_PLAIN = frozenset((str, int, float, bool, type(None)))
