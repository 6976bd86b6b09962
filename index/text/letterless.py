"""Words whose letterless spelling alone would be misread: Біржан typed as биржан reads as биржа (exchange).

Most words typed without the nine letters get the same term as with them (``kazakh.restore``). For the few that do
not, an index keeps what they were in its articles, so that a query can be read by the words that are there.
"""

from collections.abc import Iterable, Mapping

from index.text.analyze import Term, term
from index.text.kazakh.restore import NINE_LETTERS
from index.text.scripts import fold

SEPARATOR = "\x1e"


def misread_keys(terms: Iterable[Term]) -> tuple[str, ...]:
    """``letterless spelling SEPARATOR true stem`` for each word that would be misread, in alphabetical order."""
    words = {found.surface: found.stem for found in terms if found.surface.isalpha()}
    return tuple(
        sorted(
            {
                f"{fold(surface)}{SEPARATOR}{stem}"
                for surface, stem in words.items()
                if not NINE_LETTERS.isdisjoint(surface) and term(fold(surface)) != stem
            }
        )
    )


def is_letterless(surface: str) -> bool:
    """Whether a word may have been typed on a keyboard without the nine letters."""
    return surface.isalpha() and NINE_LETTERS.isdisjoint(surface)


def beginning(surface: str) -> str:
    """What the keys of a letterless spelling begin with."""
    return surface + SEPARATOR


def stem_counts(keys: Mapping[str, int]) -> dict[str, int]:
    """The stems that keys name, in how many articles each."""
    return {key.partition(SEPARATOR)[2]: count for key, count in keys.items()}
