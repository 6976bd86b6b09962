"""Russian words: known or not, and their lemma, from pymorphy3's dictionary.

The dictionary takes a moment to load, so it waits until the first word that needs it.
"""

from functools import cache, lru_cache
from typing import Any

CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя-")


@cache
def dictionary() -> Any:
    """pymorphy3's analyser, loaded once for all who need it."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def is_known(word: str) -> bool:
    """Whether a lower-case word is a form in the Russian dictionary."""
    return CYRILLIC.issuperset(word) and bool(dictionary().word_is_known(word))


@lru_cache(1 << 12)
def parses(word: str) -> tuple[Any, ...]:
    """pymorphy3's parses of a lower-case word, the likeliest first; kept for who else reads the same text."""
    return tuple(dictionary().parse(word))


def lemma(word: str) -> str:
    """The most frequent lemma of a lower-case Russian word, with е for ё."""
    return str(parses(word)[0].normal_form).replace("ё", "е")


def forms(lemma: str) -> set[str]:
    """Every form in the dictionary of the words that have this lemma, given with е for ё; none for what is no lemma."""
    if not is_known(lemma):
        return set()
    words = (parsed for parsed in parses(lemma) if parsed.normal_form.replace("ё", "е") == lemma)
    return {form.word for parsed in words for form in parsed.lexeme}
