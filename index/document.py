"""Article → Document: the fields, terms and facet keys that an engine stores."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from crawler.article import Article
from index import entity_facets
from index.entities.aliases import NONE, Aliases
from index.entity_facets import Found
from index.query import MISREAD, STORY, pair_key
from index.text.columns import Columns, columns, number_of_terms
from index.text.letterless import Misreading

LOCAL_TIME = ZoneInfo("Asia/Almaty")
MAX_WORDS = 200_000
LEAD_WORDS = 50
"""Words of a lead at most: the first paragraph, in which news says what happened."""
NAME_GAP = 100
"""Positions from one name to the next, so that no phrase runs over two people."""


class SkipReason(Enum):
    """Why an article makes no document."""

    NO_WORDS = "has no words"
    TOO_LONG = f"has more than {MAX_WORDS:,} words"


@dataclass(frozen=True, slots=True)
class Document:
    """What an engine stores of one article: terms of its text fields, and facet keys by facet name.

    ``lead`` is the beginning of ``text`` once more. ``person`` holds the words of the names of its people, one
    name far from the next.
    """

    article: Article
    title: Columns
    text: Columns
    lead: Columns
    person: Columns
    facets: Mapping[str, tuple[str, ...]]


def make_document(article: Article, aliases: Aliases = NONE, story: str = "") -> Document | SkipReason:
    """Analyse an article, or say why it is left out of the index.

    ``story`` is the URL of one member of the story that it tells with others, the same for all of them.
    """
    return make_documents([(article, story)], aliases)[0]


def make_documents(
    articles: Sequence[tuple[Article, str]], aliases: Aliases = NONE
) -> list[Document | SkipReason]:
    """``make_document`` of each article and its story; several take less time together than one by one."""
    read = [_read(*told) for told in articles]
    fit = [told for told in read if not told.unfit]
    stems = [[*told.title.stems, *told.text.stems] if aliases.people else () for told in fit]
    found = iter(entity_facets.find_all([told.article for told in fit], stems, aliases))
    return [told.unfit or _document(told, next(found)) for told in read]


class _Read(NamedTuple):
    """An article with its terms."""

    article: Article
    story: str
    title: Columns
    text: Columns
    lead: Columns
    misread: set[Misreading]

    @property
    def unfit(self) -> SkipReason | None:
        if not self.text:
            return SkipReason.NO_WORDS
        return SkipReason.TOO_LONG if len(self.text) > MAX_WORDS else None


def _read(article: Article, story: str) -> _Read:
    title, misread_there = columns(article.title)
    text, misread = columns(article.text)
    lead = _lead(article.text, text) if text else text
    return _Read(article, story, title, text, lead, misread | misread_there)


def _lead(printed: str, text: Columns) -> Columns:
    paragraph = next(filter(None, map(number_of_terms, printed.split("\n"))))
    return text.first(min(paragraph, bisect_left(text.positions, LEAD_WORDS)))


def _document(read: _Read, found: Found) -> Document:
    article, story, title, text, lead, misread = read
    misreadings = tuple(pair_key(*pair) for pair in sorted(misread))
    facets = {**_facets(article), **found.facets(), MISREAD: misreadings, STORY: (story,) if story else ()}
    return Document(article, title, text, lead, _names(found.names), facets)


def _names(names: list[str]) -> Columns:
    stems: list[str] = []
    surfaces: list[str] = []
    positions: list[int] = []
    for number, name in enumerate(names):
        found, _ = columns(name)
        stems += found.stems
        surfaces += found.surfaces
        positions += [position + number * NAME_GAP for position in found.positions]
    return Columns(stems, surfaces, positions)


def _facets(article: Article) -> dict[str, tuple[str, ...]]:
    facets = {
        "source": (article.source,),
        "section": (article.section,),
        "language": (article.language,),
        "author": article.authors,
        **_dates(article),
    }
    return {name: tuple(key for key in keys if key) for name, keys in facets.items()}


def _dates(article: Article) -> dict[str, tuple[str, ...]]:
    day = article.published.astimezone(LOCAL_TIME).date().isoformat() if article.published else ""
    return {"year": (day[:4],), "month": (day[:7],), "day": (day,)}
