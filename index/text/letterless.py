"""Words whose letterless spelling alone would be misread: Біржан typed as биржан reads as биржа (exchange).

Most words typed without the nine letters get the same term as with them (``kazakh.restore``). For the few that do
not, an index keeps what they were in its articles, so that a query can be read by the words that are there.
"""

from collections.abc import Sequence

from index.kept import Kept
from index.text.analyze import Term, term
from index.text.scripts import NINE_LETTERS, fold


def misread(terms: Sequence[Term]) -> list[tuple[str, str]]:
    """(letterless spelling, true stem) of each word that would be misread, in alphabetical order."""
    if not terms:
        return []
    stems, surfaces, *_ = zip(*terms, strict=True)
    words = dict(zip(surfaces, stems, strict=True))
    return sorted({(fold(surface), stem) for surface, stem in filter(_misread.__getitem__, words.items())})


def _is_misread(word: tuple[str, str]) -> bool:
    surface, stem = word
    return surface.isalpha() and not NINE_LETTERS.isdisjoint(surface) and term(fold(surface)) != stem


_misread = Kept(_is_misread, 1 << 16)


def is_letterless(surface: str) -> bool:
    """Whether a word may have been typed on a keyboard without the nine letters."""
    return surface.isalpha() and NINE_LETTERS.isdisjoint(surface)
