"""Words whose letterless spelling alone would be misread: Біржан typed as биржан reads as биржа (exchange).

Most words typed without the nine letters get the same term as with them (``kazakh.restore``). For the few that do
not, an index keeps what they were in its articles, so that a query can be read by the words that are there.
"""

from index.text.analyze import term
from index.text.scripts import NINE_LETTERS, fold

Misreading = tuple[str, str]
"""A letterless spelling and the true stem."""


def misreading(surface: str, stem: str) -> Misreading | None:
    """What to keep of a word with that stem; None where it would not be misread."""
    if surface.isalpha() and not NINE_LETTERS.isdisjoint(surface) and term(fold(surface)) != stem:
        return fold(surface), stem
    return None


def is_letterless(surface: str) -> bool:
    """Whether a word may have been typed on a keyboard without the nine letters."""
    return surface.isalpha() and NINE_LETTERS.isdisjoint(surface)
