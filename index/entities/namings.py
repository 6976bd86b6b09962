"""Namings of one article: where a person or place is named, and which dictionary form it has.

A form can be read in several ways («Александра Кондратова» is a woman, or a man in the genitive). Each way
is a candidate with a weight; the article's other namings vote, word by word.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from index.entities import gazetteer

_VOTE = 0.7


class Naming(NamedTuple):
    """The words of an article from ``start`` to ``end``; ``bases`` are their dictionary forms with weights.

    A naming that is not ``sure`` counts only when another one proves its word to be a surname.
    """

    start: int
    end: int
    label: str
    bases: Mapping[str, float]
    sure: bool = True


def settle(namings: Sequence[Naming]) -> list[tuple[Naming, str]]:
    """Each naming that counts with the dictionary form that fits the article best."""
    votes = Counter(chain.from_iterable(_words(tuple(naming.bases)) for naming in namings))
    sure = [(naming, _best(naming, votes)) for naming in namings if naming.sure]
    proven = {word for naming, base in sure if naming.label == "PERSON" for word in _surnames(base)}
    unsure = [
        (naming, next(base for base in naming.bases if base in proven))
        for naming in namings
        if not naming.sure and not proven.isdisjoint(naming.bases)
    ]
    people = {naming.start for naming, _ in unsure}
    places = [pair for pair in sure if pair[0].label == "PERSON" or pair[0].start not in people]
    return sorted(places + unsure, key=lambda pair: pair[0].start)


def _surnames(base: str) -> Iterator[str]:
    """The last word of a name, and words with a surname's ending."""
    *others, last = base.split()
    yield last
    yield from (word for word in others if gazetteer.surname_ending(word.lower()))


@lru_cache(1 << 14)
def _words(bases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for base in bases for word in base.split())


def _best(naming: Naming, votes: Counter[str]) -> str:
    if len(naming.bases) == 1:
        return next(iter(naming.bases))

    def weight(base: str) -> float:
        words = [word for word in base.split() if not word.endswith(".")]
        return naming.bases[base] + _VOTE * sum(votes[word] for word in words) / len(words)

    return max(naming.bases, key=weight)
