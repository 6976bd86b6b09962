"""Bring a word to its plain form: composed Unicode, nothing invisible, no look-alike letters, lower case.

Every step is a pure ``str → str`` function over one word cut from the source, so offsets into the
source stay exact whatever a step does to the length.
"""

import re
import unicodedata
from collections.abc import Callable

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphen, zero-width space, non-joiner, joiner, word joiner, byte-order mark."""

HYPHENS = "-\u2010\u2011"
APOSTROPHES = "'\u2019\u02bc\u2018`"

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[a-zɐ-ʯ]")
_DROP = {ord(mark): None for mark in INVISIBLE}
_PLAIN_MARKS = {ord(mark): "-" for mark in HYPHENS} | {ord(mark): "'" for mark in APOSTROPHES}

# Old code points and phonetic letters that fonts show as Kazakh letters; never right in Kazakh.
_ALWAYS = str.maketrans("ӊӄӉӃəǝɍɵѳɏƏ", "ңқҢҚәәғөөұӘ")
# Latin and Greek shapes typed for Cyrillic letters; wrong only inside a Cyrillic word.
_INSIDE_CYRILLIC = str.maketrans("aeopcyxihkmtbγθıӏl", "аеорсухіһкмтвүөііі")


def compose(word: str) -> str:
    """NFC: й and ё stay one letter each (NFD would split them)."""
    return unicodedata.normalize("NFC", word)


def drop_invisible(word: str) -> str:
    """Take out soft hyphens and zero-width characters."""
    return word.translate(_DROP)


def plain_marks(word: str) -> str:
    """One hyphen and one apostrophe for all their Unicode variants."""
    return word.translate(_PLAIN_MARKS)


def lower(word: str) -> str:
    """Lower case; the Turkish capital İ becomes i, not i with a combining dot."""
    return word.replace("İ", "i").lower()


def repair_lookalikes(word: str) -> str:
    """Give Kazakh letters back where a look-alike was typed (lower case in).

    A Latin letter counts as a slip only in a part that is mostly Cyrillic: ``мемлекеттiк`` is mended,
    ``boeing-тың`` and ``it-саласы`` keep their Latin part.
    """
    word = word.translate(_ALWAYS)
    if not _CYRILLIC.search(word) or not (_LATIN.search(word) or "γ" in word or "θ" in word or "ӏ" in word):
        return word
    return "-".join(_repair_part(part) for part in word.split("-"))


def _repair_part(part: str) -> str:
    cyrillic = len(_CYRILLIC.findall(part))
    return part.translate(_INSIDE_CYRILLIC) if cyrillic * 2 > len(part) else part


NORMALISERS: list[Callable[[str], str]] = [compose, drop_invisible, plain_marks, lower, repair_lookalikes]


PLAIN = frozenset(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәіңғүұқөһАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯӘІҢҒҮҰҚӨҺ0123456789-.,"
)
"""What no step changes but for its case."""


def normalize(word: str) -> str:
    """Run one word through all steps of NORMALISERS."""
    if PLAIN.issuperset(word):
        return word.lower()
    for step in NORMALISERS:
        word = step(word)
    return word
