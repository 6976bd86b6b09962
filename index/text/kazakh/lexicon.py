"""The stems that are known: written by the project (``data/*.txt``) and learnt from text (``data/learnt.txt``).

A stem is looked up in the shape it has in the text: кітап also as кітаб-, орын as орн-, қой as қо- (қояды),
оқы as оқ- (оқу), тап as тау- (тауып), рөль as рөл- (рөлі), журналист as журналис- (журналистер), объект as объекті-
(объектілер), класс as клас- (класы). Each shape says which letters may follow it.
"""

import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from index.text.kazakh.letters import CONSONANT, VOICED, VOWEL_LETTERS

_DATA = files("index.text.kazakh") / "data"

#: file → part of speech of its stems
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
OPENS_NOMINAL = "ыі"
OPENS_VERBAL = "ыіаеу"
OPENS_ANY = "абғгдежиікқлмнпрстуүшыія"


@dataclass(frozen=True, slots=True)
class Shape:
    """A stem as it stands before some suffixes.

    ``opens``: the letters a suffix may open with ("" for any); ``last``: the letter that shapes the suffix.
    """

    lemma: str
    kind: str
    cost: float
    opens: str
    last: str
    source: str

    @classmethod
    def of(cls, shape: str, lemma: str, kind: str, cost: float, opens: str, source: str) -> "Shape":
        last = shape[-1] if len(shape) > len(lemma) else lemma[-1]
        return cls(lemma, kind, cost, opens, last, source)


def shapes_of(lemma: str, kind: str, shortened: str = "") -> list[tuple[str, str]]:
    """(shape, letters that may follow) for every way the stem is spelled; "" where any suffix or none may follow."""
    shapes = [(lemma, "")]
    opens = OPENS_VERBAL if kind == "verb" else OPENS_NOMINAL
    last = lemma[-1]
    if last in VOICED and lemma[-2:-1] in VOWEL_LETTERS:
        shapes.append((lemma[:-1] + VOICED[last], opens))
    if kind == "verb" and last == "п":
        shapes.append((lemma[:-1] + "у", OPENS_NOMINAL))
    elif kind == "verb" and last == "й":
        shapes.append((lemma[:-1], "яю"))
    elif kind == "verb" and last in "ыі":
        shapes.append((lemma[:-1], "уи"))
    elif last == "ь":
        shapes.append((lemma[:-1], OPENS_NOMINAL))
    elif lemma.endswith("кт"):
        shapes.append((lemma + "і", OPENS_ANY))
    elif lemma.endswith("ст"):
        shapes.append((lemma[:-1], "т"))
    elif kind != "verb" and last in CONSONANT and lemma[-2:] == last * 2:
        shapes.append((lemma[:-1], OPENS_ANY))
    if shortened:
        shapes.append((shortened, opens))
    return shapes


def rows(name: str) -> list[list[str]]:
    """The lines of a data file, split at tabs; comments and empty lines are left out."""
    text = (_DATA / name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def written() -> dict[tuple[str, str], str]:
    """(stem, kind) → its shortened shape or "", from the project's own lists."""
    stems: dict[tuple[str, str], str] = {}
    for name, kind in FILES.items():
        for row in rows(name):
            lemma, _, shortened = row[0].partition("/")
            stems[lemma, kind] = shortened
    return stems


@lru_cache(maxsize=1)
def lexicon() -> dict[str, list[Shape]]:
    """Shape → the stems that may stand behind it."""
    found: dict[str, list[Shape]] = {}
    own = written()
    costs = {(lemma, kind): float(cost) for lemma, kind, cost in rows("learnt.txt")}
    for (lemma, kind), shortened in own.items():
        cost = costs.get((lemma, kind), RARE)
        for shape, opens in shapes_of(lemma, kind, shortened):
            found.setdefault(shape, []).append(Shape.of(shape, lemma, kind, cost, opens, "lexicon"))
    for (lemma, kind), cost in costs.items():
        if (lemma, kind) not in own:
            for shape, opens in shapes_of(lemma, kind):
                found.setdefault(shape, []).append(Shape.of(shape, lemma, kind, cost, opens, "learnt"))
    return found


@lru_cache(maxsize=1)
def _endings() -> dict[tuple[str, str], float]:
    """(kind, last letters) → how seldom the written stems of that kind end so, for two letters and for one."""
    stems = [(lemma, kind) for lemma, kind in written() if len(lemma) > 2]
    pairs = Counter((kind, lemma[-2:]) for lemma, kind in stems)
    lasts = Counter((kind, lemma[-1:]) for lemma, kind in stems)
    totals = Counter(kind for _, kind in stems)
    costs = {(kind, last): -math.log(0.5 * n / totals[kind] / 10) for (kind, last), n in lasts.items()}
    costs.update({(kind, pair): -math.log(n / totals[kind]) for (kind, pair), n in pairs.items()})
    return costs


@lru_cache(maxsize=1 << 13)
def strangeness(kind: str, ending: str) -> float:
    """Cost of the last two letters of an unknown stem, as seen on the written stems of its kind."""
    endings = _endings()
    return endings.get((kind, ending)) or endings.get((kind, ending[-1:]), 9.0)


@lru_cache(maxsize=1)
def irregular() -> dict[str, str]:
    """Forms that no rule makes (оған → ол, боп → бол)."""
    return dict(rows("irregular.txt"))
