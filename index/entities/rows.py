"""The sentences of a text in one row of words, which know their places in the text."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from index.entities.pieces import CLOSERS, ENDS, MAY_END, marked, pieces
from index.entities.tokens import words_by_piece

EDGES = ("", "")
"""What stands before, between and behind the sentences of a row: the tagger sees two words far."""


class Row:
    """The ``words`` of a text in one row, ``EDGES`` around each sentence; a line break always ends one."""

    def __init__(self, text: str) -> None:
        self.words = list(EDGES)
        self._text = text
        self._sentences: list[int] = []
        self._lines: list[int] = []
        self._starts: list[int] = []
        start = 0
        for line in text.split("\n"):
            self._lines.append(len(self.words))
            self._starts.append(start)
            for sentence in _sentences(text, start, start + len(line)):
                self._sentences.append(len(self.words))
                self.words += sentence
                self.words += EDGES
            start += len(line) + 1
        self._places: dict[int, list[int]] = {}

    def sentences(self) -> Iterator[tuple[int, list[str]]]:
        """The words of each sentence, and where in the row it begins."""
        for first, following in pairwise([*self._sentences, len(self.words)]):
            yield first, self.words[first : following - len(EDGES)]

    def place(self, first: int, end: int) -> tuple[int, int]:
        """Where in the text the words from ``first`` to ``end`` (exclusive) stand: start and end, exclusive."""
        line = bisect_right(self._lines, first) - 1
        if line not in self._places:
            self._places[line] = list(self._places_in(line))
        places, before = self._places[line], self._lines[line]
        return places[first - before], places[end - 1 - before] + len(self.words[end - 1])

    def _places_in(self, line: int) -> Iterator[int]:
        """Where in the text each word of a line starts; few lines are asked for it."""
        at = self._starts[line]
        following = self._lines[line + 1] if line + 1 < len(self._lines) else len(self.words)
        for word in self.words[self._lines[line] : following]:
            at = self._text.index(word, at)
            yield at
            at += len(word)


def _sentences(text: str, start: int, end: int) -> Iterator[list[str]]:
    """The sentences of a line."""
    words = _words_of_line(text, start, end)
    sentence: list[str] = []
    first = 0
    for sign in [i for i, word in enumerate(words) if word == MAY_END]:
        sentence += words[first:sign]
        first = sign + 1
        if first < len(words) and _is_ended(sentence) and not words[first][0].islower():
            yield sentence
            sentence = []
    sentence += words[first:]
    if sentence:
        yield sentence


def _words_of_line(text: str, start: int, end: int) -> list[str]:
    """With ``MAY_END`` wherever a sentence may end."""
    found: Sequence[Sequence[str]] = [
        words for words, _, _ in map(pieces.__getitem__, text[start:end].split())
    ]
    if not all(found):
        found = [marked(words) for words in words_by_piece(text, start, end)]
    return list(chain.from_iterable(found))


def _is_ended(words: Sequence[str]) -> bool:
    """Do the words end like a sentence?"""
    last = words[-1]
    if last in CLOSERS and len(words) > 1:
        last = words[-2]
    return last in ENDS
