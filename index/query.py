"""What an index can be asked: query nodes, the request around them, and what comes back.

Nodes speak of terms, never of Kazakh: words were analysed before a node was made. Engines translate
nodes into their own queries.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from crawler.article import Article

TextField = Literal["title", "text", "person", "lead"]
"""``person`` holds the words of the names of an article's people. ``lead`` holds the first words of the text once
more, stems alone: nothing exact is found in it."""
Sort = Literal["relevance", "newest", "oldest"]

DATE_FACETS = ("year", "month", "day")
"""Keys: "2024", "2024-11", "2024-11-22" in Kazakhstan's time; an article without a date has none."""

FACETS = ("person", "country", "source", "section", "language", "author", *DATE_FACETS)
"""Facet names. Keys: a person's key (``entities.merge_key``), an ISO 3166-1 code, a host, …, a date's beginning."""

STORY = "story"
"""A facet beside them: the URL of one member of the story that near-duplicate articles tell; others have none."""

NAME = "name"
"""A facet beside them, of pairs: a word of a person's key and the key."""

SPELLING = "spelling"
"""A facet beside them, of pairs: a person's key or a country's code, and the name as an article has it."""

FORM = "form"
"""A facet beside them, of pairs: a person's key or a country's code and a mention as an article prints it."""

EDITED = "edited"
"""A facet beside them, of pairs: a person's key and the name that an editor decided on, empty for nobody."""

MISREAD = "misread"
"""A facet beside them, of pairs: a letterless spelling that would be misread and the true stem."""

PAIRS = (NAME, SPELLING, FORM, EDITED, MISREAD)


def pair_key(left: str, right: str = "") -> str:
    """The key of a pair; without its right side, what the keys of all pairs with that left side begin with."""
    return f"{left}\x1e{right}"


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No article."""


@dataclass(frozen=True, slots=True)
class Word:
    """A term; ``exact`` compares surface forms; ``field`` None searches title and text.

    ``typed`` is the word as it was typed, normalised and in lower case, where it is known.
    """

    term: str
    field: TextField | None = None
    exact: bool = False
    typed: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms side by side in this order."""

    terms: tuple[str, ...]
    field: TextField | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """All of the terms in any order, the first and the last at most ``slop`` positions apart."""

    terms: tuple[str, ...]
    slop: int
    field: TextField | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any term that begins so; all score alike."""

    start: str
    field: TextField | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class WithUrl:
    """The article with this URL; with ``prefix``, articles whose URL begins so (case counts)."""

    url: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class InFacet:
    """Articles that carry one of the keys of a facet."""

    facet: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """Published at or after ``since`` and before ``until`` (aware moments; None is open)."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class And:
    """All of the nodes."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of the nodes; an article with more of them ranks higher."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Articles without the node."""

    node: "Node"


Node = Everything | Nothing | Word | Phrase | Near | Prefix | WithUrl | InFacet | Published | And | Or | Not


@dataclass(frozen=True, slots=True)
class Preference:
    """Raises what matches anyway: an article that ``node`` finds scores ``weight`` times the node's score more.

    With ``flat`` it scores ``weight`` more, whatever the node's score.
    """

    node: Node
    weight: float
    flat: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One search.

    ``filters`` maps a facet to the keys of which an article must carry one; a facet's own counts leave
    its own filter out, so they stay while values are chosen. ``exclude`` maps a facet to keys that no
    article may carry. ``facets`` names what to count over every match. Of a facet in ``facet_sizes`` only so
    many of the most frequent keys are wanted (of equal ones the first in order of code points), and those named
    in ``filters`` and ``exclude`` that some article carries. ``facet_words`` maps a facet to the beginning of a
    word: only keys with a word (words stand between blanks) that begins so are wanted of it.

    ``preferences`` add to scores, then ``recency`` (a half-life in days, 0 is off) multiplies them by
    ½ + ½ · 2^(−age / half-life); ages count from ``now`` (None: the moment of asking), what is published later
    counts as new, what has no date scores ½. Neither touches what matches, nor an order by date.

    ``fold`` lists one article of each story, the first of those that match in the order asked for; ``limit``
    and ``offset`` then count rows. ``deadline`` in seconds from the call (0 is none): once it has passed,
    what was found until then is the answer, and says so (``Found.cut``).
    """

    node: Node
    filters: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    exclude: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    facets: tuple[str, ...] = ()
    sort: Sort = "relevance"
    limit: int = 10
    offset: int = 0
    facet_sizes: Mapping[str, int] = dataclasses.field(default_factory=dict)
    facet_words: Mapping[str, str] = dataclasses.field(default_factory=dict)
    preferences: tuple[Preference, ...] = ()
    recency: float = 0.0
    now: datetime | None = None
    fold: bool = False
    deadline: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """One article of a story."""

    url: str
    source: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class FoundStory:
    """The articles of a story that match: how many, and the ``STORY_REPORTS`` first published of them.

    ``reports`` begins with the first publisher; undated ones come last, equal ones in any order.
    """

    key: str
    articles: int
    reports: tuple[Report, ...]


STORY_REPORTS = 20


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """One match: the stored article, its person and country keys, its score (0 where sorted by date).

    ``story`` is given where the request folds and two articles or more of its story match.
    """

    article: Article
    facets: Mapping[str, tuple[str, ...]]
    score: float
    story: FoundStory | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """``total`` counts every match; ``counts[facet]`` maps each key to its number of articles.

    ``rows`` counts what can be listed: stories once where the request folds, else every match. ``cut`` tells
    that the deadline passed or another limit was reached, so there may be more than was found.
    """

    total: int
    articles: list[FoundArticle]
    counts: dict[str, dict[str, int]]
    rows: int = 0
    cut: bool = False
