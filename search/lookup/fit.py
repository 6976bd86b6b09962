"""Whether a name fits what somebody begins to type."""

import re
from functools import lru_cache

from index.text.normalize import normalize
from index.text.scripts import fold

_WORD = re.compile(r"\w+")


@lru_cache(1 << 16)
def _words(text: str) -> tuple[str, ...]:
    """In lower case without the nine letters: how names are compared with what is typed."""
    return tuple(_WORD.findall(fold(normalize(text))))


def fits(name: str, typed: str) -> bool:
    """Whether every typed word begins a word of the name, whatever the case and with or without the nine letters.

    What has no word fits nothing.
    """
    words, parts = _words(name), _words(typed)
    return bool(parts) and all(any(word.startswith(part) for word in words) for part in parts)
