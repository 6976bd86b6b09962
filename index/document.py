"""Article → Document: the fields, terms and facet keys that an engine stores."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from zoneinfo import ZoneInfo

from crawler.article import Article
from index import entities
from index.query import MISREAD, SPELLING, pair_key
from index.text import Term, terms
from index.text.letterless import misread
from index.text.scripts import text_to_cyrillic

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


def make_document(article: Article) -> Document | SkipReason:
    """Analyse an article, or say why it is left out of the index."""
    title = tuple(terms(article.title))
    text = tuple(terms(article.text))
    if not text:
        return SkipReason.NO_WORDS
    if len(text) > MAX_WORDS:
        return SkipReason.TOO_LONG
    found = entities.extract(text_to_cyrillic(f"{article.title}\n{article.text}", article.language))
    names = [name for name, _ in found.persons]
    facets = _facets(article, names, found.countries)
    facets[MISREAD] = tuple(pair_key(typed, stem) for typed, stem in misread((*title, *text)))
    return Document(article, title, text, tuple(_name_terms(names)), facets)


def _name_terms(names: list[str]) -> Iterator[Term]:
    for number, name in enumerate(names):
        for found in terms(name):
            yield found._replace(position=found.position + number * NAME_GAP)


def _facets(article: Article, names: list[str], countries: list[str]) -> dict[str, tuple[str, ...]]:
    people = {entities.merge_key(name): name for name in reversed(names)}
    facets = {
        "person": tuple(reversed(people)),
        SPELLING: tuple(pair_key(key, name) for key, name in people.items()),
        "country": tuple(countries),
        "source": (article.source,),
        "section": (article.section,),
        "language": (article.language,),
        "author": article.authors,
        "month": (_month(article),),
    }
    return {name: tuple(key for key in keys if key) for name, keys in facets.items()}


def _month(article: Article) -> str:
    return article.published.astimezone(LOCAL_TIME).strftime("%Y-%m") if article.published else ""
