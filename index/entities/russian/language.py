"""Is a text Russian? The letters and the small words tell."""

import re

from index.kept import Kept
from index.text.scripts import NINE_LETTERS

_SMALL_WORDS = frozenset(
    ("и", "в", "на", "с", "по", "что", "не", "для", "из", "о", "к", "от", "как", "за", "во", "его")
)
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 5000
"""Characters of a text that tell its language."""


def is_russian(text: str) -> bool:
    """Few words with Kazakh letters (in Kazakh two of three have one) and enough Russian small words."""
    counts = [_counts[piece] for piece in text[:_ENOUGH].split()]
    words, small, kazakh = map(sum, zip(*counts, strict=True)) if counts else (0, 0, 0)
    return small * 20 > words and kazakh * 4 < words


def _count(piece: str) -> tuple[int, int, int]:
    """Words in a piece without blanks, small words, and words with Kazakh letters."""
    words = _WORD.findall(piece.lower())
    return (
        len(words),
        sum(word in _SMALL_WORDS for word in words),
        sum(not NINE_LETTERS.isdisjoint(word) for word in words),
    )


_counts = Kept(_count, 1 << 15)
