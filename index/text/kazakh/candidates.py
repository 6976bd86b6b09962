"""Every way to cut a word into a stem and a chain of suffixes, each with its cost.

A cost is a negative log probability: that of the stem plus that of the chain. A stem of the lexicon is cheap; an
unknown one pays for being unknown, for each letter, and for an ending that stems seldom have.
"""

import math
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from index.text.kazakh.chains import LONGEST_TAIL, Reading, readings
from index.text.kazakh.layers import STEMS
from index.text.kazakh.letters import DEVOICED, VOWEL_LETTERS, harmony
from index.text.kazakh.lexicon import Entry, lexicon, strangeness
from index.text.kazakh.shapes import HIGH_VOWEL, VERBAL_VOWEL

DISHARMONY = 2.5  # a suffix that breaks the harmony of its stem
DICTIONARY_FORM = 3.0  # bonus for a word that is itself a stem somebody wrote down
UNKNOWN = {"noun": 10.0, "name": 11.0, "verb": 13.0}
PER_LETTER = 2.8
STRANGENESS = 0.5
CHEAPEST_UNKNOWN = min(UNKNOWN.values())
SHORTEST_UNKNOWN = 3
LONGEST_WORD = 64  # what is longer is no word, and is left alone
KINDS = (*STEMS.split(), "particle", "verb")


class Candidate(NamedTuple):
    """One cut. Candidates sort by cost; ``base`` is the stem without the word formation that is kept."""

    cost: float
    stem: str
    base: str
    kind: str
    source: str
    reading: Reading


@lru_cache(maxsize=1 << 16)
def _fitting(tail: str, last: str, tone: str) -> dict[str, tuple[float, Reading]]:
    """Kind of stem → the cheapest reading of ``tail`` after a stem that ends in ``last`` with ``tone``."""
    best: dict[str, tuple[float, Reading]] = {}
    found = readings(tail)
    for kind in KINDS:
        for reading in found.get(kind, ()):
            if last not in reading.after:
                continue
            clash = tone and reading.harmony and tone != reading.harmony
            cost = reading.cost + (DISHARMONY if clash else 0.0)
            if kind not in best or cost < best[kind][0]:
                best[kind] = cost, reading
    return best


def _blocked(entry: Entry, reading: Reading, known: Mapping[str, list[Entry]]) -> bool:
    """Is this a passive of a stem that has an entry of its own? түсін is a verb, not the passive of түс."""
    if entry.kind != "verb" or not reading.layers or reading.layers[0].group != "passive":
        return False
    longer = known.get(entry.shape.lemma + reading.layers[0].suffix, ())
    return any(other.kind == "verb" and other.source == "lexicon" for other in longer)


def _known(word: str) -> Iterator[tuple[float, Entry, Reading]]:
    """Cost, stem and suffixes of the readings of ``word`` as a known stem and suffixes."""
    known = lexicon()
    for cut in range(min(len(word), max(2, len(word) - LONGEST_TAIL)), len(word) + 1):
        if word[:cut] in known:
            yield from _known_at(word[:cut], word[cut:])


def _known_at(spelled: str, tail: str) -> Iterator[tuple[float, Entry, Reading]]:
    """Those that begin with the known stems that are ``spelled`` so."""
    if not readings(tail):
        return
    known = lexicon()
    tone = harmony(spelled)
    for entry in known[spelled]:
        shape, kind, cost, source = entry
        if shape.opens and not tail.startswith(shape.opens):
            continue
        fit = _fitting(tail, shape.last, tone).get(kind)
        if not fit or _blocked(entry, fit[1], known):
            continue
        if not tail and source == "lexicon":
            cost -= DICTIONARY_FORM
        yield cost + fit[0], entry, fit[1]


def _guesses(prefix: str, tail: str) -> list[tuple[str, Container[str]]]:
    """Unknown stems that may be spelled ``prefix`` before ``tail``, with the kinds each may be of."""
    guesses: list[tuple[str, Container[str]]] = [(prefix, UNKNOWN)]
    first, last = tail[:1], prefix[-1]
    if last in DEVOICED and first in VERBAL_VOWEL and prefix[-2] in VOWEL_LETTERS:
        guesses.append((prefix[:-1] + DEVOICED[last], UNKNOWN if first in HIGH_VOWEL else ("verb",)))
    elif first in ("я", "ю"):
        guesses.append((prefix + "й", ("verb",)))
    elif first == "и":
        guesses.append((prefix + ("і" if harmony(prefix) == "f" else "ы"), ("verb",)))
    elif first == "т" and prefix.endswith("ис"):
        guesses.append((prefix + "т", ("noun",)))
    return guesses


@lru_cache(maxsize=1 << 16)
def _fitting_unknown(tail: str, last: str, tone: str) -> list[tuple[str, float, Reading]]:
    """The same for unknown stems: (kind, cost, reading), the cost of being unknown included."""
    fits = _fitting(tail, last, tone)
    return [(kind, cost + fits[kind][0], fits[kind][1]) for kind, cost in UNKNOWN.items() if kind in fits]


def _unknown(prefix: str, tail: str) -> list[Candidate]:
    if len(prefix) < SHORTEST_UNKNOWN or VOWEL_LETTERS.isdisjoint(prefix):
        return []
    found = []
    tone = harmony(prefix)
    letters = PER_LETTER * len(prefix)
    for lemma, kinds in _guesses(prefix, tail):
        ending = lemma[-2:]
        for kind, cost, reading in _fitting_unknown(tail, lemma[-1], tone):
            if kind in kinds:
                cost += letters + STRANGENESS * strangeness(kind, ending)
                found.append(Candidate(cost, lemma + reading.kept, lemma, kind, "rules", reading))
    return found


def candidates(word: str, everything: bool = True) -> list[Candidate]:
    """Every reading of ``word``, in no order; empty if there is none.

    Without ``everything``, unknown stems that cannot beat the best known one are not looked into.
    """
    found = [
        Candidate(
            cost, entry.shape.lemma + reading.kept, entry.shape.lemma, entry.kind, entry.source, reading
        )
        for cost, entry, reading in _known(word)
    ]
    limit = math.inf if everything or not found else min(found)[0]
    for cut in range(max(SHORTEST_UNKNOWN, len(word) - LONGEST_TAIL), len(word) + 1):
        if CHEAPEST_UNKNOWN + PER_LETTER * cut > limit:
            break
        more = _unknown(word[:cut], word[cut:]) if readings(word[cut:]) else []
        found += more
        if more and not everything:
            limit = min(limit, min(more)[0])
    return found


def known_cost(word: str) -> float:
    """The cost of the cheapest reading of ``word`` as a known stem and suffixes; infinite where there is none."""
    return min((cost for cost, _, _ in _known(word)), default=math.inf)


def known_cost_at(spelled: str, tail: str) -> float:
    """The same of the readings whose stem is ``spelled`` so, as a known one is."""
    return min((cost for cost, _, _ in _known_at(spelled, tail)), default=math.inf)


def least_cost(word: str) -> float:
    """The cost of the cheapest reading of ``word``; infinite where there is none."""
    return min((candidate.cost for candidate in candidates(word, everything=False)), default=math.inf)


def forget() -> None:
    """Drop what was kept between words; the weights have changed."""
    for cached in (readings, _fitting, _fitting_unknown):
        cached.cache_clear()
