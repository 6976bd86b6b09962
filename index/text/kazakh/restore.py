"""Words typed without the nine Kazakh letters: казакстанга → қазақстанға.

A stem and a chain of suffixes, both compared as a Russian keyboard types them, give the letters back. The cheapest
reading wins, as in stemming; the word as it was typed is one of the readings.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import inf

from index.text.kazakh.candidates import LONGEST_WORD, SHORTEST_UNKNOWN, known_cost, known_cost_at, least_cost
from index.text.kazakh.chains import FORMS, readings
from index.text.kazakh.lexicon import irregular, lexicon
from index.text.scripts import NINE_LETTERS, fold

LONGEST_TAIL = 16
COMMON = 8.0
"""A word that costs less as it was typed is taken so: адам, болды."""
YOURS = 1.5
"""Cost of each ң given back: news seldom says "your", so қаласын is "his city", not қаласың."""
RARE = 14.0
"""A word of the Russian dictionary is read as Kazakh only where that costs less: кала is қала, but рубли not рублі."""


@lru_cache(maxsize=1 << 14)
def restore(word: str) -> tuple[str, float]:
    """The word with its Kazakh letters, and the cost of its stem and suffixes if the stem is known (else infinite).

    A word with some of the nine letters is taken as it is, and so is one that is too long to be a word.
    """
    if len(word) > LONGEST_WORD:
        return word, inf
    if word in _folded_irregular():
        return _folded_irregular()[word], 0.0
    cost, spelling = known_cost(word) + YOURS * word.count("ң"), word
    if cost > COMMON and NINE_LETTERS.isdisjoint(word):
        cost, spelling = min([(cost, spelling), *_known_spellings(word)])
    if cost < inf:
        return spelling, cost
    guessed = (
        (least_cost(other) + YOURS * other.count("ң"), other) for other in {word, *_guessed_spellings(word)}
    )
    cost, spelling = min(guessed)
    return spelling if cost < inf else word, inf


def _known_spellings(word: str) -> Iterator[tuple[float, str]]:
    """Other spellings that fold to the word, a known stem, then suffixes, each with its cost cut there."""
    for cut in range(2, len(word) + 1):
        if stems := _folded_stems().get(word[:cut]):
            for tail in _tails(word[cut:]):
                for stem in stems:
                    if (spelling := stem + tail) != word:
                        yield known_cost_at(stem, tail) + YOURS * spelling.count("ң"), spelling


def _guessed_spellings(word: str) -> Iterator[str]:
    """The word's suffixes with their letters, after a stem that nobody listed."""
    if not NINE_LETTERS.isdisjoint(word):
        return
    for cut in range(SHORTEST_UNKNOWN, len(word)):
        yield from (word[:cut] + tail for tail in _tails(word[cut:]) if tail != word[cut:])


@lru_cache(maxsize=1)
def _folded_stems() -> dict[str, list[str]]:
    return _by_fold(lexicon())


@lru_cache(maxsize=1)
def _folded_forms() -> dict[str, list[str]]:
    return _by_fold(FORMS)


@lru_cache(maxsize=1)
def _folded_irregular() -> dict[str, str]:
    return {fold(form): form for form in reversed(irregular())}


def _by_fold(words: Iterable[str]) -> dict[str, list[str]]:
    folded: dict[str, list[str]] = {}
    for word in words:
        folded.setdefault(fold(word), []).append(word)
    return folded


@lru_cache(maxsize=1 << 16)
def _tails(folded: str) -> tuple[str, ...]:
    """The chains of suffixes that fold to this tail."""
    if not folded:
        return ("",)
    if len(folded) > LONGEST_TAIL:
        return ()
    found = {
        form + rest
        for cut in range(1, len(folded) + 1)
        for form in _folded_forms().get(folded[:cut], ())
        for rest in _tails(folded[cut:])
        if readings(form + rest)
    }
    return tuple(sorted(found))
