"""The terms of a text as an index takes them: column by column, without their places in the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, compress, count
from typing import NamedTuple, Self

from index.kept import Kept
from index.text.analyze import LONGEST_KEPT, pieces_of, terms_in
from index.text.letterless import Misreading, misreading


class Word(NamedTuple):
    """One occurrence of a term, as in ``Term``."""

    stem: str
    surface: str
    position: int


@dataclass(frozen=True, slots=True)
class Columns:
    """The terms of a text in their order; ``positions`` never fall."""

    stems: Sequence[str] = ()
    surfaces: Sequence[str] = ()
    positions: Sequence[int] = ()

    def __len__(self) -> int:
        return len(self.stems)

    def __iter__(self) -> Iterator[Word]:
        return map(Word, self.stems, self.surfaces, self.positions)

    def first(self, most: int) -> Self:
        """The first terms, ``most`` of them at most."""
        return type(self)(self.stems[:most], self.surfaces[:most], self.positions[:most])


class _Kept(NamedTuple):
    """What is kept of a term of a piece."""

    stem: str
    surface: str
    whole: bool
    misreading: Misreading | None


def columns(text: str) -> tuple[Columns, set[Misreading]]:
    """The terms of a text, and its words that would be misread without the nine letters."""
    found = list(chain.from_iterable(map(_kept.__getitem__, pieces_of(text))))
    if not found:
        return Columns(), set()
    stems, surfaces, wholes, misread = zip(*found, strict=True)
    return Columns(stems, surfaces, _positions(wholes)), set(filter(None, misread))


def number_of_terms(text: str) -> int:
    """How many terms a text has."""
    return sum(map(len, map(_kept.__getitem__, pieces_of(text))))


def _positions(wholes: Sequence[bool]) -> list[int]:
    """0, 1, 2 …, but what follows a hyphenated word written together is its first part, and stands where it does."""
    found: list[int] = []
    start = back = 0
    for whole in compress(count(), wholes):
        found += range(start - back, whole + 1 - back)
        start = whole + 1
        back += 1
    found += range(start - back, len(wholes) - back)
    return found


def _terms_of(piece: str) -> tuple[_Kept, ...]:
    return tuple(
        _Kept(term.stem, term.surface, term.whole, misreading(term.surface, term.stem))
        for term in terms_in(piece)
    )


_kept = Kept(_terms_of, 1 << 16, worth=lambda piece: len(piece) <= LONGEST_KEPT)
