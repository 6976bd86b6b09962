"""The sentences of a text in one row of words, which know their places in the text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from index.entities.pieces import pieces
from index.entities.tokens import words_between

_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("»”\"')")
_MAY_PART = re.compile(rf"[{''.join(_ENDS | _CLOSERS)}\n](?:\s+|(?<=\n))")
"""Where a sentence may end: a line break, or such a sign with blanks behind it."""
EDGES = ("", "")
"""What stands before, between and behind the sentences of a row: the tagger sees two words far."""


class Row:
    """The ``words`` of a text in one row, ``EDGES`` around each sentence; a line break always ends one."""

    def __init__(self, text: str) -> None:
        self.words = list(EDGES)
        self._text = text
        self._firsts: list[int] = []
        self._starts: list[int] = []
        for start, sentence in _sentences(text):
            self._firsts.append(len(self.words))
            self._starts.append(start)
            self.words += sentence
            self.words += EDGES
        self._places: dict[int, list[int]] = {}

    def sentences(self) -> Iterator[tuple[int, list[str]]]:
        """The words of each sentence, and where in the row it begins."""
        for number, first in enumerate(self._firsts):
            yield first, self._sentence(number)

    def place(self, first: int, end: int) -> tuple[int, int]:
        """Where in the text the words from ``first`` to ``end`` (exclusive) stand: start and end, exclusive."""
        number = bisect_right(self._firsts, first) - 1
        if number not in self._places:
            self._places[number] = list(self._places_in(number))
        places, before = self._places[number], self._firsts[number]
        return places[first - before], places[end - 1 - before] + len(self.words[end - 1])

    def _sentence(self, number: int) -> list[str]:
        following = self._firsts[number + 1] if number + 1 < len(self._firsts) else len(self.words)
        return self.words[self._firsts[number] : following - len(EDGES)]

    def _places_in(self, number: int) -> Iterator[int]:
        """Where in the text each word of a sentence starts; few sentences are asked for it."""
        at = self._starts[number]
        for word in self._sentence(number):
            at = self._text.index(word, at)
            yield at
            at += len(word)


def _sentences(text: str) -> Iterator[tuple[int, list[str]]]:
    """Where in the text each sentence starts at the earliest, and its words."""
    words: list[str] = []
    begin = 0
    for start, end, is_line in _stretches(text):
        following = _words_between(text, start, end)
        if words and following and (is_line or (_is_ended(words) and not following[0][0].islower())):
            yield begin, words
            begin, words = start, following
        else:
            words += following
    if words:
        yield begin, words


def _stretches(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it begins a line) of each piece of a text in which no sentence can end."""
    start, is_line = 0, False
    for sign in _MAY_PART.finditer(text):
        yield start, sign.start() + 1, is_line
        start, is_line = sign.end(), "\n" in sign.group()
    yield start, len(text), is_line


def _words_between(text: str, start: int, end: int) -> list[str]:
    found = [words for words, _, _ in map(pieces.__getitem__, text[start:end].split())]
    return list(chain.from_iterable(found)) if all(found) else words_between(text, start, end)


def _is_ended(words: Sequence[str]) -> bool:
    """Do the words end like a sentence?"""
    last = words[-1]
    if last in _CLOSERS and len(words) > 1:
        last = words[-2]
    return last in _ENDS
