"""The query language: a line of text → query nodes. ``LANGUAGE.md`` beside this file documents it.

Nothing is refused: what cannot be read as the language has it is searched as words, and a note says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from crawler.errors import QueryError
from index.query import And, Everything, Node, Not, Nothing, Or, TextField
from search.language.fields import in_field, read_field
from search.language.lex import Lexeme, lex
from search.language.words import words
from search.results import Reading

MAX_LENGTH = 1000
"""Characters of a query that are read; nobody types more, and each word costs."""
MAX_PIECES = 100
"""Words, phrases and fields of a query that are read."""
MAX_DEPTH = 20
"""Brackets within brackets."""
GROUPED: dict[str, TextField] = {"title:": "title", "text:": "text"}
"""Fields that may stand before brackets."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as it was read: ``notes`` tell what was searched as words, ``cut`` that its end was left out."""

    node: Node
    notes: tuple[Reading, ...] = ()
    cut: bool = False


def parse(query: str, *, exact: bool = False, as_words: bool = True, now: datetime | None = None) -> Parsed:
    """Read a query; an empty one asks for everything, one of mere punctuation finds nothing.

    ``exact`` takes bare words as they are typed; without ``as_words`` what cannot be read is left out. Relative
    dates count from ``now``, an aware moment. Never raises.
    """
    lexemes = list(lex(query[:MAX_LENGTH]))
    cut = len(query) > MAX_LENGTH or len(lexemes) > MAX_PIECES
    parser = _Parser(_mended(lexemes[:MAX_PIECES]), exact, as_words, now or datetime.now(UTC))
    node = parser.any_of()
    if isinstance(node, Everything) and query.strip():
        node = Nothing()
    return Parsed(node, tuple(parser.notes), cut)


def _mended(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Brackets without their other half, or too deep in others, and operators without a side, told apart."""
    kinds = [lexeme.kind for lexeme in lexemes]
    for at in _loose_brackets(kinds):
        kinds[at] = "loose"
    for at in reversed(range(len(kinds))):  # from the end: what an operator needs stands after it
        after = kinds[at + 1] if at + 1 < len(kinds) else ""
        if kinds[at] in ("or", "and", "not") and after not in _OPERANDS:
            kinds[at] = "lonely"
    for at, kind in enumerate(kinds):
        before = kinds[at - 1] if at else ""
        if kind in ("or", "and") and before not in _SIDES:
            kinds[at] = "lonely"
    return [Lexeme(kind, piece.text, piece.position) for kind, piece in zip(kinds, lexemes, strict=True)]


_OPERANDS = frozenset(("open", "not", "field", "phrase", "word", "lonely"))
_SIDES = frozenset(("close", "phrase", "word", "lonely"))


def _loose_brackets(kinds: list[str]) -> Iterator[int]:
    opened: list[int] = []
    for at, kind in enumerate(kinds):
        if kind == "open":
            opened.append(at)
        elif kind == "close" and not opened:
            yield at
        elif kind == "close":
            start = opened.pop()
            if len(opened) >= MAX_DEPTH:
                yield from (start, at)
    yield from opened


class _Parser:
    """Recursive descent: any_of → all_of → one."""

    def __init__(self, lexemes: list[Lexeme], exact: bool, lenient: bool, now: datetime) -> None:
        self.lexemes = lexemes
        self.exact = exact
        self.lenient = lenient
        self.now = now
        self.at = 0
        self.inside: TextField | None = None
        self.notes: list[Reading] = []

    @property
    def kind(self) -> str:
        return self.lexemes[self.at].kind if self.at < len(self.lexemes) else ""

    def take(self) -> Lexeme:
        self.at += 1
        return self.lexemes[self.at - 1]

    def any_of(self) -> Node:
        nodes = [self.all_of()]
        while self.kind == "or":
            self.take()
            nodes.append(self.all_of())
        nodes = [node for node in nodes if not isinstance(node, Everything)]
        if not nodes:
            return Everything()
        return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))

    def all_of(self) -> Node:
        nodes: list[Node] = []
        while self.kind not in ("", "or", "close"):
            node = self.one()
            if isinstance(node, And):
                nodes += node.nodes
            elif not isinstance(node, Everything):
                nodes.append(node)
        if not nodes:
            return Everything()
        return nodes[0] if len(nodes) == 1 and not isinstance(nodes[0], Not) else And(tuple(nodes))

    def one(self) -> Node:
        lexeme = self.take()
        match lexeme.kind:
            case "and":
                return Everything()
            case "not":
                node = self.one()
                return node if isinstance(node, Everything) else Not(node)
            case "open":
                node = self.any_of()
                self.take()
                return node
            case "field":
                return self.field(lexeme)
            case "loose" | "quote":
                return self.as_words(lexeme.text, "")
            case "lonely":
                return self.as_words(lexeme.text, lexeme.text.lower())
            case _:
                return in_field(lexeme, self.inside, self.exact)

    def group(self, field: TextField) -> Node:
        """Brackets whose bare words are wanted in a field."""
        around, self.inside = self.inside, field
        node = self.one()
        self.inside = around
        return node

    def field(self, name: Lexeme) -> Node:
        if self.kind == "open" and (field := GROUPED.get(name.text)):
            return self.group(field)
        if self.kind not in ("word", "phrase", "or", "and", "not", "lonely"):
            return self.as_words(name.text, "" if self.kind in ("open", "loose") else name.text)
        value = self.take()
        if value.kind not in ("word", "phrase"):
            value = Lexeme("word", value.text, value.position)
        try:
            return read_field(name.text[:-1], value, self.now, self.exact)
        except QueryError:
            return self.as_words(name.text + value.text, value.plain)

    def as_words(self, typed: str, read: str) -> Node:
        """Search as words what could not be read, and note it."""
        if not self.lenient:
            return Everything()
        self.notes.append(Reading("as_words", typed, read))
        return words(read, None, self.exact)
