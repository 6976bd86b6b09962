"""Words and sentences with their places in the text.

A word holds its hyphens (``Қасым-Жомарт``, ``АҚШ-тың``); an initial with its full stop (``З.`` in «З. Гасанов»), a
percentage with its ending (``%-ке``) and any other visible character stand like words of their own.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from index.kept import Kept

_UPPER = "А-ЯЁӘІҢҒҮҰҚӨҺA-Z"
_INITIAL = rf"(?<!\w)(?:Дж|[{_UPPER}])\.(?:-[{_UPPER}]\.)?(?=\s{{0,2}}[{_UPPER}])"
_TRAILING_INITIAL = rf"(?:(?<=\w\s)|(?<=[{_UPPER}]\.))[{_UPPER}]\.(?=[,;)]|\s[а-яёәіңғүұқөһ])"
_WORD = r"\w+(?:[-‐‑'’ʼ]\w+)*"
_TOKEN = re.compile(rf"{_INITIAL}|{_TRAILING_INITIAL}|%-\w+|{_WORD}|\S")
_MAY_BE_INITIAL = re.compile(rf"(?<!\w)(?:Дж|[{_UPPER}])\.")
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("»”\"')")
_MAY_END = _ENDS | _CLOSERS
_MOST_PIECES = 1 << 15


class Sentence:
    """The words of a sentence, and where they stand in the text."""

    def __init__(self, words: Sequence[str], line: "_Line", first: int) -> None:
        self.words = words
        self._line, self._first = line, first

    def place(self, first: int, end: int) -> tuple[int, int]:
        """Where in the text the words from ``first`` to ``end`` (exclusive) stand: start and end, exclusive."""
        starts = self._line.starts
        return starts[self._first + first], starts[self._first + end - 1] + len(self.words[end - 1])


class _Line:
    """A line of a text, from ``start`` on; few are asked where their words begin."""

    def __init__(self, text: str, start: int, words: Sequence[str]) -> None:
        self._text, self._start, self._words = text, start, words

    @cached_property
    def starts(self) -> list[int]:
        found = []
        at = self._start
        for word in self._words:
            while self._text[at].isspace():
                at += 1
            found.append(at)
            at += len(word)
        return found


def tokenize(text: str) -> list[str]:
    """The words of ``text``; every visible character lies in exactly one."""
    return _TOKEN.findall(text)


initial = Kept[str, bool](lambda word: word[-1:] == "." and len(word) > 1, _MOST_PIECES)
"""Whether a word is an initial: ``З.``, ``Қ.-Ж.``"""


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of ``text``; a line break always ends one."""
    start = 0
    for printed in text.split("\n"):
        yield from _sentences_of(text, start, start + len(printed))
        start += len(printed) + 1


def _sentences_of(text: str, start: int, end: int) -> Iterator[Sentence]:
    words: list[str] = []
    breaks = [0]
    for piece in _pieces_of(text, start, end):
        if words and words[-1] in _MAY_END and _ends(words, breaks[-1]) and not piece[0][0].islower():
            breaks.append(len(words))
        words += piece
    line = _Line(text, start, words)
    if words:
        breaks.append(len(words))
    for first, last in pairwise(breaks):
        yield Sentence(words[first:last], line, first)


def _pieces_of(text: str, start: int, end: int) -> Sequence[Sequence[str]]:
    """The words of a line, by the pieces between which it has blanks."""
    pieces = [_pieces[piece] for piece in text[start:end].split()]
    return pieces if all(pieces) else _in_context(text, start, end)


def _in_context(text: str, start: int, end: int) -> list[list[str]]:
    pieces: list[list[str]] = []
    last = -1
    for match in _TOKEN.finditer(text, start):
        if match.start() >= end:
            break
        if match.start() != last:
            pieces.append([])
        pieces[-1].append(match.group())
        last = match.end()
    return pieces


def _words_of(piece: str) -> tuple[str, ...]:
    """The words of a piece without blanks; none where what stands beside it tells whether a letter is an initial."""
    return () if _MAY_BE_INITIAL.search(piece) else tuple(tokenize(piece))


_pieces = Kept(_words_of, _MOST_PIECES)


def _ends(words: Sequence[str], first: int) -> bool:
    """Do the words from ``first`` on end like a sentence?"""
    last = words[-1]
    if last in _CLOSERS and len(words) - first > 1:
        last = words[-2]
    return last in _ENDS
