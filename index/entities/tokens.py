"""Words and sentences with their places in the text.

A word holds its hyphens (``Қасым-Жомарт``, ``АҚШ-тың``); an initial with its full stop (``З.`` in «З. Гасанов»), a
percentage with its ending (``%-ке``) and any other visible character stand like words of their own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, takewhile

from index.kept import Kept

_UPPER = "А-ЯЁӘІҢҒҮҰҚӨҺA-Z"
_INITIAL = rf"(?<!\w)(?:Дж|[{_UPPER}])\.(?:-[{_UPPER}]\.)?(?=\s{{0,2}}[{_UPPER}])"
_TRAILING_INITIAL = rf"(?:(?<=\w\s)|(?<=[{_UPPER}]\.))[{_UPPER}]\.(?=[,;)]|\s[а-яёәіңғүұқөһ])"
_WORD = r"\w+(?:[-‐‑'’ʼ]\w+)*"
_TOKEN = re.compile(rf"{_INITIAL}|{_TRAILING_INITIAL}|%-\w+|{_WORD}|\S")
_MAY_BE_INITIAL = re.compile(rf"(?<!\w)(?:Дж|[{_UPPER}])\.")
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("»”\"')")
_MAY_PART = re.compile(rf"\n\s*|(?<=[{''.join(_ENDS | _CLOSERS)}])\s+")
"""Blanks between two sentences, and others behind such signs."""
_MOST_PIECES = 1 << 15
EDGES = ("", "")
"""What stands before, between and behind the sentences of a row: the tagger sees two words far."""


class Sentence:
    """The words of a sentence, and where they stand in the text, from ``start`` on."""

    def __init__(self, words: Sequence[str], text: str, start: int) -> None:
        self.words = words
        self._text, self._start = text, start

    def place(self, first: int, end: int) -> tuple[int, int]:
        """Where in the text the words from ``first`` to ``end`` (exclusive) stand: start and end, exclusive."""
        return self._starts[first], self._starts[end - 1] + len(self.words[end - 1])

    @cached_property
    def _starts(self) -> list[int]:
        found = []
        at = self._start
        for word in self.words:
            at = self._text.index(word, at)
            found.append(at)
            at += len(word)
        return found


class Row:
    """The ``words`` of a text's sentences in one row, ``EDGES`` around each."""

    def __init__(self, text: str) -> None:
        self.words = list(EDGES)
        self._sentences = list(sentences(text))
        self._firsts: list[int] = []
        for sentence in self._sentences:
            self._firsts.append(len(self.words))
            self.words += sentence.words
            self.words += EDGES

    def __iter__(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Each sentence's first place in the row, and its words."""
        return zip(self._firsts, (sentence.words for sentence in self._sentences), strict=True)

    def place(self, first: int, end: int) -> tuple[int, int]:
        """Where in the text the words from ``first`` to ``end`` (exclusive) of a sentence stand, as in the row."""
        number = bisect_right(self._firsts, first) - 1
        before = self._firsts[number]
        return self._sentences[number].place(first - before, end - before)


def tokenize(text: str) -> list[str]:
    """The words of ``text``; every visible character lies in exactly one."""
    return _TOKEN.findall(text)


initial = Kept[str, bool](lambda word: word[-1:] == "." and len(word) > 1, _MOST_PIECES)
"""Whether a word is an initial: ``З.``, ``Қ.-Ж.``"""


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of ``text``; a line break always ends one."""
    words: list[str] = []
    begin = 0
    for start, end, parted in _stretches(text):
        following = _words_between(text, start, end)
        if words and following and (parted or (_is_ended(words) and not following[0][0].islower())):
            yield Sentence(words, text, begin)
            words, begin = [], start
        words += following
    if words:
        yield Sentence(words, text, begin)


def _stretches(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether a line break is before it) of each piece that is in one sentence."""
    start, parted = 0, False
    for blank in _MAY_PART.finditer(text):
        yield start, blank.start(), parted
        start, parted = blank.end(), "\n" in blank.group()
    yield start, len(text), parted


def _words_between(text: str, start: int, end: int) -> list[str]:
    pieces = [_pieces[piece] for piece in text[start:end].split()]
    return list(chain.from_iterable(pieces)) if all(pieces) else _in_context(text, start, end)


def _in_context(text: str, start: int, end: int) -> list[str]:
    """The words of a stretch, by what stands around it too."""
    found = takewhile(lambda match: match.start() < end, _TOKEN.finditer(text, start))
    return [match.group() for match in found]


def _words_of(piece: str) -> tuple[str, ...]:
    """The words of a piece without blanks; none where what stands beside it tells whether a letter is an initial."""
    return () if _MAY_BE_INITIAL.search(piece) else tuple(tokenize(piece))


_pieces = Kept(_words_of, _MOST_PIECES)


def _is_ended(words: Sequence[str]) -> bool:
    """Do the words end like a sentence?"""
    last = words[-1]
    if last in _CLOSERS and len(words) > 1:
        last = words[-2]
    return last in _ENDS
