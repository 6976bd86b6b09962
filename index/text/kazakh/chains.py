"""Every way to read the tail of a word as a chain of suffixes.

``readings("ларының")`` says: plural, possessive, genitive, on a noun that ends in a vowel or р. Tails recur
from word to word, so each is read once and kept (bounded).
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from index.text.kazakh.layers import FINAL, Group
from index.text.kazakh.letters import CLASSES, VOICED, VOWEL, harmony
from index.text.kazakh.suffixes import TABLE
from index.text.kazakh.weights import WEIGHTS

LONGEST_TAIL = 24  # longer tails are not read; the longest in 11,000 sentences of news has 21 letters
UNSEEN = 9.0  # cost of a step that the learning text never takes


class Layer(NamedTuple):
    """One suffix that was taken off: as written, the name of its group, the example of its row."""

    suffix: str
    group: str
    example: str


class Reading(NamedTuple):
    """A tail read as suffixes.

    ``after`` are the letters that may precede it, ``harmony`` is the class of its first vowel, ``kept`` the word
    formation that stays with the stem, ``cost`` a negative log probability.
    """

    cost: float
    after: str
    harmony: str
    kept: str
    layers: tuple[Layer, ...]


#: What a tail may stand on (a kind of stem or a layer) → the ways to read it there.
Readings = dict[str, list[Reading]]


class _Suffix(NamedTuple):
    """A form of a row as the reader of tails uses it; ``restored`` undoes voicing (дығ → дық)."""

    group: Group
    after: str
    form: str
    restored: str
    harmony: str
    layer: Layer


def _suffixes() -> Iterator[_Suffix]:
    for group in TABLE:
        for row in group.rows:
            for form in row.forms:
                tone = harmony(form) if len(row.forms) > 1 or len(form) == 1 else ""
                yield _Suffix(group, row.after, form, form, tone, Layer(form, group.name, row.example))
                if form[-1] in VOICED and group.then in ("noun", "infinitive", "linked", "intent"):
                    voiced = form[:-1] + VOICED[form[-1]]
                    yield _Suffix(
                        group, row.after, voiced, form, tone, Layer(voiced, group.name, row.example)
                    )


FORMS: dict[str, list[_Suffix]] = {}
for _suffix in _suffixes():
    FORMS.setdefault(_suffix.form, []).append(_suffix)
#: first letter → how long the suffixes are that open with it
_LENGTHS = {
    first: sorted({len(form) for form in FORMS if form[0] == first}) for first in {form[0] for form in FORMS}
}


def _voicing_fits(suffix: _Suffix, first: str) -> bool:
    """Is the final к or қ of ``suffix`` right before a suffix that opens with ``first``?"""
    before_vowel = first != "" and first in VOWEL
    if suffix.form != suffix.restored:
        return before_vowel
    return not (before_vowel and suffix.form[-1] in VOICED)


def _joined(suffix: _Suffix, rests: list[Reading]) -> Iterator[Reading]:
    """``suffix`` before each of ``rests`` that may follow it; the cost of the step to it is not counted yet."""
    for rest in rests:
        if suffix.restored[-1] not in rest.after:
            continue
        if suffix.harmony and rest.harmony and suffix.harmony != rest.harmony:
            continue
        kept = suffix.restored + rest.kept if suffix.group.kept else ""
        yield Reading(
            rest.cost, suffix.after, suffix.harmony or rest.harmony, kept, (suffix.layer, *rest.layers)
        )


def _add(found: Readings, start: str, step: str, reading: Reading) -> None:
    """Keep ``reading`` on ``start``, unless a cheaper one fits the same stems."""
    cost = reading.cost + WEIGHTS.get((start, step), UNSEEN)
    others = found.setdefault(start, [])
    for place, other in enumerate(others):
        if other[1:4] == reading[1:4]:
            if cost < other.cost:
                others[place] = Reading(cost, *reading[1:])
            return
    others.append(Reading(cost, *reading[1:]))


_NONE: Readings = {}


def _end() -> Readings:
    return {
        layer: [Reading(WEIGHTS.get((layer, "."), UNSEEN), CLASSES["any"], "", "", ())] for layer in FINAL
    }


@lru_cache(maxsize=1 << 18)
def readings(tail: str) -> Readings:
    """All readings of ``tail``; empty if it is no chain of suffixes."""
    if not tail:
        return _end()
    if len(tail) > LONGEST_TAIL:
        return _NONE
    found: Readings = {}
    for cut in _LENGTHS.get(tail[0], ()):
        suffixes = FORMS.get(tail[:cut])
        after = readings(tail[cut:]) if suffixes else None
        if not suffixes or not after:
            continue
        for suffix in suffixes:
            rests = after.get(suffix.group.then)
            if rests and _voicing_fits(suffix, tail[cut : cut + 1]):
                for reading in _joined(suffix, rests):
                    for start in suffix.group.after:
                        _add(found, start, suffix.group.name, reading)
    return found or _NONE
