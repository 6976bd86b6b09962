"""Whether a name fits what somebody begins to type."""

import re

from index.text.normalize import normalize
from index.text.scripts import fold

_WORD = re.compile(r"\w+")


def plain(text: str) -> str:
    """Lower case without the nine letters: how names are compared with what is typed."""
    return fold(normalize(text))


def fits(name: str, typed: str) -> bool:
    """Whether every typed word begins a word of the name, whatever the case and with or without the nine letters.

    What has no word fits nothing.
    """
    words, parts = _WORD.findall(plain(name)), _WORD.findall(plain(typed))
    return bool(parts) and all(any(word.startswith(part) for word in words) for part in parts)
