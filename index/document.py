"""Article → Document: the fields, terms and facet keys that an engine stores."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile
from typing import NamedTuple
from zoneinfo import ZoneInfo

from crawler.article import Article
from index import entity_facets
from index.entities.aliases import NONE, Aliases
from index.entity_facets import Found
from index.query import MISREAD, STORY, pair_key
from index.text import Term, terms
from index.text.letterless import misread

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
    title: tuple[Term, ...]
    text: tuple[Term, ...]
    lead: tuple[Term, ...]
    person: tuple[Term, ...]
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
    read = [
        _Read(article, story, tuple(terms(article.title)), tuple(terms(article.text)))
        for article, story in articles
    ]
    fit = [told for told in read if not told.unfit]
    found = iter(
        entity_facets.find_all([told.article for told in fit], [told.terms for told in fit], aliases)
    )
    return [told.unfit or _document(told, next(found)) for told in read]


class _Read(NamedTuple):
    """An article with its terms."""

    article: Article
    story: str
    title: tuple[Term, ...]
    text: tuple[Term, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        return self.title + self.text

    @property
    def unfit(self) -> SkipReason | None:
        if not self.text:
            return SkipReason.NO_WORDS
        return SkipReason.TOO_LONG if len(self.text) > MAX_WORDS else None


def _document(read: _Read, found: Found) -> Document:
    article, story, title, text = read
    misreadings = tuple(pair_key(typed, stem) for typed, stem in misread(read.terms))
    facets = {**_facets(article), **found.facets(), MISREAD: misreadings, STORY: (story,) if story else ()}
    people = tuple(_name_terms(found.names))
    return Document(article, title, text, _lead(article.text, text), people, facets)


def _lead(printed: str, text: tuple[Term, ...]) -> tuple[Term, ...]:
    end = printed.find("\n", text[0].start)
    first = takewhile(lambda term: term.position < LEAD_WORDS and (end < 0 or term.end <= end), text)
    return tuple(first)


def _name_terms(names: list[str]) -> Iterator[Term]:
    for number, name in enumerate(names):
        for found in terms(name):
            yield found._replace(position=found.position + number * NAME_GAP)


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
