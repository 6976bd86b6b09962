"""The ladder: a query as it was typed, and step by step other ways to read it where that finds nothing."""

import re
import time
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, islice

from index.engines import Engine
from index.query import (
    And,
    Found,
    Near,
    Node,
    Or,
    Phrase,
    Preference,
    Prefix,
    Request,
    Word,
)
from search.ladder.countries import by_country
from search.ladder.ranking import bare_words, preferences
from search.ladder.readings import is_far_fetched, on_other_keyboards, widen
from search.ladder.resolve import resolve
from search.lookup.state import State
from search.parse import Parsed, parse
from search.results import Reading

RARE = 3
"""A word in no more articles may be a slip of the pen."""
MOST_SUGGESTIONS = 3
MOST_CORRECTED = 8
"""A query of more words gets no suggestions."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One way to read a query; ``words`` are its bare words before they were read in other ways."""

    query: str
    node: Node
    notes: tuple[Reading, ...] = ()
    first: tuple[Preference, ...] = ()
    cut: bool = False
    relaxed: bool = False
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The first rung that found something, or the first of all; ``request`` is what it asked.

    ``late`` tells that the time was up before all was tried.
    """

    rung: Rung
    request: Request
    found: Found
    suggestions: tuple[str, ...] = ()
    late: bool = False


@dataclass(frozen=True)
class Ladder:
    """How to search: ``base`` is the request around every reading, ``rest`` what must hold besides the query."""

    engine: Engine
    state: State
    base: Request
    rest: tuple[Node, ...] = ()
    kinds: AbstractSet[str] = frozenset()
    any_word: bool = False
    now: datetime | None = None
    _known: dict[str, int] = field(default_factory=dict)
    _at_least: dict[Node, int] = field(default_factory=dict)
    _started: float = field(default_factory=time.monotonic)

    def climb(self, query: str) -> Answer:
        """Search a query as typed, then by the other readings until one finds something."""
        typed = self.read(query)
        first = answer = self._ask(typed)
        if not self.any_word:
            self._at_least.update(dict.fromkeys(_required(typed.node), first.found.total))
        for rung in self._other_rungs(typed) if not answer.found.total else ():
            if self._is_late():
                return replace(first, late=True)
            answer = self._ask(rung)
            if answer.found.total:
                break
        answer = answer if answer.found.total else first
        suggestions = tuple(islice(self._suggestions(typed, answer), MOST_SUGGESTIONS))
        return replace(answer, suggestions=suggestions, late=self._is_late())

    def _is_late(self) -> bool:
        return bool(self.base.deadline) and time.monotonic() - self._started > self.base.deadline

    def read(self, query: str) -> Rung:
        """The query's words in every allowed way that needs no other query."""
        parsed: Parsed = parse(
            query, exact="stem" not in self.kinds, as_words="as_words" in self.kinds, now=self.now
        )
        node = resolve(parsed.node, self.state)
        widened = widen(node, self.engine, self.state.forms, self.kinds)
        notes = tuple(dict.fromkeys((*parsed.notes, *widened.notes)))
        words = tuple({word.typed: word for word in bare_words(node)}.values())
        return Rung(query, widened.node, notes, tuple(widened.first), parsed.cut, words=words)

    def _ask(self, rung: Rung) -> Answer:
        any_word = self.any_word or rung.relaxed
        node = with_any_word(rung.node) if any_word else rung.node
        wishes = (*preferences(rung.node), *(() if any_word else rung.first))
        request = replace(self.base, node=with_rest(node, self.rest), preferences=wishes)
        return Answer(rung, request, self.engine.find(request))

    # Other readings

    def _other_rungs(self, typed: Rung) -> Iterator[Rung]:
        others: list[Rung] = []
        for rung in chain(self._on_keyboards(typed), self._by_country(typed), self._respelt(typed)):
            others.append(rung)
            yield rung
        if "relaxed" in self.kinds and not self.any_word:
            yield from (_relaxed(rung) for rung in (typed, *others))

    def _on_keyboards(self, typed: Rung) -> Iterator[Rung]:
        if "keyboard" in self.kinds:
            for query in on_other_keyboards(typed.query):
                yield self._noted(self.read(query), Reading("keyboard", typed.query, query))

    def _by_country(self, typed: Rung) -> Iterator[Rung]:
        if "country" in self.kinds:
            node, notes = by_country(typed.node)
            if notes:
                yield replace(typed, node=node, notes=(*typed.notes, *notes))

    def _respelt(self, typed: Rung) -> Iterator[Rung]:
        if "spelling" in self.kinds:
            for query in self._corrected(typed, most_known=0):
                yield self._noted(self.read(query), Reading("spelling", typed.query, query))

    @staticmethod
    def _noted(rung: Rung, note: Reading) -> Rung:
        return replace(rung, notes=(note, *rung.notes))

    # Did you mean

    def _suggestions(self, typed: Rung, answer: Answer) -> Iterator[str]:
        """Like queries that find more than this one did."""
        if self._is_late() or len(typed.words) > MOST_CORRECTED:
            return
        found = 0 if answer.rung.relaxed else answer.found.total
        for query in self._corrected(typed, most_known=RARE):
            if query != answer.rung.query and self._total(query) > found:
                yield query

    def _total(self, query: str) -> int:
        """How many articles a query finds as it is typed."""
        node = with_rest(self.read(query).node, self.rest)
        base = self.base
        request = Request(node, base.filters, base.exclude, limit=0, deadline=base.deadline)
        return self.engine.find(request).total

    def _corrected(self, typed: Rung, most_known: int) -> Iterator[str]:
        """The query with its little known words replaced by like ones, likeliest first."""
        replacements = list(self._like_words(typed, most_known))
        for number in range(max((len(others) for _, others in replacements[:1]), default=0)):
            query = typed.query
            for word_typed, others in replacements:
                query = _replaced(query, word_typed, others[min(number, len(others) - 1)])
            if query != typed.query:
                yield query

    def _like_words(self, typed: Rung, most_known: int) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each word that hardly any article has, with those like it."""
        for word in typed.words:
            known = self._articles_with(word)
            if known <= most_known and (others := self.state.spelling.corrections(word.typed, known)):
                yield word.typed, others

    def _articles_with(self, word: Word) -> int:
        """How many articles have a word in any field; none where only a far-fetched guess finds it."""
        if word.typed not in self._known:
            guessed = is_far_fetched(word, self.state.forms)
            self._known[word.typed] = 0 if guessed else self._count(word)
        return self._known[word.typed]

    def _count(self, word: Word) -> int:
        """The articles with a word; at least so many where they are enough."""
        least = self._at_least.get(word, 0)
        return least if least > RARE else self.engine.find(Request(Word(word.term), limit=0)).total


def _required(node: Node) -> tuple[Node, ...]:
    """What every match of a query has."""
    return node.nodes if isinstance(node, And) else (node,)


def _relaxed(rung: Rung) -> Rung:
    return replace(rung, relaxed=True)


def _replaced(query: str, word: str, other: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda _: other, query, flags=re.IGNORECASE)


def with_rest(node: Node, rest: tuple[Node, ...]) -> Node:
    """The query and what else must hold, as one flat And."""
    if not rest:
        return node
    return And((*node.nodes, *rest)) if isinstance(node, And) else And((node, *rest))


def with_any_word(node: Node) -> Node:
    """The same query with any of its words instead of all; what is not a word stays required."""
    if not isinstance(node, And):
        return node
    words = tuple(part for part in node.nodes if isinstance(part, Word | Phrase | Near | Prefix | Or))
    others = tuple(part for part in node.nodes if part not in words)
    if len(words) < 2:
        return node
    return And((Or(words), *others)) if others else Or(words)
