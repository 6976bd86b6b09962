"""Where a query's words stand in a text, and the passage that shows them best."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from index.query import Near, Node, Phrase, Prefix, Word
from index.text import Term, terms
from search.walk import wanted_leaves

PASSAGE_LENGTH = 260
"""Characters of a passage: about three lines on a page."""

_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?…]+[»”\")]*(?=\s+[^\sа-яёәіңғүұқөһ])|(?=\n)|\Z)")


Marks = tuple[tuple[int, int], ...]
"""(start, end) offsets of matched words, in order, never overlapping."""


class Snippet(str):
    """A text that knows where the matched words stand in it."""

    marks: Marks

    def __new__(cls, text: str, marks: Marks = ()) -> Self:
        made = super().__new__(cls, text)
        made.marks = marks
        return made

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

    def has(self, term: Term) -> bool:
        """Whether a term of a text is one of these."""
        return (
            term.stem in self.stems
            or term.surface in self.surfaces
            or (bool(self.stem_starts) and term.stem.startswith(self.stem_starts))
            or (bool(self.surface_starts) and term.surface.startswith(self.surface_starts))
        )


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

    Without any match the text's beginning. Cut ends carry an ellipsis.
    """
    matches = _matches(text, wanted)
    sentences = [(found.start(), found.end()) for found in _SENTENCE.finditer(text)] or [(0, len(text))]
    start, end = max(_passages(sentences), key=lambda span: (_variety(matches, span), -span[0]))
    if end - start > PASSAGE_LENGTH:
        start, end = _cut(text, start, end, matches)
    return _excerpt(text, start, end, matches)


def _matches(text: str, wanted: Wanted) -> list[tuple[int, int, str]]:
    """(start, end, term) of each wanted word, none overlapping another."""
    found: list[tuple[int, int, str]] = []
    for term in terms(text):
        if wanted.has(term):
            if found and term.start < found[-1][1]:
                continue
            found.append((term.start, term.end, term.stem))
    return found


def _passages(sentences: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Each sentence with as many of the next ones as fit."""
    for first, (start, end) in enumerate(sentences):
        for _, next_end in sentences[first + 1 :]:
            if next_end - start > PASSAGE_LENGTH:
                break
            end = next_end
        yield start, end


def _variety(matches: list[tuple[int, int, str]], span: tuple[int, int]) -> int:
    return len({term for start, end, term in matches if span[0] <= start and end <= span[1]})


def _cut(text: str, start: int, end: int, matches: list[tuple[int, int, str]]) -> tuple[int, int]:
    """Cut a long sentence to the length, at blanks, so that its first match is inside."""
    first = next((match[0] for match in matches if start <= match[0] < end), start)
    if first - start > PASSAGE_LENGTH // 2:
        start = text.rfind(" ", start, first - PASSAGE_LENGTH // 3) + 1 or start
    if end - start > PASSAGE_LENGTH:
        blank = text.rfind(" ", start, start + PASSAGE_LENGTH)
        end = blank if blank > start else start + PASSAGE_LENGTH
    return start, end


def _excerpt(text: str, start: int, end: int, matches: list[tuple[int, int, str]]) -> Snippet:
    before = (
        "… "
        if start > 0 and text[start - 1 : start] == " " and text[start - 2 : start - 1] not in ".!?»"
        else ""
    )
    after = " …" if end < len(text) and text[end - 1] not in '.!?…»"' else ""
    shift = len(before) - start
    marks = tuple((a + shift, b + shift) for a, b, _ in matches if start <= a and b <= end)
    return Snippet(before + text[start:end].replace("\n", " ") + after, marks)
