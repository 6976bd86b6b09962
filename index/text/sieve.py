"""The few words of a text that can have a wanted term, found without analysing the others.

A word begins as its stem does, but for the stem's last letters, its formation, and the exceptions that ``beginnings``
reads off the data of both languages. What is not plain Cyrillic (Latin, hyphens, apostrophes, look-alikes) is always
analysed.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from index.text import russian
from index.text.analyze import Term, terms
from index.text.kazakh.letters import VOICED
from index.text.kazakh.lexicon import irregular, lexicon
from index.text.kazakh.suffixes import TABLE
from index.text.scripts import fold

KEPT = 2
"""Letters at the beginning of a word that stemming leaves alone: what is cut or mended stands after them."""
CHANGED = 2
"""Letters at the end of a stem that its forms may change: кітап, кітабы; орын, орны."""
_ROMAN = "хи"
"""What a Roman numeral may begin with in Cyrillic letters, folded."""

_PLAIN = "абвгдежзийклмнопрстуфхцчшщъыьэюяәіңғүұқөһё"
_UNFOLDED: dict[str, str] = {}
"""A folded letter → the letters that it may stand for."""
for _letter in _PLAIN:
    _UNFOLDED[fold(_letter)] = _UNFOLDED.get(fold(_letter), "") + _letter
_ODD = re.compile(
    rf"""[^{_PLAIN}\d\s,:;!?…()\[\]"«»“”„/%№–—](?:(?<![.-])|(?<=[{_PLAIN}\d][.-])(?=[{_PLAIN}\d]))"""
)
"""What is not plain, in lower case: a stop or a hyphen only inside a word."""


def sift(text: str, wanted: Iterable[str]) -> Iterator[Term]:
    """The terms of the pieces of ``text`` that can hold a wanted term or surface form, in order.

    Every occurrence of a wanted one is among them. ``position`` counts within a piece without blanks.
    """
    starts = frozenset(start for word in wanted for start in beginnings(word))
    if not starts:
        return
    at = 0
    for first, last in sorted(_candidates(text.replace("İ", "i").lower(), starts)):  # İ alone would grow
        if first < at:
            continue
        start = _piece_start(text, first, at)
        at = _piece_end(text, last)
        for term in terms(text[start:at]):
            yield term._replace(start=term.start + start, end=term.end + start)


def _candidates(text: str, starts: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where words of a lower-case text begin so, and where what is not plain stands."""
    yield from (found.span() for found in _ODD.finditer(text))
    for found in _pattern(starts).finditer(text):
        if not found.start() or text[found.start() - 1] not in _PLAIN:
            yield found.span()


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
    spelled = (
        "".join(f"[{_UNFOLDED.get(letter, re.escape(letter))}]" for letter in start)
        for start in sorted(starts)
    )
    return re.compile("|".join(spelled))


@lru_cache(maxsize=1 << 14)
def beginnings(wanted: str) -> frozenset[str]:
    """What plain Cyrillic words of a term, or a surface form, begin with, folded."""
    folded = fold(wanted)
    if not folded or folded[0].isdigit():
        return frozenset(folded[:1])
    roman = _ROMAN if folded[0] in "xiv" else ""
    kept = _kept(folded)
    return _all_before(folded, kept) | _russian(folded, kept) | frozenset(roman)


def _kept(stem: str) -> int:
    """How many letters of a folded stem all its words begin with: its formation may be another word's suffixes."""
    base = next(cut for cut in range(KEPT, len(stem) + KEPT + 1) if _is_formation(stem[cut:]))
    return max(KEPT, base - CHANGED)


@lru_cache(maxsize=1 << 14)
def _is_formation(tail: str) -> bool:
    """Whether folded letters are suffixes of word formation, one after the other."""
    return not tail or any(
        tail.startswith(suffix) and _is_formation(tail[len(suffix) :]) for suffix in _formation()
    )


@lru_cache(maxsize=1)
def _formation() -> frozenset[str]:
    forms = (form for group in TABLE if group.kept for row in group.rows for form in row.forms)
    return frozenset(
        fold(form[:-1] + last) for form in forms for last in (form[-1], VOICED.get(form[-1], form[-1]))
    )


def _all_before(stem: str, kept: int) -> frozenset[str]:
    """The beginning of a Kazakh stem, and of all words from which stemming, again and again, may come to it."""
    found = {stem[:kept]}
    waiting = [stem[:kept]]
    while waiting:
        start = waiting.pop()
        new = {
            form for lemma, form in _changed() if lemma.startswith(start) or start.startswith(lemma)
        } - found
        found |= new
        waiting += new
    return frozenset(found)


@lru_cache(maxsize=1)
def _changed() -> frozenset[tuple[str, str]]:
    """Kazakh stems and the beginnings of those of their forms that do not begin alike: ол, оған; ақ, ағы."""
    pairs = [(stem, form) for form, stem in irregular().items()]
    pairs += [(entry.shape.lemma, form) for form, entries in lexicon().items() for entry in entries]
    folded = {(fold(stem), fold(form)) for stem, form in pairs}
    return frozenset(
        (stem, form[: max(KEPT, len(form) - CHANGED)])
        for stem, form in folded
        if not form.startswith(stem[: max(KEPT, len(stem) - CHANGED)])
    )


def _russian(lemma: str, kept: int) -> frozenset[str]:
    """The beginnings of the forms of a Russian word: человек, люди; идти, шёл."""
    return frozenset(fold(form)[:kept] for form in russian.forms(lemma))
