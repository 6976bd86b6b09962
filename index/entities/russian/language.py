"""Is a text Russian? The letters and the small words tell."""

import re

from index.kept import Kept
from index.text.scripts import NINE_LETTERS

_SMALL_WORDS = frozenset(
    ("и", "в", "на", "с", "по", "что", "не", "для", "из", "о", "к", "от", "как", "за", "во", "его")
)
_WORD = re.compile(r"[^\W\d_]+")
_CACHE = 1 << 15
_ENOUGH = 5000
"""Characters of a text that tell its language."""


def is_russian(text: str) -> bool:
    """Few words with Kazakh letters (in Kazakh two of three have one) and enough Russian small words."""
    pieces = text[:_ENOUGH].split()
    if sum(map(_missing_small_words.__getitem__, pieces)) >= 0:
        return False
    return sum(map(_missing_letters.__getitem__, pieces)) > 0


def _words_of(piece: str) -> list[str]:
    return _WORD.findall(piece.lower())


def _without_small_words(piece: str) -> int:
    words = _words_of(piece)
    return len(words) - 20 * sum(map(_SMALL_WORDS.__contains__, words))


def _without_letters(piece: str) -> int:
    words = _words_of(piece)
    return len(words) - 4 * sum(not NINE_LETTERS.isdisjoint(word) for word in words)


# By piece without blanks, for pieces recur. Summed up over a text: more than one word in twenty is a small one where it
# is below naught; less than one in four has a Kazakh letter where it is above.
_missing_small_words = Kept(_without_small_words, _CACHE)
_missing_letters = Kept(_without_letters, _CACHE)
