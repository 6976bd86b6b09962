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

TextField = Literal["title", "text", "person"]
"""``person`` holds the words of the names of an article's people."""
Sort = Literal["relevance", "newest", "oldest"]

FACETS = ("person", "country", "source", "section", "language", "author", "month")
"""Facet names. Keys: a person's key (``entities.merge_key``), an ISO 3166-1 code, a host, …, a month as "2024-11"."""

SPELLING = "spelling"
"""A facet beside them, of pairs: a person's key and the name as an article has it."""

FORM = "form"
"""A facet beside them, of pairs: a person's key or a country's code and a mention as an article prints it."""

EDITED = "edited"
"""A facet beside them, of pairs: a person's key and the name that an editor decided on, empty for nobody."""

MISREAD = "misread"
"""A facet beside them, of pairs: a letterless spelling that would be misread and the true stem."""

PAIRS = (SPELLING, FORM, EDITED, MISREAD)


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

    ``typed`` is the word as it was typed, in lower case, where it is known.
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
    """The article with this URL."""

    url: str


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
class Request:
    """One search.

    ``filters`` maps a facet to the keys of which an article must carry one; a facet's own counts leave
    its own filter out, so they stay while values are chosen. ``exclude`` maps a facet to keys that no
    article may carry. ``facets`` names what to count over every match.
    """

    node: Node
    filters: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    exclude: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    facets: tuple[str, ...] = ()
    sort: Sort = "relevance"
    limit: int = 10
    offset: int = 0


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """One match: the stored article, its facet keys, its score (0 where sorted by date)."""

    article: Article
    facets: Mapping[str, tuple[str, ...]]
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """``total`` counts every match; ``counts[facet]`` maps each key to its number of articles."""

    total: int
    articles: list[FoundArticle]
    counts: dict[str, dict[str, int]]
