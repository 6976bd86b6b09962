"""Article → Document: the fields, terms and facet keys that an engine stores."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from zoneinfo import ZoneInfo

from crawler.article import Article
from index import entity_facets
from index.entities.aliases import NONE, Aliases
from index.query import MISREAD, pair_key
from index.text import Term, terms
from index.text.letterless import misread

LOCAL_TIME = ZoneInfo("Asia/Almaty")
MAX_WORDS = 200_000
NAME_GAP = 100
"""Positions from one name to the next, so that no phrase runs over two people."""


class SkipReason(Enum):
    """Why an article makes no document."""

    NO_WORDS = "has no words"
    TOO_LONG = f"has more than {MAX_WORDS:,} words"


@dataclass(frozen=True, slots=True)
class Document:
    """What an engine stores of one article: terms of its text fields, and facet keys by facet name.

    ``person`` holds the words of the names of its people, one name far from the next.
    """

    article: Article
    title: tuple[Term, ...]
    text: tuple[Term, ...]
    person: tuple[Term, ...]
    facets: Mapping[str, tuple[str, ...]]


def make_document(article: Article, aliases: Aliases = NONE) -> Document | SkipReason:
    """Analyse an article, or say why it is left out of the index."""
    title = tuple(terms(article.title))
    text = tuple(terms(article.text))
    if not text:
        return SkipReason.NO_WORDS
    if len(text) > MAX_WORDS:
        return SkipReason.TOO_LONG
    found = entity_facets.find(article, (*title, *text), aliases)
    misreadings = tuple(pair_key(typed, stem) for typed, stem in misread((*title, *text)))
    facets = {**_facets(article), **found.facets(), MISREAD: misreadings}
    return Document(article, title, text, tuple(_name_terms(found.names)), facets)


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
        "month": (_month(article),),
    }
    return {name: tuple(key for key in keys if key) for name, keys in facets.items()}


def _month(article: Article) -> str:
    return article.published.astimezone(LOCAL_TIME).strftime("%Y-%m") if article.published else ""
