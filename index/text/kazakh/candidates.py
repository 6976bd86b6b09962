"""Every way to cut a word into a stem and a chain of suffixes, each with its cost.

A cost is a negative log probability: that of the stem plus that of the chain. A stem of the lexicon is cheap; an
unknown one pays for being unknown, for each letter, and for an ending that stems seldom have.
"""

from functools import lru_cache
from typing import NamedTuple

from index.text.kazakh.chains import LONGEST_TAIL, Reading, readings
from index.text.kazakh.letters import DEVOICED, VOWEL_LETTERS, harmony
from index.text.kazakh.lexicon import Shape, lexicon, strangeness

DISHARMONY = 2.5  # a suffix that breaks the harmony of its stem
DICTIONARY_FORM = 2.0  # bonus for a word that is itself a stem somebody wrote down
UNKNOWN = {"noun": 10.0, "name": 11.0, "verb": 13.0}
PER_LETTER = 2.0
STRANGENESS = 0.7
SHORTEST_UNKNOWN = 3


class Candidate(NamedTuple):
    """One cut. Candidates sort by cost; ``base`` is the stem without the word formation that is kept."""

    cost: float
    stem: str
    base: str
    kind: str
    source: str
    reading: Reading


@lru_cache(maxsize=1 << 18)
def _fitting(tail: str, last: str, tone: str) -> dict[str, tuple[float, Reading]]:
    """Kind of stem → the cheapest reading of ``tail`` after a stem that ends in ``last`` with ``tone``."""
    best: dict[str, tuple[float, Reading]] = {}
    for reading in readings(tail):
        if last not in reading.after:
            continue
        clash = tone and reading.harmony and tone != reading.harmony
        cost = reading.cost + (DISHARMONY if clash else 0.0)
        if reading.start not in best or cost < best[reading.start][0]:
            best[reading.start] = cost, reading
    return best


def _known(shapes: list[Shape], tail: str, tone: str) -> list[Candidate]:
    found = []
    for shape in shapes:
        if shape.opens and (not tail or tail[0] not in shape.opens):
            continue
        fit = _fitting(tail, shape.lemma[-1], tone).get(shape.kind)
        if fit:
            cost = shape.cost + fit[0] - (DICTIONARY_FORM if not tail and shape.source == "lexicon" else 0.0)
            found.append(Candidate(cost, shape.lemma + fit[1].kept, shape.lemma, shape.kind, shape.source, fit[1]))
    return found


def _unknown(lemma: str, tail: str, tone: str) -> list[Candidate]:
    found = []
    for kind, fit in _fitting(tail, lemma[-1], tone).items():
        if kind in UNKNOWN:
            cost = UNKNOWN[kind] + PER_LETTER * len(lemma) + STRANGENESS * strangeness(kind, lemma) + fit[0]
            found.append(Candidate(cost, lemma + fit[1].kept, lemma, kind, "rules", fit[1]))
    return found


def candidates(word: str) -> list[Candidate]:
    """Every reading of ``word``, in no order; empty if there is none."""
    known = lexicon()
    found: list[Candidate] = []
    for cut in range(len(word), max(0, len(word) - LONGEST_TAIL - 1), -1):
        tail = word[cut:]
        if not readings(tail):
            continue
        prefix = word[:cut]
        tone = harmony(prefix)
        if prefix in known:
            found += _known(known[prefix], tail, tone)
        if cut >= SHORTEST_UNKNOWN and not VOWEL_LETTERS.isdisjoint(prefix):
            found += _unknown(prefix, tail, tone)
            if prefix[-1] in DEVOICED and tail[:1] in ("ы", "і"):
                found += _unknown(prefix[:-1] + DEVOICED[prefix[-1]], tail, tone)
    return found
