"""The few words of a text that can have a wanted term, found without analysing the others.

A word's stem keeps the word's first two letters, but for the exceptions that ``beginnings`` reads off the data of
both languages. What is not plain Cyrillic (Latin, hyphens, apostrophes, look-alikes) is always analysed.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from index.text import russian
from index.text.analyze import Term, terms
from index.text.kazakh.lexicon import irregular, lexicon
from index.text.scripts import FOLD, fold

KEPT = 2
"""Letters at the beginning of a word that stemming leaves alone: what is cut or mended stands after them."""
_ROMAN = "хи"
"""What a Roman numeral may begin with in Cyrillic letters, folded."""

_PLAIN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_LOWER = {ord(letter.upper()): letter for letter in _PLAIN}
_AS_TYPED = (
    FOLD | {ord(chr(letter).upper()): folded for letter, folded in FOLD.items()} | _LOWER
)  # one letter for one: offsets stay
_NOT_PLAIN = rf"""[^{_PLAIN}\d\s.,:;!?…()\[\]"«»“”„/%№–—-]|(?<=[{_PLAIN}\d])[.-](?=[{_PLAIN}\d])"""


def sift(text: str, wanted: Iterable[str]) -> Iterator[Term]:
    """The terms of the pieces of ``text`` that can hold a wanted term or surface form, in order.

    Every occurrence of a wanted one is among them. ``position`` counts within a piece without blanks.
    """
    starts = frozenset(start for word in wanted for start in beginnings(word))
    if not starts:
        return
    at = 0
    for match in _pattern(starts).finditer(text.translate(_AS_TYPED)):
        if match.start() < at:
            continue
        start = _piece_start(text, match.start(), at)
        at = _piece_end(text, match.end())
        for term in terms(text[start:at]):
            yield term._replace(start=term.start + start, end=term.end + start)


def _piece_start(text: str, at: int, least: int) -> int:
    while at > least and not text[at - 1].isspace():
        at -= 1
    return at


def _piece_end(text: str, at: int) -> int:
    while at < len(text) and not text[at].isspace():
        at += 1
    return at


@lru_cache(maxsize=1 << 12)
def _pattern(starts: frozenset[str]) -> re.Pattern[str]:
    letters = "|".join(map(re.escape, sorted(starts)))
    return re.compile(rf"(?<![{_PLAIN}])(?:{letters})|{_NOT_PLAIN}")


@lru_cache(maxsize=1 << 14)
def beginnings(wanted: str) -> frozenset[str]:
    """What plain Cyrillic words of a term, or a surface form, begin with, folded."""
    folded = fold(wanted)
    if not folded or folded[0].isdigit():
        return frozenset(folded[:1])
    roman = _ROMAN if folded[0] in "xiv" else ""
    return _all_before(folded[:KEPT]) | _russian(folded) | frozenset(roman)


def _all_before(start: str) -> frozenset[str]:
    """The beginning of a Kazakh stem, and of all words from which stemming, again and again, may come to it."""
    found = {start}
    waiting = [start]
    while waiting:
        stem = waiting.pop()
        new = _changed().get(stem, set()) - found
        found |= new
        waiting += new
    return frozenset(found)


@lru_cache(maxsize=1)
def _changed() -> dict[str, set[str]]:
    """Beginnings of Kazakh stems → those of their forms, where the two differ: ол, оған; ақ, ағы."""
    pairs = [(stem, form) for form, stem in irregular().items()]
    pairs += [(entry.shape.lemma, form) for form, entries in lexicon().items() for entry in entries]
    found: dict[str, set[str]] = {}
    for stem, form in pairs:
        before, after = fold(form)[:KEPT], fold(stem)[:KEPT]
        if len(before) == KEPT and not before.startswith(after):  # no stem before a suffix is shorter
            found.setdefault(after, set()).add(before)
    return found


def _russian(lemma: str) -> frozenset[str]:
    """The beginnings of the forms of a Russian word: человек, люди; идти, шёл."""
    return frozenset(fold(form)[:KEPT] for form in russian.forms(lemma))
