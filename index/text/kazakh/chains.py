"""Every way to read the tail of a word as a chain of suffixes.

``readings("ларының")`` says: plural, possessive, genitive, on a noun that ends in a vowel or р. Tails recur
from word to word, so each is read once and kept (bounded).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from index.text.kazakh.layers import Group, Row
from index.text.kazakh.letters import CLASSES, DEVOICED, VOICED, VOWEL, harmony
from index.text.kazakh.suffixes import FINAL, TABLE
from index.text.kazakh.weights import WEIGHTS

#: Longer tails are not read as suffixes; the longest seen in 10,000 news sentences has 21 letters.
LONGEST_TAIL = 24
UNSEEN = 9.0  # cost of a step that the learning text never takes


@dataclass(frozen=True, slots=True)
class Layer:
    """One suffix that was taken off: as written, the name of its group, the example of its row."""

    suffix: str
    group: str
    example: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A tail read as suffixes.

    ``start`` is the layer it stands on, ``after`` the letters that may precede it, ``harmony`` its first vowel's
    class, ``kept`` the word formation that stays with the stem, ``cost`` a negative log probability.
    """

    start: str
    after: str
    harmony: str
    cost: float
    kept: str
    layers: tuple[Layer, ...]


@dataclass(frozen=True, slots=True)
class _Suffix:
    """A form of a row as the reader of tails uses it; ``restored`` undoes voicing (дығ → дық)."""

    group: Group
    row: Row
    form: str
    restored: str
    harmony: str


def _suffixes() -> dict[str, list[_Suffix]]:
    forms: dict[str, list[_Suffix]] = {}
    for group in TABLE:
        for row in group.rows:
            for form in row.forms:
                vowels = "" if len(row.forms) == 1 and len(form) > 1 else harmony(form)
                forms.setdefault(form, []).append(_Suffix(group, row, form, form, vowels))
                if form[-1] in VOICED and group.then in ("noun", "infinitive", "linked", "intent"):
                    voiced = form[:-1] + VOICED[form[-1]]
                    forms.setdefault(voiced, []).append(_Suffix(group, row, voiced, form, vowels))
    return forms


def weight(weights: Mapping[tuple[str, str], float], layer: str, step: str) -> float:
    return weights.get((layer, step), UNSEEN)


FORMS = _suffixes()
LENGTHS = {
    last: sorted({len(form) for form in FORMS if form[-1] == last}) for last in {form[-1] for form in FORMS}
}
_LONGEST = max(map(len, FORMS))


def _fits(suffix: _Suffix, rest: Reading, first: str) -> bool:
    """May ``rest``, whose first letter is ``first``, stand after ``suffix``?"""
    if suffix.group.then != rest.start or suffix.restored[-1] not in rest.after:
        return False
    if suffix.harmony and rest.harmony and suffix.harmony != rest.harmony:
        return False
    if suffix.form[-1] in DEVOICED and suffix.form != suffix.restored:
        return first != "" and first in VOWEL
    return not (suffix.form[-1] in VOICED and first != "" and first in VOWEL)


def _join(suffix: _Suffix, rest: Reading) -> list[Reading]:
    group = suffix.group
    layer = Layer(suffix.form, group.name, suffix.row.example)
    kept = suffix.restored + rest.kept if group.kept else ""
    return [
        Reading(
            start,
            suffix.row.after,
            suffix.harmony or rest.harmony,
            weight(WEIGHTS, start, group.name) + rest.cost,
            kept,
            (layer, *rest.layers),
        )
        for start in group.after
    ]


def _cheapest(readings: list[Reading]) -> tuple[Reading, ...]:
    """One reading of each kind: those that fit the same stems differ only in cost."""
    best: dict[tuple[str, str, str, str], Reading] = {}
    for reading in readings:
        key = (reading.start, reading.after, reading.harmony, reading.kept)
        if key not in best or reading.cost < best[key].cost:
            best[key] = reading
    return tuple(best.values())


@lru_cache(maxsize=1 << 18)
def readings(tail: str) -> tuple[Reading, ...]:
    """All readings of ``tail``; empty if it is no chain of suffixes."""
    if not tail:
        return tuple(
            Reading(layer, CLASSES["any"], "", weight(WEIGHTS, layer, "."), "", ()) for layer in FINAL
        )
    if len(tail) > LONGEST_TAIL:
        return ()
    found: list[Reading] = []
    for cut in range(1, min(_LONGEST, len(tail)) + 1):
        suffixes = FORMS.get(tail[:cut])
        if not suffixes:
            continue
        rests = readings(tail[cut:])
        first = tail[cut : cut + 1]
        for suffix in suffixes:
            for rest in rests:
                if _fits(suffix, rest, first):
                    found.extend(_join(suffix, rest))
    return _cheapest(found)
