"""The stems that are known: written by the project (``data/*.txt``) and learnt from text (``data/learnt.txt``)."""

import math
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from index.text.kazakh.shapes import Shape, shapes

_DATA = files("index.text.kazakh") / "data"

#: file → kind of its stems
FILES = {
    "nouns.txt": "noun",
    "names.txt": "name",
    "places.txt": "name",
    "adjectives.txt": "adjective",
    "numerals.txt": "numeral",
    "adverbs.txt": "adverb",
    "pronouns.txt": "pronoun",
    "particles.txt": "particle",
    "verbs.txt": "verb",
}
RARE = 12.5  # cost of a written stem that the learning text does not have

Stem = tuple[str, str]  #: (dictionary form, kind)


class Entry(NamedTuple):
    """A known stem in one of its shapes; ``cost`` is a negative log probability."""

    shape: Shape
    kind: str
    cost: float
    source: str


def rows(name: str) -> list[list[str]]:
    """The lines of a data file, split at tabs; comments and empty lines are left out."""
    text = (_DATA / name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def written() -> dict[Stem, str]:
    """Stem → its shortened shape or "", from the project's own lists."""
    stems: dict[Stem, str] = {}
    for name, kind in FILES.items():
        for row in rows(name):
            lemma, _, shortened = row[0].partition("/")
            stems[lemma, kind] = shortened
    return stems


def entries(own: Mapping[Stem, str], costs: Mapping[Stem, float]) -> dict[str, list[Entry]]:
    """Spelling → the stems that may stand behind it."""
    found: dict[str, list[Entry]] = {}
    for lemma, kind in [*own, *(stem for stem in costs if stem not in own)]:
        cost = costs.get((lemma, kind), RARE)
        source = "lexicon" if (lemma, kind) in own else "learnt"
        for shape in shapes(lemma, kind, own.get((lemma, kind), "")):
            found.setdefault(shape.spelled, []).append(Entry(shape, kind, cost, source))
    return found


@lru_cache(maxsize=1)
def lexicon() -> dict[str, list[Entry]]:
    """Spelling → the stems that may stand behind it, from the data files."""
    return entries(written(), {(lemma, kind): float(cost) for lemma, kind, cost in rows("learnt.txt")})


@lru_cache(maxsize=1)
def irregular() -> dict[str, str]:
    """Forms that no rule makes (оған → ол, боп → бол)."""
    return dict(rows("irregular.txt"))


@lru_cache(maxsize=1)
def _endings() -> dict[tuple[str, str], float]:
    """(kind, last letters) → how seldom the written stems of that kind end so, for two letters and for one."""
    stems = [(lemma, kind) for lemma, kind in written() if len(lemma) > 2]
    pairs = Counter((kind, lemma[-2:]) for lemma, kind in stems)
    lasts = Counter((kind, lemma[-1:]) for lemma, kind in stems)
    totals = Counter(kind for _, kind in stems)
    costs = {(kind, last): -math.log(n / totals[kind] / 20) for (kind, last), n in lasts.items()}
    costs.update({(kind, pair): -math.log(n / totals[kind]) for (kind, pair), n in pairs.items()})
    return costs


@lru_cache(maxsize=1 << 13)
def strangeness(kind: str, ending: str) -> float:
    """Cost of the last two letters of an unknown stem, as seen on the written stems of its kind.

    A pair that no stem has costs what its last letter does, and a factor of twenty.
    """
    endings = _endings()
    return endings.get((kind, ending)) or endings.get((kind, ending[-1:]), 9.0)
