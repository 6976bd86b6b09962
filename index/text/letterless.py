"""Words whose letterless spelling alone would be misread: Біржан typed as биржан reads as биржа (exchange).

Most words typed without the nine letters get the same term as with them (``kazakh.restore``). For the few that do
not, an index keeps what they were in its articles, so that a query can be read by the words that are there.
"""

from collections.abc import Iterable
from functools import lru_cache

from index.text.analyze import Term, term
from index.text.scripts import NINE_LETTERS, fold


def misread(terms: Iterable[Term]) -> list[tuple[str, str]]:
    """(letterless spelling, true stem) of each word that would be misread, in alphabetical order."""
    words = {found.surface: found.stem for found in terms}
    return sorted({(fold(surface), stem) for surface, stem in words.items() if _is_misread(surface, stem)})


@lru_cache(1 << 16)
def _is_misread(surface: str, stem: str) -> bool:
    return surface.isalpha() and not NINE_LETTERS.isdisjoint(surface) and term(fold(surface)) != stem


def is_letterless(surface: str) -> bool:
    """Whether a word may have been typed on a keyboard without the nine letters."""
    return surface.isalpha() and NINE_LETTERS.isdisjoint(surface)
