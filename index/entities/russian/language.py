"""Is a text Russian? The letters and the small words tell."""

from index.entities.pieces import pieces

_ENOUGH = 5000
"""Characters of a text that tell its language."""


def is_russian(text: str) -> bool:
    """Few words with Kazakh letters (in Kazakh two of three have one) and enough Russian small words."""
    found = list(map(pieces.__getitem__, text[:_ENOUGH].split()))
    if sum([missing_small_words for _, missing_small_words, _ in found]) >= 0:
        return False
    return sum([missing_letters for _, _, missing_letters in found]) > 0
