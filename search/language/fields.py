"""``field:value`` → query nodes: one row a field."""

from collections.abc import Callable
from datetime import datetime

from crawler.errors import QueryError
from index.query import Everything, InFacet, Node, Not, Or, Published, TextField, WithUrl
from search.language.dates import Span, read_dates
from search.language.lex import Lexeme
from search.language.words import beginning, country, near, person, phrase, words

Reader = Callable[[Lexeme, datetime], Node]
"""Reads a value; relative dates count from the moment. Raises QueryError for what it cannot read."""


def in_field(value: Lexeme, field: TextField | None, exact: bool = False) -> Node:
    """A word, a phrase, near words or the beginning of a word, in a field or (None) anywhere.

    ``exact`` takes bare words as they are typed too.
    """
    if value.nearness is not None:
        return near(value.plain, value.nearness, field)
    if value.kind == "phrase":
        return phrase(value.plain, field)
    if value.is_prefix:
        return beginning(value.plain.removesuffix("*"), field)
    return words(value.plain, field, exact)


def _person(value: Lexeme, now: datetime) -> Node:
    return in_field(value, "person") if value.is_prefix else person(value.plain)


def _key(facet: str) -> Reader:
    return lambda value, now: InFacet(facet, (value.plain,))


def _source(value: Lexeme, now: datetime) -> Node:
    host = value.plain.lower().partition("://")[2] or value.plain.lower()
    return InFacet("source", (host.split("/")[0].removeprefix("www."),))


def _language(value: Lexeme, now: datetime) -> Node:
    codes = {code.lower(): code for code in ("kk", "kk-Latn", "kk-Arab", "ru", "en")}
    return InFacet("language", (codes.get(value.plain.lower(), value.plain),))


def _url(value: Lexeme, now: datetime) -> Node:
    """An address, or how addresses begin, with or without ``https://`` and ``www.``."""
    address = value.plain.removesuffix("*")
    if "://" in address:
        return WithUrl(address, prefix=value.is_prefix or address.count("/") == 2)
    return Or(tuple(WithUrl(f"{start}{address}", prefix=True) for start in _STARTS))


_STARTS = ("https://", "http://", "https://www.", "http://www.")


def _dates(choose: Callable[[Span], Published]) -> Reader:
    return lambda value, now: choose(read_dates(value.plain, value.position, now))


def _text(field: TextField) -> Reader:
    return lambda value, now: in_field(value, field)


FIELDS: dict[str, Reader] = {
    "title": _text("title"),
    "text": _text("text"),
    "person": _person,
    "country": lambda value, now: country(value.plain, value.position),
    "source": _source,
    "author": _key("author"),
    "section": _key("section"),
    "lang": _language,
    "url": _url,
    "after": _dates(lambda span: Published(since=span.since)),
    "before": _dates(lambda span: Published(until=span.until)),
    "date": _dates(lambda span: Published(since=span.since, until=span.until)),
}


def read_field(name: str, value: Lexeme, now: datetime, exact: bool = False) -> Node:
    """The node of ``name:value``; raises QueryError for a value that cannot be read."""
    if exact and name in ("title", "text"):
        return in_field(value, "title" if name == "title" else "text", exact)
    node = FIELDS[name](value, now)
    if isinstance(node, Everything | Not):
        raise QueryError(f"{name}: wants a word", value.position)
    return node
