"""The stem of a Kazakh word.

Every cut of the word whose right part reads as suffixes is a candidate. Its cost is that of the stem plus that
of the chain, both negative log probabilities; a stem of the lexicon is cheap, an unknown one pays by the letter.
The cheapest candidate wins. A stem is stemmed again until it stays, so stemming twice changes nothing.
"""

from dataclasses import dataclass
from functools import lru_cache

from index.text.kazakh.chains import LONGEST_TAIL, Layer, Reading, readings
from index.text.kazakh.letters import DEVOICED, FRONT, BACK, harmony
from index.text.kazakh.lexicon import Shape, irregular, lexicon

DISHARMONY = 2.5  # cost of a suffix that breaks the harmony of its stem
UNKNOWN = {"noun": 11.0, "name": 12.0, "verb": 14.0}
PER_LETTER = 1.3
SHORTEST_UNKNOWN = 3
VOWELS = frozenset(BACK + FRONT + "ёиую")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stem with the suffixes that stand after it; the lower the cost the better."""

    stem: str
    base: str
    kind: str
    cost: float
    layers: tuple[Layer, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """What ``stem`` did: the stem, the layers taken off from left to right, where the stem is from, the losers."""

    stem: str
    layers: tuple[tuple[str, str, str], ...]
    source: str
    losers: tuple[Candidate, ...]


def _unknown(shape: str, first: str) -> list[Shape]:
    """Stems nobody listed, that may stand behind ``shape`` before a suffix that opens with ``first``."""
    if len(shape) < SHORTEST_UNKNOWN or VOWELS.isdisjoint(shape):
        return []
    cost = PER_LETTER * len(shape)
    lemmas = [shape]
    if first in ("ы", "і") and shape[-1] in DEVOICED:
        lemmas.append(shape[:-1] + DEVOICED[shape[-1]])
    return [
        Shape(lemma, kind, base + cost, "", "rules") for lemma in lemmas for kind, base in UNKNOWN.items()
    ]


def _candidate(shape: Shape, reading: Reading, first: str, tone: str) -> Candidate | None:
    if shape.kind != reading.start or shape.lemma[-1] not in reading.after:
        return None
    if shape.opens and (not first or first not in shape.opens):
        return None
    clash = tone and reading.harmony and tone != reading.harmony
    cost = shape.cost + reading.cost + (DISHARMONY if clash else 0.0)
    return Candidate(shape.lemma + reading.kept, shape.lemma, shape.kind, cost, reading.layers, shape.source)


def candidates(word: str) -> list[Candidate]:
    """Every reading of ``word``, in no order."""
    known = lexicon()
    found: list[Candidate] = []
    for cut in range(len(word), max(0, len(word) - LONGEST_TAIL - 1), -1):
        tails = readings(word[cut:])
        if not tails:
            continue
        prefix, first = word[:cut], word[cut : cut + 1]
        shapes = known.get(prefix, []) + _unknown(prefix, first)
        tone = harmony(prefix)
        for shape in shapes:
            for reading in tails:
                candidate = _candidate(shape, reading, first, tone)
                if candidate:
                    found.append(candidate)
    return found


def _once(word: str) -> str:
    fixed = irregular().get(word)
    if fixed:
        return fixed
    found = candidates(word)
    return min(found, key=lambda c: (c.cost, -len(c.stem), c.stem)).stem if found else word


@lru_cache(maxsize=1 << 16)
def _settled(stem: str) -> str:
    seen = [stem]
    while (again := _once(seen[-1])) not in seen:
        seen.append(again)
    return min(seen[seen.index(again) :])


def stem(word: str) -> str:
    """The stem of ``word``, in lower case; a word that is not Kazakh comes back unchanged."""
    word = word.lower()
    return _settled(_once(word))
