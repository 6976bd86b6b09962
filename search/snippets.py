"""Where a query's words stand in a text, and the passage that shows them best."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Self

from index.query import Near, Node, Phrase, Prefix, Word
from index.text import Term, terms
from index.text.sieve import sift
from search.language.walk import wanted_leaves

PASSAGE_LENGTH = 260
"""Characters of a passage: about three lines on a page."""
_ENDS = '.!?…»"'

_BEGIN = re.compile(r"\S")
_INITIAL = r"(?<!\b[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ])"
"""Not after the first letter of a name: Р. Жақсылықов."""
_END = re.compile(rf"(?:{_INITIAL}\.|[!?…])[.!?…]*[»”\")]*(?=\s+[^\sа-яёәіңғүұқөһ])|\n")


Marks = tuple[tuple[int, int], ...]
"""(start, end) offsets of matched words, in order, never overlapping."""


class Part(NamedTuple):
    """``source[start:end]`` stands at ``at`` in a snippet, with blanks for its line ends."""

    at: int
    start: int
    end: int


class Snippet(str):
    """A text that knows where the matched words stand in it, and which parts of its source it is made of."""

    marks: Marks
    parts: tuple[Part, ...]

    def __new__(cls, text: str, marks: Marks = (), parts: tuple[Part, ...] = ()) -> Self:
        made = super().__new__(cls, text)
        made.marks = marks
        made.parts = parts or (Part(0, 0, len(text)),)
        return made

    def in_source(self) -> Marks:
        """The marks as offsets into the source."""
        return tuple(
            (start - part.at + part.start, end - part.at + part.start)
            for start, end in self.marks
            for part in self.parts
            if part.at <= start and end <= part.at + part.end - part.start
        )

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The text in pieces: (piece, whether it is marked)."""
        at = 0
        for start, end in self.marks:
            yield self[at:start], False
            yield self[start:end], True
            at = end
        yield self[at:], False


@dataclass(frozen=True, slots=True)
class Wanted:
    """The terms that a query looks for, by how they compare."""

    stems: frozenset[str]
    surfaces: frozenset[str]
    stem_starts: tuple[str, ...] = ()
    surface_starts: tuple[str, ...] = ()

    @classmethod
    def of(cls, node: Node) -> "Wanted":
        """The terms of a query, without those that it rules out."""
        leaves = list(wanted_leaves(node))
        words = [pair for leaf in leaves for pair in _words(leaf)]
        starts = [leaf for leaf in leaves if isinstance(leaf, Prefix)]
        return cls(
            frozenset(word for word, exact in words if not exact),
            frozenset(word for word, exact in words if exact),
            tuple(leaf.start for leaf in starts if not leaf.exact),
            tuple(leaf.start for leaf in starts if leaf.exact),
        )

    def candidates(self, text: str) -> Iterator[Term]:
        """Terms of a text with all of these among them."""
        if self.stem_starts or self.surface_starts:
            return terms(text)
        return sift(text, self.stems | self.surfaces)

    def has(self, term: Term) -> bool:
        """Whether a term of a text is one of these."""
        return (
            term.stem in self.stems
            or term.surface in self.surfaces
            or (bool(self.stem_starts) and term.stem.startswith(self.stem_starts))
            or (bool(self.surface_starts) and term.surface.startswith(self.surface_starts))
        )


NOTHING = Wanted(frozenset(), frozenset())
"""Marks no word."""


def _words(leaf: Node) -> Iterator[tuple[str, bool]]:
    match leaf:
        case Word(term):
            yield term, leaf.exact
        case Phrase(words) | Near(words):
            yield from ((word, leaf.exact) for word in words)


def mark(text: str, wanted: Wanted) -> Snippet:
    """The whole text with every wanted word marked."""
    return Snippet(text, tuple((start, end) for start, end, _ in _matches(text, wanted)))


def best_passage(text: str, wanted: Wanted) -> Snippet:
    """The sentences, up to PASSAGE_LENGTH characters, that hold the most different wanted words.

    They are one passage or two, in the order of the text; the rest of the length goes to the sentences around.
    Without any match the text's beginning. Whole sentences where they fit; cut ends carry an ellipsis.
    """
    matches = _matches(text, wanted)
    sentences = list(_sentences(text)) or [(0, len(text))]
    spans = _grown(_chosen(sentences, matches), sentences)
    if len(spans) == 1 and spans[0][1] - spans[0][0] > PASSAGE_LENGTH:
        spans = [_cut(text, *spans[0], matches)]
    return _excerpt(text, spans, matches)


def _matches(text: str, wanted: Wanted) -> list[tuple[int, int, str]]:
    """(start, end, term) of each wanted word, none overlapping another."""
    found: list[tuple[int, int, str]] = []
    for term in wanted.candidates(text):
        if wanted.has(term):
            if found and term.start < found[-1][1]:
                continue
            found.append((term.start, term.end, term.stem))
    return found


Span = tuple[int, int]


def _sentences(text: str) -> Iterator[Span]:
    """Up to a sign that ends a sentence before what does not begin small, to the end of the line or of the text."""
    at = 0
    while begin := _BEGIN.search(text, at):
        end = _END.search(text, begin.end())
        at = len(text) if end is None else end.start() if end[0] == "\n" else end.end()
        yield begin.start(), at


def _chosen(sentences: list[Span], matches: list[tuple[int, int, str]]) -> list[Span]:
    """The sentence with the most different words, and another that adds most to it, if both fit."""
    words = _words_of(sentences, matches)
    first = max(range(len(sentences)), key=lambda at: (len(words[at]), -at))
    room = PASSAGE_LENGTH - _length(sentences[first])
    others = [at for at in range(len(sentences)) if at != first and _length(sentences[at]) <= room]
    second = max(others, key=lambda at: (len(words[at] - words[first]), -abs(at - first)), default=first)
    if not words[second] - words[first]:
        return [sentences[first]]
    return [sentences[at] for at in sorted((first, second))]


def _words_of(sentences: list[Span], matches: list[tuple[int, int, str]]) -> list[set[str]]:
    found: list[set[str]] = []
    at = 0
    for _, end in sentences:
        inside: set[str] = set()
        while at < len(matches) and matches[at][1] <= end:
            inside.add(matches[at][2])
            at += 1
        found.append(inside)
    return found


def _grown(spans: list[Span], sentences: list[Span]) -> list[Span]:
    """The spans with the sentences after the first one, then those before it, as many as fit; neighbours are one."""
    room = PASSAGE_LENGTH - sum(map(_length, spans))
    (start, end), *others = spans
    place = bisect_left(sentences, spans[0])
    for sentence in sentences[place + 1 :]:
        if others and sentence == others[0]:
            end = others.pop()[1]
        elif sentence[1] - end > room:
            break
        else:
            room, end = room - (sentence[1] - end), sentence[1]
    for sentence in reversed(sentences[:place]):
        if start - sentence[0] > room:
            break
        room, start = room - (start - sentence[0]), sentence[0]
    return [(start, end), *others]


def _length(span: Span) -> int:
    return span[1] - span[0]


def _cut(text: str, start: int, end: int, matches: list[tuple[int, int, str]]) -> tuple[int, int]:
    """Cut a long sentence to the length, at blanks, so that its first match is inside."""
    first = next((match[0] for match in matches if start <= match[0] < end), start)
    if first - start > PASSAGE_LENGTH // 2:
        start = text.rfind(" ", start, first - PASSAGE_LENGTH // 3) + 1 or start
    if end - start > PASSAGE_LENGTH:
        blank = text.rfind(" ", start, start + PASSAGE_LENGTH)
        end = blank if blank > start else start + PASSAGE_LENGTH
    return start, end


def _excerpt(text: str, spans: list[Span], matches: list[tuple[int, int, str]]) -> Snippet:
    """The spans of a text, joined by ellipses."""
    pieces: list[str] = []
    parts: list[Part] = []
    marks: list[tuple[int, int]] = []
    at = 0
    for number, (start, end) in enumerate(spans):
        before = "… " if number or _is_cut_before(text, start) else ""
        after = (
            " " if number + 1 < len(spans) else " …" if end < len(text) and text[end - 1] not in _ENDS else ""
        )
        at += len(before)
        parts.append(Part(at, start, end))
        marks += [(a + at - start, b + at - start) for a, b, _ in matches if start <= a and b <= end]
        pieces += [before, text[start:end].replace("\n", " "), after]
        at += end - start + len(after)
    return Snippet("".join(pieces), tuple(marks), tuple(parts))


def _is_cut_before(text: str, start: int) -> bool:
    return start > 1 and text[start - 1] == " " and text[start - 2] not in ".!?»"
