"""Namings of one article: where a person or place is named, and which dictionary form it has.

A form can be read in several ways («Александра Кондратова» is a woman, or a man in the genitive). Each way
is a candidate with a weight; the article's other namings vote, word by word.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_VOTE = 0.7


@dataclass(frozen=True, slots=True)
class Naming:
    """``text[start:end]`` of the article; ``bases`` are its possible dictionary forms with their weights.

    A naming that is not ``sure`` counts only when another one proves its word to be part of a name.
    """

    text: str
    start: int
    end: int
    label: str
    bases: Mapping[str, float]
    sure: bool = True


def settle(namings: Sequence[Naming]) -> list[tuple[Naming, str]]:
    """Each naming that counts with the dictionary form that fits the article best."""
    votes = Counter(word for naming in namings for word in {w for base in naming.bases for w in base.split()})
    sure = [(naming, _best(naming, votes)) for naming in namings if naming.sure]
    proven = {word for naming, base in sure if naming.label == "PERSON" for word in base.split()}
    unsure = [
        (naming, base) for naming in namings if not naming.sure for base in naming.bases if base in proven
    ]
    return sorted(sure + unsure, key=lambda pair: pair[0].start)


def _best(naming: Naming, votes: Counter[str]) -> str:
    def weight(base: str) -> float:
        words = [word for word in base.split() if not word.endswith(".")]
        return naming.bases[base] + _VOTE * sum(votes[word] for word in words) / len(words)

    return max(naming.bases, key=weight)
