"""Is a text Russian? The letters and the small words tell."""

import re

from index.text.scripts import NINE_LETTERS

_SMALL_WORDS = frozenset(
    ("и", "в", "на", "с", "по", "что", "не", "для", "из", "о", "к", "от", "как", "за", "во", "его")
)
_WORD = re.compile(r"[^\W\d_]+")


def is_russian(text: str) -> bool:
    """Few words with Kazakh letters (in Kazakh two of three have one) and enough Russian small words."""
    words = _WORD.findall(text[:5000].lower())
    if sum(map(_SMALL_WORDS.__contains__, words)) * 20 <= len(words):
        return False
    return sum(not NINE_LETTERS.isdisjoint(word) for word in words) * 4 < len(words)
