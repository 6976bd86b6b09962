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
    words = sum(map(_words.__getitem__, pieces))
    if sum(map(_small_words.__getitem__, pieces)) * 20 <= words:
        return False
    return sum(map(_kazakh_words.__getitem__, pieces)) * 4 < words


def _words_of(piece: str) -> list[str]:
    return _WORD.findall(piece.lower())


# how many words of each kind a piece without blanks has: pieces recur
_words = Kept[str, int](lambda piece: len(_words_of(piece)), _CACHE)
_small_words = Kept[str, int](lambda piece: sum(map(_SMALL_WORDS.__contains__, _words_of(piece))), _CACHE)
_kazakh_words = Kept[str, int](
    lambda piece: sum(not NINE_LETTERS.isdisjoint(word) for word in _words_of(piece)), _CACHE
)
