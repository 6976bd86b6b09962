"""The query language: a line of text → query nodes.

    words            all of them, in any form              қорғаныс министрлері
    OR               either side                           Алматы OR Астана
    NOT, -           without                               сайлау -АҚШ
    "…"              these words as written, side by side  "ресми сапар"
    ( )              grouping                              (мұнай OR газ) экспорты
    person: country: source: title: lang: section: author: after: before: date:

Words go through the same analysis as articles.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from crawler.errors import QueryError
from index import entities
from index.query import And, Everything, InFacet, Node, Not, Nothing, Or, Phrase, Published, TextField, Word
from index.text import Term, terms
from search.dates import Span, read_dates
from search.labels import is_country_code

MAX_LENGTH = 1000
"""Characters of a query; nobody types more, and each word costs."""

_LEXER = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\))
      | (?P<or>(?:OR|НЕМЕСЕ|ИЛИ)(?![^\s()"])) | (?P<and>(?:AND|ЖӘНЕ|И)(?![^\s()"]))
      | (?P<not>(?:NOT|ЕМЕС|НЕ)(?![^\s()"])|-(?=[^\s\-–—]))
      | (?P<field>person|country|source|title|text|lang|section|author|after|before|date):(?=[^\s])
      | (?P<phrase>["«“„][^"«»“”„]*["»”“])
      | (?P<quote>["«“„])
      | (?P<word>[^\s()"«»“”„]+|[»”])
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of the query and where it starts."""

    kind: str
    text: str
    position: int


def parse(query: str) -> Node:
    """Read a query; an empty one asks for everything, one of mere punctuation finds nothing.

    Raises QueryError with the position of what cannot be read.
    """
    if len(query) > MAX_LENGTH:
        raise QueryError(f"the query is longer than {MAX_LENGTH} characters; shorten it", MAX_LENGTH)
    parser = _Parser(_lex(query), len(query))
    node = parser.any_of()
    if parser.kind:
        raise QueryError("a bracket is closed that was never opened", parser.position)
    return Nothing() if isinstance(node, Everything) and query.strip() else node


def _lex(query: str) -> list[Lexeme]:
    found = []
    for match in _LEXER.finditer(query):
        kind = match.lastgroup or ""
        found.append(Lexeme(kind, match.group(kind), match.start(kind)))
    return found


class _Parser:
    """Recursive descent: any_of → all_of → one."""

    def __init__(self, lexemes: list[Lexeme], end: int) -> None:
        self.lexemes = lexemes
        self.end = end
        self.at = 0

    @property
    def kind(self) -> str:
        return self.lexemes[self.at].kind if self.at < len(self.lexemes) else ""

    @property
    def position(self) -> int:
        return self.lexemes[self.at].position if self.at < len(self.lexemes) else self.end

    def take(self) -> Lexeme:
        self.at += 1
        return self.lexemes[self.at - 1]

    def any_of(self) -> Node:
        nodes = [self.all_of()]
        while self.kind == "or":
            operator = self.take()
            self.expect_something(f"nothing stands after {operator.text}", operator.position)
            nodes.append(self.all_of())
        return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))

    def all_of(self) -> Node:
        nodes: list[Node] = []
        while self.kind not in ("", "or", "close"):
            node = self.one()
            if not isinstance(node, Everything):
                nodes.append(node)
        if not nodes:
            return Everything()
        return nodes[0] if len(nodes) == 1 and not isinstance(nodes[0], Not) else And(tuple(nodes))

    def one(self) -> Node:
        lexeme = self.take()
        match lexeme.kind:
            case "and":
                self.expect_something(f"nothing stands after {lexeme.text}", lexeme.position)
                return Everything()
            case "not":
                self.expect_something(f"nothing stands after {lexeme.text}", lexeme.position)
                node = self.one()
                return node if isinstance(node, Everything) else Not(node)
            case "open":
                return self.group(lexeme)
            case "field":
                return self.field(lexeme)
            case "phrase":
                return phrase(lexeme.text[1:-1])
            case "quote":
                raise QueryError("a quotation mark is not closed", lexeme.position)
            case _:
                return words(lexeme.text)

    def group(self, opening: Lexeme) -> Node:
        node = self.any_of()
        if self.kind != "close":
            raise QueryError("a bracket is not closed", opening.position)
        self.take()
        return node

    def field(self, name: Lexeme) -> Node:
        value = self.take() if self.kind in ("word", "phrase", "or", "and", "not") else None
        if value is None:
            raise QueryError(f'{name.text}: wants a word or a "phrase"', name.position)
        return FIELDS[name.text](value)

    def expect_something(self, complaint: str, position: int) -> None:
        if self.kind in ("", "or", "close", "and"):
            raise QueryError(complaint, position)


def words(text: str, field: TextField | None = None) -> Node:
    """All words of ``text`` in any form; hyphenated ones written with a hyphen, a space or as one word."""
    nodes: list[Node] = []
    found = list(terms(text))
    while found:
        first = found.pop(0)
        if not first.whole:
            nodes.append(Word(first.stem, field, typed=first.surface))
            continue
        parts = [found.pop(0) for _ in _parts_of(first, found)]
        nodes.append(Or((Word(first.stem, field), Phrase(tuple(part.stem for part in parts), field))))
    if not nodes:
        return Everything()
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))


def _parts_of(whole: Term, following: list[Term]) -> list[Term]:
    return [term for term in following if term.start == whole.start]


def phrase(text: str, field: TextField | None = None, exact: bool = True) -> Node:
    """The words of ``text`` side by side, as written (``exact``) or in any form."""
    found = [term.surface if exact else term.stem for term in terms(text) if not term.whole]
    if not found:
        return Everything()
    return Word(found[0], field, exact) if len(found) == 1 else Phrase(tuple(found), field, exact)


def person(name: str) -> Node:
    """Articles about a person whose name has these words in this order, in any spelling and case form."""
    return phrase(name, "person", exact=False)


def country(name: str, position: int | None = None) -> Node:
    """Articles about a country, by ISO 3166-1 code or by name; raises QueryError where there is none."""
    code = name.upper() if is_country_code(name.upper()) else entities.country_code(name)
    if code is None:
        raise QueryError(f"no country is called {name!r}", position)
    return InFacet("country", (code,))


def _text_field(field: TextField) -> Callable[[Lexeme], Node]:
    def read(value: Lexeme) -> Node:
        return phrase(_unquoted(value), field) if value.kind == "phrase" else words(value.text, field)

    return read


def _facet(name: str) -> Callable[[Lexeme], Node]:
    return lambda value: InFacet(name, (_unquoted(value),))


def _dates(choose: Callable[[Span], Published]) -> Callable[[Lexeme], Node]:
    return lambda value: choose(read_dates(_unquoted(value), value.position))


def _unquoted(value: Lexeme) -> str:
    return value.text[1:-1] if value.kind == "phrase" else value.text


FIELDS: dict[str, Callable[[Lexeme], Node]] = {
    "title": _text_field("title"),
    "text": _text_field("text"),
    "person": lambda value: person(_unquoted(value)),
    "country": lambda value: country(_unquoted(value), value.position),
    "source": _facet("source"),
    "section": _facet("section"),
    "author": _facet("author"),
    "lang": _facet("language"),
    "after": _dates(lambda span: Published(since=span.since)),
    "before": _dates(lambda span: Published(until=span.until)),
    "date": _dates(lambda span: Published(since=span.since, until=span.until)),
}
